"""Clients that load servers, each a program of its own."""
