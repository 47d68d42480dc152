"""Events for the webhook come due when they were postponed to, and not before."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Engine

from store import webhook_outbox


def test_a_postponed_event_is_not_taken_up_before_its_time(engine: Engine) -> None:
    event_id = uuid4()
    with engine.begin() as connection:
        webhook_outbox.enter(connection, event_id=event_id, event="held", run_id=None, body="{}")
    for delay, due in ((timedelta(hours=1), []), (timedelta(0), [event_id])):
        with engine.begin() as connection:
            webhook_outbox.postpone(connection, event_id, "it is away", delay)
        with engine.begin() as connection:
            claimed = webhook_outbox.claim(connection, limit=1, lease=timedelta(0))
        assert [event.event_id for event in claimed] == due
