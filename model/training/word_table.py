"""Writing a table of word vectors, which `model.word_vectors` reads.

    python -m model.training.word_table SOURCE TABLE

SOURCE is a text file of word2vec, one word and its numbers a line, or a folder of two files: `vectors.npz`
has `q`, int8 of shape (n_words, n_dimensions), and `s`, float16 of shape (n_words,); `words.txt` has
a word a line.
"""

import argparse
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, TextIO

import numpy as np
import numpy.typing as npt

from core.errors import InputError
from core.wording import count_of
from model.tagger.normalisation import normalise
from model.word_vectors.layout import MAX_DIMENSIONS, MAX_WORD_BYTES, Sections, pack

MAX_ELEMENTS: Final = 64 * 1024**2
"""The largest number of elements of a table that is read from a text file."""

_LARGEST: Final = 127
# Some thirty characters a number.
_MAX_LINE: Final = 32 * MAX_DIMENSIONS + MAX_WORD_BYTES
_BATCH: Final = 10_000
_GZIP: Final = b"\x1f\x8b"
_HEADER: Final = re.compile(r"([0-9]{1,18}) ([0-9]{1,18}) *\n?")
_NO_WORD: Final = "No word of the table consists of letters, digits and marks alone."
# A scale is of half precision, so that of smaller numbers is rounded to zero.
_NOTHING_STORED: Final = (
    "No word of the table has a vector that can be stored: all of its numbers are zero, or smaller than "
    "0.000004."
)

Int8s = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float32]


def write_table(words: Sequence[str], vectors: Int8s, scales: Floats) -> bytes:
    """Return the file of a table.

    Only words that texts can have are kept, in their normal form: of several with one form the first, and
    none of more than `MAX_WORD_BYTES`, or whose vector is zero.

    Parameters
    ----------
    words
        The words, in any order.
    vectors
        The elements of their vectors, of shape (n_words, n_dimensions).
    scales
        The factor of each vector, in numbers of half precision, of shape (n_words,).

    Raises
    ------
    InputError
        If no word is left.
    """
    kept: dict[str, int] = {}
    any_usable = False
    for row, word in enumerate(words):
        form = normalise(word)
        usable = form.split() == [form] and len(form.encode()) <= MAX_WORD_BYTES
        any_usable |= usable
        if usable and scales[row] > 0 and vectors[row].any():
            kept.setdefault(form, row)
    if not kept:
        raise InputError(_NOTHING_STORED if any_usable else _NO_WORD)
    encoded = sorted((form.encode(), row) for form, row in kept.items())
    rows = np.array([row for _, row in encoded], dtype=np.intp)
    offsets = np.cumsum([0, *(len(word) for word, _ in encoded)], dtype=np.uint32)
    letters = np.frombuffer(b"".join(word for word, _ in encoded), dtype=np.uint8)
    return pack(Sections(vectors[rows], scales[rows].astype(np.float32), offsets, letters))


class ReadTable(NamedTuple):
    """The file of a table, and the number of words that were read for it, with those that were left out."""

    table: bytes
    n_words: int


class _Header(NamedTuple):
    """The numbers that the first line of a file promises."""

    n_words: int
    n_dimensions: int


def read_word2vec(path: Path) -> ReadTable:
    """Return the table of a text file of word2vec.

    Its first line may hold the numbers of words and of dimensions, which must be right then: a download may
    have ended early. Vectors are rounded to 8 bits an element.

    Raises
    ------
    InputError
        If the file cannot be read, is compressed, or is not UTF-8; if a line is not a word and as many
        numbers as the others have, if the first line promises something else than follows, or if there are
        too many words.
    """
    try:
        return _read_word2vec(path)
    except OSError as error:
        raise InputError(f"The word vectors {path} cannot be read: {error.strerror}.") from error


def _read_word2vec(path: Path) -> ReadTable:
    words: list[str] = []
    vectors: list[Int8s] = []
    scales: list[Floats] = []
    with path.open("rb") as file, _decode(file) as lines:
        _refuse_compressed(file, path)
        entries = _parse(_read_lines(lines, path), path)
        while batch := list(islice(entries, _BATCH)):
            words.extend(word for word, _ in batch)
            quantised = quantise(np.array([numbers for _, numbers in batch], dtype=np.float64))
            vectors.append(quantised[0])
            scales.append(quantised[1])
            if len(words) * vectors[0].shape[1] > MAX_ELEMENTS:
                raise InputError(
                    f"{path} has more than {MAX_ELEMENTS // vectors[0].shape[1]:,} words of "
                    f"{vectors[0].shape[1]} numbers: a table has {MAX_ELEMENTS:,} of them at most, because "
                    "each process holds it. Leave the rarest words out; most files have them at the end."
                )
    if not words:
        raise InputError(f"{path} has no words. It should have a word and its numbers a line.")
    return ReadTable(write_table(words, np.concatenate(vectors), np.concatenate(scales)), len(words))


def _refuse_compressed(file: BufferedReader, path: Path) -> None:
    """Refuse a file of gzip, which begins with two bytes that are no UTF-8."""
    if file.peek(len(_GZIP)).startswith(_GZIP):
        raise InputError(f"{path} is compressed with gzip. Unpack it first, for instance with gunzip.")


def _decode(file: BufferedReader) -> TextIOWrapper:
    """Return the text of a file without its byte order mark, with surrogates for bytes that are not UTF-8.

    A decoder that raises would not know the line, because it reads ahead.
    """
    return TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape")


def _read_lines(lines: TextIO, path: Path) -> Iterator[str]:
    """Yield the lines of a file; one that has no end, as in a device, would fill the memory."""
    for number, line in enumerate(iter(lambda: lines.readline(_MAX_LINE), ""), start=1):
        if len(line) == _MAX_LINE:
            raise InputError(
                f"{path} has a line of {_MAX_LINE:,} characters or more. A word and its numbers are shorter; "
                "name a text file of word2vec."
            )
        if not _is_utf8(line):
            raise InputError(
                f"Line {number} of {path} is not UTF-8. Convert the file to a text file of word2vec in UTF-8."
            )
        yield line


def _is_utf8(line: str) -> bool:
    """Return True unless a byte of the line stands there as a surrogate."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _parse(lines: Iterable[str], path: Path) -> Iterator[tuple[str, Floats]]:
    """Yield words and their numbers, and refuse a file that ends before what its header promises."""
    header, n_dimensions, n_words = None, 0, 0
    for number, line in enumerate(lines, start=1):
        if number == 1 and (found := _HEADER.fullmatch(line)):
            header = _Header(*map(int, found.groups()))
            continue
        word, *given = line.rstrip("\n").rstrip(" ").split(" ")
        numbers = _read_numbers(given, f"Line {number} of {path}")
        if header is not None and len(numbers) != header.n_dimensions:
            raise InputError(
                f"The first line of {path} promises {count_of(header.n_dimensions, 'number')} behind each "
                f"word, and line {number} has {len(numbers):,}."
            )
        n_dimensions = n_dimensions or len(numbers)
        if len(numbers) != n_dimensions or not 0 < n_dimensions <= MAX_DIMENSIONS:
            raise InputError(
                f"Line {number} of {path} has {len(numbers)} numbers behind its word; each line should have "
                f"as many as the first, and {MAX_DIMENSIONS:,} at most."
            )
        n_words += 1
        yield word, numbers
    if header is not None and n_words != header.n_words:
        raise InputError(
            f"The first line of {path} promises {count_of(header.n_words, 'word')}, and {n_words:,} "
            f"{'is' if n_words == 1 else 'are'} there. Download the file again, or correct its first line."
        )


def _read_numbers(given: Sequence[str], line: str) -> Floats:
    """Return the numbers of a line, which messages call by the name that is given."""
    try:
        with np.errstate(over="ignore"):
            numbers = np.array(given, dtype=np.float32)
    except ValueError:
        raise InputError(f"{line} has something else than numbers.") from None
    if not (np.abs(numbers) <= _LARGEST).all():
        raise InputError(f"{line} has {_explain_unusable(given)}.")
    return numbers


def _explain_unusable(given: Iterable[str]) -> str:
    """Return the first number that no table can hold, and why."""
    number = next(text for text in given if not abs(float(text)) <= _LARGEST)
    reason = f"beyond {_LARGEST}" if math.isfinite(float(number)) else "not a finite number"
    return f"{number}, which is {reason}"


def quantise(vectors: npt.NDArray[np.float64]) -> tuple[Int8s, Floats]:
    """Return elements from -127 to 127, and the scale of each vector, of half precision."""
    scales = (np.abs(vectors).max(axis=1) / _LARGEST).astype(np.float16).astype(np.float32)
    elements = np.divide(vectors, scales[:, None], out=np.zeros_like(vectors), where=scales[:, None] > 0)
    return np.clip(np.rint(elements), -_LARGEST, _LARGEST).astype(np.int8), scales


def read_folder(folder: Path) -> bytes:
    """Return the table of a folder with `vectors.npz` and `words.txt`."""
    words = (folder / "words.txt").read_text(encoding="utf-8").splitlines()
    with np.load(folder / "vectors.npz", allow_pickle=False) as arrays:
        vectors, scales = arrays["q"], arrays["s"].astype(np.float32)
    if len(words) != len(vectors) or len(words) != len(scales):
        raise InputError(f"{folder} has {len(words)} words and {len(vectors)} vectors.")
    return write_table(words, vectors, scales)


def main() -> None:
    """Write the table of a source."""
    parser = argparse.ArgumentParser(description="Write a table of word vectors.")
    parser.add_argument("source", type=Path)
    parser.add_argument("table", type=Path)
    arguments = parser.parse_args()
    source: Path = arguments.source
    arguments.table.write_bytes(read_folder(source) if source.is_dir() else read_word2vec(source).table)


if __name__ == "__main__":
    main()
