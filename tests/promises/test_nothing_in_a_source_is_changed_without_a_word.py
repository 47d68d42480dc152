"""Promise 17: nothing in a source is changed, merged or dropped without a word.

It is stored as written, set aside and counted, or refused with its row. Odd catalogues are made at random in
each format; what the store has afterwards is compared with what was written.
"""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from batch.sources import json as source_json
from batch.sources.source import open_source
from batch.sources.validation import Remark
from batch.steps.sync import sync
from core.errors import CatalogueError
from core.settings import Settings
from core.sync import SyncResult
from core.types import CONTROL_CHARACTERS
from tests.promises.odd_catalogues import (
    Catalogue,
    Moment,
    Value,
    csv_catalogues,
    json_catalogues,
    parquet_catalogues,
    postgresql_catalogues,
    sqlite_catalogues,
)

EXAMPLES, MANY_EXAMPLES = 120, 10_000
SMALL_BLOCK_BYTES = 64

Made = Callable[[Path, str], st.SearchStrategy[Catalogue]]
FORMATS: dict[str, Made] = {
    "csv": lambda folder, _: csv_catalogues(folder),
    "json": lambda folder, _: json_catalogues(folder),
    "parquet": lambda folder, _: parquet_catalogues(folder),
    "sqlite": lambda folder, _: sqlite_catalogues(folder),
    "postgresql": lambda _, url: postgresql_catalogues(url),
}


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_stored_is_what_was_written_or_it_is_reported(kind, folder, database, engine, monkeypatch):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", SMALL_BLOCK_BYTES)
    _try(FORMATS[kind](folder, database.url), engine, EXAMPLES // len(FORMATS))


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_stored_is_what_was_written_ten_thousand_times(kind, folder, database, engine, monkeypatch):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", SMALL_BLOCK_BYTES)
    _try(FORMATS[kind](folder, database.url), engine, MANY_EXAMPLES // len(FORMATS))


def _try(catalogues: st.SearchStrategy[Catalogue], engine: Engine, examples: int) -> None:
    outcomes = {"stored": 0, "refused": 0}

    @settings(
        max_examples=examples, phases=[Phase.generate, Phase.shrink], suppress_health_check=[*HealthCheck]
    )
    @given(catalogues)
    def check(catalogue: Catalogue) -> None:
        source = open_source(Settings(_env_file=None, **catalogue.settings), catalogue.source)
        with engine.connect() as connection:
            try:
                result = sync(connection, source, max_shrink=1)
            except CatalogueError as error:
                refused = str(error)
            else:
                refused = None
                _compare(catalogue, result, connection)
            connection.rollback()
        if refused is not None:
            assert _may_refuse(catalogue, refused), refused
        outcomes["stored" if refused is None else "refused"] += 1

    check()
    assert outcomes["stored"] > examples // 20


def _compare(catalogue: Catalogue, result: SyncResult, connection: Connection) -> None:
    """Compare what was stored, set aside and counted with what was written, row by row."""
    rows = catalogue.rows
    wanted = [row for row in rows if _fits(row)]
    report = result.report
    assert report.rows_read == len(rows)
    assert sum(report.rejected_counts.values()) == len(rows) - len(wanted)
    aside = [number for number, row in enumerate(rows, 1) if not _fits(row)]
    assert [row.row_number for row in report.rejected] == aside
    query = text(
        "SELECT project_id, title, description, tag, created_on FROM predawn.projects WHERE removed_at IS "
        "NULL"
    )
    left = [*connection.execute(query)]
    assert len(left) == len(wanted)
    unreadable = 0
    for row in wanted:
        found = next(stored for stored in left if _is_kept(row["id"], stored.project_id, stripped=True))
        left.remove(found)
        assert _is_kept(row["title"], found.title)
        assert _is_kept(row.get("description", MISSING), found.description)
        assert _is_kept(row.get("tag", MISSING), found.tag, stripped=True)
        moment = row.get("created_on", Moment(None, missing=True))
        assert found.created_on == moment.moment
        unreadable += moment.moment is None and not moment.missing
    assert report.warnings.get(Remark.UNREADABLE_DATE, 0) == unreadable


MISSING = Value(None)


def _is_kept(value: Value, stored: str | None, *, stripped: bool = False) -> bool:
    if stripped and value.number is None and not value.odd:
        return (stored or "") == (value.text or "").strip()
    return value.is_kept_as(stored)


def _fits(row: dict[str, Value | Moment]) -> bool:
    """Return whether a row can be stored: its values are texts, it has an id, a text and no odd tag."""
    tag = (row.get("tag", MISSING).text or "").strip()
    values = [value for value in row.values() if isinstance(value, Value)]
    return (
        not any(value.odd for value in values)
        and re.search(CONTROL_CHARACTERS, tag) is None
        and _filled(row["id"])
        and (_filled(row["title"]) or _filled(row.get("description", MISSING)))
    )


def _filled(value: Value) -> bool:
    return value.number is not None or bool((value.text or "").strip())


def _may_refuse(catalogue: Catalogue, told: str) -> bool:
    """Return whether a catalogue is one to refuse, for the reason that was told."""
    fitting = [row["id"] for row in catalogue.rows if _fits(row)]
    ids = [value.text.strip() if value.number is None else _plain(value) for value in fitting]
    return (
        ("stand" in told and len(set(ids)) < len(ids))
        or ("can be used" in told and not fitting)
        or ("has no column" in told and not any("description" in row for row in catalogue.rows))
        or "what look like further rows" in told
    )


def _plain(value: Value) -> str:
    written = f"{value.number:f}"
    plain = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if plain == "-0" else plain
