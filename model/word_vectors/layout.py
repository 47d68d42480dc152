"""The file of a table of word vectors: one header, and four sections that are used as they lie in memory.

The header has 64 bytes: `MAGIC`, the number of words and the number of dimensions, as little-endian integers
of 32 bits, and zeros. Each section begins at a multiple of 64 bytes:

1. the vectors, int8, of shape (n_words, n_dimensions);
2. the scale of each vector, float32, of shape (n_words,);
3. the start of each word in the last section, and the end of the last word, uint32, of shape (n_words + 1,);
4. the words in UTF-8, in ascending order.

A scale is a number of half precision. So each product of a scale and an element is a multiple of 2**-24, and
sums of vectors in double precision are exact: they are the same in any order, and in any program.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.errors import ArtifactError

MAGIC: Final = b"predawn word vectors 1\n"
ALIGNMENT: Final = 64
MAX_DIMENSIONS: Final = 1024
MAX_WORDS: Final = 1 << 24
MAX_WORD_BYTES: Final = 256

_COUNTS: Final = slice(32, 40)


@dataclass(frozen=True, eq=False)
class Sections:
    """The sections of a file.

    Attributes
    ----------
    vectors
        Elements of the vectors, of shape (n_words, n_dimensions).
    scales
        The factor of each vector, of shape (n_words,).
    offsets
        The start of each word in `letters`, and the end of the last word, of shape (n_words + 1,).
    letters
        The words in UTF-8, in ascending order, one after another.
    """

    vectors: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]
    offsets: npt.NDArray[np.uint32]
    letters: npt.NDArray[np.uint8]


def pack(sections: Sections) -> bytes:
    """Return the file of some sections, whose words are in ascending order and not repeated.

    Raises
    ------
    ValueError
        If the sections do not fit together, or the words are repeated or not in order.
    """
    data, bounds = sections.letters.tobytes(), sections.offsets.tolist()
    words = [data[start:end] for start, end in pairwise(bounds)]
    if any(before >= after for before, after in pairwise(words)):
        raise ValueError("words that are repeated or not in order")
    _check(sections)
    counts = np.array(sections.vectors.shape, dtype="<u4").tobytes()
    header = MAGIC.ljust(_COUNTS.start, b"\0") + counts
    arrays = (sections.vectors, sections.scales, sections.offsets, sections.letters)
    parts = (header, *(np.ascontiguousarray(array).tobytes() for array in arrays))
    return b"".join(part + b"\0" * (-len(part) % ALIGNMENT) for part in parts[:-1]) + parts[-1]


def unpack(data: npt.NDArray[np.uint8], name: str) -> Sections:
    """Return the sections of a file, as views of its bytes.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        Its name, for messages.

    Raises
    ------
    ArtifactError
        If it is not the file of a table, or sections are out of bounds.
    """
    try:
        sections = _cut(data)
        _check(sections)
    except (ValueError, IndexError, TypeError) as error:
        raise ArtifactError(
            f"{name} is no table of word vectors, or it is damaged ({error}). Make it again."
        ) from error
    return sections


def _cut(data: npt.NDArray[np.uint8]) -> Sections:
    if data[: len(MAGIC)].tobytes() != MAGIC:
        raise ValueError("it begins otherwise")
    n_words, n_dimensions = data[_COUNTS].view("<u4").tolist()
    end = ALIGNMENT

    def cut(dtype: str, count: int) -> npt.NDArray[Any]:
        nonlocal end
        start = end + -end % ALIGNMENT
        end = start + np.dtype(dtype).itemsize * count
        if end > len(data):
            raise ValueError("it ends too early")
        return data[start:end].view(dtype)

    vectors = cut("<i1", n_words * n_dimensions).reshape(n_words, n_dimensions)
    scales, offsets = cut("<f4", n_words), cut("<u4", n_words + 1)
    letters = cut("<u1", int(offsets[-1]))
    if end != len(data):
        raise ValueError("it has trailing bytes")
    return Sections(vectors, scales, offsets, letters)


def _check(sections: Sections) -> None:
    """Refuse what a reader without bounds of its own could not read."""
    n_words, n_dimensions = sections.vectors.shape
    if not 0 < n_words <= MAX_WORDS or not 0 < n_dimensions <= MAX_DIMENSIONS:
        raise ValueError(f"it has {n_words} words and {n_dimensions} dimensions")
    offsets, scales = sections.offsets, sections.scales
    if offsets.shape != (n_words + 1,) or scales.shape != (n_words,):
        raise ValueError("its sections are of different lengths")
    if offsets[0] != 0 or offsets[-1] != len(sections.letters) or (offsets[1:] <= offsets[:-1]).any():
        raise ValueError("words that are out of bounds")
    if (np.diff(offsets) > MAX_WORD_BYTES).any():
        raise ValueError(f"a word of more than {MAX_WORD_BYTES} bytes")
    if not ((scales > 0) & (scales <= 1) & (scales.astype(np.float16) == scales)).all():
        raise ValueError("scales that are not numbers of half precision from 0 to 1")
