"""The documented routes."""
