"""The PostgreSQL server that Predawn starts itself unless another one is configured."""
