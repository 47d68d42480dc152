"""Listings, exports, lookups of texts and searches read a delta run as they read a whole one."""

import asyncio
import io
import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.types import Run
from store.bulk import export
from store.catalogue import search
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.connect.engine import Role
from store.serving.listing import Filters, Position, find_listed_run, read_page
from store.serving.lookup_row import LookupRow
from store.serving.snapshot import count_tags
from store.traffic.text_lookup import find_stored_texts
from tests.conftest import PUBLISHED, Server, quiet_settings

PAGE = 7
TITLE = "Deploying and monitoring models in production with pipelines and a feature store"


@pytest.fixture(scope="module")
def database(embedded_server: Server) -> Iterator[Database]:
    """A database with a published run; nothing here changes it after `delta_run`."""
    database = embedded_server.clone(PUBLISHED)
    yield database
    embedded_server.drop(database)


@pytest.fixture(scope="module")
def delta_run(database: Database) -> Run:
    """A delta run in service: projects were changed, added and removed."""
    engine = database.engine(Role.BATCH, "tests")
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE predawn.projects SET title = :title, description = project_id"
                " WHERE project_id LIKE '1%3'"
            ),
            {"title": TITLE},
        )
        connection.execute(text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = '6'"))
        connection.execute(
            text("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', :title, '')"),
            {"title": TITLE},
        )
    engine.dispose()
    second = run_batch(database, quiet_settings(), RunRequest(), Silent())
    assert second.whole_run == 1
    return second


def read_run(engine: Engine, run: Run) -> dict[str, tuple[str, float]]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT project_id, predicted_tag, score FROM predawn.run_predictions(:run)"),
            {"run": run.run_id},
        )
        return {row.project_id: (row.predicted_tag, row.score) for row in rows}


@pytest.mark.parametrize("tag", [None, "mlops", "other"])
@pytest.mark.parametrize("min_score", [0.0, 0.4])
def test_pages_have_every_row_once_in_order(
    delta_run: Run, engine: Engine, database: Database, tag: str | None, min_score: float
) -> None:
    filters = Filters(tag, min_score)

    async def read_all() -> list[LookupRow]:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=30)
        await sessions.open()
        run = await find_listed_run(sessions, None)
        assert run is not None
        assert (run.run_id, run.base_run) == (delta_run.run_id, delta_run.whole_run)
        rows: list[LookupRow] = []
        page = rows
        while not rows or len(page) == PAGE:
            after = run.position(rows[-1], filters) if rows else Position()
            page = await read_page(sessions, run, filters, after, PAGE)
            rows += page
            if not page:
                break
        await sessions.close()
        return rows

    wanted = {
        project_id: row
        for project_id, row in read_run(engine, delta_run).items()
        if row[1] >= min_score and tag in (None, row[0])
    }
    by_score = sorted(wanted, key=lambda project_id: (-wanted[project_id][1], project_id))
    rows = asyncio.run(read_all())
    assert [row.project_id for row in rows] == (sorted(wanted) if tag is None else by_score)
    assert {row.project_id: (row.predicted_tag, float(row.score)) for row in rows} == {
        project_id: (found, pytest.approx(score)) for project_id, (found, score) in wanted.items()
    }
    assert {row.run_id for row in rows} <= {delta_run.run_id}
    with engine.connect() as connection:
        counted = count_tags(connection, delta_run.run_id)
    assert tag is None or min_score or counted.get(tag, 0) == len(rows)


def test_an_export_has_the_rows_of_the_run(delta_run: Run, engine: Engine) -> None:
    written = io.BytesIO()
    with engine.connect() as connection:
        wanted = export.predictions(delta_run.run_id, in_service=True)
        rows = export.write(connection, wanted, written, export.ExportFormat.NDJSON)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert rows == len(lines) == delta_run.counts.stored
    assert [line["project_id"] for line in lines] == sorted(read_run(engine, delta_run))
    assert {line["run_id"] for line in lines} == {delta_run.run_id}
    assert all(line["fits_text"] for line in lines)


def test_texts_and_searches_find_own_rows_and_those_of_the_base(
    delta_run: Run, engine: Engine, database: Database
) -> None:
    rows = read_run(engine, delta_run)
    with engine.connect() as connection:
        hashes = {
            row.project_id: bytes(row.content_hash)
            for row in connection.execute(text("SELECT project_id, content_hash FROM predawn.projects"))
        }
        found = {row.project_id: row for row in search.search_ids(connection, "", 1000)}
    assert {p: row.predicted_tag for p, row in found.items() if row.predicted_tag is not None} == {
        p: tag for p, (tag, _) in rows.items()
    }

    async def look_up() -> dict[bytes, str | None]:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=30)
        async with sessions.connect() as connection:
            stored = await find_stored_texts(connection, list(hashes.values()), 1)
        return {content_hash: one.project_id for content_hash, one in stored.items()}

    stored = asyncio.run(look_up())
    assert {hashes[p] for p in rows} == set(stored)
    assert hashes["6"] not in stored
