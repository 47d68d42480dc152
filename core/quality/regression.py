"""Measures of predicted numbers against known ones."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def mean_absolute_error(predicted: Numbers, known: Numbers) -> float | None:
    """Return the mean distance of predicted from known numbers; None where it is too large for a number."""
    with np.errstate(over="ignore"):
        return _finite(np.abs(predicted - known).mean())


def r_squared(predicted: Numbers, known: Numbers) -> float | None:
    """Return the coefficient of determination: 1 less the squared errors over those of the mean of the known.

    None where all known numbers are the same, or squares are too large for a number.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        spread = np.square(known - known.mean()).sum()
        return _finite(1 - np.square(predicted - known).sum() / spread) if spread else None


def _finite(value: np.floating) -> float | None:
    return float(value) if np.isfinite(value) else None
