"""The Alembic environment and its revisions; `predawn migrate` runs them."""
