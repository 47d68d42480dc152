"""The examples of the OpenAPI document; a test holds each against the schema of its route."""
