"""Routes for predictions of projects: lookups, listings, histories and explanations."""
