"""Backups: the whole store in one file, and a store from such a file."""
