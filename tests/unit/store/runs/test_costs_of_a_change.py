"""What a night does costs what changed: rows are looked up by key, and only those that are needed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
import pytest
from sqlalchemy import Connection, Engine, text

from batch.sources.validation import CHANGES_SCHEMA
from core.types import Mode, Run
from store.catalogue import changes, projects, syncs
from store.models import registry
from store.runs import delta, labels, metrics, reuse
from store.serving.comparison import measure_churn
from store.sql_files import compose
from tests.conftest import RunNight
from tests.sql import execute

CHANGE = "UPDATE predawn.projects SET title = title || ' again' WHERE project_id = ANY (:ids)"


@contextmanager
def reads(engine: Engine, table: str, *, looked_up: int) -> Iterator[Connection]:
    """Check that a transaction looks rows of a table up so many times, and reads it in no other way."""
    query = text("SELECT seq_tup_read, idx_scan FROM pg_stat_xact_user_tables WHERE relname = :table")
    with engine.begin() as connection:
        # What earlier transactions of the session read may be counted still.
        before = connection.execute(query, {"table": table}).one()
        yield connection
        after = connection.execute(query, {"table": table}).one()
    assert (after.seq_tup_read - before.seq_tup_read, after.idx_scan - before.idx_scan) == (0, looked_up)


def change(engine: Engine, *ids: int) -> None:
    execute(engine, CHANGE, ids=[str(number) for number in ids])


@pytest.fixture
def two_deltas(night: RunNight, engine: Engine) -> tuple[Run, Run]:
    """Two runs on one base: with 6 rows of its own, and with these and 2 more."""
    night()
    change(engine, 4, 6, 10, 12, 13, 14)
    before = night()
    change(engine, 16, 17)
    after = night()
    assert (before.own_rows, after.own_rows, after.whole_run) == (6, 8, before.whole_run)
    return before, after


@pytest.mark.parametrize(("last_sync", "served"), [(0, False), (1, True), (7, True)])
def test_changes_are_found_by_an_index_without_what_the_first_sync_entered(
    engine: Engine, last_sync: int, *, served: bool
) -> None:
    query = text(f"EXPLAIN {compose('runs/candidates_since')}")
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.scalars(query, {"last_sync": last_sync, "predecessor": 1}).all()
    assert any("projects_by_change" in line for line in plan) is served, plan


def test_what_a_source_says_has_changed_is_looked_up(engine: Engine) -> None:
    rows = {"row_number": [0, 1], "project_id": ["4", "new"], "title": ["t", "t"], "description": ["d", "d"]}
    empty = {name: [None, None] for name in ("created_on", "tag", "tags", "features", "target")}
    batch = pa.RecordBatch.from_pydict({**rows, **empty, "removed": [False, False]}, schema=CHANGES_SCHEMA)
    with reads(engine, "projects", looked_up=2) as connection:
        projects.stage(connection, [batch], marked=True)
        changes.compare(connection, active=387)
        projects.unstage(connection)


def test_runs_on_a_base_are_compared_by_what_one_of_them_reads_from_it(
    two_deltas: tuple[Run, Run], engine: Engine
) -> None:
    before, after = two_deltas
    with reads(engine, f"predictions_{after.base}", looked_up=2) as connection:
        churn = measure_churn(connection, before.run_id, after.run_id)
    assert churn.both == after.counts.stored


def test_scores_of_a_delta_run_are_counted_by_what_another_run_on_its_base_has_otherwise(
    two_deltas: tuple[Run, Run], engine: Engine
) -> None:
    before, after = two_deltas
    with reads(engine, f"predictions_{after.base}", looked_up=2) as connection:
        counted = metrics.count_distributions(connection, after, before.run_id, multi_label=False)
    with reads(engine, f"predictions_{after.base}", looked_up=8) as connection:
        assert metrics.count_distributions(connection, after, multi_label=False) == counted


def test_scores_are_not_counted_from_a_run_on_another_base(
    two_deltas: tuple[Run, Run], night: RunNight, engine: Engine
) -> None:
    night(mode=Mode.FULL)
    change(engine, 18)
    run = night()
    with reads(engine, f"predictions_{two_deltas[0].base}", looked_up=0) as connection:
        counted = metrics.count_distributions(connection, run, two_deltas[0].run_id, multi_label=False)
        assert counted == metrics.count_distributions(connection, run, multi_label=False)


def test_a_run_looks_at_what_has_changed_since_the_one_before_it(
    two_deltas: tuple[Run, Run], engine: Engine
) -> None:
    predecessor = two_deltas[1]
    change(engine, 4, 18)
    with engine.begin() as connection:
        syncs.take_in_changes(connection)
    with reads(engine, f"predictions_{predecessor.base}", looked_up=2) as connection:
        # The eight of the predecessor, of which one has changed again, and a further one.
        assert delta.find_candidates(connection, predecessor) == 9


def test_labels_that_a_model_has_seen_are_looked_up(two_deltas: tuple[Run, Run], engine: Engine) -> None:
    run = two_deltas[1]
    with reads(engine, "model_examples", looked_up=2 * (run.own_rows or 0)) as connection:
        labels.count(connection, run, registry.find_model(connection, run.model_version or 0))


def test_labels_of_a_delta_run_are_looked_up_for_labelled_projects(
    two_deltas: tuple[Run, Run], engine: Engine
) -> None:
    run = two_deltas[1]
    execute(engine, "UPDATE predawn.projects SET tag = NULL WHERE project_id IN ('4', '6', '10', '12', '13')")
    # The five had a tag when the base was counted.
    with reads(engine, f"predictions_{run.base}", looked_up=8) as connection:
        model = registry.find_model(connection, run.model_version or 0)
        labels.count(connection, run, model)
    execute(engine, "DELETE FROM predawn.label_changes")
    with reads(engine, f"predictions_{run.base}", looked_up=3) as connection:
        labels.count(connection, run, model)


def test_tombstones_are_looked_for_where_a_prediction_is_missing(
    two_deltas: tuple[Run, Run], engine: Engine
) -> None:
    run = two_deltas[1]
    with reads(engine, f"predictions_{run.run_id}", looked_up=0) as connection:
        assert delta.bury_unscored(connection, run) == 0
    # As if a project of its chunk had failed.
    execute(engine, "UPDATE predawn.run_chunks SET rows = 1 WHERE run_id = :run", run=run.run_id)
    with reads(engine, f"predictions_{run.base}", looked_up=0) as connection:
        assert delta.bury_unscored(connection, run) == 0


def test_the_base_and_the_predecessor_are_not_searched_again(
    two_deltas: tuple[Run, Run], night: RunNight, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = list[int]()
    copy = reuse.copy_missing

    def note(connection: Connection, *, run_id: int, source_run: int) -> int:
        searched.append(source_run)
        return copy(connection, run_id=run_id, source_run=source_run)

    monkeypatch.setattr(reuse, "copy_missing", note)
    change(engine, 18)
    night()
    assert searched == [two_deltas[0].run_id]


def test_elements_of_lists_are_not_counted_for_the_planner_in_a_delta(
    two_deltas: tuple[Run, Run], engine: Engine
) -> None:
    query = "SELECT attname FROM pg_stats WHERE tablename = :table"
    with engine.begin() as connection:
        of_base, of_delta = (
            set(connection.scalars(text(query), {"table": f"predictions_{run_id}"}))
            for run_id in (two_deltas[1].base, two_deltas[1].run_id)
        )
    assert of_base - of_delta == {"tags", "scores", "items", "item_scores"}
