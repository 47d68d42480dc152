"""Catalogue sources: their locations, the readers of their formats, and the rules for every row."""
