"""Projects are found by the beginning of their id and by words of their title, a bounded piece at a time."""

import pytest
from sqlalchemy import Connection, Engine, text

from store.catalogue import search
from store.runs import progress as run_progress
from store.serving import comparison, history
from tests.conftest import Server

ROWS = """
INSERT INTO predawn.projects (project_id, title, description)
VALUES ('x-1', 'Seeing 100% of it', ''), ('x-2', 'Hearing_it', 'seeing'), ('x-10', 'SEEING and hearing', ''),
    ('X-1', 'back\\slash', ''), ('é', 'Über Sehen', '')
"""
REWRITTEN = (
    "UPDATE predawn.projects SET title = 'A policy', description = 'An agent learns from rewards in a game' "
    "WHERE project_id = '4'"
)


@pytest.fixture
def connection(engine: Engine) -> Connection:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM predawn.projects"))
        connection.execute(text(ROWS))
        yield connection


def ids(found: object) -> list[str]:
    return [project.project_id for project in found]


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("x", ["x-1", "x-10", "x-2"]),
        ("x-1", ["x-1", "x-10"]),
        ("X", ["X-1"]),
        ("é", ["é"]),
        ("%", []),
        ("_", []),
        ("", ["X-1", "x-1", "x-10"]),
    ],
)
def test_ids_are_found_by_their_beginning(connection: Connection, prefix: str, found: list[str]) -> None:
    assert ids(search.search_ids(connection, prefix, 3)) == found


def test_ids_that_are_numbers_are_found_in_their_order(connection: Connection) -> None:
    connection.execute(text("DELETE FROM predawn.projects WHERE project_id !~ '^x-'"))
    assert ids(search.search_ids(connection, "x", 3)) == ["x-1", "x-2", "x-10"]
    assert ids(search.search_ids(connection, "", 2)) == ["x-1", "x-2"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["seeing"], ["x-1", "x-10"]),
        (["hearing", "see"], ["x-10"]),
        (["über"], ["é"]),
        (["100%"], ["x-1"]),
        (["%"], ["x-1"]),
        (["_"], ["x-2"]),
        (["\\"], ["X-1"]),
        (["none"], []),
    ],
)
def test_titles_are_found_by_all_words_in_any_case(
    connection: Connection, words: list[str], found: list[str]
) -> None:
    result = search.search_titles(connection, words, "", 10)
    assert ids(result.projects) == found
    assert result.then is None


def test_a_search_goes_on_where_it_stopped(connection: Connection) -> None:
    first = search.search_titles(connection, ["seeing"], "", 1)
    assert (ids(first.projects), first.then) == (["x-1"], "x-1")
    second = search.search_titles(connection, ["seeing"], "x-1", 2)
    assert (ids(second.projects), second.then) == (["x-10"], None)


def test_no_more_titles_are_looked_through_than_is_said(connection: Connection) -> None:
    nothing = search.search_titles(connection, ["sehen"], "", 5, window=4)
    assert (ids(nothing.projects), nothing.then) == ([], "x-2")
    rest = search.search_titles(connection, ["sehen"], "x-2", 5, window=4)
    assert (ids(rest.projects), rest.then) == (["é"], None)


def test_the_id_goes_by_the_primary_key(any_server: Server) -> None:
    database = any_server.clone()
    engine = database.engine(None, "tests of search")
    query = (
        "EXPLAIN SELECT project_id FROM predawn.projects WHERE project_id ^@ 'ab' ORDER BY project_id LIMIT 9"
    )
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(connection.scalars(text(query)))
    engine.dispose()
    any_server.drop(database)
    assert "Index Cond: ((project_id >= 'ab'::text) AND (project_id < 'ac'::text))" in plan


def test_what_two_runs_make_of_projects_adds_up(engine: Engine, night: object) -> None:
    first = night()
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM predawn.projects WHERE project_id = '10'"))
        connection.execute(text(REWRITTEN))
    second = night()
    with engine.begin() as connection:
        compared = comparison.compare_tags(connection, first.run_id, second.run_id)
        (latest, _) = history.list_publications(connection, 5)
        changed = history.count_changes(connection, latest.publication_id)
        progress = run_progress.read_progress(connection, second.run_id)
        earlier = history.list_publications(connection, 5, before=latest.publication_id)
        assert history.list_publications_of(connection, second.run_id, 5) == [latest]
        assert history.find_first_publication(connection, second.run_id) == latest
        assert history.find_first_publication(connection, 99) is None
    assert (latest.from_run, latest.to_run, latest.kind) == (first.run_id, second.run_id, "publish")
    assert [move.to_run for move in earlier] == [first.run_id]
    assert sum(move.projects for move in compared) == first.counts.total
    left = [move for move in compared if move.to_tag is None]
    assert [move.projects for move in left] == [1]
    # That a project leaves is recorded when it does, and counted with the publication after.
    differing = [move for move in compared if move.from_tag != move.to_tag]
    assert sorted(map(str, differing)) == sorted(map(str, changed))
    scored = second.counts.scored
    assert (progress.to_score, progress.done, progress.failed, progress.share) == (scored, scored, 0, 1.0)
    assert progress.stored == second.counts.scored
