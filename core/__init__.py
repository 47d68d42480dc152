"""Settings, errors and value types: no input or output, importable from everywhere."""
