"""On-demand inference: loaded models, their threads and batches, and the cache of answers."""
