"""The way of the two busiest routes past FastAPI's routing."""
