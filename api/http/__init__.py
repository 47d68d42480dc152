"""What every request and answer passes: envelopes, errors, media types, freshness, limits."""
