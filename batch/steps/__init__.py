"""The steps of a run, in the order of `batch.run`, and their measures."""
