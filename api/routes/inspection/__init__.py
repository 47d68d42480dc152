"""Models, runs, tags, and how good all of it is."""
