"""CSV, read by Arrow after every quote was looked at."""
