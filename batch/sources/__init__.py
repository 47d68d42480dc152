"""Catalogue sources: where they are, how each format is read, and the rules that every row is held to."""
