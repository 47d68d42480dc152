"""Promise 2: a killed run loses nothing and repeats at most one chunk a worker; one prediction a project a
run.
"""

import csv
import itertools
import os
import random
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.verify import verify_run
from core.errors import StoreUnavailableError
from core.settings import Settings
from core.types import Phase, Run, RunStatus
from store.connect.database import Database
from store.embedded.cluster import Cluster
from store.embedded.server import EmbeddedServer
from store.runs import ledger
from store.runs import tables as run_tables
from store.runs.tables import TableState
from store.serving import pointer, retention
from tests.conftest import Server, external_with_templates, prepare
from tests.promises.nights import Driver, Night, driver, family
from tests.promises.stages import WORKERS, Stage, prepare_stage, reading, write_sources
from tests.server_folders import server_folder
from tests.waiting import wait_until

PHASES = ("sync", "plan", "score", "check", "publish", "prune")
SEED = 20


@pytest.fixture(scope="module")
def nights() -> Iterator[Driver]:
    with driver() as running:
        yield running


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_sources(tmp_path_factory.mktemp("sources"))


@contextmanager
def stage_on(server: Server, nights: Driver, sources: Mapping[str, Path]) -> Iterator[Stage]:
    database = server.clone()
    try:
        with prepare_stage(nights, database, sources, database_url=database.url) as prepared:
            yield prepared
    finally:
        server.drop(database)


@pytest.fixture(scope="module")
def stage(embedded_server: Server, nights: Driver, sources: dict[str, Path]) -> Iterator[Stage]:
    with stage_on(embedded_server, nights, sources) as prepared:
        yield prepared


@dataclass(frozen=True)
class Left:
    """The remains of a killed night in the database: its run, and the rows that it scored and committed."""

    run: Run
    scored: Mapping[str, tuple[str, Any]]
    begun: int


def look_at_what_is_left(stage: Stage) -> Left:
    run = stage.newest()
    with stage.engine.connect() as connection:
        scored = {}
        if run_tables.exists(connection, run.run_id):
            found = connection.execute(
                text(
                    "SELECT project_id, encode(content_hash, 'hex') AS content_hash, scored_at"
                    f" FROM {run_tables.table_name(run.run_id)} WHERE origin = 'scored'"
                )
            )
            scored = {row.project_id: (row.content_hash, row.scored_at) for row in found}
        begun = connection.scalar(
            text(
                "SELECT count(*) FROM predawn.run_chunks"
                " WHERE run_id = :run_id AND status = 'pending' AND attempts > 0"
            ),
            {"run_id": run.run_id},
        )
    return Left(run, scored, begun or 0)


def kill_and_resume(stage: Stage, moments: random.Random, phase: str, source: str) -> tuple[Night, str]:
    """Kill a night in a phase, let the next one resume it, compare, and return the rows in service."""
    mode = "full" if phase == "score" or moments.random() < 0.6 else "incremental"
    night = stage.begin(source, mode=mode)
    within = max(undisturbed.durations[phase] for undisturbed in stage.wanted.values())
    stage.driver.wait_for(night, phase, moments.uniform(0, within))
    stage.driver.kill(night)
    left = None
    if moments.random() < 0.7:
        stage.wait_for_sessions_to_end()
        left = look_at_what_is_left(stage)
        assert left.begun <= WORKERS
    # In the meantime, the catalogue may have changed.
    resumed_source = source if moments.random() < 0.7 else other_than(source)
    resumed = stage.live(resumed_source)
    assert resumed.code == 0, (night, resumed)
    if left is not None and night.code != 0:
        compare_with_what_was_left(stage, left, resumed, resumed_source)
    assert stage.in_service() == stage.wanted[resumed_source].rows
    assert_nothing_is_left_behind(stage, night, resumed)
    return night, resumed_source


def other_than(source: str) -> str:
    return "after" if source == "before" else "before"


def compare_with_what_was_left(stage: Stage, left: Left, resumed: Night, source: str) -> None:
    """Check that the run was resumed, reported that, and scored no current project again."""
    if left.run.status is not RunStatus.RUNNING:
        assert resumed.run != left.run.run_id
        return
    assert (
        f"run {left.run.run_id} was interrupted in phase {left.run.phase}; it is resumed" in resumed.said[0]
    )
    if resumed.status == "unchanged":
        assert not left.scored
        return
    assert resumed.run == left.run.run_id
    hashes = {row[0]: row[1] for row in stage.wanted[source].rows}
    kept = {
        project_id: scored_at
        for project_id, (content_hash, scored_at) in left.scored.items()
        if hashes.get(project_id) == content_hash
    }
    with stage.engine.connect() as connection:
        found = connection.execute(
            text(f"SELECT project_id, scored_at FROM {run_tables.table_name(left.run.run_id)}")
        )
        scored_at = {row.project_id: row.scored_at for row in found}
    assert {project_id: scored_at[project_id] for project_id in kept} == kept
    if left.run.mode == "full":
        assert resumed.advanced == len(hashes) - len(kept)


def assert_nothing_is_left_behind(stage: Stage, *lived: Night) -> None:
    """Make sure that no table, session or process is there that should not be."""
    stage.wait_for_sessions_to_end()
    for night in lived:
        wait_until(lambda night=night: not family(night))
    with stage.engine.connect() as connection:
        tables = run_tables.list_tables(connection)
        retained = retention.list_retained(connection, published=2, unpublished=2)
        strays = connection.scalars(
            text(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND (relname LIKE 'staged_%' OR relname = 'differences')"
            )
        ).all()
    assert {table.state for table in tables} == {TableState.ATTACHED}
    assert {table.run_id for table in tables} <= retained
    assert strays == []


def disturb_every_phase(disturb: Callable[[str], Night], *, kills: int, each: int) -> Counter[str]:
    """Disturb a number of nights, each phase at least so often, and return the count of each phase."""
    hits: Counter[str] = Counter()
    for tries, phase in enumerate(itertools.cycle(PHASES)):
        if hits.total() >= kills and all(hits[wanted] >= each for wanted in PHASES):
            break
        assert tries < 20 * kills, hits
        night = disturb(phase)
        if night.code != 0:
            hits[night.phase] += 1
    return hits


def kill_under_readers(stage: Stage, moments: random.Random, *, kills: int, each: int) -> str:
    """Kill nights while readers ask, who must never get a wrong answer, and return the actions."""
    sources = ["after"]

    def kill(phase: str) -> Night:
        night, in_service = kill_and_resume(stage, moments, phase, sources[-1])
        sources.append(other_than(in_service))
        return night

    with reading(stage) as readers:
        hits = disturb_every_phase(kill, kills=kills, each=each)
    assert not readers.wrong, readers.wrong[:5]
    assert readers.asked > 10 * kills
    assert len(readers.runs_seen) > 2
    return f"killed in {dict(hits)}; {readers.asked:,} answers"


def test_runs_that_are_killed_in_every_phase_are_resumed_and_end_as_if_undisturbed(stage: Stage) -> None:
    kill_under_readers(stage, random.Random(SEED), kills=6, each=1)


def write_new_texts(stage: Stage, moments: random.Random) -> str:
    """Write a catalogue with texts of its own for a tenth of the projects, and return its name."""
    name = f"changed-{len(stage.sources)}"
    first = stage.sources["before"]
    with first.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    for row in moments.sample(rows, len(rows) // 10):
        row["title"] += f" {name}"
    path = first.with_name(f"{name}.csv")
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    stage.sources = {**stage.sources, name: path}
    return name


@dataclass
class Deltas:
    """Delta runs that are killed: of files with new texts, or of chosen projects."""

    stage: Stage
    moments: random.Random
    chosen: bool
    seen: list[Run] = field(default_factory=list)

    def __post_init__(self) -> None:
        undisturbed = self.stage.finish(self._choose())
        assert undisturbed.code == 0, undisturbed
        self._durations = undisturbed.durations()

    def _choose(self) -> Callable[[], Night]:
        """Return how the next night is begun."""
        if not self.chosen:
            return partial(self.stage.begin, write_new_texts(self.stage, self.moments))
        ids = [row[0] for row in self.moments.sample(self.stage.in_service(), 150)]
        return partial(self.stage.begin_chosen, ids)

    def kill(self, phase: str) -> Night:
        """Kill a night in a phase, let the next one resume it, and check what it holds against the model."""
        stage, begin, before = self.stage, self._choose(), self.stage.in_service()
        night = begin()
        stage.driver.wait_for(night, phase, self.moments.uniform(0, self._durations[phase]))
        stage.driver.kill(night)
        stage.wait_for_sessions_to_end()
        left = look_at_what_is_left(stage)
        resumed = stage.finish(begin)
        assert resumed.code == 0, (night, resumed)
        run = stage.newest()
        if night.code != 0 and left.run.status is RunStatus.RUNNING and resumed.status != "unchanged":
            assert (run.run_id, run.attempt) == (left.run.run_id, 2)
            assert left.scored.items() <= look_at_what_is_left(stage).scored.items()
        with stage.engine.connect() as connection:
            serving = pointer.read_serving(connection).run_id
        assert serving is not None
        faults = verify_run(stage.database, stage.engine, Settings(_env_file=None), serving, rescore=True)
        assert faults == []
        if self.chosen:
            assert stage.in_service() == before
            assert run.counts.scored == 150
        assert_nothing_is_left_behind(stage, night, resumed)
        self.seen.append(run)
        return night


@pytest.mark.parametrize("chosen", [pytest.param(False, marks=pytest.mark.slow), True])
def test_delta_runs_that_are_killed_are_resumed_and_hold_what_the_model_says(
    stage: Stage, *, chosen: bool
) -> None:
    deltas = Deltas(stage, random.Random(SEED), chosen)
    disturb_every_phase(deltas.kill, kills=3, each=0)
    assert any(run.whole_run is not None for run in deltas.seen)
    # The readers of other tests know these answers.
    assert stage.live("before").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("chosen", [False, True])
def test_thirty_kills_of_delta_runs_at_random_moments(
    any_server: Server, nights: Driver, sources: dict[str, Path], *, chosen: bool
) -> None:
    with stage_on(any_server, nights, sources) as stage:
        deltas = Deltas(stage, random.Random(SEED), chosen)
        hits = disturb_every_phase(deltas.kill, kills=30, each=3)
    whole = sum(run.whole_run is None for run in deltas.seen)
    assert whole < len(deltas.seen) / 2
    sys.stdout.write(f"\nkilled in {dict(hits)}; {whole} of {len(deltas.seen)} runs are whole\n")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_thirty_kills_at_random_moments(
    any_server: Server, nights: Driver, sources: dict[str, Path], seed: int
) -> None:
    with stage_on(any_server, nights, sources) as stage:
        done = kill_under_readers(stage, random.Random(seed), kills=30, each=3)
    sys.stdout.write(f"\n{done}\n")


def find_workers(night: Night) -> list[int]:
    """Return the worker processes of a night that scores on processes."""
    return [pid for pid, command in family(night).items() if "LokyProcess" in command]


def test_a_killed_worker_costs_its_chunk_and_a_killed_run_takes_its_workers_along(stage: Stage) -> None:
    night = stage.begin("after", mode="full", engine="loky")
    stage.driver.wait_for_chunk(night)
    workers = find_workers(night)
    assert len(workers) == WORKERS
    os.kill(workers[0], signal.SIGKILL)
    stage.driver.wait_for_saying(night, "a worker process died; its chunk is assigned again")
    stored = night.advanced
    stage.driver.wait_for_chunk(night)
    assert night.code is None, night
    assert len(find_workers(night)) >= WORKERS
    stage.driver.kill(night)
    wait_until(lambda: not family(night))
    left = look_at_what_is_left(stage)
    assert len(left.scored) > stored
    resumed = stage.live("after")
    assert resumed.code == 0, resumed
    compare_with_what_was_left(stage, left, resumed, "after")
    assert stage.in_service() == stage.wanted["after"].rows
    assert_nothing_is_left_behind(stage, night, resumed)
    with stage.engine.connect() as connection:
        begun_again = connection.scalar(
            text("SELECT sum(attempts - 1) FROM predawn.run_chunks WHERE run_id = :run_id"),
            {"run_id": left.run.run_id},
        )
    assert begun_again is not None
    assert begun_again <= WORKERS


class Ending(Silent):
    """Ends the sessions of the run when it comes to a phase, as a server does that starts again at once."""

    def __init__(self, engine: Engine, phase: Phase) -> None:
        self._engine = engine
        self._phase = phase

    def enter(self, phase: Phase) -> None:
        if phase is self._phase:
            with self._engine.begin() as connection:
                connection.execute(
                    text(
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND application_name LIKE 'predawn-run-%'"
                    )
                )


@pytest.mark.parametrize("phase", [Phase.SYNC, Phase.PLAN, Phase.CHECK])
def test_a_run_that_loses_its_sessions_has_not_failed_and_is_resumed(
    database: Database, settings: Settings, phase: Phase
) -> None:
    engine = database.engine(None, "tests")
    with pytest.raises(StoreUnavailableError):
        run_batch(database, settings, RunRequest(), Ending(engine, phase))
    with engine.connect() as connection:
        assert ledger.find_run(connection, 1).status is RunStatus.RUNNING
    engine.dispose()
    resumed = run_batch(database, settings, RunRequest(), Silent())
    assert (resumed.run_id, resumed.attempt, resumed.status) == (1, 2, RunStatus.PUBLISHED)


@dataclass
class KillableServer:
    """A server that nobody else uses: how it is stopped in the middle of everything, and started."""

    stop: Callable[[], None]
    start: Callable[[], None]


@contextmanager
def embedded_stage(nights: Driver, sources: Mapping[str, Path]) -> Iterator[tuple[Stage, KillableServer]]:
    """Prepare nights on the embedded server of a home of their own, which the next night starts again."""
    with server_folder("killed") as home, EmbeddedServer(home) as lease:
        cluster = Cluster(home)

        def stop() -> None:
            pid = cluster.postmaster_pid()
            assert pid is not None
            os.kill(pid, signal.SIGQUIT)  # what `pg_ctl stop -m immediate` does
            wait_until(lambda: cluster.postmaster_pid() is None)

        database = Database(lease.url, embedded=True)
        prepare(database)
        with prepare_stage(nights, database, sources, home=home) as stage:
            yield stage, KillableServer(stop, start=lambda: None)


@contextmanager
def external_stage(
    nights: Driver, sources: Mapping[str, Path], factory: pytest.TempPathFactory
) -> Iterator[tuple[Stage, KillableServer]]:
    """Prepare nights on a server of the machine's own."""
    with (
        external_with_templates(factory) as (server, postgres),
        stage_on(server, nights, sources) as stage,
    ):
        yield stage, KillableServer(postgres.kill, postgres.start)


def stop_the_server_and_resume(stage: Stage, server: KillableServer, wait: Callable[[Night], None]) -> Night:
    """Stop the server in the middle of a night; the next one completes what was begun."""
    night = stage.begin("after", mode="full")
    wait(night)
    server.stop()
    stage.driver.finish(night)
    if night.code != 0:
        assert night.code == 5, night.error
        assert night.error is not None
        assert re.search("cannot be reached|could not go on|was lost", night.error), night
    server.start()
    stage.engine.dispose()
    resumed = stage.live("after")
    assert resumed.code == 0, (night, resumed)
    if night.code != 0 and night.phase != "prune":
        assert "was interrupted in phase" in resumed.said[0], (night, resumed)
    assert stage.in_service() == stage.wanted["after"].rows
    assert_nothing_is_left_behind(stage, night, resumed)
    return night


def test_a_run_whose_server_is_killed_is_resumed_on_the_restarted_one(
    nights: Driver, sources: dict[str, Path]
) -> None:
    with embedded_stage(nights, sources) as (stage, server):
        night = stop_the_server_and_resume(stage, server, stage.driver.wait_for_chunk)
    assert night.code == 5


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["embedded", "external"])
def test_runs_whose_server_is_killed_at_random_moments(
    nights: Driver, sources: dict[str, Path], kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moments = random.Random(SEED)
    stages = {
        "embedded": partial(embedded_stage, nights, sources),
        "external": partial(external_stage, nights, sources, tmp_path_factory),
    }
    with stages[kind]() as (stage, server):
        durations = stage.wanted["after"].durations

        def disturb(phase: str) -> Night:
            within = moments.uniform(0, durations[phase])
            wait = partial(stage.driver.wait_for, phase=phase, after_seconds=within)
            return stop_the_server_and_resume(stage, server, wait)

        hits = disturb_every_phase(disturb, kills=30, each=3)
    sys.stdout.write(f"\nserver killed in {dict(hits)}\n")
