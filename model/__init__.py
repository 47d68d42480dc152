"""Predictors: the interface of one's own, the tagger, its training, evaluation and artifact."""
