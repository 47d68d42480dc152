"""Code that benchmarks share: generated catalogues, homes, servers, clients and measurements."""
