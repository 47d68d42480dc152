"""Promise 1: a reader never sees a partial run, nor two runs in one answer."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, event, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from core.settings import Settings
from core.types import Phase, Run, RunStatus
from store.connect.database import Database
from store.connect.engine import Role
from store.serving import pointer
from store.serving.lookup import look_up, read_pointer
from store.sql_files import as_positional
from tests.promises.conftest import NumberedNight
from tests.sql import administer, execute
from tests.threads import working
from tests.waiting import TIMEOUT_SECONDS, wait_until


@dataclass
class Answers:
    """Answers that readers got, and those that must never occur.

    `newest` is the newest run that any answer, or the publisher, has named as in service: whoever asks
    after that must not be told of an older one.
    """

    newest: int
    begun: int
    lock: threading.Lock = field(default_factory=threading.Lock)
    runs: set[int] = field(default_factory=set)
    total: int = 0
    wrong: list[str] = field(default_factory=list)

    def enter(self, *, asked_after: int, run_id: int | None, problem: str | None) -> None:
        with self.lock:
            self.total += 1
            if problem is not None:
                self.wrong.append(problem)
            if run_id is None:
                return
            if not asked_after <= run_id <= self.begun:
                self.wrong.append(f"run {run_id} while {asked_after} to {self.begun} was in service")
            self.runs.add(run_id)
            self.newest = max(self.newest, run_id)


Ask = Callable[[Connection], tuple[int | None, str | None]]


def ask_by_look_up(project_id: str) -> Ask:
    """Look a project up as the program does; the run that answered, and what is wrong with the answer."""

    def ask(connection: Connection) -> tuple[int | None, str | None]:
        found = look_up(connection, project_id)
        if found is None or found.run_id is None:
            return None, f"no row for project {project_id}: {found}"
        number = found.run_id
        said = (found.predicted_tag, float(found.score), found.serving_run)
        tags = [(entry.tag, entry.score) for entry in found.tag_scores]
        wanted = (f"tag-{number}", number / 1000, number)
        mixed = said != wanted or tags != [wanted[:2]] or not found.is_current
        return number, f"mixed: {found}" if mixed else None

    return ask


def ask_prepared(project_id: str) -> Ask:
    """Execute the statement of the lookup as a prepared one, for the run in service."""
    prepared: set[int] = set()

    def ask(connection: Connection) -> tuple[int | None, str | None]:
        if id(connection) not in prepared:
            query = as_positional(read_pointer(connection).compose())
            connection.execute(text("PREPARE asked (text[]) AS " + query))
            prepared.add(id(connection))
        row = connection.execute(text(f"EXECUTE asked (ARRAY['{project_id}'])")).one()
        if row.run_id is None and row.serving_run is not None:
            # It names another run than the one in service now.
            connection.execute(text("DEALLOCATE asked"))
            prepared.remove(id(connection))
            return ask(connection)
        if row.run_id is None:
            return None, f"no row in {row}"
        mixed = (row.predicted_tag, row.serving_run) != (f"tag-{row.run_id}", row.run_id)
        return row.run_id, f"mixed: {row}" if mixed else None

    return ask


def count_view(expected: int) -> Ask:
    """Count what an analyst sees."""

    def ask(connection: Connection) -> tuple[int | None, str | None]:
        row = connection.execute(
            text(
                "SELECT count(*), min(run_id) AS run_id, max(run_id) AS last,"
                " count(DISTINCT predicted_tag) AS tags"
                " FROM analytics.predictions"
            )
        ).one()
        if (row.count, row.last, row.tags) != (expected, row.run_id, 1):
            return row.run_id, f"not one whole run: {row}"
        return row.run_id, None

    return ask


@contextmanager
def reading(database: Database, role: Role, asks: list[Ask], answers: Answers) -> Iterator[None]:
    """Ask again and again, each way in a thread and a session of its own."""
    done = threading.Event()

    def read(ask: Ask, engine: Engine) -> None:
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                while not done.is_set():
                    asked_after = answers.newest
                    run_id, problem = ask(connection)
                    answers.enter(asked_after=asked_after, run_id=run_id, problem=problem)
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is a finding
            answers.enter(asked_after=0, run_id=None, problem=repr(error))

    engine = database.engine(role, "readers", pool_size=len(asks))
    with working(done, *(partial(read, ask, engine) for ask in asks)):
        yield
    engine.dispose()


def publish_under_readers(database: Database, night: NumberedNight, publishes: int) -> None:
    first = night(1)
    assert first.run_id == 1
    answers = Answers(newest=1, begun=1)
    asks = [ask_by_look_up(project_id) for project_id in ("4", "6", "10", "20", "30")]
    asks = [*asks, ask_prepared("4"), ask_prepared("6"), count_view(first.counts.total)]
    with reading(database, Role.API, asks, answers):
        for number in range(2, publishes + 2):
            answers.begun = number
            run = night(number)
            assert (run.run_id, run.status) == (number, RunStatus.PUBLISHED)
            with answers.lock:
                answers.newest = max(answers.newest, number)
    assert not answers.wrong, answers.wrong[:5]
    assert answers.total > 10 * publishes
    assert len(answers.runs) > publishes / 2


def test_readers_see_whole_runs_while_runs_are_published(
    database: Database, numbered_night: NumberedNight
) -> None:
    publish_under_readers(database, numbered_night, publishes=4)


@pytest.mark.slow
def test_readers_see_whole_runs_during_two_hundred_publications(
    database: Database, numbered_night: NumberedNight
) -> None:
    publish_under_readers(database, numbered_night, publishes=200)


def visible(connection: Connection) -> dict[str, set[int]]:
    """Return the runs whose predictions show, by where they show."""
    queries = {
        "predictions": "SELECT DISTINCT run_id FROM analytics.predictions",
        "history": "SELECT DISTINCT run_id FROM analytics.prediction_history",
        "changes": "SELECT DISTINCT to_run FROM analytics.prediction_changes",
        "in service": "SELECT run_id FROM analytics.runs WHERE in_service",
    }
    return {name: set(connection.scalars(text(query))) for name, query in queries.items()}


class Looking(Silent):
    """Looks, at every phase of a run, at what an analyst sees."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.seen: dict[Phase, dict[str, set[int]]] = {}
        self.attached: dict[Phase, bool] = {}

    def enter(self, phase: Phase) -> None:
        with self._engine.begin() as connection:
            self.seen[phase] = visible(connection)
            self.attached[phase] = connection.scalar(text("SELECT to_regclass('predawn.predictions_2')")) in {
                name
                for (name,) in connection.execute(
                    text(
                        "SELECT inhrelid::regclass::text FROM pg_inherits"
                        " WHERE inhparent = CAST(:parent AS regclass)"
                    ),
                    {"parent": "predawn.predictions"},
                )
            }


def test_nothing_of_a_run_shows_before_it_is_published(
    first_run: Run,
    database: Database,
    lenient: Settings,
    watchers: list[Callable[[], None]],
) -> None:
    before = {"predictions": {1}, "history": {1}, "changes": set(), "in service": {1}}
    engine = database.engine(None, "looking")
    looking = Looking(engine)
    while_scoring: list[tuple[int, dict[str, set[int]]]] = []

    def watch() -> None:
        with engine.begin() as connection:
            stored = connection.scalar(text("SELECT count(*) FROM predawn.predictions_2"))
            while_scoring.append((stored or 0, visible(connection)))

    watchers.append(watch)
    settings = lenient.model_copy(
        update={"predictor": "tests.promises.predictors:Watched", "chunk_rows": 100}
    )
    run_batch(database, settings, RunRequest(), looking)
    engine.dispose()
    assert any(stored > 0 for stored, _ in while_scoring)
    assert all(seen == before for _, seen in while_scoring)
    assert looking.attached == {
        Phase.SYNC: False,
        Phase.PLAN: False,
        Phase.SCORE: False,
        Phase.CHECK: True,
        Phase.PUBLISH: True,
        Phase.PRUNE: True,
    }
    after = looking.seen.pop(Phase.PRUNE)
    assert all(seen == before for seen in looking.seen.values())
    assert (after["predictions"], after["in service"]) == ({2}, {2})


def test_publishing_waits_for_readers_from_before_the_run_was_attached(
    first_run: Run, numbered_night: NumberedNight, database: Database, engine: Engine
) -> None:
    """The reader stands for a statement that was planned before the attach and reads the pointer after."""
    readers = database.engine(Role.API, "reader")
    published = threading.Event()

    def publish() -> None:
        numbered_night(2)
        published.set()

    publishing = threading.Thread(target=publish)
    with readers.connect() as reader:
        assert visible_to(reader) == 1
        publishing.start()
        wait_until(
            lambda: execute(engine, "SELECT 1 FROM predawn.runs WHERE run_id = 2 AND phase = 'publish'")
        )
        # Half a second is many times what moving the pointer takes once nothing is waited for.
        assert not published.wait(0.5)
        with engine.connect() as other:
            assert pointer.read_serving(other).run_id == 1
    readers.dispose()
    publishing.join(TIMEOUT_SECONDS)
    with engine.connect() as connection:
        assert pointer.read_serving(connection).run_id == 2


def test_publishing_does_not_wait_for_later_readers(first_run: Run, database: Database) -> None:
    readers, publisher = database.engine(Role.API, "reader"), database.engine(None, "publisher")
    looked = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'publisher' AND query LIKE '%pg_locks%'"
    with readers.connect() as older, readers.connect() as newer, ThreadPoolExecutor(1) as pool:
        visible_to(older)
        waiting = pool.submit(pointer.wait_for_older_readers, publisher, TIMEOUT_SECONDS)
        wait_until(lambda: administer(database, f"{looked} AND state = 'idle'"))
        visible_to(newer)
        older.rollback()
        assert waiting.result() is True
    readers.dispose()
    publisher.dispose()


def visible_to(connection: Connection) -> int | None:
    """Return the run in service, and keep the transaction that asked open."""
    return connection.scalar(text("SELECT min(run_id) FROM analytics.predictions"))


def test_a_known_project_without_a_row_is_looked_up_once_more(first_run: Run, engine: Engine) -> None:
    """A replica replays the pointer's move without waiting for its readers; the second try covers that."""
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE predawn.late AS SELECT * FROM predawn.predictions WHERE project_id = '4'")
        )
        connection.execute(text("DELETE FROM predawn.predictions WHERE project_id = '4'"))

    def arrive(*_: object) -> None:
        with engine.begin() as other:
            other.execute(text("INSERT INTO predawn.predictions SELECT * FROM predawn.late"))
            other.execute(text("TRUNCATE predawn.late"))

    with engine.connect() as connection:
        event.listen(connection, "after_cursor_execute", arrive)
        found = look_up(connection, "4")
    assert found is not None
    assert found.run_id is not None
    assert found.run_id == 1
