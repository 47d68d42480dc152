"""The catalogue: syncing it from a source, and reading it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from psycopg2.errors import UniqueViolation
from sqlalchemy import Connection, delete, exists, func, select, text
from sqlalchemy.exc import IntegrityError

from core.errors import CatalogueError
from core.sync import CatalogueReport, RejectedRow, SyncResult
from core.types import Project
from core.wording import escape_unstorable
from store.bulk.copy import ahead, copy_in, copy_out
from store.catalogue.digests import Digests, StoredDigests, digest_batch, new_seed
from store.schema import SCHEMA, projects, rejected_rows
from store.sql_files import compose, statement, template

_ENTERED = (
    "project_id",
    "title",
    "description",
    "created_on",
    "tag",
    "tags",
    "features",
    "target",
    "content_hash",
    "changed_in",
)
# The columns of a `Project`.
_FIELDS = (
    "project_id", "title", "description", "created_on", "tag", "tags", "content_hash", "first_seen_at",
    "changed_at", "removed_at", "features",
)  # fmt: skip
_HASH_BYTES = 32
# The rows of a source that wait for the digests of the catalogue.
_HELD_BYTES = 64 << 20
_STAGED = (
    "row_number",
    "project_id",
    "title",
    "description",
    "created_on",
    "tag",
    "tags",
    "features",
    "target",
)

EXAMPLES_SCHEMA = pa.schema(
    [
        ("project_id", pa.string()),
        ("title", pa.string()),
        ("description", pa.string()),
        ("tag", pa.string()),
        ("tags", pa.list_(pa.string())),
        ("features", pa.string()),
        ("content_hash", pa.binary()),
    ]
)


SAMPLED_TEXTS: Final = 10_000
"""The approximate number of texts of a sample."""

_TEXTS_SCHEMA = pa.schema([("title", pa.string()), ("description", pa.string())])

MAX_REJECTED: Final = 10_000
"""The number of rejected rows that are stored; further ones are only counted."""

SAMPLE_SCHEMA: Final = pa.schema(
    [(name, pa.string()) for name in ("project_id", "title", "description", "features")]
)
"""The columns of a sample of projects."""


def stage(connection: Connection, batches: Iterable[pa.RecordBatch], *, marked: bool = False) -> int:
    """Copy a source into a staging table that only this transaction sees, and return the number of rows.

    Parameters
    ----------
    connection
        An open connection, whose transaction ends by `merge` or is rolled back.
    batches
        Batches with the columns row_number, project_id, title, description, created_on, tag, tags, features
        and target.
    marked
        Whether they also have the column removed.
    """
    connection.execute(statement("catalogue/create_staged_projects"))
    rows = copy_in(
        connection, f"{SCHEMA}.staged_projects", (*_STAGED, "removed") if marked else _STAGED, batches
    )
    # The planner needs no other statistics; sorting texts for them would take longer than the merge.
    connection.execute(text(f"ANALYZE {SCHEMA}.staged_projects (project_id)"))
    return rows


def is_new(connection: Connection) -> bool:
    """Return whether the catalogue has never had a project."""
    return connection.scalar(select(exists(select(projects)))) is False


def fill(connection: Connection, batches: Iterable[pa.RecordBatch], sync_id: int) -> int:
    """Fill a new catalogue from a source in a sync, and return the number of projects.

    There is nothing to compare, so nothing is staged: while the server stores one piece, the next one is read
    and its content hashes are computed.

    Raises
    ------
    sqlalchemy.exc.IntegrityError
        If an id occurs more than once.
    """
    try:
        entered = (_numbered(with_content_hash(batch), sync_id) for batch in batches)
        return copy_in(connection, projects.fullname, _ENTERED, entered)
    except UniqueViolation as error:
        # COPY bypasses SQLAlchemy, which would raise its own class.
        raise IntegrityError("COPY", None, error) from error


def hash_contents(batch: pa.RecordBatch) -> bytes:
    """Return the content hashes of the rows, one after another."""
    texts = [batch["title"], batch["description"]]
    if batch["features"].null_count < batch.num_rows:  # then every row has some
        texts.append(batch["features"])
    joined = pc.binary_join_element_wise(*texts, "\0").cast(pa.binary())
    return b"".join([hashlib.sha256(text).digest() for text in joined.to_pylist()])


def with_content_hash(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch of the catalogue with the content hash of each project."""
    offsets = np.arange(0, _HASH_BYTES * (batch.num_rows + 1), _HASH_BYTES, dtype=np.int32)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(hash_contents(batch))]
    hashes = pa.BinaryArray.from_buffers(pa.binary(), batch.num_rows, buffers)
    return batch.append_column("content_hash", hashes)


def _numbered(batch: pa.RecordBatch, sync_id: int) -> pa.RecordBatch:
    return batch.append_column("changed_in", pa.repeat(pa.scalar(sync_id, pa.int64()), batch.num_rows))


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences between a staged source and the catalogue, in numbers.

    `projects` counts all that the catalogue ever had, `active` those in it, `new` the rows of the source that
    it never had, `distinct_new` their ids, `removed` the active projects that the source lacks, `gone` the
    removed ones that it lacks, and `differing` the rows that are new or differ.
    """

    projects: int
    active: int
    new: int
    distinct_new: int
    removed: int
    gone: int
    differing: int

    def repeats_ids(self, staged: int) -> bool:
        """Return whether an id occurs twice in the source, which has `staged` rows.

        Each row that is not new matches one project of the catalogue: more rows than projects mean that two
        rows match the same one.
        """
        return self.new > self.distinct_new or staged - self.new > self.projects - self.removed - self.gone


def stage_differing(connection: Connection, batches: Iterable[pa.RecordBatch]) -> tuple[int, StoredDigests]:
    """Stage the rows of a source that are not as the catalogue has them.

    Returns
    -------
    tuple of (int, StoredDigests)
        The number of rows of the source, and the digests of the catalogue that they were matched with.
    """
    seed, rows = new_seed(), 0
    # Arrow reads a batch while the hashes of another are computed, most of which Python does.
    hashed = ((batch, digest_batch(batch, hash_contents(batch), seed)) for batch in ahead(iter(batches)))
    with ThreadPoolExecutor(1, thread_name_prefix="digests") as thread:
        reading = thread.submit(StoredDigests.read, connection, seed)
        held = list(_take(hashed, reading.done))
        stored = reading.result()

    def differing() -> Iterator[pa.RecordBatch]:
        nonlocal rows
        for batch, digests in chain(held, hashed):
            rows += batch.num_rows
            mask = stored.match(digests)
            if mask.any():
                yield batch.filter(pa.array(mask))

    stage(connection, differing())
    return rows, stored


def _take(
    hashed: Iterator[tuple[pa.RecordBatch, Digests]], enough: Callable[[], bool]
) -> Iterator[tuple[pa.RecordBatch, Digests]]:
    """Yield what is hashed while the server still joins the digests of the catalogue, of bounded size."""
    held = 0
    while held < _HELD_BYTES and not enough() and (found := next(hashed, None)) is not None:
        held += found[0].nbytes
        yield found


def compare_differing(connection: Connection, stored: StoredDigests) -> Differences | None:
    """Find the differences between a source and the catalogue from the staged rows that differ.

    Returns
    -------
    Differences or None
        None if an id is repeated, or two ids have one hash: only all rows of the source tell then.
    """
    connection.execute(statement("catalogue/compare_differing_projects"))
    missing = stored.missing()
    if missing:
        connection.execute(statement("catalogue/add_removed_projects"), {"places": missing})
    connection.execute(text("ANALYZE differences (project_id, kind)"))
    row = connection.execute(statement("catalogue/measure_differing_projects")).one()
    expected = stored.unknown, stored.unknown, len(missing)
    if not stored.is_unique or (row.new, row.distinct_new, row.removed) != expected:
        return None
    return Differences(
        len(stored.keys), stored.active, row.new, row.distinct_new, row.removed, stored.gone, row.differing
    )


def unstage(connection: Connection) -> None:
    """Drop the staged rows and the differences that were found."""
    connection.execute(text(f"DROP TABLE {SCHEMA}.staged_projects; DROP TABLE differences"))


def compare(connection: Connection) -> Differences:
    """Find the differences between a staged source and the catalogue."""
    connection.execute(statement("catalogue/compare_staged_projects"))
    connection.execute(text("ANALYZE differences (project_id, kind)"))
    return Differences(**connection.execute(statement("catalogue/measure_differences")).mappings().one())


def refuse_duplicates(connection: Connection, source: str) -> None:
    """Refuse a staged source in which an id occurs more than once.

    Raises
    ------
    CatalogueError
        With the ids and their rows.
    """
    found = connection.execute(statement("catalogue/find_duplicate_ids")).all()
    total = found[0].total
    named = "; ".join(f"{row.project_id!r} in rows {row.first_row} and {row.second_row}" for row in found)
    more = f", and {total - len(found)} more" if total > len(found) else ""
    raise CatalogueError(
        f"{source}: {total} project {'id stands' if total == 1 else 'ids stand'} in more than one row: "
        f"{named}{more}. Give each project an id of its own; nothing was changed."
    )


def refuse_shrinkage(removed: int, active: int, source: str, max_shrink: float, *, marked: bool) -> None:
    """Refuse a source that has lost, or marked as removed, more than a share of the active projects.

    Raises
    ------
    CatalogueError
        With the number of projects before and after, and the setting that allows it.
    """
    if removed > max_shrink * active:
        raise CatalogueError(
            f"{source}: {removed} of the {active} projects of the catalogue are "
            f"{'marked as removed' if marked else 'missing'}, which is {removed / active:.1%} and more than "
            f"the allowed {max_shrink:.1%}. If that is "
            "right, repeat with --max-shrink 1 (or PREDAWN_MAX_SHRINK); nothing was changed."
        )


def merge(connection: Connection, report: CatalogueReport, staged: int, sync_id: int) -> SyncResult:
    """Make the catalogue equal to the compared source, which has `staged` rows, in a sync."""
    number = {"sync_id": sync_id}
    changed = connection.execute(statement("catalogue/merge_changed_projects"), number).rowcount
    new = connection.execute(statement("catalogue/merge_new_projects"), number).rowcount
    removed = connection.execute(statement("catalogue/merge_removed_projects"), number).rowcount
    unstage(connection)
    return SyncResult(
        report=report,
        new=new,
        changed=changed,
        unchanged=staged - new - changed,
        removed=removed,
        active=count_active(connection),
    )


def analyse(connection: Connection) -> None:
    """Update the planner's statistics at once, as autovacuum does a minute later.

    Only the owner may do this; any other login gets a warning from the server, and autovacuum does it.
    The transaction goes on with the rights of the login.
    """
    connection.execute(text("SET LOCAL ROLE NONE"))
    connection.execute(
        text(f"ANALYZE {projects.fullname} (project_id, content_hash, removed_at, changed_in)")
    )


def replace_rejected_rows(
    connection: Connection, source: str, rows: Sequence[RejectedRow], sync_id: int, *, whole: bool
) -> None:
    """Store the rows that a sync set aside.

    They replace all of the syncs before or, if only changes were read, those of the same projects.
    """
    if whole:
        connection.execute(delete(rejected_rows))
    else:
        ids = [_storable(row.project_id) for row in rows if row.project_id is not None]
        connection.execute(delete(rejected_rows).where(rejected_rows.c.project_id.in_(ids)))
        connection.execute(statement("catalogue/forget_rejected_rows"), {"most": MAX_REJECTED - len(rows)})
    values = [
        {
            "row_number": row.row_number,
            "project_id": _storable(row.project_id),
            "reason": row.reason,
            "source": source,
            "sync_id": sync_id,
        }
        for row in rows
    ]
    if values:
        connection.execute(rejected_rows.insert(), values)


@dataclass(frozen=True, slots=True)
class RejectedReason:
    """A reason for which the latest sync set rows aside: their number, and the first row with its project."""

    reason: str
    rows: int
    first_row: int
    first_id: str | None


def count_rejected_rows(connection: Connection, top: int) -> list[RejectedReason]:
    """Return the commonest reasons for which the latest sync set rows aside."""
    rows = connection.execute(statement("catalogue/count_rejected_rows"), {"top": top})
    return [RejectedReason(**row) for row in rows.mappings()]


def _storable(value: str | None) -> str | None:
    return None if value is None else escape_unstorable(value)


def count_active(connection: Connection) -> int:
    """Return the number of active projects."""
    query = select(func.count()).select_from(projects).where(projects.c.removed_at.is_(None))
    return connection.scalar(query) or 0


def find_project(connection: Connection, project_id: str) -> Project | None:
    """Return an active or removed project by its id."""
    columns = [projects.c[name] for name in _FIELDS]
    query = select(*columns).where(projects.c.project_id == project_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else Project(**row)


def read_labelled(connection: Connection) -> pa.Table:
    """Return the active projects with a known tag or known tags, as `EXAMPLES_SCHEMA`."""
    return copy_out(connection, template("catalogue/read_labelled_projects"), EXAMPLES_SCHEMA)


def read_unseen_labelled(connection: Connection, version: int, most: int, *, lists: bool) -> pa.Table:
    """Return active projects that a model was not trained on, as `EXAMPLES_SCHEMA`.

    They have a known tag, or `lists` of them.
    """
    parameters = {"version": version, "most": most, "lists": lists}
    query = compose("catalogue/read_unseen_labelled", unseen=compose("models/unseen"))
    return copy_out(connection, query, EXAMPLES_SCHEMA, parameters)


def read_sample(connection: Connection, rows: int) -> pa.Table:
    """Return some active projects, as `SAMPLE_SCHEMA`."""
    found = connection.execute(statement("catalogue/sample_projects"), {"rows": rows}).mappings().all()
    return pa.Table.from_pylist([dict(row) for row in found], schema=SAMPLE_SCHEMA)


def sample_texts(connection: Connection, active: int) -> pa.Table:
    """Return title and description of about `SAMPLED_TEXTS` of so many active projects, or of all.

    They are the same at each call until the catalogue changes.
    """
    percent = min(100.0, 100.0 * SAMPLED_TEXTS / max(active, 1))
    return copy_out(connection, template("catalogue/sample_texts"), _TEXTS_SCHEMA, {"percent": percent})


def summarise(connection: Connection) -> dict[str, object]:
    """Return the size of the catalogue: active, labelled, removed and rejected, and its last change."""
    return dict(connection.execute(statement("catalogue/summarise_catalogue")).mappings().one())


def find_first_id(connection: Connection) -> str | None:
    """Return the first id of the catalogue, or None where it is empty."""
    first: str | None = connection.scalar(
        select(func.min(projects.c.project_id)).where(projects.c.removed_at.is_(None))
    )
    return first
