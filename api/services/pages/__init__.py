"""State that workers keep for the pages: the activity of the last hours, and long answers."""
