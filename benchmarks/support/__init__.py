"""What the benchmarks share: generated catalogues, a home to run in, and a measured night."""
