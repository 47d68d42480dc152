"""Everything that a worker holds while it serves, in one place."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Request
from sqlalchemy import Engine

from api.inference.models import Scorers
from api.inference.on_demand import Inference
from api.services.activity import Activity
from api.services.counts import RequestCounts, Snapshot
from api.services.inference_log import InferenceLog
from api.services.keyring import Keyring
from api.services.lookups import Lookups
from api.services.quality_monitor import QualityMonitor
from api.services.read_router import Reads, Replica
from api.services.renderer import Renderer
from api.services.serving_watcher import ServingWatcher
from api.services.text_lookup import StoredTexts
from core.cron import DueTimes, find_zone
from core.errors import StoreUnavailableError
from core.settings import Settings
from store.connect.async_sessions import Sessions
from store.connect.database import Database, find_replica, open_database
from store.connect.engine import Role
from store.readiness import check_readable

NAME = "predawn serve"

READING_SECONDS: Final = 30
"""How long a statement of an inspection, a history or a page may take."""

log = logging.getLogger("predawn.api")


@dataclass(slots=True)
class State:
    """What routes work with; `draining` is true from the moment that the server was told to stop.

    `tag_counts` counts the projects of a run by predicted tag, `listed_tags` by all tags that they are listed
    under.
    """

    settings: Settings
    database: Database
    engine: Engine
    lookups: Lookups
    renderer: Renderer
    sessions: Sessions
    reads: Reads
    counts: RequestCounts
    texts: StoredTexts
    follower: ServingWatcher
    scorers: Scorers
    inference: Inference
    log: InferenceLog
    quality: QualityMonitor
    keyring: Keyring
    schedule: DueTimes
    draining: bool = False
    tag_counts: dict[int, dict[str, int]] = field(default_factory=dict)
    listed_tags: dict[int, dict[str, int]] = field(default_factory=dict)
    activity: Activity = field(init=False)

    def __post_init__(self) -> None:
        self.activity = Activity(lambda: [self.take_snapshot(), *self.counts.others()])

    def take_snapshot(self) -> Snapshot:
        """Return what this worker has to tell."""
        pool = self.sessions.pool_size()
        return self.counts.snapshot(
            counters={
                "lookup_statements": self.lookups.statements,
                "inference_calls": self.inference.batches.calls,
                "inference_texts": self.inference.batches.payloads,
                "inference_log_written": self.log.written,
                "inference_log_dropped": self.log.dropped,
            },
            gauges={
                "queue_waiting lookups": self.lookups.waiting,
                "queue_waiting inference": self.inference.pending,
                "queue_waiting inference_log": self.log.waiting,
                "inference_threads busy": self.inference.busy,
                "inference_threads stuck": self.inference.stuck,
                "database_sessions open": pool.open + self.lookups.sessions,
                "database_sessions idle": pool.idle,
                "database_sessions limit": pool.limit + self.settings.lookup_sessions,
            },
        )


def get_state(request: Request) -> State:
    """Return the state of the app that a request came to."""
    state = request.app.state.predawn
    assert isinstance(state, State)
    return state


async def _get_state(request: Request) -> State:
    """Do the same for routes: without `async`, health would wait for a thread while all of them are busy."""
    return get_state(request)


CurrentState = Annotated[State, Depends(_get_state)]


@asynccontextmanager
async def open_state(settings: Settings) -> AsyncIterator[State]:
    """Make everything, keep it going, and end it in good order.

    Raises
    ------
    StoreError
        If the database is not set up, or the API could write predictions. One that is away at this
        moment is waited for while serving.
    """
    async with AsyncExitStack() as stack:
        database = stack.enter_context(open_database(settings))
        primary = await _connect(stack, settings, database, settings.lookup_timeout_seconds)
        replica = find_replica(settings)
        # Who waits for a replica in vain still has the time to ask the primary.
        doors = (
            await _connect(stack, settings, replica, settings.lookup_timeout_seconds / 2) if replica else None
        )
        state = _assemble(settings, database, primary, doors)
        stack.callback(state.inference.close)
        await stack.enter_async_context(_in_background(state))
        await stack.enter_async_context(state.lookups.running())
        await state.follower.first_look()
        if state.reads.replica is not None:
            await state.reads.replica.first_look()
        yield state


class _Doors(NamedTuple):
    """The two ways into a database."""

    sessions: Sessions
    engine: Engine


async def _connect(
    stack: AsyncExitStack, settings: Settings, database: Database, timeout_seconds: float
) -> _Doors:
    """Open the ways into a database; one that is away at this moment is waited for while serving."""
    engine = database.engine(Role.API, NAME, pool_size=2, statement_timeout_seconds=READING_SECONDS)
    stack.callback(engine.dispose)
    try:
        await asyncio.to_thread(check_readable, engine)
    except StoreUnavailableError as error:
        log.warning("serving begins without the database of %s: %s", database.setting, error)
    sessions = Sessions(database, NAME, size=settings.api_sessions, timeout_seconds=timeout_seconds)
    await sessions.open()
    stack.push_async_callback(sessions.close)
    return _Doors(sessions, engine)


def _assemble(settings: Settings, database: Database, primary: _Doors, replica: _Doors | None) -> State:
    sessions, engine = primary
    scorers = Scorers(engine, settings)
    keyring = Keyring()
    follower = ServingWatcher(sessions, scorers, keyring)
    good = replica and Replica(
        *replica, primary=sessions, follower=follower, keyring=keyring, most_lag=settings.max_replica_lag
    )
    reads = Reads(
        sessions,
        engine,
        follower,
        good,
        wait_seconds=settings.lookup_timeout_seconds,
        pages_at_once=max(settings.api_sessions // 2, 1),
    )
    return State(
        settings=settings,
        database=database,
        engine=engine,
        lookups=Lookups(
            reads,
            at_once=settings.lookup_sessions,
            queue=settings.lookup_queue,
            timeout_seconds=settings.lookup_timeout_seconds,
        ),
        sessions=sessions,
        reads=reads,
        counts=RequestCounts(settings.metrics_folder),
        renderer=Renderer(settings.stale_after, settings.max_age, keyring),
        texts=StoredTexts(sessions, follower),
        follower=follower,
        scorers=scorers,
        inference=Inference(
            scorers,
            threads=settings.inference_threads,
            queue=settings.inference_queue,
            timeout_seconds=settings.inference_timeout_seconds,
            largest_batch=settings.inference_batch,
            remembered=settings.inference_memory,
        ),
        log=InferenceLog(sessions, settings.inference_log_queue, settings.inference_log),
        quality=QualityMonitor(engine, settings, follower, scorers),
        keyring=keyring,
        schedule=DueTimes(settings.schedule, find_zone(settings.timezone)),
    )


@asynccontextmanager
async def _in_background(state: State) -> AsyncIterator[None]:
    """Follow the pointer, measure, and write the log; in the end, write what is left of it."""
    tasks = [
        asyncio.create_task(work)
        for work in (
            state.follower.run(),
            state.log.run(),
            state.quality.run(),
            state.counts.share(state.take_snapshot),
            state.activity.run(),
            *([state.reads.replica.run()] if state.reads.replica else []),
        )
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await state.log.flush()
