"""The natural order of ids, `p-2` before `p-10`, and how a large catalogue is read in it without an index.

Numbers are in their order when the shorter ones come first. The primary key has the ids of one length in that
order, but others between them. So ids are divided into bands by their length: many of one length are read
along the primary key, window by window; few of several lengths are read together, and sorted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from sqlalchemy import Connection, func, select, text

from store.schema import projects
from store.sql_files import Sql, compose

MAX_SORTED_BAND: Final = 50_000
"""The most ids, as estimated, that are read together and sorted."""

SAMPLED: Final = 10_000
"""The number of ids by whose lengths the bands are divided."""

_LONGEST: Final = 2**31 - 1
_DIGITS: Final = "0123456789"
_NUMBERED: Final = re.compile(r"(\D*)\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class IdBand:
    """The ids of some lengths; those of a dense band have one length, and are many."""

    shortest: int
    longest: int
    is_dense: bool = False


@dataclass(frozen=True, slots=True)
class IdOrder:
    """The natural order of the ids of a catalogue: by length, and then by bytes.

    Where not all ids are numbers behind one beginning (`numbered`), only those that are numbers have a
    length; they come first, and all others are in the order of their bytes.
    """

    numbered: bool

    @classmethod
    def find(cls, connection: Connection) -> Self:
        """Return the order of a catalogue, whose first and last id tell whether all seem to be numbers."""
        ids = projects.c.project_id
        row = connection.execute(select(func.min(ids), func.max(ids))).one()
        first, last = (_NUMBERED.fullmatch(found or "") for found in row)
        return cls(first is not None and last is not None and first[1] == last[1])

    def length(self, project_id: str) -> str:
        """Return the length of an id, given as SQL."""
        if self.numbered:
            return f"length({project_id})"
        return (
            f"CASE WHEN ltrim({project_id}, '{_DIGITS}') = '' THEN length({project_id}) ELSE {_LONGEST} END"
        )

    def measure(self, project_id: str) -> int:
        """Return the length of an id."""
        has_length = self.numbered or not project_id.strip(_DIGITS)
        return len(project_id) if has_length else _LONGEST

    def order(self, column: str) -> Sql:
        """Return the expressions to sort by, as SQL."""
        return Sql(f"{self.length(column)}, {column}")

    def follows(self, column: str) -> Sql:
        """Return the condition that an id stands after `:after_id`, as SQL."""
        after = "CAST(:after_id AS text)"
        return Sql(f"({self.length(column)}, {column}) > ({self.length(after)}, {after})")

    def belongs(self, band: IdBand, column: str) -> Sql:
        """Return the condition that an id belongs to a band, as SQL."""
        return Sql(f"{self.length(column)} BETWEEN {band.shortest} AND {band.longest}")

    def follows_in(self, band: IdBand, column: str) -> Sql:
        """Return the condition that an id belongs to a band and stands after `:after_id`, as SQL."""
        follows = f"{column} > CAST(:after_id AS text)" if band.is_dense else self.follows(column)
        return Sql(f"{self.belongs(band, column)} AND {follows}")

    def order_in(self, band: IdBand, column: str, *, reverse: bool = False) -> Sql:
        """Return the expressions to sort the ids of a band by, as SQL."""
        expressions = [column] if band.is_dense else [self.length(column), column]
        return Sql(", ".join(f"{one} DESC" if reverse else one for one in expressions))

    def find_bands(self, connection: Connection, number: int) -> list[IdBand]:
        """Divide the ids of a catalogue of about a number of projects into bands, by a sample of them."""
        query = compose("catalogue/sample_id_lengths", length=Sql(self.length("l.project_id")))
        rows = connection.execute(text(query), {"percent": min(100.0, 100 * SAMPLED / number)})
        return divide({row.length: row.share * number for row in rows})


def divide(sizes: Mapping[int, float]) -> list[IdBand]:
    """Divide all lengths into bands, given estimates of how many ids have each; rare ones may be absent."""
    bands, shortest, held = list[IdBand](), 0, 0.0
    for length, size in sorted(sizes.items()):
        if shortest < length and held + size > MAX_SORTED_BAND:
            bands.append(IdBand(shortest, length - 1))
            shortest, held = length, 0.0
        held += size
        if size > MAX_SORTED_BAND:
            bands.append(IdBand(length, length, is_dense=True))
            shortest, held = length + 1, 0.0
    return [*bands, IdBand(shortest, _LONGEST)] if shortest <= _LONGEST else bands
