"""Arrow without pandas, which takes longer to import than a few projects take to score."""

import sys
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _Hiding(MetaPathFinder):
    """Refuses to find pandas; other finders look for everything else."""

    def find_spec(self, fullname: str, *_others: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def keep_pandas_out() -> None:
    """Keep Arrow from importing pandas, by letting it convert its first value while pandas is hidden.

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
