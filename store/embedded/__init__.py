"""The PostgreSQL server that Predawn starts itself where no other is set."""
