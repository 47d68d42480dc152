"""Digests of projects: 16 bytes for what a source or the catalogue has of each.

A digest is a hash of the id, and one of the text, the time, the tags and the known number. A sync reads those
of the catalogue and compares the rows of the source with them as these come, so that only rows that differ go
to the server. Ids are hashed by columns, which takes a tenth of the time of a cryptographic hash for each,
and with another seed each time. Two ids with one hash are noticed by the counts; the sync then does without
digests.
"""

import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Row, text

from store.bulk.binary_rows import EPOCH_MICROSECONDS
from store.bulk.copy import ahead
from store.schema import projects
from store.sql_files import statement

_PAGES: Final = 4096
"""The pages of the table whose digests are read at once: 32 MiB, of which a tenth is sent."""

_COUNT_PAGES: Final = (
    f"SELECT pg_relation_size('{projects.fullname}') / current_setting('block_size')::bigint"
)
_NO_INSTANT: Final = -(2**63) + 1
_STORED: Final = np.dtype(
    [("block", ">u4"), ("item", ">u2"), ("content", "<u8"), ("created_on", ">i8"), ("removed", "u1")]
)
_DOUBLE: Final = struct.Struct(">d")
_WORD_BYTES: Final = 8
# The constants of SplitMix64.
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Digests:
    """A hash of the id and a digest of everything else, of each of some projects."""

    keys: Hashes
    values: Hashes


@dataclass(slots=True)
class StoredDigests:
    """The digests of all projects of the catalogue, by the hash of the id, 26 bytes for each.

    `places` are the positions of the projects in the table. `match` marks those that it has seen.
    """

    seed: int
    keys: Hashes
    values: Hashes
    places: npt.NDArray[np.int64]
    removed: npt.NDArray[np.bool_]
    seen: npt.NDArray[np.bool_] = field(init=False)
    unknown: int = 0
    matched: int = 0

    def __post_init__(self) -> None:
        """Sort the digests."""
        order = np.argsort(self.keys)
        self.keys, self.values = self.keys[order], self.values[order]
        self.places, self.removed = self.places[order], self.removed[order]
        self.seen = np.zeros(len(self.keys), np.bool_)

    @classmethod
    def read(cls, connection: Connection, seed: int | None = None) -> Self:
        """Read the digests of the catalogue, some pages of its table after others."""
        seed = new_seed() if seed is None else seed
        parts = [*_read(connection, seed)] or [_NOTHING]
        keys, values, places, removed = (np.concatenate(column) for column in zip(*parts, strict=True))
        return cls(seed, keys, values, places, removed)

    def match(self, found: Digests) -> npt.NDArray[np.bool_]:
        """Return which of some projects of a source are new or not as the catalogue has them."""
        if not len(self.keys):
            self.unknown += len(found.keys)
            return np.ones(len(found.keys), np.bool_)
        positions = np.searchsorted(self.keys, found.keys)
        # A hash beyond the last one is compared with that.
        np.minimum(positions, len(self.keys) - 1, out=positions)
        known = self.keys[positions] == found.keys
        self.seen[positions[known]] = True
        self.matched += int(np.count_nonzero(known))
        self.unknown += int(np.count_nonzero(~known))
        differs: npt.NDArray[np.bool_] = (
            ~known | (self.values[positions] != found.values) | self.removed[positions]
        )
        return differs

    @property
    def is_unique(self) -> bool:
        """True if no two projects share a hash, and none was matched twice."""
        distinct = not (self.keys[1:] == self.keys[:-1]).any()
        return distinct and int(np.count_nonzero(self.seen)) == self.matched

    @property
    def active(self) -> int:
        """The number of active projects."""
        return int(np.count_nonzero(~self.removed))

    @property
    def gone(self) -> int:
        """The number of removed projects that were not matched."""
        return int(np.count_nonzero(self.removed & ~self.seen))

    def missing(self) -> list[str]:
        """Return the positions in the table of the active projects that were not matched."""
        places = np.sort(self.places[~self.removed & ~self.seen])
        return [f"({place >> 16},{place & 0xFFFF})" for place in places.tolist()]


def new_seed() -> int:
    """Return a seed for the hashes of a sync."""
    return secrets.randbits(64)


_Part = tuple[Hashes, Hashes, npt.NDArray[np.int64], npt.NDArray[np.bool_]]
_NOTHING: Final[_Part] = (
    np.empty(0, np.uint64),
    np.empty(0, np.uint64),
    np.empty(0, np.int64),
    np.empty(0, np.bool_),
)


def _read(connection: Connection, seed: int) -> Iterator[_Part]:
    pages: int = connection.scalar(text(_COUNT_PAGES)) or 0
    query = statement("catalogue/read_digested_projects")

    def rows() -> Iterator[Row[Any]]:
        for first in range(0, max(pages, 1), _PAGES):
            # Rows may be added by hand meanwhile; the last pages are all that are there.
            last = first + _PAGES if first + _PAGES < pages else 2**32 - 1
            yield connection.execute(query, {"first": f"({first},0)", "last": f"({last},0)"}).one()

    # The server joins the values of further pages while those of some are hashed.
    for row in ahead(rows()):
        if not row.projects:
            continue
        stored = np.frombuffer(row.fields, _STORED)
        digests = Digests(
            hash_texts(_split(row.ids, row.projects), seed),
            _digest(stored["content"], stored["created_on"], _split(row.labels, row.projects), seed),
        )
        places = stored["block"].astype(np.int64) << 16 | stored["item"]
        yield digests.keys, digests.values, places, stored["removed"].astype(np.bool_)


def _split(joined: bytes, count: int) -> pa.StringArray:
    """Return the texts that stand one after another with a NUL between them."""
    characters = np.frombuffer(joined, np.uint8)
    nuls = np.flatnonzero(characters == 0)
    ends = np.concatenate([nuls, [len(characters)]]) - np.arange(count)
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    texts = pa.py_buffer(characters[characters != 0])
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), texts)


def digest_batch(batch: pa.RecordBatch, content_hashes: bytes, seed: int) -> Digests:
    """Return the digests of the rows of a source.

    Parameters
    ----------
    batch
        The rows, with the columns project_id, created_on, tag, tags and target.
    content_hashes
        Their content hashes, one after another, of 32 bytes each.
    seed
        The seed of the hashes.
    """
    content = np.frombuffer(content_hashes, "<u8")[::4]
    instants = batch["created_on"].cast(pa.int64())
    created_on = pc.fill_null(pc.subtract(instants, EPOCH_MICROSECONDS), _NO_INSTANT).to_numpy()
    return Digests(hash_texts(batch["project_id"], seed), _digest(content, created_on, _labels(batch), seed))


def _labels(batch: pa.RecordBatch) -> pa.StringArray:
    """Return tags, and known numbers after them, as `read_digested_projects.sql` writes them."""
    tags, targets = _tags(batch), batch["target"]
    if targets.null_count == len(targets):
        return tags
    written = [
        None if target is None else f"\x02{_DOUBLE.pack(target).hex()}" for target in targets.to_pylist()
    ]
    return pc.binary_join_element_wise(tags, pc.fill_null(pa.array(written, pa.string()), ""), "")


def _tags(batch: pa.RecordBatch) -> pa.StringArray:
    single = pc.binary_join_element_wise("+", batch["tag"], "")
    lists = batch["tags"]
    if lists.null_count == len(lists):
        return pc.fill_null(single, "")
    sizes = pc.list_value_length(lists)
    dimensions = pc.if_else(pc.equal(sizes, 0), "0,", "1,")
    written = pc.binary_join_element_wise(
        dimensions, sizes.cast(pa.string()), ":", pc.binary_join(lists, "\x01"), ""
    )
    return pc.coalesce(single, written, "")


def _digest(
    content: npt.NDArray[np.unsignedinteger],
    created_on: npt.NDArray[np.signedinteger],
    labels: pa.StringArray,
    seed: int,
) -> Hashes:
    # Labels are few, so each is hashed once.
    encoded = labels.dictionary_encode()
    hashes = hash_texts(encoded.dictionary, seed)[encoded.indices.to_numpy()]
    instants = created_on.astype(np.int64).view(np.uint64)
    return _mix(_mix(content.astype(np.uint64) ^ hashes) ^ instants)


def hash_texts(texts: pa.StringArray, seed: int) -> Hashes:
    """Return a hash of 64 bits for each of some texts without NULs."""
    hashes = np.full(len(texts), seed, np.uint64)
    longest = pc.max(pc.binary_length(texts)).as_py() or 0
    words = -(-longest // _WORD_BYTES)
    if words:
        padded = pc.ascii_rpad(texts, words * _WORD_BYTES, "\0").buffers()[2]
        for word in np.frombuffer(padded, "<u8").reshape(len(texts), words).T:
            # What pads a text to the longest beside it is no part of its hash.
            np.copyto(hashes, _mix(hashes ^ word), where=word != 0)
    return hashes


def _mix(values: Hashes) -> Hashes:
    """Spread every bit over all others, as SplitMix64 does."""
    values = values + _GOLDEN
    values = (values ^ (values >> np.uint64(30))) * _FIRST
    values = (values ^ (values >> np.uint64(27))) * _SECOND
    return values ^ (values >> np.uint64(31))
