"""Arrow without pandas, whose import takes longer than a night of little spends on scoring."""

import sys
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _Hiding(MetaPathFinder):
    """Finds no pandas, and leaves all other modules to the finders that follow."""

    def find_spec(self, fullname: str, *_others: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def keep_pandas_out() -> None:
    """Let Arrow convert its first value where it finds no pandas, after which it does without.

    Arrow imports pandas with the first Python value that it converts, to recognise a series where there is
    one, and never tries again; `to_pandas` imports it all the same. Where somebody else has imported pandas,
    nothing changes.
    """
    if "pandas" in sys.modules:
        return
    hiding = _Hiding()
    sys.meta_path.insert(0, hiding)
    try:
        pa.scalar(0)
    finally:
        sys.meta_path.remove(hiding)
