"""Models, and how they are asked on demand."""
