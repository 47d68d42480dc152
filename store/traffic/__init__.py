"""On-demand answers: the inference log, popular texts, and stored answers to texts."""
