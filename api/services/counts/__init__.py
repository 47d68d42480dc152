"""Counts that workers keep: requests, those of either side of a canary, and projects by tag."""
