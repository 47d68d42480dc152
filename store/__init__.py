"""Everything that is kept in PostgreSQL; the only package, with `migrations`, that holds SQL.

Functions take an open connection and never commit: who opens a transaction closes it.
"""
