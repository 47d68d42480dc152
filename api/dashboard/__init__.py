"""`/dashboard`: pages that a person looks at, made on the server."""
