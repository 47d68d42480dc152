"""Hides an installed pandas from programs that tests start, as long as this folder is on their path.

pandas is a tool of benchmarks and of the notebook; whoever installs Predawn need not have it. pyarrow imports
it wherever it finds it, at the first value that it converts, which takes half a second of processor time.

A module that raises an error in its place would do for one thread. Another one that imports it at the same
moment gets the module which has failed, and what is missing in that.
"""

import sys
from importlib.machinery import ModuleSpec, PathFinder

# Each program that is started waits for this: not with pathlib.
_FOLDER = __file__.rpartition("/")[0]
_find = PathFinder.find_spec


def _find_others(name: str, *where: object) -> ModuleSpec | None:
    return None if name == "pandas" and _FOLDER in sys.path else _find(name, *where)  # type: ignore[arg-type]


PathFinder.find_spec = _find_others  # type: ignore[assignment, method-assign]
