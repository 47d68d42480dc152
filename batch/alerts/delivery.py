"""Delivery of events to the webhook: stored first, sent in the background, retried later.

No failure here fails a run, and a run waits a few seconds at most. Undelivered events stay in the store
until the next run delivers them, or the scheduler, which looks for them every half minute.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from queue import Empty, SimpleQueue
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from batch.alerts.events import Event
from batch.alerts.webhook import UndeliveredError, Webhook
from core.errors import PredawnError
from core.settings import Settings
from store import webhook_outbox
from store.connect.database import Database
from store.connect.engine import Role
from store.connect.errors import translate_errors
from store.webhook_outbox import WaitingEvent

WAIT_SECONDS: Final = 5.0
"""The time that a run waits for the webhook once it has ended."""

STORE_SECONDS: Final = 2.0
"""The time after which events that the store has not taken are sent from memory; shorter than the wait."""

GIVE_UP_AFTER: Final = timedelta(hours=24)
"""The time after which an event is dropped; the list of runs still shows what happened."""

POLL_SECONDS: Final = 30.0
"""The interval at which a scheduler looks for undelivered events."""

FIRST_DELAY_SECONDS: Final = 1.0
MAX_DELAY: Final = timedelta(hours=1)
RETENTION: Final = timedelta(days=30)

# An event that a process has claimed stays with it for the timeout of a try and this time.
_LEASE_MARGIN: Final = timedelta(seconds=30)

log = logging.getLogger("predawn.alerts")


def announce(database: Database | None, settings: Settings, events: Sequence[Event]) -> None:
    """Store events and deliver undelivered ones in the background; return within a few seconds.

    Without a database the events are sent from memory.
    """
    webhook = Webhook.of(settings)
    if webhook is None:
        return
    stored = threading.Event()
    thread = _start_daemon(_store_and_deliver, database, webhook, events, WAIT_SECONDS, stored)
    thread.join(WAIT_SECONDS)
    if thread.is_alive():
        log.warning(
            "the webhook at %s has not answered yet; %s",
            webhook.host,
            "undelivered events are retried later"
            if stored.is_set() or not events
            else "its events could not be stored, so they are not retried",
        )


class Deliverer:
    """Retries undelivered events at intervals, for as long as a scheduler runs.

    Parameters
    ----------
    database
        The database.
    settings
        The webhook; without one nothing is done.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._webhook = Webhook.of(settings)
        self._thread: threading.Thread | None = None
        self._next = 0.0

    def deliver_due(self) -> None:
        """Deliver undelivered events in the background, if the interval since the last look has passed."""
        if self._webhook is None or time.monotonic() < self._next:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        self._next = time.monotonic() + POLL_SECONDS
        self._thread = _start_daemon(
            _store_and_deliver, self._database, self._webhook, (), POLL_SECONDS, threading.Event()
        )


def _start_daemon(work: Callable[..., object], *arguments: object) -> threading.Thread:
    # A daemon: a server that never closes the connection must not keep the process from ending.
    thread = threading.Thread(target=work, args=arguments, name="webhook", daemon=True)
    thread.start()
    return thread


def _store_and_deliver(
    database: Database | None,
    webhook: Webhook,
    events: Sequence[Event],
    seconds: float,
    stored: threading.Event,
) -> None:
    """Store events and deliver all undelivered ones; errors are logged only."""
    deadline = time.monotonic() + seconds
    try:
        if database is None:
            _send_unstored(webhook, events, deadline)
            return
        engine = database.engine(Role.BATCH, "predawn webhook", pool_size=1)
        try:
            if _store(engine, events, stored):
                with translate_errors(engine):
                    deliver(engine, webhook, deadline)
            else:
                _send_unstored(webhook, events, deadline)
        finally:
            engine.dispose()
    except PredawnError as error:
        log.warning("events for the webhook are delivered later: %s", error)
    except Exception:
        log.exception("events were not delivered to the webhook because of a defect in Predawn")


def _store(engine: Engine, events: Sequence[Event], stored: threading.Event) -> bool:
    """Store events; return False if there are some and the store does not take them in time."""
    # The thread is left behind if the database hangs, so that time is left for sending from memory.
    thread = _start_daemon(_enter, engine, events, stored)
    thread.join(STORE_SECONDS)
    if thread.is_alive():
        log.warning("events for the webhook could not be stored: the database has not answered in time")
    return stored.is_set() or not events


def _enter(engine: Engine, events: Sequence[Event], stored: threading.Event) -> None:
    """Store events, and say so once it is done; errors are logged only."""
    try:
        with translate_errors(engine), engine.begin() as connection:
            for event in events:
                webhook_outbox.enter(
                    connection,
                    event_id=event.event_id,
                    event=event.event,
                    run_id=None if event.run is None else event.run.run_id,
                    body=event.body(),
                )
            webhook_outbox.forget(connection, RETENTION)
        stored.set()
    except (PredawnError, SQLAlchemyError) as error:
        log.warning("events for the webhook could not be stored: %s", error)
    except Exception:
        log.exception("events for the webhook were not stored because of a defect in Predawn")


def deliver(engine: Engine, webhook: Webhook, deadline: float) -> None:
    """Deliver the events that are due one by one, and retry failures, until a deadline.

    A failed event waits for its next try, and the others go on meanwhile; those never tried come first.

    Parameters
    ----------
    engine
        An engine that acts as the batch.
    webhook
        The webhook.
    deadline
        The time of `time.monotonic` after which no try begins.
    """
    lease = timedelta(seconds=webhook.timeout_seconds) + _LEASE_MARGIN
    retries: list[float] = []
    while time.monotonic() < deadline:
        with engine.begin() as connection:
            claimed = webhook_outbox.claim(connection, limit=1, lease=lease)
        if claimed:
            (event,) = claimed
            delay = _try(engine, webhook, event)
            if delay is not None:
                heappush(retries, time.monotonic() + delay.total_seconds())
        elif retries and retries[0] < deadline:
            time.sleep(max(0.0, heappop(retries) - time.monotonic()))
        else:
            return


def _try(engine: Engine, webhook: Webhook, event: WaitingEvent) -> timedelta | None:
    """Try to deliver an event once; return the delay before the next try, or None if there is none."""
    delay = backoff(event.attempts)
    error = _send(webhook, str(event.event_id), event.event, event.body)
    if error is None:
        with engine.begin() as connection:
            webhook_outbox.mark_delivered(connection, event.event_id)
        return None
    late = datetime.now(UTC) + delay > event.created_at + GIVE_UP_AFTER
    with engine.begin() as connection:
        if late:
            webhook_outbox.give_up(connection, event.event_id, str(error))
        else:
            webhook_outbox.postpone(connection, event.event_id, str(error), delay)
    _report(webhook, event.event, error, "it is dropped" if late else "it is retried later")
    return None if late else delay


def _send(webhook: Webhook, event_id: str, event: str, body: str) -> UndeliveredError | None:
    """Send an event once; return the reason if the webhook does not accept it in time."""
    ended: SimpleQueue[Exception | None] = SimpleQueue()

    def work() -> None:
        try:
            webhook.send(event_id, event, body)
            ended.put(None)
        except Exception as error:  # noqa: BLE001 - raised below, unless it is expected
            ended.put(error)

    # The timeout of a socket begins anew with every byte, so the try is left behind at its end.
    _start_daemon(work)
    try:
        error = ended.get(timeout=webhook.timeout_seconds)
    except Empty:
        return UndeliveredError("it did not answer (timed out)")
    if error is None or isinstance(error, UndeliveredError):
        return error
    raise error


def backoff(attempts: int) -> timedelta:
    """Return the delay after so many tries."""
    seconds = FIRST_DELAY_SECONDS * 2.0 ** min(attempts - 1, 20)
    return min(timedelta(seconds=seconds), MAX_DELAY)


def _send_unstored(webhook: Webhook, events: Sequence[Event], deadline: float) -> None:
    """Send events that could not be stored, as while the store is unavailable; nobody retries these."""
    waiting = list(events)
    for attempt in count(1):
        failed = [
            (event, error)
            for event in waiting
            if (error := _send(webhook, str(event.event_id), event.event, event.body())) is not None
        ]
        delay = backoff(attempt).total_seconds()
        if not failed or time.monotonic() + delay >= deadline:
            break
        time.sleep(delay)
        waiting = [event for event, _ in failed]
    for event, error in failed:
        _report(webhook, event.event, error, "it is dropped")


def _report(webhook: Webhook, event: str, error: UndeliveredError, outcome: str) -> None:
    log.warning(
        "the webhook at %s did not accept an event (%s): %s; %s",
        webhook.host,
        event,
        error,
        outcome,
        extra={"event": event, "outcome": "undelivered"},
    )
