"""Runs of numbers and of rankings are held, and measured, by what they say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import mean_absolute_error, r2_score

from core.types import CheckStatus, RunStatus
from store.connect.database import Database
from tests.nights_of_outputs import Nights, numbers

Make = Callable[[str], Nights]


@pytest.fixture
def make(migrated_database: Database, tmp_path: Path) -> Iterator[Make]:
    made: list[Nights] = []

    def start(predictor: str) -> Nights:
        made.append(Nights(migrated_database, tmp_path, predictor))
        return made[-1]

    yield start
    for nights in made:
        nights.close()


def test_numbers_count_as_moved_beyond_a_part_of_the_spread(make: Make) -> None:
    nights = make("Number")
    first = nights.run(numbers(range(101)))
    checks = nights.checks(first)
    assert list(checks) == ["coverage", "failures", "psi", "churn"]
    assert {checks[name].status for name in ("psi", "churn")} == {CheckStatus.NOT_APPLICABLE}
    assert nights.figures(first) == {"median": 50.0, "interquartile_range": 50.0}
    # From the quartiles 25 and 75: five is a tenth of their distance, and no more than that.
    second = nights.run(numbers([value + 5 for value in range(101)]))
    assert nights.checks(second)["churn"].figure == 0.0
    third = nights.run(numbers([value + 5 + 5.1 * (value < 20) for value in range(101)]))
    assert nights.checks(third)["churn"].figure == pytest.approx(20 / 101)
    assert third.status is RunStatus.PUBLISHED
    held = nights.run(numbers([value + 5 + 5.1 * (value < 60) for value in range(101)]))
    assert held.status is RunStatus.HELD
    assert nights.checks(held)["churn"].status is CheckStatus.BREACHED
    assert "moved by more than 0.1 of its interquartile range, 50" in nights.checks(held)["churn"].detail


def test_numbers_are_held_by_their_distribution(make: Make) -> None:
    nights = make("Number")
    nights.run(numbers(range(100)))
    held = nights.run(numbers([value if value < 50 else 200 for value in range(100)]), max_churn=1.0)
    shift = nights.checks(held)["psi"]
    assert (held.status, shift.status) == (RunStatus.HELD, CheckStatus.BREACHED)
    assert nights.figures(held)["values_psi_published"] == shift.figure


@pytest.mark.parametrize(
    "values", [[7.0] * 20, [1e308, -1e308] * 10, [5e-324, 0.0, -0.0, 1.0] * 5, [1e-300, 1e300, 1, 2] * 5]
)
def test_any_finite_numbers_are_checked(make: Make, values: list[float]) -> None:
    nights = make("Number")
    nights.run(numbers(values))
    run = nights.run(numbers([*values[1:], -values[0]]), max_churn=1.0, max_psi=100)
    assert run.status is RunStatus.PUBLISHED
    assert all(np.isfinite(value) for value in nights.figures(run).values() if value is not None)


def test_known_numbers_give_the_error_and_what_is_explained(make: Make) -> None:
    nights = make("Number")
    random = np.random.default_rng(0)
    values = random.normal(size=80).tolist()
    known = {f"p{place:03d}": value + random.normal() for place, value in enumerate(values[:60])}
    (nights.folder / "claim.toml").write_text('trained_on = "none"\n')
    judged = {"column_target": "known", "predictor_config": nights.folder / "claim.toml"}
    figures = nights.figures(nights.run(numbers(values), known=known, **judged))
    assert figures["labels"] == 60
    assert figures["mae"] == pytest.approx(mean_absolute_error(list(known.values()), values[:60]))
    assert figures["r2"] == pytest.approx(r2_score(list(known.values()), values[:60]))
    few = dict(list(known.items())[:49])
    figures = nights.figures(nights.run(numbers([*values[:-1], 0.5]), known=few, **judged))
    assert (figures["labels"], figures["mae"], figures["r2"]) == (49, None, None)
    figures = nights.figures(nights.run(numbers([*values[:-1], 0.25]), **judged))
    assert figures.keys().isdisjoint({"labels", "mae", "r2"})


def test_rankings_are_held_by_what_they_have_in_common(make: Make) -> None:
    nights = make("Ranking")
    first = nights.run({"a": "x y z w", "b": "x", "c": "-", "d": "u v"})
    checks = nights.checks(first)
    assert list(checks) == ["coverage", "failures", "empty", "churn"]
    assert (checks["empty"].figure, checks["churn"].status) == (0.25, CheckStatus.NOT_APPLICABLE)
    # Of `a` half is common, of `b` a third of the longer one, `c` is still empty, `d` has another order.
    second = nights.run({"a": "x y p q", "b": "r x s", "c": "-", "d": "v u"})
    assert nights.figures(second)["overlap"] == pytest.approx((1 / 2 + 1 / 3 + 1 + 1) / 4)
    assert nights.checks(second)["churn"].figure == pytest.approx(1 - (1 / 2 + 1 / 3 + 1 + 1) / 4)
    assert second.status is RunStatus.HELD
    held = nights.run({"a": "-", "b": "-", "c": "-", "d": "-"}, max_churn=1.0)
    assert nights.checks(held)["empty"].status is CheckStatus.BREACHED


def test_another_output_is_compared_with_nothing(make: Make) -> None:
    first = make("Tag")
    first.run({"a": "1", "b": "2.5"})
    numbers_instead = make("Number")
    run = numbers_instead.run({"a": "1", "b": "2.5"})
    assert run.status is RunStatus.PUBLISHED
    checks = numbers_instead.checks(run)
    assert {checks[name].status for name in ("psi", "churn")} == {CheckStatus.NOT_APPLICABLE}
    tags_again = first.run({"a": "1", "b": "2.75", "c": "4"})
    assert tags_again.status is RunStatus.PUBLISHED
    checks = first.checks(tags_again)
    assert {checks[name].status for name in ("psi", "churn")} == {CheckStatus.NOT_APPLICABLE}
