"""Connections of the server: how long and how much they may send, and how they end."""
