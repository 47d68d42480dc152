"""What Predawn serves over HTTP."""
