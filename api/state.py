"""The state of a worker: its connections and services, opened at start-up and closed at shutdown."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Request
from sqlalchemy import Engine

from api.access.sign_in_limit import SignInLimit
from api.http.clock import DatabaseClock
from api.http.documentation_paths import DocumentationPaths
from api.http.hosts import HostCheck, is_local
from api.inference.models import ScorerCache
from api.inference.on_demand import OnDemandInference
from api.services.access_log import AccessLog
from api.services.counts.canary_counts import CanaryCounts
from api.services.counts.projects_by_tag import ProjectsByTag
from api.services.counts.request_counts import RequestCounts, WorkerSnapshot
from api.services.gate import Gate
from api.services.inference_log import InferenceLog
from api.services.keyring import Keyring
from api.services.lookups import Lookups
from api.services.pages.activity import Activity
from api.services.pages.long_answers import LongAnswers
from api.services.quality_monitor import QualityMonitor
from api.services.read_router import ReadRouter, Replica
from api.services.renderer import Renderer
from api.services.serving_watcher import ServingWatcher
from api.services.text_lookup import TextLookup
from core.cron import DueTimes, find_zone
from core.errors import StoreUnavailableError
from core.settings import Settings
from store.connect.async_sessions import Sessions
from store.connect.database import Database, find_replica, open_database
from store.connect.engine import Role
from store.readiness import check_readable

NAME = "predawn serve"

READING_SECONDS: Final = 30
"""The statement timeout of inspection routes, histories and pages."""

log = logging.getLogger("predawn.api")


@dataclass(slots=True)
class State:
    """The connections and services that routes use.

    `draining` becomes true when the server is told to stop.
    """

    settings: Settings
    database: Database
    lookups: Lookups
    renderer: Renderer
    sessions: Sessions
    read_router: ReadRouter
    counts: RequestCounts
    canary_counts: CanaryCounts
    texts: TextLookup
    watcher: ServingWatcher
    scorers: ScorerCache
    inference: OnDemandInference
    log: InferenceLog
    quality: QualityMonitor
    keyring: Keyring
    gate: Gate
    clock: DatabaseClock
    sign_ins: SignInLimit
    schedule: DueTimes
    access_log: AccessLog | None = None
    draining: bool = False
    projects_by_tag: ProjectsByTag = field(default_factory=ProjectsByTag)
    long_answers: LongAnswers = field(default_factory=LongAnswers)
    activity: Activity = field(init=False)

    def __post_init__(self) -> None:
        self.activity = Activity(lambda: [self.take_snapshot(), *self.counts.others()])

    def take_snapshot(self) -> WorkerSnapshot:
        """Return the counters and gauges of this worker."""
        pool = self.sessions.pool_size()
        return self.counts.snapshot(
            counters={
                "lookup_statements": self.lookups.statements,
                "lookup_fast_path": self.counts.fast_lookups,
                "inference_calls": self.inference.batches.calls,
                "inference_texts": self.inference.batches.payloads,
                "inference_log_written": self.log.written,
                "inference_log_dropped": self.log.dropped,
                "access_log_written": 0 if self.access_log is None else self.access_log.written,
                "access_log_dropped": 0 if self.access_log is None else self.access_log.dropped,
                **self.canary_counts.counters(),
            },
            gauges={
                "queue_waiting lookups": self.lookups.waiting,
                "queue_waiting inference": self.inference.pending,
                "queue_waiting inference_log": self.log.waiting,
                "queue_waiting access_log": 0 if self.access_log is None else self.access_log.waiting,
                "inference_threads busy": self.inference.busy,
                "inference_threads stuck": self.inference.stuck,
                "database_sessions open": pool.open + self.lookups.sessions,
                "database_sessions idle": pool.idle,
                "database_sessions limit": pool.limit + self.settings.lookup_sessions,
            },
        )


def get_state(request: Request) -> State:
    """Return the state of the app that serves a request."""
    state = request.app.state.predawn
    assert isinstance(state, State)
    return state


async def _get_state(request: Request) -> State:
    """Return the state as a dependency; it is `async`, because FastAPI would run a function in a thread."""
    return get_state(request)


CurrentState = Annotated[State, Depends(_get_state)]


@asynccontextmanager
async def open_state(settings: Settings, access_log: AccessLog | None = None) -> AsyncIterator[State]:
    """Open the state of a worker, run its background tasks, and close it in order.

    Parameters
    ----------
    settings
        The settings.
    access_log
        The access log of the worker, which is written to its end when the state is closed.

    Raises
    ------
    StoreError
        If the database is not set up, or the API has the right to write predictions. An unavailable database
        is no error: the worker serves, and waits for it.
    """
    async with AsyncExitStack() as stack:
        database = stack.enter_context(open_database(settings, watch=True))
        primary = await _connect(stack, settings, database, settings.lookup_timeout_seconds)
        replica = find_replica(settings)
        # Half the time, so that the primary can still be asked after the replica has failed.
        standby = (
            await _connect(stack, settings, replica, settings.lookup_timeout_seconds / 2) if replica else None
        )
        state = _assemble(settings, database, primary, standby)
        if access_log is not None:
            state.access_log = access_log
            stack.push_async_callback(access_log.flush)
        stack.callback(state.inference.close)
        await stack.enter_async_context(_running_tasks(state))
        await stack.enter_async_context(state.lookups.running())
        await state.watcher.wait_until_checked()
        if state.read_router.replica is not None:
            await state.read_router.replica.wait_until_checked()
        yield state


class _Connections(NamedTuple):
    """The connections to one database: sessions of asyncpg, and a SQLAlchemy engine."""

    sessions: Sessions
    engine: Engine


async def _connect(
    stack: AsyncExitStack, settings: Settings, database: Database, timeout_seconds: float
) -> _Connections:
    """Connect to a database; an unavailable one is connected to later, while serving."""
    engine = database.engine(Role.API, NAME, pool_size=2, statement_timeout_seconds=READING_SECONDS)
    stack.callback(engine.dispose)
    try:
        await asyncio.to_thread(check_readable, engine)
    except StoreUnavailableError as error:
        log.warning("serving starts without the database of %s: %s", database.setting, error)
    sessions = Sessions(database, NAME, size=settings.api_sessions, timeout_seconds=timeout_seconds)
    await sessions.open()
    stack.push_async_callback(sessions.close)
    return _Connections(sessions, engine)


def _assemble(
    settings: Settings, database: Database, primary: _Connections, standby: _Connections | None
) -> State:
    sessions, engine = primary
    scorers = ScorerCache(engine, settings)
    clock = DatabaseClock()
    keyring = Keyring(clock, DocumentationPaths.of(settings).signed_in)
    watcher = ServingWatcher(sessions, scorers, keyring, clock)
    replica = standby and Replica(
        *standby, primary=sessions, watcher=watcher, keyring=keyring, max_lag=settings.max_replica_lag
    )
    read_router = ReadRouter(
        sessions,
        engine,
        watcher,
        replica,
        wait_seconds=settings.lookup_timeout_seconds,
        pages_at_once=max(settings.api_sessions // 2, 1),
    )
    return State(
        settings=settings,
        database=database,
        lookups=Lookups(
            read_router,
            at_once=settings.lookup_sessions,
            queue=settings.lookup_queue,
            timeout_seconds=settings.lookup_timeout_seconds,
        ),
        sessions=sessions,
        read_router=read_router,
        counts=RequestCounts(settings.metrics_folder),
        canary_counts=CanaryCounts(sessions),
        renderer=Renderer(settings.stale_after, settings.max_age, keyring, clock),
        texts=TextLookup(sessions, watcher),
        watcher=watcher,
        scorers=scorers,
        inference=_make_inference(settings, scorers, clock),
        log=InferenceLog(sessions, settings.inference_log_queue, settings.inference_log),
        quality=QualityMonitor(engine, settings, watcher, scorers),
        keyring=keyring,
        gate=Gate(_hosts(settings), keyring),
        clock=clock,
        sign_ins=SignInLimit(),
        schedule=DueTimes(settings.schedule, find_zone(settings.timezone)),
    )


def _make_inference(settings: Settings, scorers: ScorerCache, clock: DatabaseClock) -> OnDemandInference:
    return OnDemandInference(
        scorers,
        threads=settings.inference_threads,
        queue=settings.inference_queue,
        timeout_seconds=settings.inference_timeout_seconds,
        max_batch=settings.inference_batch,
        cache_size=settings.inference_memory,
        clock=clock,
    )


def _hosts(settings: Settings) -> HostCheck:
    names = [name.strip() for name in settings.allowed_hosts.split(",") if name.strip()]
    return HostCheck(names, loopback_only=is_local(settings.host))


@asynccontextmanager
async def _running_tasks(state: State) -> AsyncIterator[None]:
    """Run the background tasks; at the end, cancel them, and write what they hold."""
    tasks = [
        asyncio.create_task(work)
        for work in (
            state.watcher.run(),
            state.log.run(),
            state.quality.run(),
            state.counts.share(state.take_snapshot),
            state.activity.run(),
            state.canary_counts.run(),
            *([state.read_router.replica.run()] if state.read_router.replica else []),
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
        await state.canary_counts.flush()
