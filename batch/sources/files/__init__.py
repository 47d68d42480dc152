"""Files of catalogues: located, opened wherever they are, and brought to plain bytes."""
