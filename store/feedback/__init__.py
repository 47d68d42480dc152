"""Feedback on predictions: corrections, reviews and erasure."""
