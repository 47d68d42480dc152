"""The webhook is told how runs end, whatever state it is in itself, and no run waits for it for long."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine

from batch.alerts import delivery
from batch.alerts.delivery import Deliverer, announce, backoff, deliver
from batch.alerts.events import Event, missed
from batch.alerts.webhook import Webhook
from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.schedule.scheduler import Schedule
from batch.schedule.work import ScheduledRun
from core.cron import DueTimes
from core.errors import InputError, RunFailedError, RunHeldError, StoreUnavailableError
from core.settings import Settings, load_settings
from core.types import Mode, Run, RunStatus
from store import webhook_outbox
from store.connect.database import Database
from store.runs import lock as run_lock
from tests.conftest import ROOT, distant_schedule, free_port
from tests.receiver import ENDLESS, Receiver, receiving
from tests.sql import execute
from tests.waiting import TIMEOUT_SECONDS, wait_until

SECRET = "only-for-tests"
BODY_FIELDS = {"id", "event", "at", "message", "run", "warnings", "due_at", "changes"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon, for as long as a busy machine needs."""
    monkeypatch.setattr(delivery, "WAIT_SECONDS", TIMEOUT_SECONDS)
    monkeypatch.setattr(delivery, "STORE_SECONDS", TIMEOUT_SECONDS)
    monkeypatch.setattr(delivery, "FIRST_DELAY_SECONDS", 0.05)


def told(settings: Settings, url: str, **changes: object) -> Settings:
    return settings.model_copy(update={"webhook_url": SecretStr(url), **changes})


def run(database: Database, settings: Settings, **request: object) -> Run:
    return run_batch(database, settings, RunRequest(**request), Silent())


def waiting(engine: Engine) -> int:
    """Return how many events are neither delivered nor given up."""
    [(events,)] = execute(
        engine,
        "SELECT count(*) FROM predawn.webhook_events WHERE delivered_at IS NULL AND given_up_at IS NULL",
    )
    assert isinstance(events, int)
    return events


def webhook(receiver: Receiver, seconds: float = TIMEOUT_SECONDS) -> Webhook:
    return Webhook(receiver.url, None, seconds)


def test_a_published_run_is_reported_and_signed(
    database: Database, engine: Engine, settings: Settings
) -> None:
    with receiving() as receiver:
        found = run(database, told(settings, receiver.url, webhook_secret=SecretStr(SECRET)))
    (request,) = receiver.received
    content = request.content
    assert set(content) == BODY_FIELDS
    assert (content["event"], content["warnings"], content["due_at"]) == ("published", [], None)
    assert content["run"]["run_id"] == found.run_id
    assert content["run"]["status"] == "published"
    assert content["run"]["counts"]["scored"] == found.counts.scored > 0
    assert {check["name"] for check in content["run"]["checks"]} >= {"psi", "coverage"}
    assert f"Run {found.run_id} is published" in content["message"]
    assert request.path == "/hooks/s3cret"
    assert request.headers["Predawn-Event"] == "published"
    assert request.headers["Predawn-Delivery"] == content["id"]
    signature = request.headers["Predawn-Signature"]
    is_genuine = documented()
    assert is_genuine(SECRET, signature, request.body)
    assert not is_genuine("another", signature, request.body)
    assert not is_genuine(SECRET, signature, request.body + b" ")
    moment, _, digest = signature.removeprefix("t=").partition(",v1=")
    assert not is_genuine(SECRET, f"t={int(moment) - 301},v1={digest}", request.body)
    assert waiting(engine) == 0


def documented() -> Callable[[str, str, bytes], bool]:
    """The function of docs/how-to/alerts.md that receivers check a signature with."""
    page = (ROOT / "docs" / "how-to" / "alerts.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    namespace: dict[str, Any] = {}
    exec(code, namespace)  # noqa: S102 - what a reader does with it
    function: Callable[[str, str, bytes], bool] = namespace["is_genuine"]
    return function


def test_without_a_secret_nothing_is_signed(database: Database, settings: Settings) -> None:
    with receiving() as receiver:
        run(database, told(settings, receiver.url))
    assert "Predawn-Signature" not in receiver.received[0].headers


def test_without_an_address_nothing_is_kept(database: Database, engine: Engine, settings: Settings) -> None:
    run(database, settings)
    assert execute(engine, "SELECT count(*) FROM predawn.webhook_events") == [(0,)]


def test_a_run_that_changes_nothing_is_not_reported(database: Database, settings: Settings) -> None:
    with receiving() as receiver:
        run(database, told(settings, receiver.url))
        assert run(database, told(settings, receiver.url)).status is RunStatus.UNCHANGED
        run(database, told(settings, receiver.url), publish=False, mode=Mode.FULL)
    assert receiver.events() == ["published"]


def test_a_publication_that_changes_no_tag_is_not_reported(database: Database, settings: Settings) -> None:
    with receiving() as receiver:
        for _ in range(2):
            published = run(database, told(settings, receiver.url), mode=Mode.FULL)
            assert published.status is RunStatus.PUBLISHED
    assert receiver.events() == ["published"]


def test_a_publication_is_reported_with_what_it_changed(
    database: Database, engine: Engine, settings: Settings
) -> None:
    with receiving() as receiver:
        first = run(database, told(settings, receiver.url))
        execute(engine, "UPDATE predawn.projects SET removed_at = now() WHERE project_id = '4'")
        run(database, told(settings, receiver.url))
    published = {"added": first.counts.scored, "removed": 0, "changed": 0, "after": "0"}
    left = {"added": 0, "removed": 1, "changed": 0, "after": "1"}
    assert [request.content["changes"] for request in receiver.received] == [published, left]


def test_of_a_project_a_publication_reports_what_became_of_it(
    database: Database, engine: Engine, settings: Settings
) -> None:
    def move(removed_at: str, *project_ids: str) -> None:
        for name in project_ids:
            change = f"UPDATE predawn.projects SET removed_at = {removed_at} WHERE project_id = :id"
            execute(engine, change, id=name)

    with receiving() as receiver:
        run(database, told(settings, receiver.url))
        move("now()", "4", "6")
        move("NULL", "4", "6")
        run(database, told(settings, receiver.url), mode=Mode.FULL)
        assert receiver.events() == ["published"], "both are there as before"
        move("now()", "4", "6")
        move("NULL", "4", "6")
        move("now()", "6")
        run(database, told(settings, receiver.url), mode=Mode.FULL)
    changes = receiver.received[-1].content["changes"]
    (first,) = execute(
        engine, "SELECT min(change_id) - 1 FROM predawn.prediction_changes WHERE publication_id = 2"
    )
    assert changes == {"added": 0, "removed": 1, "changed": 0, "after": str(*first)}


def test_a_held_run_is_reported_with_its_reason(database: Database, settings: Settings) -> None:
    run(database, settings)
    with receiving() as receiver, pytest.raises(RunHeldError):
        run(database, told(settings, receiver.url, predictor="tests.unit.batch.predictors:Picky"))
    held, drift = (request.content for request in receiver.received)
    assert (held["event"], held["run"]["status"]) == ("held", "held")
    assert "is held back" in held["message"]
    assert (drift["event"], drift["run"]["run_id"]) == ("drift", held["run"]["run_id"])
    assert "tags_psi_published" in {warning["name"] for warning in drift["warnings"]}


def test_a_failed_run_is_reported(database: Database, settings: Settings) -> None:
    with receiving() as receiver, pytest.raises(RunFailedError):
        run(database, told(settings, receiver.url, predictor="tests.unit.batch.predictors:Failing"))
    (request,) = receiver.received
    assert (request.content["event"], request.content["run"]["status"]) == ("failed", "failed")
    assert "could not be scored" in request.content["run"]["error"]


def test_a_run_whose_engine_is_not_set_up_is_reported(database: Database, settings: Settings) -> None:
    with receiving() as receiver, pytest.raises(InputError):
        run(database, told(settings, receiver.url, engine="dask"))
    (request,) = receiver.received
    assert (request.content["event"], request.content["run"]) == ("failed", None)
    assert "PREDAWN_DASK_SCHEDULER is not set" in request.content["message"]


def test_a_run_that_warns_is_reported_as_well(database: Database, settings: Settings) -> None:
    with receiving() as receiver:
        run(database, told(settings, receiver.url, warn_vocabulary=1.0))
    assert receiver.events() == ["published", "drift"]
    (warning,) = receiver.received[1].content["warnings"]
    assert (warning["scope"], warning["name"], warning["threshold"]) == (
        "catalogue",
        "vocabulary_coverage",
        1.0,
    )


def test_an_unreachable_database_is_reported_from_memory(settings: Settings) -> None:
    away = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing", embedded=False)
    with receiving(500) as receiver, pytest.raises(StoreUnavailableError):
        run(away, told(settings, receiver.url))
    assert receiver.events() == ["failed", "failed"]
    first, second = receiver.received
    assert first.content["id"] == second.content["id"]
    assert first.content["run"] is None


@contextmanager
def hung_database() -> Iterator[Database]:
    """Yield a database that accepts connections and does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"postgresql://nobody@127.0.0.1:{server.getsockname()[1]}/nothing"
        yield Database(url, embedded=False, connect_timeout_seconds=2 * int(TIMEOUT_SECONDS))


def test_a_database_that_does_not_answer_is_reported_from_memory(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "WAIT_SECONDS", 20.0)
    monkeypatch.setattr(delivery, "STORE_SECONDS", 0.1)
    with hung_database() as hung, receiving(500) as receiver:
        announce(hung, told(settings, receiver.url), [Event("failed", "A test.")])
    assert receiver.events() == ["failed", "failed"]


def test_the_log_does_not_promise_to_retry_events_that_are_not_stored(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(delivery, "WAIT_SECONDS", 1.0)
    monkeypatch.setattr(delivery, "STORE_SECONDS", 0.1)
    with hung_database() as hung, receiving(None) as receiver:
        announce(hung, told(settings, receiver.url), [Event("failed", "A test.")])
        logged = caplog.text
    assert "has not answered yet; its events could not be stored, so they are not retried" in logged


def test_an_error_is_tried_again_with_the_same_id(
    database: Database, engine: Engine, settings: Settings
) -> None:
    with receiving(500, 503) as receiver:
        run(database, told(settings, receiver.url))
    assert len({request.content["id"] for request in receiver.received}) == 1
    assert len(receiver.received) == 3
    assert execute(engine, "SELECT attempts, error FROM predawn.webhook_events") == [(3, None)]
    assert waiting(engine) == 0


def test_a_redirect_is_not_followed(database: Database, engine: Engine, settings: Settings) -> None:
    with receiving(302) as receiver:
        run(database, told(settings, receiver.url))
    assert [request.path for request in receiver.received] == ["/hooks/s3cret"] * 2


def test_an_undelivered_event_is_sent_by_the_next_run(
    database: Database,
    engine: Engine,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobody = f"http://127.0.0.1:{free_port()}/hooks/s3cret"
    # The next try would be after all the time that a run waits, so none is made.
    monkeypatch.setattr(delivery, "FIRST_DELAY_SECONDS", 2 * delivery.WAIT_SECONDS)
    first = run(database, told(settings, nobody))
    assert first.status is RunStatus.PUBLISHED
    assert waiting(engine) == 1
    assert "cannot be reached" in caplog.text
    assert "s3cret" not in caplog.text
    execute(engine, "UPDATE predawn.webhook_events SET next_attempt_at = now()")
    with receiving() as receiver:
        run(database, told(settings, receiver.url))
    assert [request.content["run"]["run_id"] for request in receiver.received] == [1]
    assert waiting(engine) == 0


def test_what_keeps_the_connection_open_is_not_waited_for(
    database: Database,
    engine: Engine,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(delivery, "WAIT_SECONDS", 2.0)
    with receiving(None) as receiver:
        began = time.monotonic()
        announce(
            database, told(settings, receiver.url, webhook_timeout_seconds=50.0), [Event("held", "A test.")]
        )
        assert 1.9 < time.monotonic() - began < 40
        assert "undelivered events are retried later" in caplog.text
        wait_until(lambda: waiting(engine) == 1)
    # The thread that was not waited for learns now that the connection is closed, and says so.
    wait_until(lambda: execute(engine, "SELECT error FROM predawn.webhook_events") != [(None,)])
    with receiving(None) as receiver:
        execute(engine, "UPDATE predawn.webhook_events SET next_attempt_at = now()")
        deliver(engine, webhook(receiver, 0.2), time.monotonic() + 0.1)
    assert waiting(engine) == 1
    ((attempts, error),) = execute(engine, "SELECT attempts, error FROM predawn.webhook_events")
    assert attempts == 2
    assert "timed out" in str(error)


def test_the_run_lock_is_free_while_the_webhook_is_called(
    database: Database, engine: Engine, settings: Settings
) -> None:
    locked: list[bool] = []

    def look() -> None:
        with engine.connect() as connection:
            locked.append(run_lock.is_locked(connection))

    with receiving() as receiver:
        receiver.at_each = look
        run(database, told(settings, receiver.url))
    assert locked == [False]


def enter(engine: Engine, *events: Event) -> None:
    with engine.begin() as connection:
        for event in events:
            webhook_outbox.enter(
                connection, event_id=event.event_id, event=event.event, run_id=None, body=event.body()
            )


def test_two_that_deliver_at_once_tell_everything_once(engine: Engine) -> None:
    enter(engine, *(Event("held", f"Number {number}.") for number in range(20)))
    together = threading.Barrier(2, timeout=TIMEOUT_SECONDS)
    with receiving() as receiver:

        def work() -> None:
            together.wait()
            deliver(engine, webhook(receiver), time.monotonic() + TIMEOUT_SECONDS)

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(receiver.received) == 20
    assert len({request.content["id"] for request in receiver.received}) == 20


def test_an_event_that_is_rejected_holds_up_no_other_one(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "FIRST_DELAY_SECONDS", 2 * TIMEOUT_SECONDS)
    enter(engine, Event("held", "Rejected."))
    enter(engine, Event("failed", "Accepted."))
    with receiving(400) as receiver:
        deliver(engine, webhook(receiver), time.monotonic() + TIMEOUT_SECONDS)
    assert receiver.events() == ["held", "failed"]
    assert waiting(engine) == 1


def test_a_rejected_event_is_tried_again_after_the_others(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "FIRST_DELAY_SECONDS", 0.5)
    for event in ("held", "drift", "failed"):
        enter(engine, Event(event, "A test."))
    # So that the pauses of two rejected events end at different times.
    execute(engine, "UPDATE predawn.webhook_events SET attempts = 2 WHERE event = 'failed'")
    with receiving(400, 204, 400) as receiver:
        deliver(engine, webhook(receiver), time.monotonic() + TIMEOUT_SECONDS)
    assert receiver.events()[:3] == ["held", "drift", "failed"]
    assert sorted(receiver.events()[3:]) == ["failed", "held"]
    assert waiting(engine) == 0


def test_an_event_that_nobody_saw_the_answer_to_comes_after_those_never_tried(engine: Engine) -> None:
    """A run ends while the webhook keeps its first event waiting; the next run sends the others first."""
    enter(engine, Event("held", "Never answered."))
    with engine.begin() as connection:
        assert len(webhook_outbox.claim(connection, limit=1, lease=timedelta(0))) == 1
    enter(engine, Event("failed", "Answered."))
    with receiving(204, None) as receiver:
        deliver(engine, webhook(receiver, 0.2), time.monotonic() + 0.1)
    assert receiver.events()[0] == "failed"


def test_an_answer_that_never_ends_holds_up_no_other_event(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "FIRST_DELAY_SECONDS", 2 * TIMEOUT_SECONDS)
    enter(engine, Event("held", "Never answered."))
    enter(engine, Event("failed", "Answered."))
    with receiving(ENDLESS) as receiver:
        deliver(engine, webhook(receiver, 1.0), time.monotonic() + 15)
        assert receiver.events() == ["held", "failed"]
    assert waiting(engine) == 1


def test_a_hanging_event_holds_up_no_other_one_that_is_sent_from_memory(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "FIRST_DELAY_SECONDS", 2 * TIMEOUT_SECONDS)
    away = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing", embedded=False)
    with receiving(None) as receiver:
        told_briefly = told(settings, receiver.url, webhook_timeout_seconds=0.5)
        announce(away, told_briefly, [Event("held", "Never answered."), Event("drift", "Answered.")])
        assert receiver.events() == ["held", "drift"]


def test_what_was_taken_up_by_somebody_who_died_is_taken_up_again(engine: Engine) -> None:
    enter(engine, Event("held", "A test."))
    with engine.begin() as connection:
        assert len(webhook_outbox.claim(connection, limit=1, lease=timedelta(seconds=30))) == 1
    with receiving() as receiver:
        deliver(engine, webhook(receiver), time.monotonic() + TIMEOUT_SECONDS)
        assert receiver.received == []
        execute(engine, "UPDATE predawn.webhook_events SET next_attempt_at = now()")
        deliver(engine, webhook(receiver), time.monotonic() + TIMEOUT_SECONDS)
    assert receiver.events() == ["held"]


def test_nobody_else_takes_an_event_up_for_as_long_as_the_webhook_may_take(engine: Engine) -> None:
    """A webhook that may take ten minutes is not told twice by the next who looks after one."""
    enter(engine, Event("held", "A test."))
    ((began,),) = execute(engine, "SELECT clock_timestamp()")
    again: list[object] = []
    with receiving() as receiver:
        receiver.at_each = lambda: again.extend(
            execute(engine, "SELECT next_attempt_at FROM predawn.webhook_events")[0]
        )
        deliver(engine, webhook(receiver, 600.0), time.monotonic() + 30)
    (due,) = again
    assert isinstance(due, datetime)
    assert isinstance(began, datetime)
    assert due - began > timedelta(seconds=600)


def test_after_a_day_it_is_given_up(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    enter(engine, Event("held", "A test."))
    execute(engine, "UPDATE predawn.webhook_events SET created_at = now() - interval '24 hours'")
    with receiving(500) as receiver:
        deliver(engine, webhook(receiver), time.monotonic() + TIMEOUT_SECONDS)
    assert waiting(engine) == 0
    assert execute(engine, "SELECT given_up_at IS NOT NULL FROM predawn.webhook_events") == [(True,)]
    assert "it is dropped" in caplog.text


def test_what_ended_a_month_ago_is_forgotten_and_what_waits_is_not(
    database: Database, engine: Engine, settings: Settings
) -> None:
    events = [Event("held", "A test.") for _ in range(5)]
    enter(engine, *events)
    told_long_ago, given_up_long_ago, told_lately, given_up_lately, waits = (
        event.event_id for event in events
    )
    for event_id, change in (
        (told_long_ago, "delivered_at = now() - interval '31 days'"),
        (given_up_long_ago, "given_up_at = now() - interval '31 days'"),
        (told_lately, "delivered_at = now() - interval '29 days'"),
        (given_up_lately, "given_up_at = now() - interval '29 days'"),
        (waits, "created_at = now() - interval '31 days', next_attempt_at = now() + interval '1 day'"),
    ):
        execute(engine, f"UPDATE predawn.webhook_events SET {change} WHERE event_id = '{event_id}'")
    with receiving() as receiver:
        announce(database, told(settings, receiver.url), ())

        def forgotten() -> bool:
            return len(execute(engine, "SELECT event_id FROM predawn.webhook_events")) < 5

        wait_until(forgotten)
    left = {event_id for (event_id,) in execute(engine, "SELECT event_id FROM predawn.webhook_events")}
    assert left == {told_lately, given_up_lately, waits}
    assert receiver.received == []


def test_the_pauses_grow_up_to_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_DELAY_SECONDS", 1.0)
    pauses = [backoff(attempts).total_seconds() for attempts in (1, 2, 3, 12, 13, 1000)]
    assert pauses == [1, 2, 4, 2048, 3600, 3600]


def test_a_scheduler_delivers_what_waits(database: Database, engine: Engine, settings: Settings) -> None:
    enter(engine, Event("held", "A test."))
    with receiving() as receiver:
        deliverer = Deliverer(database, told(settings, receiver.url))
        deliverer.deliver_due()
        deliverer.deliver_due()
        assert deliverer._thread is not None
        deliverer._thread.join(TIMEOUT_SECONDS)
    assert receiver.events() == ["held"]


def test_a_missed_night_is_reported_once(database: Database, engine: Engine, settings: Settings) -> None:
    execute(engine, "UPDATE predawn.models SET created_at = now() - interval '2 days'")
    with receiving() as receiver:
        heard, due = told(settings, receiver.url), distant_schedule()
        for _ in range(2):
            work = ScheduledRun(database, heard, Silent())
            kept = Schedule(database, work, DueTimes(due), timedelta(0))
            kept._catch_up(engine, datetime.now(UTC))
    (request,) = receiver.received
    assert (request.content["event"], request.content["run"]) == ("missed", None)
    assert datetime.fromisoformat(request.content["due_at"]) < datetime.now(UTC)
    assert "was missed by more than PREDAWN_MISFIRE_GRACE" in request.content["message"]


def test_an_id_tells_work_due_times_and_installations_apart() -> None:
    due, first = datetime(2025, 6, 1, 3, tzinfo=UTC), datetime(2025, 5, 1, tzinfo=UTC)
    in_berlin = due.astimezone(ZoneInfo("Europe/Berlin"))
    event = missed("run", due, first, "x")
    assert event.event_id == missed("run", in_berlin, first, "y").event_id
    others = [
        missed("training", due, first, "x"),
        missed("run", due + timedelta(days=1), first, "x"),
        missed("run", due, first + timedelta(microseconds=1), "x"),
    ]
    assert event.event_id not in {other.event_id for other in others}


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/s3cret",
        "example.org/s3cret",
        "http:///s3cret",
        "https://ann:s3cret@example.org/hooks",
        "https://s3cret@example.org/hooks",
        "https://example.org:s3cret/hooks",
        "https://example.org:99999/s3cret",
        "https://example.org/s3cret hook",
        "https://example.org/s3cret\thook",
        "https://example.org/s3crét",
        "http://[::1/s3cret",
    ],
)
def test_an_address_that_is_none_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PREDAWN_WEBHOOK_URL", url)
    with pytest.raises(InputError, match="PREDAWN_WEBHOOK_URL") as refusal:
        load_settings()
    assert "s3cret" not in str(refusal.value)
