"""The table of all code points that normalisation uses, and the program that generates it.

Python's Unicode data changes with its version; a model must not. The table is therefore generated once and
shipped as `code_points.bin`. Regenerating it from the running Python changes the input of models, which have
to be trained again::

    python -m model.tagger.code_points
"""

import sys
import unicodedata
import zlib
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

PATH: Final = Path(__file__).with_name("code_points.bin")
SPACE: Final = 0x20
CODE_POINTS: Final = sys.maxunicode + 1

# The table stores the distance from each code point to its lower case, or 0. These two values are outside the
# range of distances.
_DROPPED: Final = -(1 << 22)
_UNASSIGNED: Final = -(1 << 23)


@cache
def normal_forms() -> npt.NDArray[np.uint32]:
    """Return the normal form of each code point, of shape (0x110000,); a space for dropped ones."""
    distances = read_distances()
    forms = np.arange(CODE_POINTS, dtype=np.int64) + distances
    forms[distances <= _DROPPED] = SPACE
    table = forms.astype("<u4")
    table.flags.writeable = False
    return table


def assigned() -> npt.NDArray[np.bool_]:
    """Return the code points that were assigned in the Unicode version of the table, as a mask."""
    return np.asarray(read_distances() != _UNASSIGNED)


def unicode_version() -> str:
    """Return the version of Unicode that the table was generated from."""
    return PATH.read_bytes().partition(b"\n")[0].decode("ascii")


def read_distances() -> npt.NDArray[np.int32]:
    """Read the shipped table: a line with the Unicode version, then compressed runs of a distance."""
    runs = np.frombuffer(zlib.decompress(PATH.read_bytes().partition(b"\n")[2]), dtype="<i4").reshape(-1, 2)
    return np.repeat(runs[:, 1], runs[:, 0]).astype(np.int32)


def build_distances() -> npt.NDArray[np.int32]:
    """Compute the table from the Unicode data of the running Python."""
    return np.array([_distance(code_point) for code_point in range(CODE_POINTS)], dtype=np.int32)


def write_table() -> None:
    """Replace the shipped table by that of the running Python."""
    distances = build_distances()
    starts = np.flatnonzero(np.diff(distances, prepend=distances[0] - 1))
    lengths = np.diff(starts, append=CODE_POINTS)
    runs = np.column_stack([lengths, distances[starts]]).astype("<i4")
    version = unicodedata.unidata_version.encode("ascii")
    PATH.write_bytes(version + b"\n" + zlib.compress(runs.tobytes(), 9))


def _distance(code_point: int) -> int:
    character = chr(code_point)
    category = unicodedata.category(character)
    if character.isalnum() or category.startswith("M"):
        lower = character.lower()
        return ord(lower) - code_point if len(lower) == 1 else 0
    return _UNASSIGNED if category == "Cn" else _DROPPED


if __name__ == "__main__":
    write_table()
