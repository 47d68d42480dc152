"""Word vectors: what the tagger knows of words that no training text had."""
