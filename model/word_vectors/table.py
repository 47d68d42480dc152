"""A table of word vectors, mapped into memory: processes that read the same file share it."""

import hashlib
import mmap
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from core.errors import ArtifactError
from model.word_vectors.layout import Sections, unpack

BUNDLED_PATH: Final = Path(__file__).with_name("bundled.vectors")
BUNDLED_SHA256: Final = "cb71373a8cd948d9bd429b076ee0e8b9a4452fefbdee0b7d154434fece3fa323"
"""The SHA-256 of the file that ships; a model that was trained with it names it by this."""

_REMEMBERED_WORDS: Final = 1 << 16


class WordVectors:
    """A read-only table of words and their vectors.

    Parameters
    ----------
    sections
        The sections of its file.
    sha256
        The SHA-256 of the file, in hexadecimal.
    data
        The bytes of the file, which the sections are views of.
    """

    def __init__(self, sections: Sections, sha256: str, data: bytes | mmap.mmap) -> None:
        self.sections = sections
        self.sha256 = sha256
        self._data = data
        self._letters = sections.letters.data
        self._remembered = lru_cache(_REMEMBERED_WORDS)(self._search)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Map a file into memory.

        Raises
        ------
        ArtifactError
            If it cannot be read, or is no table of word vectors.
        """
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ArtifactError(f"The table of word vectors {path} cannot be read: {error}.") from error
        return cls.read(mapped, str(path))

    @classmethod
    def read(cls, data: bytes | mmap.mmap, name: str) -> Self:
        """Return the table of a file's bytes, which are not copied.

        Raises
        ------
        ArtifactError
            If they are no table of word vectors.
        """
        sections = unpack(np.frombuffer(data, dtype=np.uint8), name)
        return cls(sections, hashlib.sha256(data).hexdigest(), data)

    def __reduce__(self) -> tuple[Callable[..., "WordVectors"], tuple[object, ...]]:
        """Let a pickle name the table that ships, whose reader maps the same file, and hold another whole."""
        return open_named, (self.sha256, None if self.is_bundled else self.data)

    @property
    def is_bundled(self) -> bool:
        """True if this is the table that ships."""
        return self.sha256 == BUNDLED_SHA256

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return bytes(self._data)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.sections.vectors)

    @property
    def dimensions(self) -> int:
        """The number of elements of a vector."""
        return int(self.sections.vectors.shape[1])

    def find(self, word: str) -> int | None:
        """Return the row of a normalised word; None if it is not in the table."""
        return self._remembered(word)

    def _search(self, word: str) -> int | None:
        # The order of code points is that of UTF-8. A lone surrogate, which no normalised text has, has none.
        wanted = word.encode("utf-8", "replace")
        row = bisect_left(range(len(self)), wanted, key=self._spell)
        return row if row < len(self) and self._spell(row) == wanted else None

    def word(self, row: int) -> str:
        """Return the word of a row."""
        return self._spell(row).decode()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words, in the order of their rows."""
        letters = self._letters.tobytes()
        return tuple(letters[start:end].decode() for start, end in pairwise(self.sections.offsets.tolist()))

    def every(self, count: int) -> list[str]:
        """Return at most `count` words from all parts of the alphabet."""
        step = -(-len(self) // count)
        return [self.word(row) for row in range(0, len(self), step)]

    def vectors(self, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """Return the vectors of some rows, of shape (n_rows, n_dimensions)."""
        scales = self.sections.scales[rows].astype(np.float64)
        return scales[:, None] * self.sections.vectors[rows]

    def _spell(self, row: int) -> bytes:
        offsets = self.sections.offsets
        return self._letters[offsets[row] : offsets[row + 1]].tobytes()


@cache
def open_bundled() -> WordVectors:
    """Return the table that ships with Predawn.

    Raises
    ------
    ArtifactError
        If its file is missing or changed.
    """
    table = WordVectors.open(BUNDLED_PATH)
    if table.sha256 != BUNDLED_SHA256:
        raise ArtifactError(
            f"The word vectors in {BUNDLED_PATH} have the SHA-256 {table.sha256}, not {BUNDLED_SHA256}: they "
            "were changed or damaged. Install Predawn again."
        )
    return table


def open_named(sha256: str, stored: bytes | None = None) -> WordVectors:
    """Return the table of word vectors that a model names.

    Parameters
    ----------
    sha256
        The SHA-256 of its file.
    stored
        The file that is stored under this name, if any.

    Raises
    ------
    ArtifactError
        If it is neither the table that ships nor stored, or the stored one was changed.
    """
    if sha256 == BUNDLED_SHA256:
        return open_bundled()
    if stored is None:
        raise ArtifactError(
            f"The model was trained with the word vectors {sha256}, which are not stored; those that "
            f"ship are {BUNDLED_SHA256}. Use the version that trained it, or train the model again."
        )
    table = WordVectors.read(stored, f"The stored table {sha256}")
    if table.sha256 != sha256:
        raise ArtifactError(
            f"The table of word vectors stored as {sha256} has the SHA-256 {table.sha256}: it was changed or "
            "damaged. Train the model again."
        )
    return table
