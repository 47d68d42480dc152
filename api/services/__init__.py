"""Services that run in every worker beside the routes: watchers, lookups, counts, the inference log."""
