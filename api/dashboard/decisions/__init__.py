"""The decisions that people make: the changes that a waiting run would bring, and the commands."""
