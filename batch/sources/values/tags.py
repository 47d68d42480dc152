"""Lists of known tags, read from columns of lists or from texts with a list each."""

import json
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from batch.sources.values.numbers import find_inexact, write_number
from batch.sources.values.types import as_text, is_list, is_view, unwrap

SEPARATOR = "|"
"""The separator of tags in a text that is not an array."""

_ELEMENT = r'"(?:[^"\\]|\\.)*"|[^,{}"\\]+'
_ELEMENTS = re.compile(_ELEMENT, re.DOTALL)
_ARRAY = re.compile(rf"\{{(?:(?:{_ELEMENT})(?:,(?:{_ELEMENT}))*)?\}}", re.DOTALL)
"""An array as PostgreSQL writes it; psycopg2 hands over those of enums and some other types as texts."""

TAG_LISTS = pa.list_(pa.string())

_Rows = npt.NDArray[np.intp]
_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class TagElements:
    """The elements of all lists of a column, one after the other, before any rule was applied.

    `rows` has the row of each, ascending; `unreadable` marks the rows without a list, and `inexact` the
    elements that are no exact numbers, where they are floating point.
    """

    texts: pa.StringArray
    rows: _Rows
    unreadable: _Mask
    inexact: pa.BooleanArray | None = None

    def rows_where(self, mask: pa.BooleanArray) -> pa.BooleanArray:
        """Return which rows have an element that a mask marks; a null marks nothing."""
        marked = np.zeros(len(self.unreadable), dtype=bool)
        marked[self.rows[pc.fill_null(mask, fill_value=False).to_numpy(zero_copy_only=False)]] = True
        return pa.array(marked)


@dataclass(frozen=True, eq=False)
class TagLists:
    """Lists of distinct tags, null where a row has none, and the rows whose elements were not all kept."""

    lists: pa.ListArray
    blank: pa.BooleanArray
    repeated: pa.BooleanArray


def split_tags(text: str) -> list[str | None]:
    """Read the list in a text: an array of JSON (strings, numbers) or PostgreSQL, or tags separated by `|`.

    Raises
    ------
    ValueError
        If it begins like a JSON array of strings or numbers and is not one.
    """
    text = text.strip()
    if not text:
        return []
    if _ARRAY.fullmatch(text):
        return [_read_element(element) for element in _ELEMENTS.findall(text[1:-1])]
    if not text.startswith("["):
        return [*text.split(SEPARATOR)]
    try:
        found = json.loads(text, parse_int=write_number, parse_float=write_number)
    except RecursionError:
        raise ValueError("an array within arrays") from None
    if not all(tag is None or isinstance(tag, str) for tag in found):
        raise ValueError("an array of something else than texts")
    return [*found]


def _read_element(element: str) -> str | None:
    if element.startswith('"'):
        return re.sub(r"\\(.)", r"\1", element[1:-1], flags=re.DOTALL)
    return None if element.strip().upper() == "NULL" else element


def read_elements(column: pa.Array) -> TagElements:
    """Read a column of lists, or of texts that hold a list each, without checking its UTF-8.

    Raises
    ------
    CatalogueError
        If the type of the column, or of the elements of its lists, holds no text.
    """
    column = unwrap(column)
    if is_list(column.type):
        wide = pa.large_list(column.type.value_type)
        # Of views Arrow's cast gives lists that are not valid.
        column = pa.array(column.to_pylist(), wide) if is_view(column.type) else column.cast(wide)
        rows = pc.list_parent_indices(column).to_numpy().astype(np.intp)
        flat = unwrap(pc.list_flatten(column))
        readable = np.zeros(len(column), dtype=bool)
        return TagElements(as_text(flat, "tags"), rows, readable, find_inexact(flat))
    elements: list[bytes | None] = []
    rows_of: list[int] = []
    unreadable = np.zeros(len(column), dtype=bool)
    for row, value in enumerate(as_text(column, "tags").view(pa.binary()).to_pylist()):
        if value is None:
            continue
        try:
            # Bytes that are not UTF-8 pass unchanged; validation finds them.
            tags = split_tags(value.decode(errors="surrogateescape"))
        except ValueError:
            unreadable[row] = True
            continue
        elements += [None if tag is None else _encode(tag) for tag in tags]
        rows_of += [row] * len(tags)
    texts = pa.array(elements, pa.binary()).view(pa.string())
    return TagElements(texts, np.array(rows_of, dtype=np.intp), unreadable)


def _encode(tag: str) -> bytes:
    try:
        return tag.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # half of a surrogate pair, written as an escape of JSON
        return tag.encode(errors="surrogatepass")


def make_lists(tags: pa.StringArray, elements: TagElements) -> TagLists:
    """Put trimmed tags, null where there is none, into lists again: each tag once, in their order."""
    n_rows = len(elements.unreadable)
    valid = pc.is_valid(tags).to_numpy(zero_copy_only=False)
    kept = np.flatnonzero(valid)
    encoded = tags.take(pa.array(kept)).dictionary_encode()
    keys = elements.rows[kept] * (len(encoded.dictionary) + 1) + encoded.indices.to_numpy()
    _, first = np.unique(keys, return_index=True)
    repeated = np.ones(len(kept), dtype=bool)
    repeated[first] = False
    again = np.zeros(n_rows, dtype=bool)
    again[elements.rows[kept[repeated]]] = True
    kept = kept[~repeated]
    counts = np.bincount(elements.rows[kept], minlength=n_rows)
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32())
    lists = pa.ListArray.from_arrays(offsets, tags.take(pa.array(kept)), mask=pa.array(counts == 0))
    return TagLists(lists, elements.rows_where(pa.array(~valid)), pa.array(again))
