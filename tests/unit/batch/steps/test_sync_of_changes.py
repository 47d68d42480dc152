"""A source that says what changed is read from its watermark on, and loses nothing by that."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from pyarrow import csv
from sqlalchemy import Engine, delete, select, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.sources import sql
from batch.steps.sync import describe, sync_alone, sync_delta
from core.errors import CatalogueError, InputError
from core.features import parse_features
from core.settings import Settings
from core.sync import SyncResult
from store.catalogue import syncs
from store.connect.database import Database
from store.schema import projects, rejected_rows
from tests.conftest import Server

NOON = datetime(2025, 6, 2, 12, 0, 0, 500, tzinfo=UTC)


@pytest.fixture
def empty_catalogue(engine: Engine, database: Database) -> Engine:
    owner = database.engine(None, "tests of changes")
    with owner.begin() as connection:
        connection.execute(delete(projects))
    owner.dispose()
    return engine


@dataclass
class Source:
    """A table of a database, and the catalogue that is synced from it."""

    engine: Engine
    url: str
    store: Engine
    settings: Settings

    def execute(self, statement: str, **values: object) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement), values)

    def put(self, project_id: str, title: str, at: object, *, gone: bool = False) -> None:
        self.execute("DELETE FROM p WHERE id = :id", id=project_id)
        self.execute(
            "INSERT INTO p (id, title, description, updated_at, gone) VALUES (:id, :title, 'd', :at, :gone)",
            id=project_id,
            title=title,
            at=at,
            gone=gone,
        )

    def sync(self, *, reconcile: bool = False, max_shrink: float = 1, **others: object) -> SyncResult:
        settings = self.settings.model_copy(update=others)
        return sync_alone(self.store, settings, self.url, max_shrink, reconcile=reconcile)

    def titles(self) -> dict[str, str]:
        with self.store.connect() as connection:
            query = select(projects.c.project_id, projects.c.title).where(projects.c.removed_at.is_(None))
            return {row.project_id: row.title for row in connection.execute(query)}

    def kind(self) -> str:
        with self.store.connect() as connection:
            return connection.scalar(text("SELECT kind FROM predawn.syncs ORDER BY sync_id DESC LIMIT 1"))


MakeSource = Callable[[str], Source]


@pytest.fixture
def make_source(
    empty_catalogue: Engine, embedded_server: Server, settings: Settings, tmp_path: Path
) -> Iterator[MakeSource]:
    """Make a source whose column of update times has a type; `sqlite:` before it is a database of SQLite."""
    database = embedded_server.empty()
    engines: list[Engine] = []

    def make(kind: str) -> Source:
        sqlite, _, type_ = kind.rpartition(":")
        url = f"sqlite:///{tmp_path / 'source.db'}" if sqlite else database.url
        engines.append(
            sa.create_engine(sa.make_url(url).set(drivername="sqlite" if sqlite else "postgresql+psycopg2"))
        )
        asked = settings.model_copy(
            update={
                "catalogue_query": "SELECT * FROM p WHERE updated_at >= :since AND title <> ' :x 100%'",
                "column_removed": "gone",
                "catalogue_overlap": timedelta(0),
            }
        )
        source = Source(engines[-1], url, empty_catalogue, asked)
        source.execute(
            f"CREATE TABLE p (id text, title text, description text, updated_at {type_}, gone boolean)"
        )
        return source

    yield make
    for engine in engines:
        engine.dispose()
    embedded_server.drop(database)


KINDS = {
    "timestamptz": lambda step: NOON + timedelta(seconds=step),
    "timestamp": lambda step: NOON.replace(tzinfo=None) + timedelta(microseconds=step),
    "date": lambda step: NOON.date() + timedelta(days=step),
    "bigint": lambda step: 2**60 + step,
    "numeric": lambda step: step + 1,
    "double precision": lambda step: 0.1 + step,
    "text": lambda step: f"2025-06-02T12:00:0{step}Z",
    "sqlite:text": lambda step: f"2025-06-02 12:00:0{step}",
    "sqlite:integer": lambda step: 7 + step,
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_changed_is_read_by_the_type_of_the_watermark(make_source: MakeSource, kind: str) -> None:
    source, at = make_source(kind), KINDS[kind]
    for number in range(3):
        source.put(f"p{number}", "first", at(number))
    assert (source.sync().new, source.kind()) == (3, "whole")
    source.put("p0", "second", at(3))
    source.put("p3", "first", at(4))
    result = source.sync()
    # The row at the watermark itself is read again: another one may have the same time.
    assert (result.new, result.changed, result.unchanged, result.removed) == (1, 1, 1, 0)
    assert (result.active, source.kind()) == (4, "changes")
    assert "what changed since" in describe(result)
    assert source.titles() == {"p0": "second", "p1": "first", "p2": "first", "p3": "first"}


def test_rows_with_the_time_of_the_watermark_are_not_lost(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    source.sync()
    source.put("p1", "first", NOON)
    assert source.sync().new == 1


def test_late_and_out_of_order_rows_are_read_within_the_overlap_and_by_a_reconciliation(
    make_source: MakeSource,
) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    source.sync()
    source.put("p1", "late", NOON - timedelta(minutes=4))
    source.put("p2", "later", NOON - timedelta(minutes=6))
    assert source.sync(catalogue_overlap=timedelta(minutes=5)).new == 1
    assert source.sync(catalogue_overlap=timedelta(minutes=5)).new == 0
    source.execute("DELETE FROM p WHERE id = 'p0'")
    assert source.sync().removed == 0
    result = source.sync(reconcile=True)
    assert (result.new, result.removed, source.kind()) == (1, 1, "whole")


def test_an_overlap_before_the_first_year_reads_all_that_there_is(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    source.sync()
    source.put("p1", "late", NOON - timedelta(days=9999))
    assert (source.sync(catalogue_overlap=timedelta(days=800_000)).new, source.kind()) == (1, "changes")


@pytest.mark.parametrize("kind", ["bigint", "date", "text", "sqlite:text"])
def test_every_kind_of_watermark_has_an_overlap(make_source: MakeSource, kind: str) -> None:
    source, at = make_source(kind), KINDS[kind]
    source.put("p0", "first", at(5))
    source.sync()
    source.put("p1", "late", at(4))
    assert source.sync(catalogue_overlap=timedelta(seconds=1)).new == 1


def test_a_clock_that_is_behind_or_ahead_hides_nothing(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    behind = datetime(2001, 1, 1, tzinfo=UTC)
    source.put("p0", "first", behind)
    source.sync()
    source.put("p1", "first", behind + timedelta(seconds=1))
    assert source.sync().new == 1
    source.put("p2", "from the future", datetime.now(UTC) + timedelta(days=900))
    ahead = source.sync()
    assert (ahead.new, [*ahead.report.warnings.values()]) == (1, [1])
    source.put("p3", "now", datetime.now(UTC) - timedelta(seconds=1))
    assert source.sync().new == 1


@pytest.mark.parametrize("kind", ["double precision", "numeric"])
@pytest.mark.parametrize("odd", ["NaN", "Infinity"])
def test_numbers_that_are_not_finite_are_no_watermarks(make_source: MakeSource, kind: str, odd: str) -> None:
    source = make_source(kind)
    source.put("p0", "of no time", odd)
    source.put("p1", "first", 1)
    source.put("p2", "of no time", odd)
    whole = source.sync()
    assert (whole.new, [*whole.report.warnings.values()]) == (3, [2])
    source.put("p3", "first", 2)
    assert (source.sync().new, source.kind()) == (1, "changes")
    source.put("p4", "first", 3)
    assert source.sync().new == 1
    assert source.sync(reconcile=True).active == 5


def test_the_whole_source_is_read_every_so_often(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    source.sync()
    source.sync()
    assert source.kind() == "changes"
    source.settings = source.settings.model_copy(update={"reconcile": timedelta(0)})
    source.sync()
    assert source.kind() == "whole"


def test_marked_rows_are_removed_and_come_back(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    for number in range(5):
        source.put(f"p{number}", "first", NOON)
    source.put("p5", "never there", NOON, gone=True)
    assert source.sync().new == 5
    source.put("p0", "", NOON + timedelta(seconds=1), gone=True)
    source.put("p9", "", NOON + timedelta(seconds=1), gone=True)
    result = source.sync(max_shrink=0.2)
    assert (result.removed, result.active) == (1, 4)
    assert source.sync(max_shrink=0.2).removed == 0
    source.put("p0", "first", NOON + timedelta(seconds=2))
    result = source.sync()
    assert (result.changed, result.active) == (1, 5)
    assert source.sync(reconcile=True).active == 5


def test_marks_may_remove_no_more_than_a_source_may_lose_and_the_watermark_stays(
    make_source: MakeSource,
) -> None:
    source = make_source("timestamptz")
    for number in range(4):
        source.put(f"p{number}", "first", NOON)
    source.sync()
    for number in range(2):
        source.put(f"p{number}", "", NOON + timedelta(seconds=1), gone=True)
    with pytest.raises(CatalogueError, match=r"2 of the 4 projects .* marked as removed, which is 50.0%"):
        source.sync(max_shrink=0.2)
    assert source.sync(max_shrink=0.5).removed == 2


def test_a_sync_that_fails_leaves_the_watermark(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    source.sync()
    source.put("p1", "first", NOON + timedelta(seconds=1))
    source.execute("INSERT INTO p SELECT * FROM p WHERE id = 'p1'")
    with pytest.raises(CatalogueError, match="'p1' in rows"):
        source.sync()
    source.execute("DELETE FROM p WHERE id = 'p1'")
    source.put("p1", "right", NOON + timedelta(milliseconds=1))
    assert source.sync().new == 1


@pytest.mark.parametrize(
    "change",
    ["UPDATE predawn.projects SET title = 'by hand'", "DELETE FROM predawn.projects WHERE project_id = 'p0'"],
)
def test_changes_by_hand_and_other_settings_lead_to_a_whole_reading(
    make_source: MakeSource, database: Database, change: str
) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON - timedelta(days=1))
    source.put("p1", "first", NOON)
    source.sync()
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        connection.execute(text(change))
    owner.dispose()
    source.sync()
    assert (source.kind(), source.titles()) == ("whole", {"p0": "first", "p1": "first"})
    source.sync()
    assert source.kind() == "changes"
    source.sync(column_title="description")
    assert source.kind() == "whole"


def test_another_source_in_between_leads_to_a_whole_reading(make_source: MakeSource, tmp_path: Path) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    source.sync()
    file = tmp_path / "other.csv"
    file.write_text("id,title,description,gone\nq0,t,d,\n")
    sync_alone(source.store, source.settings, str(file), 1)
    source.sync()
    assert (source.kind(), source.titles()) == ("whole", {"p0": "first"})


def test_databases_that_take_turns_are_read_whole(make_source: MakeSource) -> None:
    first = make_source("bigint")
    first.put("p0", "first", 7)
    first.sync()
    second = make_source("sqlite:integer")
    second.put("q0", "second", 8)
    second.sync()
    first.sync()
    assert (first.kind(), first.titles()) == ("whole", {"p0": "first"})


def test_databases_that_only_the_parameters_of_a_url_tell_apart_are_two_sources(
    make_source: MakeSource,
) -> None:
    source = make_source("bigint")
    for schema in ("first", "second"):
        source.execute(f"CREATE SCHEMA {schema}")
        source.execute(f"CREATE TABLE {schema}.p AS SELECT * FROM public.p")
        source.execute(f"INSERT INTO {schema}.p VALUES ('p0', '{schema}', 'd', 7, false)")
    url = sa.make_url(source.url)
    for schema in ("first", "second"):
        parameters = {"options": f"-csearch_path={schema}"}
        source.url = url.update_query_dict(parameters).render_as_string(hide_password=False)
        source.sync()
        assert (source.kind(), source.titles()) == ("whole", {"p0": schema})
        source.sync()
        assert source.kind() == "changes"


def test_a_bad_row_is_set_aside_and_reported_until_it_is_read_again(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    source.put("p1", "first", NOON - timedelta(seconds=1))
    source.execute("UPDATE p SET title = '', description = '' WHERE id = 'p1'")
    source.sync()
    source.put("p2", "first", NOON + timedelta(seconds=1))
    source.execute("UPDATE p SET title = '', description = '' WHERE id = 'p2'")
    result = source.sync()
    assert sum(result.report.rejected_counts.values()) == 1

    def aside() -> list[str]:
        with source.store.connect() as connection:
            return sorted(connection.scalars(select(rejected_rows.c.project_id)))

    assert aside() == ["p1", "p2"]
    source.put("p1", "good", NOON + timedelta(seconds=2))
    source.sync()
    assert (aside(), source.titles()["p1"]) == (["p2"], "good")


def test_nothing_that_changed_is_no_error_and_the_count_stays(make_source: MakeSource) -> None:
    source = make_source("bigint")
    source.put("p0", "first", 0)
    source.sync()
    source.execute("UPDATE p SET updated_at = -1")
    result = source.sync()
    assert (result.report.rows_read, result.active) == (0, 1)
    with source.store.connect() as connection:
        assert syncs.count_active(connection) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "SELECT id, title, description FROM p WHERE updated_at >= :since",
            'no column "updated_at" for update',
        ),
        ("SELECT * FROM missing WHERE updated_at >= :since", "missing.*Check PREDAWN_CATALOGUE_QUERY"),
        (
            "SELECT id, title, description, 7 AS updated_at FROM p WHERE updated_at >= :since",
            "not of the kind that its query compares",
        ),
        (
            "SELECT id, title, description, gone AS updated_at FROM p WHERE updated_at >= :since",
            "of type bool",
        ),
    ],
)
def test_a_query_that_cannot_tell_what_changed_is_refused(
    make_source: MakeSource, query: str, message: str
) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    with pytest.raises(CatalogueError, match=message):
        source.sync(catalogue_query=query, column_removed=None)


def test_a_column_of_another_kind_than_before_is_refused(make_source: MakeSource) -> None:
    source = make_source("sqlite:blob")
    query = "SELECT * FROM p WHERE :since IS NOT NULL"
    source.settings = source.settings.model_copy(update={"catalogue_query": query})
    source.put("p0", "first", "2025-06-02")
    source.sync()
    source.put("p1", "first", 7)
    source.execute("UPDATE p SET updated_at = x'32' WHERE id = 'p0'")
    with pytest.raises(CatalogueError, match=r"has numbers in its column .* where texts were read before"):
        source.sync()


@pytest.mark.parametrize("kind", ["sqlite:integer", "sqlite:text", "bigint", "timestamptz"])
def test_rows_without_an_update_time_decide_nothing_about_the_others(
    make_source: MakeSource, kind: str
) -> None:
    source, at = make_source(kind), KINDS[kind]
    query = "SELECT * FROM p WHERE updated_at >= :since OR updated_at IS NULL"
    source.settings = source.settings.model_copy(update={"catalogue_query": query})
    for number in range(2):
        source.put(f"n{number}", "without a time", None)
    assert source.sync().new == 2
    for number in range(4):
        source.put(f"p{number}", "first", at(number))
    assert (source.sync().new, source.kind()) == (4, "whole")
    source.put("p4", "first", at(5))
    result = source.sync()
    assert (result.new, result.unchanged, source.kind()) == (1, 3, "changes")


def test_the_kind_of_update_times_is_found_behind_many_rows_without_one(
    make_source: MakeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "_ROWS", 2)
    source = make_source("timestamptz")
    query = "SELECT * FROM p WHERE updated_at >= :since OR updated_at IS NULL ORDER BY id"
    source.settings = source.settings.model_copy(update={"catalogue_query": query})
    for number in range(5):
        source.put(f"n{number}", "without a time", None)
    source.put("p0", "first", NOON)
    assert source.sync().new == 6
    assert (source.sync().unchanged, source.kind()) == (6, "changes")


@pytest.mark.parametrize(
    ("kind", "queries"),
    [
        ("timestamptz", 1),
        ("date", 1),
        ("bigint", 2),
        ("text", 3),
        ("sqlite:integer", 2),
        ("sqlite:text", 3),
    ],
)
def test_the_first_reading_asks_the_query_that_it_has_found_once(
    make_source: MakeSource, monkeypatch: pytest.MonkeyPatch, kind: str, queries: int
) -> None:
    """The beginnings of other kinds before it are refused by the server, or find nothing."""
    monkeypatch.setattr(sql, "_ROWS", 2)
    source, asked = make_source(kind), list[str]()
    for number in range(3):
        source.put(f"p{number}", "first", KINDS[kind](number))

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM p WHERE updated_at" in statement:
            asked.append(statement)

    sa.event.listen(Engine, "before_cursor_execute", note)
    try:
        assert source.sync().new == 3
    finally:
        sa.event.remove(Engine, "before_cursor_execute", note)
    assert len(asked) == queries


def test_rows_of_which_none_has_an_update_time_are_all_read(make_source: MakeSource) -> None:
    source = make_source("sqlite:integer")
    query = "SELECT * FROM p WHERE coalesce(updated_at, 0) >= :since"
    source.put("p0", "without a time", None)
    assert source.sync(catalogue_query=query).new == 1


@pytest.mark.parametrize("part", [2, 10_000])
@pytest.mark.parametrize("numbers_first", [True, False])
def test_a_column_of_two_kinds_is_refused(
    make_source: MakeSource, monkeypatch: pytest.MonkeyPatch, part: int, numbers_first: bool
) -> None:
    monkeypatch.setattr(sql, "_ROWS", part)
    source = make_source("sqlite:")
    times = [*[1_750_000_000] * 3, *["2025-06-02 12:00:00"] * 3]
    for number, time in enumerate(times if numbers_first else reversed(times)):
        source.put(f"p{number}", "first", time)
    with pytest.raises(CatalogueError, match=r'has both numbers and texts in its column "updated_at"'):
        source.sync()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("timestamp", "timestamptz", "has times with an offset now, and had times without an offset before"),
        ("timestamptz", "timestamp", "has times without an offset now, and had times with an offset before"),
        ("date", "timestamptz", "has times with an offset now, and had dates before"),
        ("timestamp", "date", "has dates now, and had times without an offset before"),
    ],
)
def test_the_whole_source_is_read_once_after_its_times_got_another_type(
    make_source: MakeSource, before: str, after: str, told: str
) -> None:
    source = make_source(before)
    source.put("p0", "first", NOON - timedelta(days=9))
    source.put("p1", "first", NOON)
    source.sync()
    source.execute(f"ALTER TABLE p ALTER COLUMN updated_at TYPE {after}")
    source.execute("DELETE FROM p WHERE id = 'p0'")
    source.put("p2", "first", NOON + timedelta(days=1))
    result = source.sync()
    assert (result.new, result.removed, source.kind()) == (1, 1, "whole")
    assert f'the whole source was read, because its column "updated_at" {told}' in describe(result)
    source.put("p3", "first", NOON + timedelta(days=2))
    assert (source.sync().new, source.kind()) == (1, "changes")


@pytest.mark.parametrize(("before", "after"), [("timestamp", "date"), ("timestamptz", "date")])
def test_another_type_is_seen_where_no_row_comes_back_for_it(
    make_source: MakeSource, before: str, after: str
) -> None:
    source = make_source(before)
    source.put("p0", "first", NOON)
    source.sync()
    source.execute(f"ALTER TABLE p ALTER COLUMN updated_at TYPE {after}")
    source.put("p0", "second", NOON + timedelta(hours=1))
    result = source.sync()
    assert (result.changed, source.kind()) == (1, "whole")
    assert 'the whole source was read, because its column "updated_at" has dates now' in describe(result)


def test_a_watermark_whose_row_is_gone_is_read_from_again(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON - timedelta(days=1))
    source.put("p1", "first", NOON)
    source.sync()
    source.execute("DELETE FROM p WHERE id = 'p1'")
    assert (source.sync().active, source.kind()) == (2, "changes")
    source.put("p2", "first", NOON + timedelta(days=1))
    assert (source.sync().new, source.kind()) == (1, "changes")


def test_a_type_that_the_database_does_not_compare_is_told_with_the_remedy(make_source: MakeSource) -> None:
    source = make_source("bigint")
    source.put("p0", "first", 7)
    source.sync()
    source.execute("ALTER TABLE p ALTER COLUMN updated_at TYPE timestamptz USING to_timestamp(updated_at)")
    with pytest.raises(CatalogueError, match=r"cannot be read: .*\. If the column .* with --reconcile"):
        source.sync()
    source.sync(reconcile=True)
    assert source.kind() == "whole"


def test_since_is_a_parameter_only_where_it_is_no_text(make_source: MakeSource) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON)
    query = "SELECT *, ':since' AS told -- :since\nFROM p /* :since */ WHERE id::text <> '\\:x'"
    assert source.sync(catalogue_query=query).new == 1
    source.put("p0", "second", NOON)
    assert (source.sync(catalogue_query=query).changed, source.kind()) == (1, "whole")


@pytest.mark.parametrize(
    ("suffix", "rows"),
    [
        ("csv", "id,title,description,gone\na,t,d,\nb,t,d,true\nc,t,d,2025-01-01\nd,t,d,no\ne,t,d,perhaps\n"),
        (
            "ndjson",
            "\n".join(
                json.dumps({"id": i, "title": "t", "description": "d"} | mark)
                for i, mark in {
                    "a": {},
                    "b": {"gone": True},
                    "c": {"gone": "2025-01-01"},
                    "d": {"gone": 0},
                    "e": {"gone": "perhaps"},
                }.items()
            ),
        ),
    ],
)
def test_marked_rows_of_a_whole_file_are_not_in_the_catalogue(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path, suffix: str, rows: str
) -> None:
    file = tmp_path / f"whole.{suffix}"
    file.write_text(rows)
    asked = settings.model_copy(update={"column_removed": "gone"})
    result = sync_alone(empty_catalogue, asked, str(file), 1)
    assert (result.new, result.report.rows_read) == (2, 5)
    ((reason, count),) = result.report.rejected_counts.items()
    assert (count, "mark of removed rows" in reason) == (1, True)


def test_a_delta_changes_what_it_holds_and_nothing_else(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    asked = settings.model_copy(update={"column_removed": "gone"})
    whole, delta = tmp_path / "whole.csv", tmp_path / "delta.csv"
    header = "id,title,description,gone\n"
    whole.write_text(header + "".join(f"p{n},title {n},d,\n" for n in range(6)))
    sync_alone(empty_catalogue, asked, str(whole), 1)
    delta.write_text(header + "p0,another,d,\np1,,,true\np2,title 2,d,\np7,new,d,0\np8,,,\n")
    result = sync_delta(empty_catalogue, asked, str(delta), 0.2)
    assert (result.new, result.changed, result.unchanged, result.removed) == (1, 1, 1, 1)
    assert (result.active, sum(result.report.rejected_counts.values())) == (6, 1)
    again = sync_delta(empty_catalogue, asked, str(delta), 0.2)
    assert (again.new, again.changed, again.removed, again.active) == (0, 0, 0, 6)
    delta.write_text(header + "p2,,,1\np3,,,1\n")
    with pytest.raises(CatalogueError, match="2 of the 6 projects of the catalogue are marked as removed"):
        sync_delta(empty_catalogue, asked, str(delta), 0.2)
    delta.write_text(header)
    assert sync_delta(empty_catalogue, asked, str(delta), 0.2).active == 6


def write_rows(file: Path, rows: list[dict[str, object]]) -> None:
    """Write rows with the keys of the first one in the format that the name of a file says."""
    table = pa.Table.from_pylist(rows, schema=pa.Table.from_pylist(rows[:1]).schema)
    if file.suffix == ".parquet":
        pq.write_table(table, file)
    elif file.suffix == ".csv":
        csv.write_csv(table, file)
    elif file.suffix == ".json":
        file.write_text(json.dumps(rows))
    else:
        file.write_text("\n".join(map(json.dumps, rows)))


def known(engine: Engine) -> dict[str, tuple[object, ...]]:
    """Return what the catalogue has of each project beside its texts: day of creation, tag and tags."""
    with engine.connect() as connection:
        query = select(projects.c.project_id, projects.c.created_on, projects.c.tag, projects.c.tags)
        return {
            row.project_id: (row.created_on and str(row.created_on.date()), row.tag, row.tags)
            for row in connection.execute(query)
        }


@pytest.mark.parametrize("suffix", ["csv", "json", "ndjson", "parquet"])
def test_a_delta_keeps_what_it_has_no_column_for(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path, suffix: str
) -> None:
    whole, delta = tmp_path / "whole.csv", tmp_path / f"delta.{suffix}"
    whole.write_text(
        "id,title,description,created_on,tag\np0,t,d,2020-01-01,a\np1,t,d,2020-01-02,b\np2,t,d,,\n"
    )
    sync_alone(empty_catalogue, settings, str(whole), 1)
    texts = {"title": "another", "description": "d"}
    write_rows(delta, [{"id": f"p{n}", **texts} for n in range(4)])
    said = describe(sync_delta(empty_catalogue, settings, str(delta), 1))
    assert "3 changed" in said
    assert "no column of known tags and creation times was read, so 2 projects kept theirs" in said
    stored = {"p0": ("2020-01-01", "a", None), "p1": ("2020-01-02", "b", None)}
    assert known(empty_catalogue) == {**stored, "p2": (None, None, None), "p3": (None, None, None)}
    # With the column, what it says counts, nothing included.
    write_rows(delta, [{"id": "p0", **texts, "tag": "c"}, {"id": "p1", **texts, "tag": None}])
    said = describe(sync_delta(empty_catalogue, settings, str(delta), 1))
    assert "no column of creation times was read, so 2 projects kept theirs" in said
    stored = {"p0": ("2020-01-01", "c", None), "p1": ("2020-01-02", None, None)}
    assert {name: known(empty_catalogue)[name] for name in stored} == stored


def test_tags_take_the_place_of_a_tag_by_a_delta(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    whole, delta = tmp_path / "whole.csv", tmp_path / "delta.ndjson"
    whole.write_text("id,title,description,tag\np0,t,d,a\n")
    sync_alone(empty_catalogue, settings, str(whole), 1)
    write_rows(delta, [{"id": "p0", "title": "t", "description": "d", "tags": ["b", "c"]}])
    assert "kept theirs" not in describe(sync_delta(empty_catalogue, settings, str(delta), 1))
    assert known(empty_catalogue) == {"p0": (None, None, ["b", "c"])}


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        ("csv", "is empty. A file of changes has a header, even if nothing has changed"),
        ("json", r"is empty. A file of changes is an array of objects, `\[\]` if nothing has changed"),
        ("parquet", r"cannot be read as Parquet: Parquet file size is 0 bytes\. Write it again"),
    ],
)
def test_a_delta_of_no_bytes_is_refused(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path, suffix: str, words: str
) -> None:
    delta = tmp_path / f"delta.{suffix}"
    delta.touch()
    with pytest.raises(CatalogueError, match=words):
        sync_delta(empty_catalogue, settings, str(delta), 1)


@pytest.mark.parametrize("suffix", ["csv", "json", "ndjson", "parquet"])
@pytest.mark.parametrize("features", [(), parse_features("stars:int")])
def test_a_delta_of_marked_rows_needs_nothing_but_ids(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path, suffix: str, features: object
) -> None:
    asked = settings.model_copy(update={"column_removed": "gone", "features": features})
    whole, delta = tmp_path / "whole.csv", tmp_path / f"delta.{suffix}"
    whole.write_text("id,title,description,stars,gone\n" + "".join(f"p{n},t,d,7,\n" for n in range(6)))
    sync_alone(empty_catalogue, asked, str(whole), 1)
    write_rows(delta, [{"id": "p0", "gone": True}, {"id": "p9", "gone": True}])
    result = sync_delta(empty_catalogue, asked, str(delta), 0.2)
    assert (result.removed, result.active, dict(result.report.rejected_counts)) == (1, 5, {})
    write_rows(delta, [{"id": "p1", "gone": True}, {"id": "p2", "gone": False}])
    with pytest.raises(CatalogueError, match='has no column "title" for titles'):
        sync_delta(empty_catalogue, asked, str(delta), 0.2)


def test_a_file_that_is_no_delta_needs_texts(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "whole.csv"
    file.write_text("id,gone\np0,true\n")
    asked = settings.model_copy(update={"column_removed": "gone"})
    with pytest.raises(CatalogueError, match='has no column "title" for titles'):
        sync_alone(empty_catalogue, asked, str(file), 1)


def test_a_file_is_whole_after_it_was_a_delta(
    empty_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    file, other = tmp_path / "file.csv", tmp_path / "other.csv"
    other.write_text("id,title,description\nq0,t,d\n")
    sync_alone(empty_catalogue, settings, str(other), 1)
    file.write_text("id,title,description\np0,t,d\n")
    assert sync_delta(empty_catalogue, settings, str(file), 1).active == 2
    assert sync_alone(empty_catalogue, settings, str(file), 1).removed == 1


def test_a_database_is_no_delta(empty_catalogue: Engine, settings: Settings) -> None:
    with pytest.raises(InputError, match="PREDAWN_CATALOGUE_QUERY say what changed"):
        sync_delta(empty_catalogue, settings, "sqlite:///a.db", 1)


def test_a_delta_in_between_leads_to_a_whole_reading(make_source: MakeSource, tmp_path: Path) -> None:
    source = make_source("timestamptz")
    source.put("p0", "first", NOON - timedelta(days=1))
    source.put("p1", "first", NOON)
    source.sync()
    file = tmp_path / "delta.csv"
    file.write_text("id,title,description,gone\np0,by a file,d,\n")
    sync_delta(source.store, source.settings, str(file), 1)
    source.sync()
    assert (source.kind(), source.titles()["p0"]) == ("whole", "first")


def test_a_run_reads_what_changed_and_scores_that(make_source: MakeSource, database: Database) -> None:
    source = make_source("timestamptz")
    for number in range(20):
        source.put(f"p{number}", f"natural language {number}", NOON)
    settings = source.settings.model_copy(
        update={"catalogue": source.url, "max_churn": 1.0, "max_psi": 100.0, "max_other": 1.0}
    )
    first = run_batch(database, settings, RunRequest(), Silent())
    source.put("p0", "computer vision", NOON + timedelta(seconds=1))
    second = run_batch(database, settings, RunRequest(), Silent())
    assert (first.counts.scored, second.counts.scored, second.whole_run) == (20, 1, first.run_id)
    assert source.kind() == "changes"
    run_batch(database, settings, RunRequest(reconcile=True), Silent())
    assert source.kind() == "whole"
