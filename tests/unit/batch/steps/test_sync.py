"""A first sync enters the source as it is read, and all of it or nothing."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps import plan
from batch.steps.sync import describe, sync_alone
from batch.workers.engines import load_ahead
from core.content import content_hash
from core.errors import CatalogueError
from core.settings import Settings
from store.catalogue import projects as catalogue
from store.catalogue import syncs
from store.connect.database import Database
from store.schema import projects

ROWS = 45_000
"""More than two batches of a source."""


@pytest.fixture
def new_catalogue(engine: Engine, database) -> Engine:
    owner = database.engine(None, "tests of the first sync")
    with owner.begin() as connection:
        connection.execute(delete(projects))
    owner.dispose()
    return engine


def write(path: Path, ids: list[str]) -> str:
    lines = (f"{project_id},Title of {project_id},What it is\n" for project_id in ids)
    path.write_text("id,title,description\n" + "".join(lines))
    return str(path)


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(projects))


def test_a_new_catalogue_holds_every_row(new_catalogue: Engine, settings: Settings, tmp_path: Path) -> None:
    source = write(tmp_path / "first.csv", [str(number) for number in range(ROWS)])
    result = sync_alone(new_catalogue, settings, source, 0.2)
    assert (result.new, result.active, result.changed, result.unchanged) == (ROWS, ROWS, 0, 0)
    assert result.report.rows_read == count(new_catalogue) == ROWS
    with new_catalogue.connect() as connection:
        project = catalogue.find_project(connection, "44999")
    assert project.content_hash == content_hash("Title of 44999", "What it is")
    again = sync_alone(new_catalogue, settings, source, 0.2)
    assert (again.new, again.unchanged, again.report.rows_read) == (0, ROWS, ROWS)


class Watching(Silent):
    """Notes how many rows of the source are read at each step."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def read(self, rows: int) -> None:
        self.seen.append(rows)


def test_progress_has_the_rows_while_they_are_read(
    new_catalogue: Engine, database: Database, settings: Settings, tmp_path: Path
) -> None:
    source = write(tmp_path / "first.csv", [str(number) for number in range(ROWS)])
    alone, in_a_run = Watching(), Watching()
    sync_alone(new_catalogue, settings, source, 0.2, progress=alone)
    other = write(tmp_path / "second.csv", [str(number) for number in range(1, ROWS)])
    run_batch(database, settings, RunRequest(source=other, publish=False), in_a_run)
    for watching, rows in ((alone, ROWS), (in_a_run, ROWS - 1)):
        assert len(watching.seen) > 1
        assert watching.seen == sorted(watching.seen)
        assert watching.seen[-1] == rows


@pytest.mark.parametrize("place", [1, ROWS - 1])
def test_a_repeated_id_is_named_with_its_rows_and_nothing_is_entered(
    new_catalogue: Engine, settings: Settings, tmp_path: Path, place: int
) -> None:
    ids = [str(number) for number in range(ROWS)]
    ids[place] = "0"
    source = write(tmp_path / "repeated.csv", ids)
    with pytest.raises(CatalogueError, match=r"'0' in rows \d+ and \d+.*nothing was changed"):
        sync_alone(new_catalogue, settings, source, 0.2)
    assert count(new_catalogue) == 0


@pytest.mark.parametrize("repeated", ["known-1", "gone-1", "new-1"])
def test_an_id_repeated_in_a_later_source_is_named_as_well(
    new_catalogue: Engine, settings: Settings, tmp_path: Path, repeated: str
) -> None:
    path = tmp_path / "later.csv"
    known = ["known-0", "known-1", "known-2"]
    sync_alone(new_catalogue, settings, write(path, [*known, "gone-0", "gone-1"]), 1.0)
    sync_alone(new_catalogue, settings, write(path, known), 1.0)
    ids = ["known-0", "known-1", "gone-1", "new-0", "new-1"]
    with pytest.raises(
        CatalogueError, match=f"1 project id stands.*'{repeated}' in rows .*nothing was changed"
    ):
        sync_alone(new_catalogue, settings, write(path, [*ids, repeated]), 1.0)
    result = sync_alone(new_catalogue, settings, write(path, ids), 1.0)
    assert (result.new, result.changed, result.unchanged, result.removed) == (2, 1, 2, 1)


def test_a_source_may_lose_just_the_share_that_is_allowed(
    new_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "source.csv"
    ids = [str(number) for number in range(10)]
    sync_alone(new_catalogue, settings, write(path, ids), 0.0)
    with pytest.raises(
        CatalogueError, match=r"3 of the 10 projects .* 30.0% and more than the allowed 20.0%"
    ):
        sync_alone(new_catalogue, settings, write(path, ids[:7]), 0.2)
    result = sync_alone(new_catalogue, settings, write(path, ids[:8]), 0.2)
    assert (result.removed, result.active) == (2, 8)


def test_a_project_changes_with_its_text_and_not_with_its_tag(
    new_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "source.csv"
    for rows in ("1,a,b,x\n2,a,b,x\n3,a,b,x\n4,a,b,x\n", "1,a,b,x\n2,a,b,y\n3,c,b,x\n4,a,d,x\n"):
        path.write_text("id,title,description,tag\n" + rows)
        sync_alone(new_catalogue, settings, str(path), 0.0)
    with new_catalogue.connect() as connection:
        later = projects.c.changed_at > projects.c.first_seen_at
        changed = connection.scalars(
            select(projects.c.project_id).where(later).order_by(projects.c.project_id)
        )
        assert changed.all() == ["3", "4"]


OPEN = (
    "SELECT n AS id, 'title' AS title, (SELECT count(*) FROM pg_stat_activity WHERE xact_start IS NOT NULL"
    " AND application_name = 'tests' AND datname = current_database()) || ' open' AS description"
    " FROM generate_series(1, 30000) AS n"
)


@pytest.mark.parametrize("new", [True, False])
def test_no_transaction_of_the_store_is_open_while_a_database_is_read(
    request: pytest.FixtureRequest, engine: Engine, database: Database, settings: Settings, new: bool
) -> None:
    if new:
        request.getfixturevalue("new_catalogue")
    asked = settings.model_copy(update={"catalogue_query": OPEN, "max_shrink": 1.0})
    sync_alone(engine, asked, database.url, 1.0)
    with engine.connect() as connection:
        query = select(projects.c.description).where(projects.c.removed_at.is_(None)).distinct()
        assert connection.scalars(query).all() == ["0 open"]


def test_a_file_that_has_not_changed_is_not_read_again(
    new_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "same.csv"
    source = write(path, ["1", "2"])
    with path.open("a") as file:
        file.write("3,,\n")
    first = sync_alone(new_catalogue, settings, source, 1)
    again = sync_alone(new_catalogue, settings, source, 1)
    assert "not read again" in describe(again)
    assert (again.active, again.report.rejected_counts) == (first.active, first.report.rejected_counts)
    path.write_text(path.read_text().replace("Title of 2", "Another title"))
    assert sync_alone(new_catalogue, settings, source, 1).changed == 1


def test_a_file_is_read_again_by_other_settings_and_after_changes_by_hand(
    new_catalogue: Engine, settings: Settings, database: Database, tmp_path: Path
) -> None:
    source = write(tmp_path / "same.csv", ["1", "2", "3"])
    sync_alone(new_catalogue, settings, source, 1)
    swapped = settings.model_copy(update={"column_title": "description", "column_description": "title"})
    assert sync_alone(new_catalogue, swapped, source, 1).changed == 3
    assert sync_alone(new_catalogue, settings, source, 1).changed == 3
    with new_catalogue.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET title = 'By hand' WHERE project_id = '2'"))
    assert sync_alone(new_catalogue, settings, source, 1).changed == 1
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM predawn.projects WHERE project_id = '3'"))
    owner.dispose()
    assert sync_alone(new_catalogue, settings, source, 1).new == 1


def test_a_project_says_which_sync_changed_it(
    new_catalogue: Engine, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "source.csv"

    def numbers() -> dict[str, int]:
        with new_catalogue.connect() as connection:
            last = syncs.find_last(connection)
            rows = connection.execute(select(projects.c.project_id, projects.c.changed_in))
            return {row.project_id: row.changed_in - last.sync_id for row in rows}

    def sync(*ids: str, tag: str = "") -> dict[str, int]:
        rows = (f"{i},Title of {i},What it is,{tag if i == '1' else ''}\n" for i in ids)
        path.write_text("id,title,description,tag\n" + "".join(rows))
        sync_alone(new_catalogue, settings, str(path), 1)
        return numbers()

    assert sync("1", "2") == {"1": 0, "2": 0}
    assert sync("1", "3") == {"1": -1, "2": 0, "3": 0}
    assert sync("1", "2", "3", tag="known") == {"1": -2, "2": 0, "3": -1}
    with new_catalogue.begin() as connection:
        connection.execute(text("UPDATE predawn.projects SET description = 'By hand' WHERE project_id = '3'"))
        assert syncs.has_unnumbered(connection)
        assert syncs.take_in_changes(connection) == 3
    assert numbers() == {"1": -3, "2": -1, "3": 0}


def test_the_model_is_loaded_while_changes_are_merged(
    new_catalogue: Engine,
    database: Database,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded = list[tuple[str, int | None]]()

    def note(*arguments: Any) -> None:
        with new_catalogue.connect() as connection:
            phase = connection.scalar(text("SELECT phase FROM predawn.runs ORDER BY run_id DESC LIMIT 1"))
        loaded.append((phase, arguments[3] if len(arguments) > 3 else None))
        load_ahead(*arguments)

    monkeypatch.setattr(plan, "load_ahead", note)
    ids = [str(number) for number in range(300)]
    more = [*ids, "new", "newer"]
    for number, rows in ((1, ids), (2, more), (3, more)):
        source = write(tmp_path / f"{number}.csv", rows)
        run_batch(database, settings, RunRequest(source=source, max_shrink=1.0), Silent())
    assert loaded == [("sync", None), ("sync", 2)]
