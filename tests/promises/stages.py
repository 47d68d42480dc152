"""Stages for nights that are disturbed: two catalogues in turn, what undisturbed nights say of either, and
readers that ask all through.
"""

import csv
import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from core.types import Run
from store.connect.database import Database
from store.connect.engine import Role
from store.runs import ledger
from store.serving import pointer
from store.serving.lookup import look_up
from tests.conftest import SAMPLE
from tests.promises.nights import Driver, Night
from tests.threads import working
from tests.waiting import TIMEOUT_SECONDS, wait_until

WORKERS = 2

ROWS = "project_id, encode(content_hash, 'hex'), predicted_tag, score, tags, scores"
# What a reader is told of the projects that are in both catalogues, in one figure.
ANSWER = """
SELECT
    count(*) AS rows,
    count(DISTINCT project_id) AS projects,
    min(run_id) AS run_id,
    max(run_id) AS last_run,
    sum(hashtextextended((project_id, predicted_tag, score, tags, scores)::text, 0)) AS signature
FROM analytics.predictions
WHERE project_id NOT LIKE 'gone-%' AND project_id NOT LIKE 'new-%'
"""

Rows = list[tuple[Any, ...]]


def write_sources(folder: Path) -> dict[str, Path]:
    """Write two catalogues: many projects of one are changed in the other, some are gone, some are new."""
    with SAMPLE.open(newline="", encoding="utf-8") as opened:
        sample = list(csv.DictReader(opened))
    rows = [
        {**row, "id": f"{row['id']}-{copy}", "title": f"{row['title']} {copy}"}
        for copy, row in itertools.product(range(4), sample)
    ]
    changed = [{**row, "title": f"{row['title']} again"} if n % 5 == 0 else row for n, row in enumerate(rows)]
    gone = [{**row, "id": f"gone-{row['id']}"} for row in rows[:30]]
    new = [{**row, "id": f"new-{row['id']}"} for row in rows[:20]]
    written = {"before": [*rows, *gone], "after": [*changed, *new]}
    for name, content in written.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, content[0])
            writer.writeheader()
            writer.writerows(content)
    return {name: folder / f"{name}.csv" for name in written}


@dataclass(frozen=True)
class Undisturbed:
    """The result of a run over a catalogue that nobody interrupted."""

    rows: Rows
    answer: tuple[int, Any]
    durations: Mapping[str, float]


@dataclass
class Stage:
    """A database on which nights are killed, and what undisturbed nights say of either catalogue."""

    driver: Driver
    engine: Engine
    settings: dict[str, object]
    sources: Mapping[str, Path]
    database: Database
    wanted: dict[str, Undisturbed] = field(default_factory=dict)

    def begin(self, source: str, *, mode: str = "incremental", **settings: object) -> Night:
        return self.driver.begin({**self.settings, **settings}, source=str(self.sources[source]), mode=mode)

    def begin_chosen(self, ids: Sequence[str]) -> Night:
        return self.driver.begin(self.settings, mode="partial", ids=ids)

    def live(self, source: str, *, mode: str = "incremental", **settings: object) -> Night:
        """Run a night, which may wait for the lock of one that was just killed."""
        return self.finish(partial(self.begin, source, mode=mode, **settings))

    def finish(self, begin: Callable[[], Night]) -> Night:
        """Live through what is begun, again while the lock of what was just killed is there."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while True:
            night = self.driver.finish(begin())
            if night.code != 3 or time.monotonic() > deadline:
                return night

    def wait_for_sessions_to_end(self) -> None:
        """Return once no session of a night is left, as must be soon after its process is gone."""
        query = text(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'predawn%'"
        )

        def none_left() -> bool:
            with self.engine.connect() as connection:
                return connection.scalar(query) == 0

        wait_until(none_left)

    def newest(self) -> Run:
        with self.engine.connect() as connection:
            return ledger.list_runs(connection, top=1)[0]

    def in_service(self) -> Rows:
        with self.engine.connect() as connection:
            run_id = pointer.read_serving(connection).run_id
            assert run_id is not None
            return read_rows(connection, run_id)


def read_rows(connection: Connection, run_id: int) -> Rows:
    found = connection.execute(
        text(f"SELECT {ROWS} FROM predawn.run_predictions(:run) ORDER BY project_id"), {"run": run_id}
    )
    return [tuple(row) for row in found]


SETTINGS: dict[str, object] = {
    "engine": "threading",
    "workers": WORKERS,
    "chunk_rows": 50,
    "max_shrink": 1,
    "max_churn": 1,
    "max_psi": 1000,
    "min_f1": 0,
    "max_delta": 1.0,
    "keep_published": 2,
}


@contextmanager
def prepare_stage(
    running: Driver, database: Database, sources: Mapping[str, Path], **settings: object
) -> Iterator[Stage]:
    """Live through an undisturbed night for either catalogue; the later is in service then.

    Parameters
    ----------
    running
        The driver.
    database
        A database with a champion.
    sources
        The catalogues.
    **settings
        How the nights find the database.
    """
    engine = database.engine(Role.BATCH, "tests")
    try:
        stage = Stage(running, engine, {**SETTINGS, **settings}, sources, database)
        stage.wanted.update((source, live_undisturbed(stage, source)) for source in ("after", "before"))
        yield stage
    finally:
        engine.dispose()


def live_undisturbed(stage: Stage, source: str) -> Undisturbed:
    night = stage.live(source, mode="full")
    assert night.code == 0, night
    with stage.engine.connect() as connection:
        answer = connection.execute(text(ANSWER)).one()
        rows = read_rows(connection, answer.run_id)
    return Undisturbed(rows, (answer.rows, answer.signature), night.durations())


@dataclass
class Readers:
    """Readers that ask all the time, and the wrong answers that they got."""

    wanted: Mapping[str, Undisturbed]
    asked: int = 0
    runs_seen: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def ask(self, connection: Connection, newest: int) -> int:
        """Ask what is in service for everything at once, and return the run that answered."""
        row = connection.execute(text(ANSWER)).one()
        self.asked += 1
        self.runs_seen.add(row.run_id)
        missing_or_double = row.rows != row.projects
        known = {undisturbed.answer for undisturbed in self.wanted.values()}
        mixed = row.run_id != row.last_run or (row.rows, row.signature) not in known
        if missing_or_double or mixed or row.run_id < newest:
            self.wrong.append(f"{row} after run {newest}")
        return int(row.run_id)

    def look_up(self, connection: Connection, newest: int) -> int:
        """Look a few projects up, and return the run that answered last."""
        for row in self._sample:
            found = look_up(connection, row[0])
            self.asked += 1
            if found is None or found.run_id is None:
                self.wrong.append(f"no row for {row[0]}: {found}")
                continue
            told = (
                found.predicted_tag,
                float(found.score),
                [entry.tag for entry in found.tag_scores],
                [entry.score for entry in found.tag_scores],
            )
            if told not in self._said[row[0]] or found.run_id != found.serving_run:
                self.wrong.append(f"mixed: {found}")
            if found.run_id < newest:
                self.wrong.append(f"run {found.run_id} after run {newest}")
            newest = found.run_id
        return newest

    def __post_init__(self) -> None:
        common = [row for row in self.wanted["before"].rows if not row[0].startswith("gone-")]
        self._sample = common[::150]
        self._said = {
            row[0]: [
                found[2:]
                for undisturbed in self.wanted.values()
                for found in undisturbed.rows
                if found[0] == row[0]
            ]
            for row in self._sample
        }


@contextmanager
def reading(stage: Stage) -> Iterator[Readers]:
    """Ask again and again, in threads and sessions of their own."""
    readers = Readers(stage.wanted)
    done = threading.Event()

    def read(ask: Callable[[Connection, int], int], engine: Engine) -> None:
        newest = 0
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                while not done.wait(0.01):
                    newest = ask(connection, newest)
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is a finding
            readers.wrong.append(repr(error))

    engine = stage.database.engine(Role.API, "readers")
    analyst = stage.database.engine(Role.ANALYST, "readers")
    with working(done, partial(read, readers.look_up, engine), partial(read, readers.ask, analyst)):
        yield readers
    engine.dispose()
    analyst.dispose()
