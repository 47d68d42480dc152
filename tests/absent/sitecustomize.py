"""Hides an installed pandas from programs that tests start, as long as this folder is on their path.

pandas is a tool of benchmarks and of the notebook; whoever installs Predawn need not have it. pyarrow imports
it wherever it finds it, at the first value that it converts, which takes half a second of processor time.

A module that raises an error in its place would do for one thread. Another one that imports it at the same
moment gets the module which has failed, and what is missing in that.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

# Each program that is started waits for this: not with pathlib.
_FOLDER = __file__.rpartition("/")[0]


class _Others(PathFinder):
    """Finds every module but pandas."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is, or None."""
        if fullname == "pandas" and _FOLDER in sys.path:
            return None
        return super().find_spec(fullname, path, target)


sys.meta_path[sys.meta_path.index(PathFinder)] = _Others
