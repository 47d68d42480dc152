"""Ages go by the clock of the database, however far the clock of the API is off."""

import re
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from api.http import clock as clocks
from api.http.clock import DatabaseClock, describe_skew
from tests.conftest import RunNight
from tests.serving import Api
from tests.sql import checked_at
from tests.unit.api.conftest import Execute, Serve
from tests.waiting import wait_until

DAYS = 86_400


def metrics(api: Api) -> dict[str, float]:
    lines = api.client.get("/metrics").text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


@pytest.fixture(params=[-2, 2])
def skewed(
    request: pytest.FixtureRequest, night: RunNight, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> tuple[Api, int]:
    """An API with a published run whose clock is two days off, and by how many days it is ahead."""
    night()
    days: int = request.param
    off = SimpleNamespace(time=lambda: time.time() + days * DAYS, monotonic=time.monotonic)
    monkeypatch.setattr(clocks, "time", off)
    return serve(), days


def test_an_api_whose_clock_is_off_is_right_about_ages_and_says_so(
    caplog: pytest.LogCaptureFixture, skewed: tuple[Api, int], execute: Execute
) -> None:
    api, days = skewed
    found = metrics(api)
    assert found["predawn_clock_skew_seconds"] == pytest.approx(days * DAYS, abs=60)
    assert 0 <= found["predawn_run_age_seconds"] < 600
    assert 0 <= found["predawn_run_checked_seconds"] < 600
    health = api.client.get("/health").json()
    assert health["data"]["run"]["stale"] is False
    assert 0 <= health["data"]["run"]["age_seconds"] < 600
    direction = "behind" if days < 0 else "ahead of"
    sentence = re.compile(rf"The clock of this machine is 172,\d+ seconds {direction} that of the database")
    assert any(sentence.match(problem) for problem in health["data"]["problems"])
    assert health["data"]["status"] == "warn"
    assert "Predawn warns" in health["message"]
    warned = [record.message for record in caplog.get_records("setup")]
    assert [message for message in warned if sentence.match(message)]
    assert api.client.get("/predictions/4").json()["data"]["stale"] is False
    assert not re.search(r"\b[12] days?\b", api.client.get("/dashboard").text)
    # And what is stale is stale.
    execute(checked_at("now() - interval '37 hours'"))
    wait_until(lambda: api.client.get("/health").json()["data"]["run"]["stale"])
    assert api.client.get("/predictions/4").json()["data"]["stale"] is True
    listed = api.client.get("/predictions?limit=1").json()["data"]["predictions"]
    assert [row["stale"] for row in listed] == [True]


def test_a_database_whose_clock_went_back_makes_no_age_negative(
    night: RunNight, serve: Serve, execute: Execute
) -> None:
    night()
    execute(checked_at("now() + interval '2 days'"))
    execute("UPDATE predawn.serving SET moved_at = now() + interval '2 days'")
    found = metrics(serve())
    assert (found["predawn_run_age_seconds"], found["predawn_run_checked_seconds"]) == (0, 0)


def test_the_clock_goes_on_between_readings_and_says_how_far_it_is_off() -> None:
    clock = DatabaseClock()
    assert (clock.skew_seconds, clock.problem) == (None, None)
    assert clock.time() == pytest.approx(time.time(), abs=5)
    there = datetime.now(UTC) + timedelta(hours=1)
    clock.read(there, time.monotonic())
    assert clock.skew_seconds == pytest.approx(-3600, abs=5)
    assert clock.time() == pytest.approx(there.timestamp(), abs=5)
    assert clock.now() >= there
    assert clock.age(there - timedelta(seconds=100)) == pytest.approx(100, abs=5)
    assert clock.age(there + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [(30.0, None), (-30.0, None), (31.0, "31 seconds ahead of"), (-172_800.0, "172,800 seconds behind")],
)
def test_a_difference_is_named_from_half_a_minute_on(seconds: float, sentence: str | None) -> None:
    found = describe_skew(seconds)
    assert found is None if sentence is None else sentence in str(found)
