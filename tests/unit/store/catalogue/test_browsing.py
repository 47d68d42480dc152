"""Lists of projects: every filter and order, page by page, is what all projects say, of any catalogue."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.types import Mode, Output
from store.catalogue import browsing, id_order
from store.catalogue.project_lists import BrowsedRun, ListPosition, Order, ProjectFilters, Show
from store.connect.database import Database
from store.connect.engine import Role
from store.runs import ledger
from tests.conftest import PUBLISHED, RunNight, Server, quiet_settings
from tests.nights_of_outputs import Nights
from tests.sql import execute

PAGE = 7

ALL = """
SELECT j.project_id, j.title, j.tag, j.removed_at, j.first_seen_at, j.changed_at, p.predicted_tag, p.score,
    p.content_hash = j.content_hash AS is_current,
    CASE WHEN j.corrected_hash = j.content_hash THEN j.corrected_tag END AS corrected_tag
FROM predawn.projects AS j
LEFT JOIN predawn.run_predictions(2) AS p ON p.project_id = j.project_id
"""


@dataclass(frozen=True)
class Catalogue:
    """A connection to a catalogue, its run in service, and all its projects with their predictions."""

    connection: Connection
    run: BrowsedRun
    rows: list[dict[str, object]]


@pytest.fixture(scope="module")
def stored(embedded_server: Server) -> Iterator[Engine]:
    """A delta run in service, and afterwards stale, new and removed projects, and a wrong known tag."""
    database = embedded_server.clone(PUBLISHED)
    engine = database.engine(Role.BATCH, "tests")
    execute(engine, "UPDATE predawn.projects SET title = 'Learning a policy' WHERE project_id IN ('4', '6')")
    execute(engine, "UPDATE predawn.projects SET tag = NULL WHERE project_id LIKE '%7'")
    run_batch(database, quiet_settings(), RunRequest(), Silent())
    # Many of one score, so that pages end among them.
    execute(engine, "UPDATE predawn.predictions SET score = 0.7 WHERE predicted_tag = 'computer-vision'")
    execute(engine, "UPDATE predawn.projects SET title = 'Later' WHERE project_id IN ('10', '12')")
    execute(
        engine,
        "UPDATE predawn.projects SET tag = 'mlops' WHERE project_id IN (SELECT p.project_id FROM"
        " predawn.run_predictions(2) AS p WHERE p.predicted_tag = 'computer-vision' LIMIT 9)",
    )
    execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id IN ('18', '20')")
    execute(
        engine,
        "INSERT INTO predawn.projects (project_id, title, description) VALUES ('9999', 'Image of it', 'new')",
    )
    # Of a delta, of its base, with a text that has changed, and to a tag that the run does not have.
    execute(
        engine,
        "UPDATE predawn.projects SET corrected_hash = content_hash, corrected_tag = CASE project_id"
        " WHEN '35' THEN 'no-such-tag' ELSE 'mlops' END WHERE project_id IN ('4', '30', '35', '34')",
    )
    execute(engine, "UPDATE predawn.projects SET title = 'Another' WHERE project_id = '34'")
    yield engine
    engine.dispose()
    embedded_server.drop(database)


@pytest.fixture
def catalogue(stored: Engine) -> Iterator[Catalogue]:
    """A session on the catalogue, in a transaction that leaves nothing behind."""
    with stored.connect() as connection:
        run = ledger.find_run(connection, 2)
        assert run.whole_run == 1
        rows = [dict(row) for row in connection.execute(text(ALL)).mappings()]
        for row in rows:
            if row["corrected_tag"] is not None:
                row |= {"predicted_tag": row["corrected_tag"], "score": 1.0}
        tags = sorted({str(row["predicted_tag"]) for row in rows if row["predicted_tag"] is not None})
        tags.remove("no-such-tag")
        yield Catalogue(connection, BrowsedRun(2, 1, run.started_at, run.last_sync, False, tags), rows)


Keep = Callable[[dict[str, object], BrowsedRun], bool]

KEPT: dict[str, tuple[ProjectFilters, Keep]] = {
    "tag": (
        ProjectFilters(tag="mlops"),
        lambda row, _: row["predicted_tag"] == "mlops",
    ),
    "scores": (
        ProjectFilters(min_score=0.4, max_score=0.8),
        lambda row, _: row["score"] is not None and 0.4 <= row["score"] <= 0.8,
    ),
    "tag and score": (
        ProjectFilters(tag="computer-vision", min_score=0.6),
        lambda row, _: row["predicted_tag"] == "computer-vision" and row["score"] >= 0.6,
    ),
    "unsure": (
        ProjectFilters(show=Show.UNSURE),
        lambda row, _: row["score"] is not None and row["score"] <= 0.5,
    ),
    "known": (ProjectFilters(known="mlops"), lambda row, _: row["tag"] == "mlops"),
    "differs": (
        ProjectFilters(show=Show.DIFFERS),
        lambda row, _: (
            None not in (row["tag"], row["predicted_tag"])
            and row["tag"] != row["predicted_tag"]
            and row["corrected_tag"] is None
        ),
    ),
    "corrected": (ProjectFilters(show=Show.CORRECTED), lambda row, _: row["corrected_tag"] is not None),
    "corrected to a tag": (
        ProjectFilters(tag="no-such-tag"),
        lambda row, _: row["corrected_tag"] == "no-such-tag",
    ),
    "known and predicted": (
        ProjectFilters(known="mlops", tag="computer-vision"),
        lambda row, _: (row["tag"], row["predicted_tag"]) == ("mlops", "computer-vision"),
    ),
    "stale": (ProjectFilters(show=Show.STALE), lambda row, _: row["is_current"] is False),
    "new": (ProjectFilters(show=Show.NEW), lambda row, run: row["first_seen_at"] >= run.started_at),
    "text": (
        ProjectFilters(text="1", tag="computer-vision"),
        lambda row, _: (
            row["predicted_tag"] == "computer-vision"
            and (row["project_id"].startswith("1") or "1" in row["title"])
        ),
    ),
}


def walk(
    found: Catalogue, filters: ProjectFilters, order: Order, projects: int
) -> tuple[list[str], set[Order]]:
    """Return the ids of all pages, and the orders that the pages had."""
    after, ids, orders = "", list[str](), set[Order]()
    for _ in range(200):
        page = browsing.list_projects(
            found.connection, found.run, filters, order, after, projects=projects, limit=PAGE
        )
        ids += [project.project_id for project in page.projects]
        orders.add(page.order)
        if page.then is None:
            return ids, orders
        after = page.then
    raise AssertionError("the pages have no end")


@pytest.fixture(params=[387, 1_000_000], ids=["small", "large"])
def projects(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The size that the catalogue is taken for; in a large one windows are small here, and bands known."""
    monkeypatch.setattr(browsing, "WINDOW", 50)
    monkeypatch.setattr(id_order, "SAMPLED", 1_000_000)
    size: int = request.param
    return size


@pytest.mark.parametrize("order", Order)
def test_pages_are_what_all_projects_say(catalogue: Catalogue, projects: int, order: Order) -> None:
    for name, (filters, keep) in KEPT.items():
        wanted = [
            str(row["project_id"])
            for row in catalogue.rows
            if row["removed_at"] is None and keep(row, catalogue.run)
        ]
        assert wanted, name
        ids, _ = walk(catalogue, filters, order, projects)
        assert len(ids) == len(set(ids)), name
        assert sorted(ids) == sorted(wanted), name
        if order is Order.ID:
            assert ids == sorted(ids, key=natural), name


@pytest.mark.parametrize("order", [Order.SCORE, Order.LOWEST_SCORE])
def test_a_list_by_score_goes_on_after_deleted_projects(
    catalogue: Catalogue, projects: int, order: Order
) -> None:
    for filters in (ProjectFilters(tag="mlops"), ProjectFilters(min_score=0.4)):
        before, _ = walk(catalogue, filters, order, projects)
        deleted = before[::PAGE]
        catalogue.connection.execute(
            text("DELETE FROM predawn.projects WHERE project_id = ANY (:ids)"), {"ids": deleted}
        )
        after, _ = walk(catalogue, filters, order, projects)
        assert after == [project_id for project_id in before if project_id not in deleted]
        assert len(after) > PAGE


@pytest.mark.parametrize("number", [1e39, -1e300, 1e-50, -1e-46, 3.4028235e38, 1.4e-45])
def test_bounds_and_positions_may_be_beyond_what_a_score_can_be(
    catalogue: Catalogue, projects: int, number: float
) -> None:
    for order in (Order.SCORE, Order.LOWEST_SCORE, Order.ID):
        above, _ = walk(catalogue, ProjectFilters(tag="mlops", min_score=number), order, projects)
        below, _ = walk(catalogue, ProjectFilters(tag="mlops", max_score=number), order, projects)
        assert (above == []) is (number > 1)
        assert (below == []) is (number < 1)
    filters, after = ProjectFilters(tag="mlops"), f"{number}~"
    for order in (Order.SCORE, Order.LOWEST_SCORE):
        page = browsing.list_projects(
            catalogue.connection, catalogue.run, filters, order, after, projects=projects, limit=PAGE
        )
        assert bool(page.projects) is ((order is Order.SCORE) is (number > 1))


def test_the_order_is_the_one_asked_for(catalogue: Catalogue) -> None:
    rows = {str(row["project_id"]): row for row in catalogue.rows}
    active = ProjectFilters(min_score=0.0)
    highest, _ = walk(catalogue, active, Order.SCORE, 387)
    scores = [rows[project_id]["score"] for project_id in highest]
    assert scores == sorted(scores, reverse=True)
    lowest, _ = walk(catalogue, active, Order.LOWEST_SCORE, 387)
    assert [rows[one]["score"] for one in lowest] == sorted(scores)
    changed, _ = walk(catalogue, active, Order.CHANGED, 387)
    times = [rows[one]["changed_at"] for one in changed]
    assert times == sorted(times, reverse=True)


def test_a_large_catalogue_follows_the_index_of_scores(catalogue: Catalogue) -> None:
    for filters in (ProjectFilters(), ProjectFilters(tag="mlops"), ProjectFilters(show=Show.UNSURE)):
        for order in (Order.SCORE, Order.LOWEST_SCORE):
            small, _ = walk(catalogue, filters, order, 387)
            large, orders = walk(catalogue, filters, order, 1_000_000)
            assert orders == {order}
            scored = {row["project_id"]: row["score"] for row in catalogue.rows}
            removed = {row["project_id"] for row in catalogue.rows if row["removed_at"] is not None}
            without = [scored[one] for one in small if scored[one] is not None and one not in removed]
            assert [scored[one] for one in large] == without


def test_each_prediction_is_looked_up_among_the_corrections(catalogue: Catalogue) -> None:
    asked = list[tuple[str, Any]]()
    event.listen(
        catalogue.connection, "before_cursor_execute", lambda *given: asked.append((given[2], given[3]))
    )
    walk(catalogue, ProjectFilters(tag="mlops"), Order.SCORE, 1_000_000)
    statement, given = next(one for one in asked if "prediction_deltas" in one[0])
    plan = "\n".join(catalogue.connection.exec_driver_sql(f"EXPLAIN {statement}", given).scalars())
    assert "SubPlan" in plan, "joined, each of 10,000 predictions is compared with each of 10,000 corrections"


def natural(project_id: str) -> tuple[bool, int, str]:
    """Numbers come first, in their order, and all other ids in that of their bytes."""
    digits = project_id.isascii() and project_id.isdigit()
    return not digits, len(project_id) if digits else 0, project_id


def test_numbers_are_in_their_order_and_before_all_other_ids(catalogue: Catalogue, projects: int) -> None:
    ids, _ = walk(catalogue, ProjectFilters(), Order.ID, projects)
    assert ids == sorted(ids, key=natural)
    assert ids.index("9999") < ids.index("A113")
    assert len(ids) == len(catalogue.rows), "removed ones are in the list of all"


@pytest.mark.parametrize("sampled", [0, 1_000_000])
@pytest.mark.parametrize("seconds", [-1.0, 60.0])
def test_ids_of_one_beginning_are_in_the_order_of_their_numbers(
    catalogue: Catalogue, projects: int, sampled: int, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(id_order, "SAMPLED", sampled)
    monkeypatch.setattr(browsing, "WINDOW_SECONDS", seconds)
    connection = catalogue.connection
    connection.execute(text("DELETE FROM predawn.projects"))
    # Of 10 and more there are many: they are a dense band each, and 1 to 9 are none.
    connection.execute(
        text(
            "INSERT INTO predawn.projects (project_id, title, description, tag)"
            " SELECT 'p-' || place, 'A', '', CASE WHEN place % 3 > 0 THEN 'mlops' END"
            " FROM generate_series(1, 300) AS place"
        )
    )
    ids, _ = walk(catalogue, ProjectFilters(), Order.ID, projects)
    assert ids == [f"p-{place}" for place in range(1, 301)]
    known, _ = walk(catalogue, ProjectFilters(known="mlops"), Order.ID, projects)
    assert known == [f"p-{place}" for place in range(1, 301) if place % 3]


def test_removed_projects_are_listed_alone(catalogue: Catalogue, projects: int) -> None:
    ids, _ = walk(catalogue, ProjectFilters(show=Show.REMOVED), Order.CHANGED, projects)
    assert sorted(ids) == ["18", "20"]


def test_counts_are_exact_up_to_a_limit(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(filters: ProjectFilters, size: int) -> int | None:
        return browsing.count_projects(catalogue.connection, catalogue.run, filters, projects=size)

    for filters, keep in KEPT.values():
        wanted = sum(row["removed_at"] is None and keep(row, catalogue.run) for row in catalogue.rows)
        assert count(filters, 387) == wanted
    assert count(KEPT["stale"][0], 1_000_000) == 3
    assert count(KEPT["corrected"][0], 1_000_000) == 3
    assert count(KEPT["known"][0], 1_000_000) is None
    monkeypatch.setattr(browsing, "MAX_COUNTED", 5)
    assert count(ProjectFilters(min_score=0.0), 387) == 6
    assert count(ProjectFilters(min_score=0.0), 1_000_000) == 6


@pytest.mark.parametrize("size", [387, 1_000_000])
def test_stale_projects_are_found_among_the_changed_ones(catalogue: Catalogue, size: int) -> None:
    asked = list[str]()
    event.listen(catalogue.connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
    filters = ProjectFilters(show=Show.STALE)
    walk(catalogue, filters, Order.CHANGED, size)
    browsing.count_projects(catalogue.connection, catalogue.run, filters, projects=size)
    read = [one for one in asked if "is_current" in one]
    assert len(read) > 1
    assert all("i.changed_in >=" in one for one in read), "all projects are joined with their predictions"


def test_projects_whose_text_changed_since_the_run_read_it_are_counted(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ledger.find_run(catalogue.connection, 2)
    assert browsing.count_stale(catalogue.connection, run) == 3
    unknown = replace(run, last_sync=None)
    assert browsing.count_stale(catalogue.connection, unknown) == 0
    monkeypatch.setattr(browsing, "MAX_COUNTED", 1)
    assert browsing.count_stale(catalogue.connection, run) == 2


def test_a_search_that_takes_long_stops_and_goes_on(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "WINDOW", 50)
    monkeypatch.setattr(browsing, "WINDOW_SECONDS", -1.0)
    monkeypatch.setattr(id_order, "SAMPLED", 1_000_000)
    filters = ProjectFilters(known="no such tag")
    pages = [
        browsing.list_projects(
            catalogue.connection, catalogue.run, filters, Order.ID, after, projects=1_000_000, limit=PAGE
        )
        for after in ("", "10")
    ]
    assert [(page.projects, page.searched) for page in pages] == [([], False)] * 2
    # All of one digit are looked at; of two, those of a window, whose end has more digits.
    window = sorted(row["project_id"] for row in catalogue.rows if row["project_id"] > "10")[:50]
    assert len(window[-1]) > 2
    assert [page.then for page in pages] == ["6", max(one for one in window if len(one) == 2)]
    assert walk(catalogue, filters, Order.ID, 1_000_000)[0] == []


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("", Order.SCORE),
        ("4", Order.SCORE),
        ("x~4", Order.SCORE),
        ("nan~4", Order.SCORE),
        ("0.5~4", Order.CHANGED),
    ],
)
def test_a_position_that_is_none_is_the_beginning(written: str, order: Order) -> None:
    assert ListPosition.read(written, order) is None


def test_positions_hold_any_id() -> None:
    assert ListPosition.read("0.5~a~b", Order.SCORE) == ListPosition("a~b", "0.5")
    assert ListPosition.read("-inf~4", Order.SCORE) == ListPosition("4", "-inf")
    assert ListPosition.read("a~b", Order.ID) == ListPosition("a~b")


def test_before_anything_is_published_projects_are_listed_without_predictions(engine: Engine) -> None:
    with engine.begin() as connection:
        for size in (387, 1_000_000):
            page = browsing.list_projects(
                connection, None, ProjectFilters(), Order.SCORE, "", projects=size, limit=3
            )
            assert [project.predicted_tag for project in page.projects] == [None] * 3
        nothing = ProjectFilters(tag="mlops")
        assert browsing.count_projects(connection, None, nothing, projects=387) == 0


def test_a_predictor_with_several_tags_has_a_project_under_each(engine: Engine, night: RunNight) -> None:
    night(mode=Mode.FULL)
    run = BrowsedRun(1, 1, datetime(2025, 3, 2, tzinfo=UTC), None, True, ["a"])
    execute(engine, "UPDATE predawn.predictions SET tags = '{a,b}', scores = '{1,1}' WHERE project_id = '4'")
    execute(engine, "UPDATE predawn.projects SET tag = NULL, tags = '{b,a}' WHERE project_id = '4'")
    execute(engine, "UPDATE predawn.projects SET tag = NULL WHERE project_id = '6'")
    with engine.begin() as connection:
        for size in (387, 1_000_000):
            page = browsing.list_projects(
                connection, run, ProjectFilters(tag="b"), Order.SCORE, "", projects=size, limit=3
            )
            assert [project.project_id for project in page.projects] == ["4"]
        wrong = browsing.list_projects(
            connection, run, ProjectFilters(tag="b", show=Show.DIFFERS), Order.ID, "", projects=1, limit=3
        )
        differs = list_all(connection, run, ProjectFilters(show=Show.DIFFERS), Order.ID, 387)
    assert wrong.projects == []
    assert "6" not in differs, "without a known tag nothing differs"
    assert math.isinf(ProjectFilters().bounds[1])


def list_all(
    connection: Connection, run: BrowsedRun, filters: ProjectFilters, order: Order, size: int
) -> list[str]:
    after, ids = "", list[str]()
    while True:
        page = browsing.list_projects(connection, run, filters, order, after, projects=size, limit=2)
        ids += [project.project_id for project in page.projects]
        if page.then is None:
            return ids
        after = page.then


@pytest.mark.parametrize("size", [387, 1_000_000])
def test_numbers_are_listed_by_number(migrated_database: Database, tmp_path: Path, size: int) -> None:
    nights = Nights(migrated_database, tmp_path, "Number")
    # Enough for one of them to make a delta run.
    others = {f"x{place}": "-1000" for place in range(60)}
    nights.run({**others, "a": "1", "b": "-3.5", "c": "1e300", "d": "20"})
    nights.run({**others, "a": "1", "b": "-3.5", "c": "7", "d": "20"})
    with nights.engine.begin() as connection:
        run = ledger.find_run(connection, 2)
        assert run.whole_run == 1
        browsed = BrowsedRun(2, 1, run.started_at, run.last_sync, False, [], Output.NUMBER)
        every = ProjectFilters(min_score=-500.0)
        assert list_all(connection, browsed, every, Order.SCORE, size) == ["d", "c", "a", "b"]
        assert list_all(connection, browsed, every, Order.LOWEST_SCORE, size) == ["b", "a", "c", "d"]
        some = ProjectFilters(min_score=0.5, max_score=7)
        assert list_all(connection, browsed, some, Order.SCORE, size) == ["c", "a"]
        assert browsing.count_projects(connection, browsed, some, projects=size) == 2
        page = browsing.list_projects(connection, browsed, some, Order.ID, "", projects=size, limit=9)
    assert {project.project_id: project.value for project in page.projects} == {"a": 1.0, "c": 7.0}
    nights.close()


@pytest.mark.parametrize("size", [387, 1_000_000])
def test_rankings_are_listed_by_item(migrated_database: Database, tmp_path: Path, size: int) -> None:
    nights = Nights(migrated_database, tmp_path, "Ranking")
    nights.run({"a": "x y", "b": "y", "c": "-", "d": "z x"})
    with nights.engine.begin() as connection:
        run = ledger.find_run(connection, 1)
        browsed = BrowsedRun(1, 1, run.started_at, run.last_sync, False, [], Output.RANKING)
        found = ProjectFilters(item="x")
        assert list_all(connection, browsed, found, Order.ID, size) == ["a", "d"]
        page = browsing.list_projects(connection, browsed, found, Order.SCORE, "", projects=size, limit=9)
    assert [project.items for project in page.projects] == [["x", "y"], ["z", "x"]]
    nights.close()
