"""COPY in both directions, and exports."""
