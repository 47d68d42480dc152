"""The `predawn` command: reads the settings, puts the parts together, and speaks to people."""
