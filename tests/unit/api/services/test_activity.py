"""Rates and latencies from the counts of workers, over the last minutes and over hours."""

import pytest

from api.services.counts.request_counts import BOUNDS, WorkerSnapshot
from api.services.pages.activity import LONG_STEP_SECONDS, LONG_STEPS, STEPS, Activity, find_quantile

ROUTE = "/predictions/{project_id}"


def histogram(**counts: int) -> list[int]:
    """Return a histogram by the index of the bucket: `b3=7` is seven in the fourth."""
    buckets = [0] * (len(BOUNDS) + 1)
    for name, number in counts.items():
        buckets[int(name[1:])] = number
    return buckets


def snapshot(*requests: tuple[str, list[int]]) -> WorkerSnapshot:
    return WorkerSnapshot([(ROUTE, 200, source, buckets, 0.0) for source, buckets in requests], {}, {})


@pytest.mark.parametrize(
    ("buckets", "share", "seconds"),
    [
        (histogram(), 0.5, None),
        (histogram(b0=10), 0.5, BOUNDS[0] / 2),
        (histogram(b1=10), 0.5, (BOUNDS[0] + BOUNDS[1]) / 2),
        (histogram(b0=50, b2=50), 0.5, BOUNDS[0]),
        (histogram(b0=90, b3=10), 0.95, (BOUNDS[2] + BOUNDS[3]) / 2),
        (histogram(b14=1), 0.5, BOUNDS[-1]),
    ],
)
def test_a_quantile_lies_within_its_bucket(buckets: list[int], share: float, seconds: float | None) -> None:
    assert find_quantile(buckets, share) == (None if seconds is None else pytest.approx(seconds))


def test_rates_are_by_source_and_latency_is_of_predictions_alone() -> None:
    taken: list[WorkerSnapshot] = []
    activity = Activity(lambda: taken)
    activity.sample(0.0)
    taken += [
        snapshot(("cache", histogram(b0=40))),
        snapshot(("on_demand", histogram(b5=10)), ("", histogram(b9=50))),
    ]
    activity.sample(10.0)
    (found,) = activity.rates()
    assert found.at == 10.0
    assert found.per_second == {"": 10.0, "cache": 4.0, "on_demand": 1.0}
    assert sum(found.buckets) == 50
    assert found.latency(0.5) == pytest.approx(BOUNDS[0] * 25 / 40)
    assert activity.totals() == {"": 100, "cache": 40, "on_demand": 10}


def test_what_a_worker_forgets_makes_no_rate_negative() -> None:
    taken = [snapshot(("cache", histogram(b0=40)))]
    activity = Activity(lambda: taken)
    activity.sample(0.0)
    taken[:] = [snapshot(("cache", histogram(b0=1)))]
    activity.sample(10.0)
    (found,) = activity.rates()
    assert found.per_second["cache"] == 0
    assert found.latency(0.5) is None


def test_hours_are_kept_in_few_steps_and_end_now() -> None:
    buckets = histogram()
    activity = Activity(lambda: [snapshot(("cache", list(buckets)))])
    for step in range(3000):
        buckets[0] += 10
        activity.sample(10.0 * step)
    assert len(activity.rates()) == STEPS
    hours = activity.hours()
    assert len(hours) <= LONG_STEPS + 1
    assert hours[0].at - LONG_STEP_SECONDS <= hours[-1].at - LONG_STEP_SECONDS * (LONG_STEPS - 1)
    assert hours[-1].at == 29_990.0
    assert {found.per_second["cache"] for found in hours} == {1.0}
