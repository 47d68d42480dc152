"""A slow predictor has all workers busy, and is stored as it goes on; a hopeless one is stopped."""

import os
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps import score
from batch.workers import engine_choice
from batch.workers.engine_choice import EngineChoice, Tally
from batch.workers.engines import score_chunks
from batch.workers.worker import ChunkOutcome
from core.errors import RunCancelledError, RunFailedError
from core.settings import Settings
from core.types import RunStatus
from store.connect.database import Database


class Slow:
    """Takes 2 ms a row, and notes which thread was asked for what."""

    version = "1"
    asked: ClassVar[Counter[str]] = Counter()
    threads: ClassVar[set[int]] = set()
    fails: ClassVar[bool] = False

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Mapping[str, str]) -> str:
        time.sleep(0.002)
        self.asked[payload["project_id"]] += 1
        self.threads.add(threading.get_ident())
        if self.fails:
            raise ValueError("not tonight")
        return "tag"


class SlowInBatches(Slow):
    """The same, in batches."""

    def predict_batch(self, payloads: list[Mapping[str, str]]) -> list[str]:
        return [self.predict(payload) for payload in payloads]


class Hopeless:
    """Fails on two rows of three, in two ways."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        pass

    def predict(self, payload: Mapping[str, str]) -> str:
        match sum(payload["project_id"].encode()) % 6:
            case 0 | 1 | 2:
                raise KeyError("price")
            case 3:
                raise ValueError("no price")
        return "tag"


class Ends:
    """Ends its process, by a signal or by an exit code."""

    version = "1"

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.by = config["by"]

    def predict(self, payload: Mapping[str, str]) -> str:
        if self.by < 0:
            os.kill(os.getpid(), -self.by)
        os._exit(self.by)


@pytest.fixture(autouse=True)
def _nothing_was_asked_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    Slow.asked.clear()
    Slow.threads.clear()
    # As if a row took twenty times as long.
    for name in ("_FIRST_SECONDS", "_CHUNK_SECONDS", "_MIN_CHUNK_SECONDS"):
        monkeypatch.setattr(score, name, getattr(score, name) / 20)


@pytest.fixture
def chosen_engines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The engine of each round of a run; threads score anyway, because processes take seconds to start."""
    chosen: list[str] = []

    def score_by_threads(*arguments: Any) -> Iterator[ChunkOutcome]:
        *others, given, raise_if_stopped = arguments
        chosen.append(given.engine)
        return score_chunks(*others, given.model_copy(update={"engine": "threading"}), raise_if_stopped)

    monkeypatch.setattr(score, "score_chunks", score_by_threads)
    return chosen


def with_predictor(settings: Settings, name: str, **changes: Any) -> Settings:
    lenient = {"min_f1": 0.0, "max_other": 1.0, "workers": 2, "engine": "threading", **changes}
    return settings.model_copy(update={"predictor": f"{__name__}:{name}", **lenient})


def count_chunks(engine: Engine) -> tuple[int, int, int]:
    """Return the number of chunks, of those still pending, and of the rows that they tell of."""
    query = "SELECT count(*), count(*) FILTER (WHERE status = 'pending'), sum(rows) FROM predawn.run_chunks"
    with engine.connect() as connection:
        return tuple(connection.execute(text(query)).one())


class Watching(Silent):
    """Keeps what a person sees."""

    def __init__(self) -> None:
        self.steps: list[int] = []

    def advance(self, projects: int) -> None:
        self.steps.append(projects)


@pytest.mark.parametrize("name", ["Slow", "SlowInBatches"])
def test_all_workers_are_busy_and_each_row_is_predicted_once(
    database: Database, engine: Engine, settings: Settings, name: str
) -> None:
    watching = Watching()
    run = run_batch(database, with_predictor(settings, name), RunRequest(), watching)
    assert (run.status, run.counts.scored) == (RunStatus.PUBLISHED, 387)
    assert set(Slow.asked.values()) == {1}
    assert len(Slow.asked) == 387
    assert len(Slow.threads) == 2
    assert sum(watching.steps) == 387
    # One chunk was planned, and its rows are seen in steps of a tenth of a second.
    assert len(watching.steps) >= 5
    chunks, pending, rows = count_chunks(engine)
    assert chunks > 3
    assert (pending, rows) == (0, 387)


@pytest.mark.parametrize(
    ("busy", "start_seconds", "engine"),
    [(False, 0.0, "threading"), (True, 0.0, "auto"), (True, 1e9, "threading")],
    ids=["waits", "busy", "soon done"],
)
def test_the_first_rows_tell_whether_threads_suffice(
    *,
    database: Database,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    chosen_engines: list[str],
    busy: bool,
    start_seconds: float,
    engine: str,
) -> None:
    """Processes take seconds to start, which repays only if a predictor keeps processors busy for long."""
    monkeypatch.setattr(engine_choice, "_START_SECONDS", start_seconds)
    # As if all of the time, or none of it, were processor time, however many programs use the machine.
    monkeypatch.setattr("batch.workers.timeout.thread_time", time.monotonic if busy else lambda: 0.0)
    run = run_batch(database, with_predictor(settings, "Slow", engine="auto"), RunRequest(), Silent())
    assert run.status is RunStatus.PUBLISHED
    assert chosen_engines[:2] == ["auto", engine]
    # Processes stay once they have started, whatever the rounds after that tell.
    assert set(chosen_engines[1:]) == {engine}
    assert set(Slow.asked.values()) == {1}


def test_each_round_chooses_anew_until_processes_have_started() -> None:
    """Beside other programs, processes that compute get less than all of a processor, as if they waited."""

    def learn(choice: EngineChoice, n_chunks: int, busy: float) -> bool:
        tally = Tally(0, 0, round_asked=10, round_seconds=10.0, round_busy_seconds=10.0 * busy)
        choice.learn(tally, n_chunks=n_chunks, left=10_000 if n_chunks == 1 else None)
        return choice.threads

    rounds = ((1, 0.1), (16, 0.9), (16, 0.1))
    choice = EngineChoice(2)
    assert [learn(choice, *one) for one in rounds] == [True, False, False]
    assert choice.left == 10_000 - 2 * 10


def test_an_engine_that_is_named_stays(
    database: Database, settings: Settings, chosen_engines: list[str]
) -> None:
    run_batch(database, with_predictor(settings, "Slow", engine="loky"), RunRequest(), Silent())
    assert len(chosen_engines) > 1
    assert set(chosen_engines) == {"loky"}


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (-signal.SIGKILL, "SIGKILL(-9), most likely for lack of memory. Score with fewer --workers"),
        (3, "EXIT(3). The model, or a library that it uses, ends its process; "),
    ],
)
def test_a_run_whose_workers_die_says_by_what(
    database: Database, settings: Settings, tmp_path: Path, by: int, told: str
) -> None:
    config = tmp_path / "ends.toml"
    config.write_text(f"by = {int(by)}\n")
    ending = with_predictor(settings, "Ends", engine="loky", predictor_config=config)
    with pytest.raises(RunFailedError, match=re.escape(f"died 3 times, the last by {told}")):
        run_batch(database, ending, RunRequest(), Silent())


def test_a_cancelled_run_keeps_what_a_part_of_a_chunk_has_stored(
    database: Database, engine: Engine, settings: Settings
) -> None:
    class Cancelling(Watching):
        def advance(self, projects: int) -> None:
            super().advance(projects)
            if len(self.steps) == 3:
                raise KeyboardInterrupt

    cancelling = Cancelling()
    with pytest.raises(RunCancelledError):
        run_batch(database, with_predictor(settings, "Slow"), RunRequest(), cancelling)
    run = run_batch(database, with_predictor(settings, "Slow"), RunRequest(), Silent())
    assert (run.run_id, run.attempt, run.status) == (1, 2, RunStatus.PUBLISHED)
    assert run.counts.scored == 387
    assert len(Slow.asked) == 387
    # What was asked for twice was in the hands of the workers.
    assert Slow.asked.total() - 387 <= 2 * 100
    assert Slow.asked.total() - 387 <= 387 - sum(cancelling.steps)
    assert count_chunks(engine)[1:] == (0, 387)


class Bounded(Silent):
    """Ends a run that asks for more projects than there are."""

    def __init__(self, projects: int) -> None:
        self._left = projects

    def advance(self, projects: int) -> None:
        self._left -= projects
        assert self._left >= 0, "projects are asked for again"


@pytest.mark.parametrize("fails", [False, True])
def test_listed_projects_are_divided_too(
    database: Database, engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    """A night with some changes lists the projects of its chunks.

    Its table has a primary key, so a row that is stored is not read again. One that failed is not stored, and
    only where the rest begins keeps it from being asked for again. Divided chunks are too small for a rest.
    """
    run_batch(database, with_predictor(settings, "Slow"), RunRequest(), Silent())
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE predawn.projects SET title = title || '!', changed_at = now() "
                "WHERE mod(length(description), 7) = 0"
            )
        )
        changed = connection.scalar(
            text("SELECT count(*) FROM predawn.projects WHERE mod(length(description), 7) = 0")
        )
    Slow.asked.clear()
    if fails:
        monkeypatch.setattr(Slow, "fails", True)
        monkeypatch.setattr(score, "_divide", lambda _job, _tally: None)
    lenient = with_predictor(settings, "Slow", max_failures=1.0, min_coverage=0.0, max_churn=1.0)
    run = run_batch(database, lenient, RunRequest(), Bounded(changed))
    assert run.status is RunStatus.PUBLISHED
    assert (run.counts.scored, run.counts.failed) == ((0, changed) if fails else (changed, 0))
    assert set(Slow.asked.values()) == {1}
    assert len(Slow.asked) == changed


def test_a_hopeless_run_is_stopped_with_its_commonest_errors(database: Database, settings: Settings) -> None:
    hopeless = with_predictor(settings, "Hopeless", max_failures=0.5, chunk_rows=20)
    with pytest.raises(RunFailedError) as refusal:
        run_batch(database, hopeless, RunRequest(), Silent())
    assert re.search(
        r"Run 1 was stopped early: 1\d\d of the first \d{3} projects could not be scored\. The commonest "
        r"errors are: KeyError: 'price' \(\d+ projects, first '[^']+'\); ValueError: no price \(\d+ projects",
        str(refusal.value),
    )
