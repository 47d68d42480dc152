"""Fitting the tagger to known tags, and evaluating it on held-out ones."""
