"""Written answers state the right times: when they were made, and when a row entered service."""

import json
from datetime import timedelta
from email.utils import formatdate
from types import SimpleNamespace

import pytest

from api.http import envelope
from api.http.clock import DatabaseClock
from api.http.freshness import NO_CONDITIONS
from api.services.keyring import Keyring
from api.services.renderer import Renderer, Reply
from store.serving.lookup_row import LookupRow
from tests.access import OPEN

NOW = 1_750_000_000.25


def row(**changes: object) -> LookupRow:
    """Return a fitting row that came into service, and was checked, long before."""
    values: dict[str, object] = dict.fromkeys(LookupRow._fields) | {
        "project_id": "4", "predicted_tag": "mlops", "score": "0.5", "tags": "{mlops}", "scores": "{0.5}",
        "run_id": 1, "model_version": 1, "content_hash": b"hash", "scored_at": NOW - 100, "is_current": True,
        "removed": False, "checked_at": NOW - 100, "modified_at": NOW - 100,
    }  # fmt: skip
    return LookupRow(**(values | changes))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time, which stands still until it is set."""
    clock = SimpleNamespace(now=NOW)
    monkeypatch.setattr(envelope, "time", SimpleNamespace(time=lambda: clock.now))
    return clock


@pytest.fixture
def renderer(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Renderer:
    database_clock = DatabaseClock()
    monkeypatch.setattr(database_clock, "time", lambda: clock.now)
    keyring = Keyring(database_clock)
    keyring.renew(OPEN)
    return Renderer(timedelta(hours=36), timedelta(0), keyring, database_clock)


def ask(renderer: Renderer, **changes: object) -> Reply:
    return renderer.stored("/predictions/4", row(**changes), NO_CONDITIONS, older=False)


def test_each_answer_has_the_second_of_its_own_moment(renderer: Renderer, clock: SimpleNamespace) -> None:
    told = []
    for later in (0.0, 0.5, 0.75, 3600.0):
        clock.now = NOW + later
        told.append(json.loads(ask(renderer).body)["timestamp"])
    assert told == [
        "2025-06-15T15:06:40Z", "2025-06-15T15:06:40Z", "2025-06-15T15:06:41Z", "2025-06-15T16:06:40Z",
    ]  # fmt: skip


def test_last_modified_is_sent_once_no_other_change_can_have_it(
    renderer: Renderer, clock: SimpleNamespace
) -> None:
    told = {}
    for age in (0.0, 1.0, 1.9, 2.1):
        clock.now = NOW + age
        told[age] = dict(ask(renderer, modified_at=NOW).headers).get(b"last-modified")
    # Rounded up: what changed within a second is not what was there at its beginning.
    assert told == {0.0: None, 1.0: None, 1.9: None, 2.1: formatdate(1_750_000_001, usegmt=True).encode()}


def test_a_row_is_stale_from_the_moment_that_its_check_is_older_than_is_set(
    renderer: Renderer, clock: SimpleNamespace
) -> None:
    checked = NOW - 36 * 3600
    stale = [json.loads(ask(renderer, checked_at=at).body)["data"]["stale"] for at in (checked, checked - 1)]
    assert stale == [False, True]
    assert [renderer.is_stale(at) for at in (checked, checked - 1, None)] == [False, True, True]
    assert json.loads(ask(renderer, checked_at=None).body)["data"]["stale"] is True
