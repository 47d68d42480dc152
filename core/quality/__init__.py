"""Measures of predictions, the rules that judge them, and drift."""
