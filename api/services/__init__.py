"""What a worker keeps running beside its routes: watchers, lookups, counts, the log."""
