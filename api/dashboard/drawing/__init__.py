"""Plots, matrices and number formats of the pages."""
