"""The page on performance: the plan of benchmarks, their figures, and the page with them."""
