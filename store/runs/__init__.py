"""Runs while they are made: the ledger, their tables and chunks, and what is measured of them."""
