"""The projects of the catalogue: staged, merged, counted, searched."""
