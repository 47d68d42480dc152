"""Measures of how one distribution differs from another; distributions are counts by label."""

import math
from collections.abc import Mapping

Counts = Mapping[str, int]

# A label that one side lacks counts as this share of it, so that the logarithm stays finite.
_MIN_SHARE = 1e-4


def population_stability_index(expected: Counts, found: Counts) -> float:
    """Return the population stability index of two counts by label.

    It is the sum over labels of (q - p) ln(q / p), p and q being the shares of a label in either; by the
    usual reading below 0.1 is no shift, and above 0.25 a large one.

    Parameters
    ----------
    expected
        The counts of the reference.
    found
        The counts that are compared with it.
    """
    total_expected, total_found = sum(expected.values()), sum(found.values())
    if not total_expected or not total_found:
        return 0.0
    index = 0.0
    for label in expected.keys() | found.keys():
        p = max(expected.get(label, 0) / total_expected, _MIN_SHARE)
        q = max(found.get(label, 0) / total_found, _MIN_SHARE)
        index += (q - p) * math.log(q / p)
    return index


def jensen_shannon_distance(expected: Counts, found: Counts) -> float:
    """Return the Jensen-Shannon distance of two counts by label, between 0 and 1.

    It is the square root of the mean, in bits, of the divergence of each from their average; labels that one
    side lacks need no minimum share here.
    """
    total_expected, total_found = sum(expected.values()), sum(found.values())
    if not total_expected or not total_found:
        return 0.0
    divergence = 0.0
    for label in expected.keys() | found.keys():
        p, q = expected.get(label, 0) / total_expected, found.get(label, 0) / total_found
        middle = (p + q) / 2
        divergence += sum(share * math.log2(share / middle) for share in (p, q) if share) / 2
    return math.sqrt(min(max(divergence, 0.0), 1.0))


def expected_noise(expected: Counts, found: Counts) -> float:
    """Return the stability index that two samples of one and the same distribution have on average.

    To first order the index of samples of sizes n and m over k labels is (1/n + 1/m) times a chi-squared
    variable with k - 1 degrees of freedom (Yurdakul, Statistical properties of population stability index,
    2018).
    """
    labels = len(expected.keys() | found.keys())
    total_expected, total_found = sum(expected.values()), sum(found.values())
    if not total_expected or not total_found:
        return math.inf
    return (labels - 1) * (1 / total_expected + 1 / total_found)
