"""What a run that waits would change, and the commands that decide."""
