"""The outbox of webhook events: entered once, claimed for delivery, and kept until delivered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, func, update
from sqlalchemy.dialects.postgresql import insert

from store.schema import webhook_events
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """An event claimed for delivery; `attempts` includes this one."""

    event_id: UUID
    event: str
    body: str
    attempts: int
    created_at: datetime


def enter(connection: Connection, *, event_id: UUID, event: str, run_id: int | None, body: str) -> None:
    """Enter an event unless it exists."""
    connection.execute(
        insert(webhook_events)
        .values(event_id=event_id, event=event, run_id=run_id, body=body)
        .on_conflict_do_nothing()
    )


def claim(connection: Connection, *, limit: int, lease: timedelta) -> list[WaitingEvent]:
    """Claim events that are due, the oldest first; nobody else can claim them before the lease ends."""
    rows = connection.execute(statement("claim_webhook_events"), {"limit": limit, "lease": lease})
    found = [WaitingEvent(row.event_id, row.event, row.body, row.attempts, row.created_at) for row in rows]
    return sorted(found, key=lambda event: event.created_at)


def mark_delivered(connection: Connection, event_id: UUID) -> None:
    """Record that the webhook has accepted an event."""
    _change(connection, event_id, delivered_at=func.clock_timestamp(), error=None)


def postpone(connection: Connection, event_id: UUID, error: str, delay: timedelta) -> None:
    """Record why the delivery of an event failed, and when to try again."""
    _change(connection, event_id, error=error, next_attempt_at=func.clock_timestamp() + delay)


def give_up(connection: Connection, event_id: UUID, error: str) -> None:
    """Record that the delivery of an event is abandoned."""
    _change(connection, event_id, error=error, given_up_at=func.clock_timestamp())


def forget(connection: Connection, older_than: timedelta) -> None:
    """Delete events that were delivered or abandoned long ago."""
    columns = webhook_events.c
    ended = func.coalesce(columns.delivered_at, columns.given_up_at)
    connection.execute(delete(webhook_events).where(ended < func.now() - older_than))


def _change(connection: Connection, event_id: UUID, **values: object) -> None:
    connection.execute(update(webhook_events).where(webhook_events.c.event_id == event_id).values(**values))
