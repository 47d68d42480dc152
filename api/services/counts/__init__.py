"""Counts of a worker: requests, and those of either side of a canary."""
