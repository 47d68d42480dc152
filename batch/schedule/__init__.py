"""The scheduler, and the work that it does at due times."""
