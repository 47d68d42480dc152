"""Lookups share statements, wait for a bounded time in a bounded queue, and fail alone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from api.http.clock import DatabaseClock
from api.http.errors import LookupRefusedError
from api.inference.models import ScorerCache
from api.services.keyring import Keyring
from api.services.lookups import MAX_STATEMENT_IDS, Lookups
from api.services.read_router import ReadRouter
from api.services.serving_watcher import ServingWatcher
from core.errors import StoreUnavailableError
from core.settings import Settings
from core.types import Run
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.connect.engine import Role
from store.serving.lookup import CanaryPointer, LookupPointer
from store.sql_files import as_positional
from tests.waiting import wait_until_async, with_enough_time

Block = Callable[[], AbstractContextManager[Connection]]

# Not from pg_stat_activity, of which a transaction sees one picture all through.
WAITING = "SELECT count(*) FROM pg_locks WHERE relation = 'predawn.projects'::regclass AND NOT granted"
END = (
    "SELECT {how}(pid) FROM pg_stat_activity WHERE datname = current_database() "
    "AND application_name = 'lookups'"
)


@asynccontextmanager
async def looking_up(
    database: Database, *, at_once: int = 1, queue: int = 100, timeout_seconds: float = 60.0
) -> AsyncIterator[Lookups]:
    """Yield lookups with sessions of their own; nobody follows, so the database never counts as away."""
    engine = database.engine(Role.API, "lookups")
    sessions = Sessions(database, "lookups", size=1, timeout_seconds=timeout_seconds)
    clock = DatabaseClock()
    scorers = ScorerCache(engine, Settings(_env_file=None))
    watcher = ServingWatcher(sessions, scorers, Keyring(clock), clock)
    lookups = Lookups(
        ReadRouter(sessions, engine, watcher, wait_seconds=timeout_seconds),
        at_once=at_once,
        queue=queue,
        timeout_seconds=timeout_seconds,
    )
    try:
        async with lookups.running():
            yield lookups
    finally:
        engine.dispose()


@pytest.fixture
def blocked(database: Database, first_run: Run) -> Iterator[Block]:
    """Publish a run; a block in which no lookup gets an answer can then be entered."""
    owner = database.engine(None, "tests")

    @contextmanager
    def block() -> Iterator[Connection]:
        with owner.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '60s'"))
            connection.execute(text("LOCK TABLE predawn.projects IN ACCESS EXCLUSIVE MODE"))
            yield connection

    yield block
    owner.dispose()


def sent(connection: Connection) -> Callable[[], bool]:
    """Return whether a lookup's statement waits for the lock."""
    return lambda: bool(connection.scalar(text(WAITING)))


def run(story: Coroutine[object, object, None]) -> None:
    asyncio.run(story)


def test_what_waits_at_the_same_moment_shares_a_statement(first_run: Run, database: Database) -> None:

    async def story() -> None:
        async with looking_up(database) as lookups:
            asked = ["4", "6", "4", "nope", "10"] * 3
            found = await asyncio.gather(*map(lookups.look_up, asked))
            assert lookups.statements == 1
            assert [row and row.project_id for row in found] == [None if i == "nope" else i for i in asked]
            assert lookups.waiting == 0

    run(story())


def test_a_statement_is_no_longer_than_allowed_and_idle_sessions_take_the_rest(
    first_run: Run, database: Database
) -> None:

    async def story() -> None:
        async with looking_up(database, at_once=2, queue=1000) as lookups:
            await asyncio.gather(*(lookups.look_up("4") for _ in range(MAX_STATEMENT_IDS * 2)))
            assert lookups.statements == 2

    run(story())


def test_what_one_statement_does_not_hold_goes_out_in_another_at_the_same_time(
    blocked: Block, database: Database
) -> None:
    async def story() -> None:
        async with looking_up(database, at_once=2, queue=1000, timeout_seconds=30) as lookups:
            await asyncio.gather(*(lookups.look_up("4") for _ in range(64)))
            await wait_until_async(lambda: lookups.sessions == 2)
            with ExitStack() as stack:
                # A session that is being prepared holds a lock until the loop has gone on with it.
                connection = await asyncio.to_thread(stack.enter_context, blocked())
                asked = [lookups.look_up("4") for _ in range(17)]
                await wait_until_async(lambda: connection.scalar(text(WAITING)) == 2)
                assert lookups.waiting == 0
            assert all(await asyncio.gather(*asked))

    run(story())


def test_too_many_are_refused_at_once_and_the_others_after_their_time(
    blocked: Block, database: Database
) -> None:
    def check(seconds: float) -> None:
        async def story() -> None:
            async with looking_up(database, queue=3, timeout_seconds=seconds) as lookups:
                await lookups.look_up("4")
                with blocked() as connection:
                    first = lookups.look_up("4")
                    await wait_until_async(sent(connection))
                    waiting = [lookups.look_up("6") for _ in range(3)]
                    with pytest.raises(LookupRefusedError, match="3 lookups wait"):
                        lookups.look_up("10")
                    began = asyncio.get_running_loop().time()
                    ended = await asyncio.gather(first, *waiting, return_exceptions=True)
                    assert asyncio.get_running_loop().time() - began < 1.6 * seconds
                    assert all(
                        isinstance(error, LookupRefusedError | StoreUnavailableError) for error in ended
                    )
                    assert isinstance(ended[-1], LookupRefusedError)
                    assert lookups.waiting == 0
                row = await lookups.look_up("10")
                assert row is not None

        run(story())

    with_enough_time(check, 1.0, 10.0)


@pytest.mark.parametrize("how", ["pg_terminate_backend", "pg_cancel_backend"])
def test_an_error_in_a_statement_fails_those_who_wait_for_it_and_nobody_after(
    blocked: Block, database: Database, how: str
) -> None:
    async def story() -> None:
        async with looking_up(database) as lookups:
            await lookups.look_up("4")
            with blocked() as connection:
                together = [lookups.look_up("4"), lookups.look_up("6")]
                await wait_until_async(sent(connection))
                after = lookups.look_up("10")
                connection.execute(text(END.format(how=how)))
                ended = await asyncio.gather(*together, return_exceptions=True)
                assert [type(error) for error in ended] == [StoreUnavailableError] * 2
                assert ended[0] is not ended[1]
            row = await after
            assert row is not None
            assert row.project_id == "10"

    run(story())


def test_cancelled_lookups_leave_nothing_behind(blocked: Block, database: Database) -> None:
    async def wait_for(lookups: Lookups, project_id: str) -> object:
        return await lookups.look_up(project_id)

    async def story() -> None:
        async with looking_up(database) as lookups:
            await lookups.look_up("4")
            with blocked() as connection:
                kept, gone, waiting = (
                    asyncio.create_task(wait_for(lookups, name)) for name in ("4", "4", "6")
                )
                await asyncio.sleep(0)
                await wait_until_async(sent(connection))
                unsent = [asyncio.create_task(wait_for(lookups, "10")) for _ in range(5)]
                await asyncio.sleep(0)
                for task in (gone, *unsent):
                    task.cancel()
                await asyncio.wait([gone, *unsent])
            assert {getattr(await task, "project_id", None) for task in (kept, waiting)} == {"4", "6"}
            await wait_until_async(lambda: lookups.waiting == 0)
            assert lookups.statements == 2  # nobody wanted the third one any more

    run(story())


class Gone:
    """Somebody who waited, and whose connection breaks when they are told."""

    def __init__(self) -> None:
        self._told = False

    def done(self) -> bool:
        return self._told

    def set_result(self, _row: object) -> None:
        self._break()

    def set_exception(self, _error: Exception) -> None:
        self._break()

    def _break(self) -> None:
        self._told = True
        raise RuntimeError("the handler is closed")


def test_a_client_that_is_gone_keeps_no_other_from_an_answer(blocked: Block, database: Database) -> None:
    def check(seconds: float) -> None:
        async def story() -> None:
            async with looking_up(database, timeout_seconds=seconds) as lookups:
                for _ in range(3):
                    lookups.enter("6", Gone())
                    row = await lookups.look_up("4")
                    assert row is not None
                for _ in range(3):
                    with ExitStack() as stack:
                        # A session that is being prepared holds a lock until the loop has gone on with it.
                        await asyncio.to_thread(stack.enter_context, blocked())
                        lookups.enter("6", Gone())
                        with pytest.raises((LookupRefusedError, StoreUnavailableError)):
                            await lookups.look_up("4")
                row = await lookups.look_up("4")
                assert row is not None

        run(story())

    with_enough_time(check, 0.5, 5.0)


def test_waiting_lookups_end_when_it_stops(blocked: Block, database: Database) -> None:
    async def story() -> None:
        with blocked() as connection:
            async with looking_up(database) as lookups:
                under_way = lookups.look_up("4")
                await wait_until_async(sent(connection))
                waiting = lookups.look_up("6")
        ended = await asyncio.gather(under_way, waiting, return_exceptions=True)
        assert [type(error) for error in ended] == [LookupRefusedError] * 2

    run(story())


def test_sessions_that_end_while_nobody_asks_are_replaced_unnoticed(
    first_run: Run, database: Database, sessions_made: list[Any]
) -> None:
    owner = database.engine(None, "tests")

    def end_all() -> bool:
        # One that was still being opened when the others were ended is ended with the next try.
        with owner.begin() as connection:
            connection.execute(text(END.format(how="pg_terminate_backend")))
        return all(session.is_closed() for session in sessions_made)

    async def story() -> None:
        async with looking_up(database, at_once=2) as lookups:
            for _ in range(5):
                await asyncio.gather(*(lookups.look_up("4") for _ in range(80)))
                await wait_until_async(end_all)
            row = await lookups.look_up("4")
            assert row is not None

    run(story())
    owner.dispose()


@pytest.mark.parametrize("running", [None, CanaryPointer(1, 500, 1, 1)], ids=["alone", "canary"])
def test_no_statistics_make_the_statement_read_whole_tables(
    running: CanaryPointer | None, first_run: Run, database: Database, engine: Engine
) -> None:
    """With a plan that hashes the predictions, a lookup among 200,000 took 130 ms."""
    pointer = LookupPointer(1, 1, canary=running)
    owner = database.engine(None, "tests")
    with owner.begin() as connection:
        # As if there were so many rows that reading and hashing all of them took a tenth of a second.
        connection.execute(text("UPDATE pg_class SET reltuples = 2e6 WHERE relname = 'predictions_1'"))
        connection.execute(text("SET LOCAL plan_cache_mode = force_generic_plan"))
        connection.exec_driver_sql(f"PREPARE looking (text[]) AS {as_positional(pointer.compose())}")
        plan = connection.exec_driver_sql("EXPLAIN (FORMAT TEXT) EXECUTE looking ('{4,6}')").scalars().all()
    owner.dispose()
    shown = "\n".join(plan)
    assert "Hash" not in shown
    assert "Merge" not in shown
    assert "Seq Scan on predictions" not in shown
