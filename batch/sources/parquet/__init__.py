"""Reads Parquet sources."""
