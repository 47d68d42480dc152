"""One run, top to bottom: catalogue sources, plan, score, check, publish, prune; and their schedule."""
