"""The `predawn` command: reads the settings, assembles the parts, and prints results for people."""
