"""HTTP concerns of all routes: envelopes, errors, media types, freshness, body limits."""
