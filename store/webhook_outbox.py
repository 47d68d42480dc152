"""What the webhook is to be told: entered once, taken up by whoever delivers, kept until it was delivered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, func, update
from sqlalchemy.dialects.postgresql import insert

from store.schema import webhook_events
from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """An event that was taken up for delivery; `attempts` counts this one."""

    event_id: UUID
    event: str
    body: str
    attempts: int
    created_at: datetime


def enter(connection: Connection, *, event_id: UUID, event: str, run_id: int | None, body: str) -> None:
    """Enter an event, unless it was entered before."""
    connection.execute(
        insert(webhook_events)
        .values(event_id=event_id, event=event, run_id=run_id, body=body)
        .on_conflict_do_nothing()
    )


def claim(connection: Connection, *, most: int, lease: timedelta) -> list[WaitingEvent]:
    """Take up events that are due, the oldest first; nobody else does before the lease ends."""
    rows = connection.execute(statement("claim_webhook_events"), {"most": most, "lease": lease})
    found = [WaitingEvent(row.event_id, row.event, row.body, row.attempts, row.created_at) for row in rows]
    return sorted(found, key=lambda event: event.created_at)


def mark_delivered(connection: Connection, event_id: UUID) -> None:
    """Record that the webhook has taken an event."""
    _change(connection, event_id, delivered_at=func.clock_timestamp(), error=None)


def postpone(connection: Connection, event_id: UUID, error: str, delay: timedelta) -> None:
    """Record why the webhook has not taken an event, and when it is tried again."""
    _change(connection, event_id, error=error, next_attempt_at=func.clock_timestamp() + delay)


def give_up(connection: Connection, event_id: UUID, error: str) -> None:
    """Record that an event is tried no more."""
    _change(connection, event_id, error=error, given_up_at=func.clock_timestamp())


def forget(connection: Connection, older_than: timedelta) -> None:
    """Delete what was delivered or given up long ago."""
    columns = webhook_events.c
    ended = func.coalesce(columns.delivered_at, columns.given_up_at)
    connection.execute(delete(webhook_events).where(ended < func.now() - older_than))


def _change(connection: Connection, event_id: UUID, **values: object) -> None:
    connection.execute(update(webhook_events).where(webhook_events.c.event_id == event_id).values(**values))
