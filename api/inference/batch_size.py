"""The size of batches, chosen from the measured times of a model's calls."""

import math
from typing import Final

_CALL_DECAY: Final = 0.95
"""The decay of a call's weight with each further call; about the last twenty count."""

_GAP_DECAY: Final = 0.97
"""The decay of the gaps between payloads; it is slower, because gaps are long between two calls."""

_MAX_PAYLOAD_SHARE: Final = 9.0
"""The largest useful ratio of the time for payloads to the fixed time: a larger batch saves under a tenth."""

_FIRST_SIZE: Final = 4
"""The largest size of a batch before the first measurement."""

_WAIT_SHARE: Final = 0.1
"""The share of a call's fixed time for which it is worth waiting for further payloads."""

_MAX_WAIT_SECONDS: Final = 0.01


class FittedBatchSize:
    """Chooses batch sizes by the fixed time of a call and the time for each payload.

    Both are fitted to recent calls by least squares.
    """

    def __init__(self) -> None:
        self._weight = self._sizes = self._squares = self._seconds = self._products = 0.0
        self._largest = 0
        self._gap = math.inf
        self._last_arrival = -math.inf

    def add_call(self, size: int, seconds: float) -> None:
        """Record the size and the time of a call."""
        self._weight = _CALL_DECAY * self._weight + 1
        self._sizes = _CALL_DECAY * self._sizes + size
        self._squares = _CALL_DECAY * self._squares + size * size
        self._seconds = _CALL_DECAY * self._seconds + seconds
        self._products = _CALL_DECAY * self._products + size * seconds
        self._largest = max(self._largest, size)

    def add_arrival(self, now: float) -> None:
        """Record the arrival of a payload."""
        gap = now - self._last_arrival
        self._last_arrival = now
        self._gap = gap if math.isinf(self._gap) else _GAP_DECAY * self._gap + (1 - _GAP_DECAY) * gap

    def fit(self) -> tuple[float, float]:
        """Return the fixed seconds of a call, and the seconds for each payload."""
        if not self._weight:
            return 0.0, 0.0
        mean, mean_size = self._seconds / self._weight, self._sizes / self._weight
        spread = self._squares / self._weight - mean_size**2
        if spread < 1e-9:
            # All calls had the same size, so the two parts cannot be separated yet.
            return mean, 0.0
        each = (self._products / self._weight - mean * mean_size) / spread
        each = min(max(each, 0.0), mean / mean_size)
        return max(mean - each * mean_size, 0.0), each

    def best_size(self, max_size: int, seconds: float) -> int:
        """Return the size of the next batch.

        It is the size beyond which the fixed time is no longer worth sharing, limited by `max_size`, by the
        number of payloads expected to take `seconds`, and by twice the largest batch measured so far.
        """
        if not self._weight:
            return min(_FIRST_SIZE, max_size)
        fixed, each = self.fit()
        best = min(max_size, 2 * self._largest)
        if each > 0:
            # At least two: the fit needs batches of different sizes.
            worth = max(2.0, math.ceil(_MAX_PAYLOAD_SHARE * fixed / each))
            best = int(min(best, worth, max(1.0, (seconds - fixed) / each)))
        return max(1, best)

    def worth_waiting(self) -> float:
        """Return the seconds for which a payload should wait for others; 0 if none is expected."""
        fixed, _ = self.fit()
        wait = min(_WAIT_SHARE * fixed, _MAX_WAIT_SECONDS)
        return wait if self._gap < wait else 0.0
