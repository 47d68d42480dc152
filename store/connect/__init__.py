"""Connections: engines, roles, session locks, and the checks of a server before work begins."""
