"""Promise 8: one bad row costs one row; too many cost the run, and nothing is published."""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from batch.job import Job, RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.workers.engines import WorkerDiedError, score_chunks
from core.errors import RunFailedError, StoreUnavailableError
from core.settings import Settings
from core.types import ChunkTask, Mode, Run, RunStatus
from store.connect.database import Database
from store.runs import ledger
from store.serving import pointer
from tests.conftest import SAMPLE
from tests.e2e.command_line import CommandLine
from tests.waiting import with_enough_time

PICKY = '''
"""A predictor that fails on some projects, on each in a different way."""

import os
import signal
import time
from pathlib import Path


class Unspeakable(Exception):
    def __str__(self):
        raise ValueError


class Picky:
    version = "1"

    def __init__(self, config):
        self.bad = config.get("bad", {})
        self.killer = config.get("killer")
        self.folder = Path(config["folder"])

    def predict_batch(self, payloads):
        answers = [self.answer(payload["project_id"]) for payload in payloads]
        return answers[1:] if any(answer == "lost" for answer in answers) else answers

    def predict(self, payload):
        return self.predict_batch([payload])[0]

    def answer(self, project_id):
        if project_id == self.killer and not self.folder.joinpath("killed").exists():
            while not self.folder.joinpath("may-kill").exists():
                time.sleep(0.02)
            self.folder.joinpath("killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        match self.bad.get(project_id):
            case "raises":
                raise ValueError(f"no idea what to make of {project_id}")
            case "raises unprintably":
                raise RuntimeError("a NUL \\\\x00 and half a \\\\ud83d, " + 5000 * "again ")
            case "raises unspeakably":
                raise Unspeakable
            case "exits":
                raise SystemExit(3)
            case "hangs":
                time.sleep(20)
            case "nothing":
                return None
            case "empty":
                return {}
            case "too sure":
                return {"mlops": 1.5}
            case "no number":
                return {"mlops": float("nan")}
            case "no text":
                return "a NUL \\\\x00"
            case "endless":
                return "".join(chr(0x4E00 + place * 7919 % 20000) for place in range(20000))
            case "lost":
                return "lost"
        return {"mlops": 0.75, "other": 0.25}
'''.replace("\\\\", "\\")

KINDS = {
    "raises": "ValueError: no idea what to make of",
    "raises unprintably": "RuntimeError: a NUL",
    "raises unspeakably": "Unspeakable: its message cannot be made",
    "exits": "RuntimeError: the predictor ended with SystemExit: 3",
    "nothing": "returned None",
    "empty": "names no tag",
    "too sure": "1.5 as the score",
    "no number": "nan as the score",
    "no text": "as a tag",
    "endless": "60,000 bytes; the limit is 1,000",
    "lost": " payloads; return a list with one result for each",
}


def sample_ids() -> list[str]:
    with SAMPLE.open(newline="", encoding="utf-8") as opened:
        return sorted(row["id"] for row in csv.DictReader(opened))


IDS = sample_ids()
PickySettings = Callable[..., Settings]


@pytest.fixture
def picky(settings: Settings, tmp_path: Path) -> PickySettings:
    """Settings with a predictor that some projects are bad for; the checks are out of the way."""
    (tmp_path / "picky_predictor.py").write_text(PICKY)

    def configure(bad: Mapping[str, str], **changes: object) -> Settings:
        config = tmp_path / "picky.toml"
        rows = "".join(f'"{project_id}" = "{kind}"\n' for project_id, kind in bad.items())
        killer = changes.pop("killer", None)
        killing = f'killer = "{killer}"\n' if killer else ""
        config.write_text(f'folder = "{tmp_path}"\n{killing}[bad]\n{rows}')
        return settings.model_copy(
            update={
                "predictor": "picky_predictor:Picky",
                "predictor_config": config,
                "predictor_path": tmp_path,
                "chunk_rows": 100,
                "max_other": 1.0,
                "max_psi": 1000.0,
                "max_churn": 1.0,
                "min_f1": 0.0,
                "min_score": 0.0,
                "min_coverage": 0.9,
                **changes,
            }
        )

    return configure


def read_failures(engine: Engine, run_id: int) -> dict[str, str]:
    with engine.connect() as connection:
        return dict(ledger.list_failures(connection, run_id, top=1000))


def read_ids(engine: Engine, run_id: int) -> list[str]:
    query = text("SELECT project_id FROM predawn.run_predictions(:run_id) ORDER BY project_id")
    with engine.connect() as connection:
        return list(connection.scalars(query, {"run_id": run_id}))


def in_service(engine: Engine) -> int | None:
    with engine.connect() as connection:
        return pointer.read_serving(connection).run_id


@pytest.mark.parametrize("engine_of_run", ["threading", "loky"])
def test_exactly_the_bad_rows_are_missing_and_the_rest_is_published(
    database: Database, engine: Engine, picky: PickySettings, engine_of_run: str
) -> None:
    # Neighbours, the ends of chunks, and rows on their own.
    places = (0, 1, 50, 99, 100, 187, 250, 251, 300, 333, len(IDS) - 1)
    bad = dict(zip((IDS[place] for place in places), KINDS, strict=True))
    settings = picky(bad, engine=engine_of_run, workers=2, max_failures=0.03)
    run = run_batch(database, settings, RunRequest(), Silent())
    assert run.status is RunStatus.PUBLISHED
    assert (run.counts.total, run.counts.scored, run.counts.failed) == (387, 376, 11)
    assert read_ids(engine, run.run_id) == [project_id for project_id in IDS if project_id not in bad]
    failures = read_failures(engine, run.run_id)
    assert failures.keys() == bad.keys()
    for project_id, kind in bad.items():
        assert KINDS[kind] in failures[project_id]
        assert len(failures[project_id]) <= 2000


@pytest.mark.parametrize("engine_of_run", ["threading", "loky"])
def test_a_row_that_hangs_costs_that_row_and_a_bounded_time(
    database: Database, engine: Engine, picky: PickySettings, engine_of_run: str
) -> None:
    def check(seconds: float) -> None:
        settings = picky(
            {IDS[42]: "hangs"},
            engine=engine_of_run,
            workers=2,
            chunk_rows=20,
            project_timeout_seconds=seconds,
        )
        run = run_batch(database, settings, RunRequest(mode=Mode.FULL), Silent())
        assert run.status is RunStatus.PUBLISHED
        assert (run.counts.total, run.counts.scored, run.counts.failed) == (387, 386, 1)
        ((project_id, error),) = read_failures(engine, run.run_id).items()
        assert project_id == IDS[42]
        assert error.startswith(f"TimeoutError: the predictor had not answered after {seconds:g} seconds")

    with_enough_time(check, 0.5, 5.0)


def test_rows_that_hang_one_after_another_cost_the_run(
    database: Database, engine: Engine, picky: PickySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.predictors.call_threads.MAX_STUCK", 3)
    settings = picky(
        dict.fromkeys(IDS, "hangs"), workers=1, chunk_rows=20, project_timeout_seconds=0.1, max_failures=1.0
    )
    with pytest.raises(RunFailedError, match="4 calls of the predictor have not come back"):
        run_batch(database, settings, RunRequest(), Silent())
    assert in_service(engine) is None


def test_a_bad_row_is_tried_again_the_next_night_and_nothing_else_is(
    database: Database, engine: Engine, picky: PickySettings
) -> None:
    bad = {IDS[7]: "raises", IDS[8]: "nothing"}
    for failed in (2, 2):
        run = run_batch(database, picky(bad), RunRequest(), Silent())
        assert (run.status, run.counts.failed) == (RunStatus.PUBLISHED, failed)
        assert read_failures(engine, run.run_id).keys() == bad.keys()
    assert (run.counts.scored, run.counts.reused) == (0, 385)


def bad_in_chunks_of_their_own(failing: int) -> dict[str, str]:
    return {IDS[100 * place]: "raises" for place in range(failing)}


@pytest.mark.parametrize("max_failures", [0.01, 3 / 387])
def test_as_many_failures_as_are_allowed_cost_their_rows(
    first_run: Run, database: Database, engine: Engine, picky: PickySettings, max_failures: float
) -> None:
    """One in a hundred of 387 projects are three, and not four."""
    settings = picky(bad_in_chunks_of_their_own(3), max_failures=max_failures)
    assert run_batch(database, settings, RunRequest(), Silent()).status is RunStatus.PUBLISHED
    assert in_service(engine) == 2


def test_one_more_costs_the_run(
    first_run: Run, database: Database, engine: Engine, picky: PickySettings
) -> None:
    settings = picky(bad_in_chunks_of_their_own(4), max_failures=0.01)
    with pytest.raises(RunFailedError, match=r"PREDAWN_MAX_FAILURES allows 1\.0%") as refusal:
        run_batch(database, settings, RunRequest(), Silent())
    assert "4 of 387 projects could not be scored" in str(refusal.value)
    assert f"ValueError: no idea what to make of {IDS[0]} (1 project, first '{IDS[0]}')" in str(refusal.value)
    assert_failed_and_nothing_published(engine)


def assert_failed_and_nothing_published(engine: Engine) -> None:
    """Check that the second run failed, and that nobody sees anything of it."""
    with engine.connect() as connection:
        run: Run = ledger.find_run(connection, 2)
        seen = connection.scalars(text("SELECT DISTINCT run_id FROM analytics.predictions")).all()
        history = connection.scalars(text("SELECT DISTINCT run_id FROM analytics.prediction_history")).all()
    assert run.status is RunStatus.FAILED
    assert run.attached_at is None
    assert in_service(engine) == 1
    assert (seen, history) == ([1], [1])


def test_what_a_failed_run_had_scored_is_not_scored_again(
    database: Database, engine: Engine, picky: PickySettings
) -> None:
    bad = {IDS[-1 - place]: "raises" for place in range(4)}
    with pytest.raises(RunFailedError):
        run_batch(database, picky(bad), RunRequest(), Silent())
    run = run_batch(database, picky(bad, max_failures=0.02), RunRequest(), Silent())
    assert (run.run_id, run.status, run.counts.failed) == (2, RunStatus.PUBLISHED, 4)
    assert (run.counts.reused, run.counts.scored) == (383, 0)


def test_failures_from_before_chunks_were_handed_out_again_count(
    first_run: Run, database: Database, engine: Engine, picky: PickySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three projects fail in the first chunk, after which a worker dies, and one in the third.

    The next test has a worker that dies indeed, which takes long.
    """
    bad = {IDS[0]: "raises", IDS[1]: "raises", IDS[2]: "raises", IDS[201]: "raises"}
    rounds: list[int] = []

    def score_first(database: Database, spec: Any, tasks: list[ChunkTask], *others: Any) -> Iterator[Any]:
        rounds.append(len(tasks))
        yield from score_chunks(database, spec, tasks[: 1 if len(rounds) == 1 else None], *others)
        if len(rounds) == 1:
            raise WorkerDiedError("a worker died")

    monkeypatch.setattr("batch.steps.score.score_chunks", score_first)
    with pytest.raises(RunFailedError, match="4 of 387 projects"):
        run_batch(database, picky(bad, max_failures=0.01), RunRequest(), Silent())
    assert rounds == [4, 3]
    assert_failed_and_nothing_published(engine)


def test_failures_of_chunks_that_were_stored_while_a_worker_died_cost_the_run(
    first_run: Run, database: Database, engine: Engine, picky: PickySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All chunks are stored, but the death of a worker hides the outcome of each."""

    def hide_outcomes(*arguments: Any) -> Iterator[Any]:
        for _ in score_chunks(*arguments):
            pass
        raise WorkerDiedError("a worker died")
        yield

    monkeypatch.setattr("batch.steps.score.score_chunks", hide_outcomes)
    with pytest.raises(RunFailedError, match="4 of 387 projects"):
        run_batch(database, picky(bad_in_chunks_of_their_own(4), max_failures=0.01), RunRequest(), Silent())
    assert_failed_and_nothing_published(engine)


def test_failures_of_an_attempt_that_was_interrupted_are_tried_again(
    database: Database, engine: Engine, picky: PickySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two that failed one has left the catalogue by the time the run is resumed, and counts no more."""
    settings = picky({IDS[7]: "raises", IDS[8]: "nothing"})
    with monkeypatch.context() as interrupted:
        interrupted.setattr("batch.steps.score._complete", lose_the_database)
        with pytest.raises(StoreUnavailableError):
            run_batch(database, settings, RunRequest(), Silent())
    assert read_failures(engine, 1).keys() == {IDS[7], IDS[8]}
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE predawn.projects SET removed_at = now() WHERE project_id = :id"), {"id": IDS[8]}
        )
    run = run_batch(database, settings, RunRequest(), Silent())
    assert (run.run_id, run.attempt, run.status) == (1, 2, RunStatus.PUBLISHED)
    assert (run.counts.scored, run.counts.failed) == (385, 1)
    assert read_failures(engine, 1).keys() == {IDS[7]}


def lose_the_database(job: Job) -> None:
    raise StoreUnavailableError(f"the database of run {job.run.run_id} is away")


@pytest.mark.slow
def test_failures_from_before_a_worker_died_count(
    first_run: Run, database: Database, engine: Engine, picky: PickySettings, tmp_path: Path
) -> None:
    """Three projects fail in the first chunk, and one in the third, whose worker dies first."""
    bad = {IDS[0]: "raises", IDS[1]: "raises", IDS[2]: "raises", IDS[201]: "raises"}
    settings = picky(bad, engine="loky", workers=2, killer=IDS[200], max_failures=0.01)

    class Permitting(Silent):
        """Lets the worker die once the chunk with the failures is stored."""

        def advance(self, projects: int) -> None:
            if len(read_failures(engine, 2)) == 3:
                (tmp_path / "may-kill").touch()

    with pytest.raises(RunFailedError, match="4 of 387 projects"):
        run_batch(database, settings, RunRequest(), Permitting())
    assert (tmp_path / "killed").exists()
    assert_failed_and_nothing_published(engine)


def write_source(path: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> Path:
    with SAMPLE.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        writer.writerows(change(rows))
    return path


def repeat_texts_of_one_tag(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give every project the text of one with a certain tag."""
    alike = [row for row in rows if row["tag"] == rows[0]["tag"]]
    return [
        {**row, "title": alike[n % len(alike)]["title"], "description": alike[n % len(alike)]["description"]}
        for n, row in enumerate(rows)
    ]


def test_a_planted_drift_is_held_with_its_figures(
    first_run: Run, database: Database, engine: Engine, tmp_path: Path
) -> None:
    predawn = CommandLine(tmp_path).with_settings(
        database_url=database.url, catalogue=write_source(tmp_path / "drifted.csv", repeat_texts_of_one_tag)
    )
    complaint = predawn.refuse(4, "batch")
    assert complaint.startswith("predawn: Run 2 is held back and not published: ")
    with engine.connect() as connection:
        run = ledger.find_run(connection, 2)
    psi = next(check for check in run.checks if check.name == "psi")
    assert psi.figure is not None
    assert psi.threshold is not None
    assert psi.figure > psi.threshold
    assert f"psi is {psi.figure:.4g} (limit: at most {psi.threshold:.4g}; " in complaint
    assert "`predawn runs publish 2 --force --reason" in complaint
    assert (run.status, in_service(engine)) == (RunStatus.HELD, 1)
    shown = predawn.succeed("runs", "show", "2")
    lines = {line.split()[0]: line.split()[1:] for line in shown.partition("check ")[2].splitlines() if line}
    assert lines["psi"][0] == "breached"
    assert lines["coverage"][0] == "passed"


def test_a_planted_shrink_is_refused_and_changes_nothing(
    first_run: Run, database: Database, engine: Engine, tmp_path: Path
) -> None:
    predawn = CommandLine(tmp_path).with_settings(
        database_url=database.url, catalogue=write_source(tmp_path / "shrunk.csv", lambda rows: rows[:200])
    )
    complaint = predawn.refuse(2, "batch")
    assert "187 of the 387 projects of the catalogue are missing" in complaint
    assert "--max-shrink" in complaint
    assert_failed_and_nothing_published(engine)
    with engine.connect() as connection:
        removed = connection.scalar(
            text("SELECT count(*) FROM predawn.projects WHERE removed_at IS NOT NULL")
        )
    assert removed == 0


def test_too_many_failures_end_the_command_with_its_code(
    first_run: Run, database: Database, engine: Engine, picky: PickySettings, tmp_path: Path
) -> None:
    settings = picky(dict.fromkeys(IDS[::10], "raises"))
    predawn = CommandLine(tmp_path).with_settings(
        database_url=database.url,
        predictor=settings.predictor,
        predictor_config=settings.predictor_config,
        predictor_path=settings.predictor_path,
    )
    assert "39 of 387 projects could not be scored" in predawn.refuse(5, "batch")
    assert_failed_and_nothing_published(engine)
