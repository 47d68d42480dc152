"""Distances of distributions: against SciPy's, against the formula, and against chance."""

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from core.quality.drift import expected_noise, jensen_shannon_distance, population_stability_index

counted = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 1000), min_size=1)


@given(counted, counted)
def test_the_jensen_shannon_distance_is_scipys(expected: dict[str, int], found: dict[str, int]) -> None:
    labels = "abcdef"
    if not sum(expected.values()) or not sum(found.values()):
        assert jensen_shannon_distance(expected, found) == 0.0
        return
    sides = [[side.get(label, 0) for label in labels] for side in (expected, found)]
    distance = jensenshannon(*sides, base=2)
    assert jensen_shannon_distance(expected, found) == pytest.approx(distance, abs=1e-6)
    assert 0 <= jensen_shannon_distance(expected, found) <= 1


def test_what_has_nothing_in_common_is_as_far_as_can_be() -> None:
    assert jensen_shannon_distance({"a": 3}, {"b": 5}) == 1.0
    assert population_stability_index({"a": 3}, {"b": 5}) == pytest.approx(2 * (1 - 1e-4) * math.log(1e4))


def test_the_stability_index_is_the_sum_of_its_formula() -> None:
    expected, found = {"a": 50, "b": 30, "c": 20}, {"a": 40, "b": 40, "c": 20}
    by_hand = (0.4 - 0.5) * math.log(0.4 / 0.5) + (0.4 - 0.3) * math.log(0.4 / 0.3)
    assert population_stability_index(expected, found) == pytest.approx(by_hand)
    assert population_stability_index(expected, expected) == 0.0


def test_chance_alone_gives_the_noise_that_is_expected() -> None:
    chance = random.Random(1)
    weights = {"a": 40, "b": 30, "c": 20, "d": 10}
    noise, index = [], []
    for _ in range(400):
        first, second = (
            Counter(chance.choices(list(weights), list(weights.values()), k=size)) for size in (300, 500)
        )
        noise.append(expected_noise(first, second))
        index.append(population_stability_index(first, second))
    assert sum(index) / len(index) == pytest.approx(sum(noise) / len(noise), rel=0.1)
