"""Mutations: faults put into copies of the code on purpose, each of which a named test must notice."""
