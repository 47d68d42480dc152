"""Runs: the ledger, their tables and chunks, and their metrics."""
