"""Stands before an installed pandas for programs that tests start.

pandas is a tool of benchmarks and of the notebook; whoever installs Predawn need not have it. pyarrow imports
it wherever it finds it, at the first value that it converts, which takes half a second of processor time.
"""

raise ModuleNotFoundError("pandas is not among the libraries that Predawn needs", name="pandas")
