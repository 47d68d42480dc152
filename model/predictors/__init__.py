"""The interface of predictors, and the scorer that calls them."""
