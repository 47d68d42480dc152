"""The predictor interface, and the scorer that calls custom predictors."""
