"""Predictors: the interface of custom ones, and the tagger with its training, evaluation and artifact."""
