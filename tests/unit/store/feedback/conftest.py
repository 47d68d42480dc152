"""Feedback is said to the store, and answered by the API."""

from tests.unit.api.conftest import execute, serve

__all__ = ["execute", "serve"]
