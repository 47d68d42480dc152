"""The scheduler, and the work it does when a time comes."""
