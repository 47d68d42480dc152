"""Measures of how one distribution differs from another."""

import math
from collections.abc import Mapping

# A tag that one side lacks counts as this share of it, so that the logarithm stays finite.
_LEAST_SHARE = 1e-4


def population_stability_index(expected: Mapping[str, int], found: Mapping[str, int]) -> float:
    """Return the population stability index of two counts by tag.

    It is the sum over tags of (q - p) ln(q / p), p and q being the shares of a tag in either; by the
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
    for tag in expected.keys() | found.keys():
        p = max(expected.get(tag, 0) / total_expected, _LEAST_SHARE)
        q = max(found.get(tag, 0) / total_found, _LEAST_SHARE)
        index += (q - p) * math.log(q / p)
    return index
