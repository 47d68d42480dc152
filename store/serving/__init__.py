"""The run in service: the serving pointer, lookups, listings, history, comparison, retention."""
