"""Connections: engines, roles, session locks, and what the server is asked before work begins."""
