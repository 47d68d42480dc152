"""All access to PostgreSQL; with `migrations` the only package that holds SQL.

Functions take an open connection and never commit: the caller that opens a transaction closes it.
"""
