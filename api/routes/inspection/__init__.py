"""Routes for inspection: models, runs, tags, and quality."""
