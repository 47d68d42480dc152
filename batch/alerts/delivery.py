"""Delivering events to the webhook: entered in the store, sent in the background, tried again later.

Nothing here fails a run, and a run waits for it a few seconds at most. What could not be delivered by then
waits in the store for the next run, or for the scheduler, which looks every half a minute.
"""

import logging
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
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
"""How long a run that has ended waits for the webhook."""

GIVE_UP_AFTER: Final = timedelta(hours=24)
"""How long an event is tried for; who was away for longer looks at the runs."""

LOOK_SECONDS: Final = 30.0
"""How often a scheduler looks for what waits."""

FIRST_DELAY_SECONDS: Final = 1.0
MAX_DELAY: Final = timedelta(hours=1)
KEPT_FOR: Final = timedelta(days=30)

# How long an event that was taken up is left to who did, beyond what a try may take.
_LEASE_MARGIN: Final = timedelta(seconds=30)

log = logging.getLogger("predawn.alerts")


def announce(database: Database, settings: Settings, events: Sequence[Event]) -> None:
    """Enter events, and deliver what waits, in the background; return after a few seconds at most."""
    webhook = Webhook.of(settings)
    if webhook is None:
        return
    thread = _start(database, webhook, events, WAIT_SECONDS)
    thread.join(WAIT_SECONDS)
    if thread.is_alive():
        log.warning("the webhook at %s keeps waiting; what it was not told is told later", webhook.host)


class Deliverer:
    """Delivers what earlier runs could not, now and then, for as long as a scheduler lives.

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

    def look(self) -> None:
        """Deliver what waits, in the background, where the last look was long enough ago."""
        if self._webhook is None or time.monotonic() < self._next:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        self._next = time.monotonic() + LOOK_SECONDS
        self._thread = _start(self._database, self._webhook, (), LOOK_SECONDS)


def _start(database: Database, webhook: Webhook, events: Sequence[Event], seconds: float) -> threading.Thread:
    # A daemon: where a server keeps the connection open for ever, the process ends nevertheless.
    thread = threading.Thread(
        target=_work, args=(database, webhook, events, seconds), name="webhook", daemon=True
    )
    thread.start()
    return thread


def _work(database: Database, webhook: Webhook, events: Sequence[Event], seconds: float) -> None:
    """Enter events and deliver all that waits; whatever goes wrong is logged, and nobody's trouble."""
    deadline = time.monotonic() + seconds
    try:
        engine = database.engine(Role.BATCH, "predawn webhook", pool_size=1)
        try:
            loose = _enter(engine, events)
            with translate_errors(engine):
                if loose:
                    _send_loose(webhook, loose, deadline)
                else:
                    deliver(engine, webhook, deadline)
        finally:
            engine.dispose()
    except PredawnError as error:
        log.warning("what waits for the webhook is delivered later: %s", error)
    except Exception:
        log.exception("the webhook was not told, by a defect of Predawn's own")


def _enter(engine: Engine, events: Sequence[Event]) -> Sequence[Event]:
    """Enter events in the store, and return them where it does not take them."""
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
            webhook_outbox.forget(connection, KEPT_FOR)
    except (PredawnError, SQLAlchemyError) as error:
        log.warning("events for the webhook could not be stored: %s", error)
        return events
    return ()


def deliver(engine: Engine, webhook: Webhook, deadline: float) -> None:
    """Deliver the events that are due, one by one, and again what fails, until a moment of the clock.

    Parameters
    ----------
    engine
        An engine that acts as the batch.
    webhook
        Where to.
    deadline
        When no other try is begun, by `time.monotonic`.
    """
    lease = timedelta(seconds=webhook.timeout_seconds) + _LEASE_MARGIN
    while time.monotonic() < deadline:
        with engine.begin() as connection:
            claimed = webhook_outbox.claim(connection, limit=1, lease=lease)
        if not claimed:
            return
        (event,) = claimed
        delay = _try(engine, webhook, event)
        if delay is None:
            continue
        if time.monotonic() + delay.total_seconds() >= deadline:
            return
        time.sleep(delay.total_seconds())


def _try(engine: Engine, webhook: Webhook, event: WaitingEvent) -> timedelta | None:
    """Try to deliver an event once, and return how long to wait where it is to be tried again."""
    delay = backoff(event.attempts)
    try:
        webhook.send(str(event.event_id), event.event, event.body)
    except UndeliveredError as error:
        late = datetime.now(UTC) + delay > event.created_at + GIVE_UP_AFTER
        with engine.begin() as connection:
            if late:
                webhook_outbox.give_up(connection, event.event_id, str(error))
            else:
                webhook_outbox.postpone(connection, event.event_id, str(error), delay)
        _report(webhook, event.event, error, "it is given up" if late else "it is tried again later")
        return None if late else delay
    with engine.begin() as connection:
        webhook_outbox.mark_delivered(connection, event.event_id)
    return None


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after that many tries."""
    seconds = FIRST_DELAY_SECONDS * 2.0 ** min(attempts - 1, 20)
    return min(timedelta(seconds=seconds), MAX_DELAY)


def _send_loose(webhook: Webhook, events: Sequence[Event], deadline: float) -> None:
    """Tell what the store would not take, such as that it is away; there is no later for these."""
    for event in events:
        for attempt in count(1):
            try:
                webhook.send(str(event.event_id), event.event, event.body())
                break
            except UndeliveredError as error:
                delay = backoff(attempt).total_seconds()
                if time.monotonic() + delay >= deadline:
                    _report(webhook, event.event, error, "it is given up")
                    break
                time.sleep(delay)


def _report(webhook: Webhook, event: str, error: UndeliveredError, outcome: str) -> None:
    log.warning(
        "the webhook at %s was not told of an event (%s): %s; %s",
        webhook.host,
        event,
        error,
        outcome,
        extra={"event": event, "outcome": "undelivered"},
    )
