"""How long calls of a model take, by how many payloads they hold, and how many one should therefore hold."""

import math
from typing import Final

_KEPT: Final = 0.95
"""What is left of a measurement's weight after the next one: the last twenty or so count."""

_GAPS_KEPT: Final = 0.97
"""The same for the gaps between payloads: between the answers to two calls there are long ones."""

_FIXED_SHARE: Final = 9.0
"""How many times its fixed part a call may take for its payloads: larger ones can then save a tenth."""

_FIRST: Final = 4
"""How many payloads a call may hold while nothing was measured."""

_WAITED_SHARE: Final = 0.1
"""How much of a call's fixed part is worth waiting for other payloads."""

_MAX_WAIT_SECONDS: Final = 0.01


class BatchSizer:
    """A fixed part and one for each payload, fitted by least squares to what was measured lately."""

    def __init__(self) -> None:
        self._weight = self._sizes = self._squares = self._seconds = self._products = 0.0
        self._largest = 0
        self._gap = math.inf
        self._came_at = -math.inf

    def add(self, size: int, seconds: float) -> None:
        """Take in how long a call took."""
        self._weight = _KEPT * self._weight + 1
        self._sizes = _KEPT * self._sizes + size
        self._squares = _KEPT * self._squares + size * size
        self._seconds = _KEPT * self._seconds + seconds
        self._products = _KEPT * self._products + size * seconds
        self._largest = max(self._largest, size)

    def came(self, now: float) -> None:
        """Take in that a payload came."""
        gap = now - self._came_at
        self._came_at = now
        self._gap = gap if math.isinf(self._gap) else _GAPS_KEPT * self._gap + (1 - _GAPS_KEPT) * gap

    def parts(self) -> tuple[float, float]:
        """Return the seconds of a call, and of each payload on top."""
        if not self._weight:
            return 0.0, 0.0
        mean, mean_size = self._seconds / self._weight, self._sizes / self._weight
        spread = self._squares / self._weight - mean_size**2
        if spread < 1e-9:
            # All calls were of one size: nothing can be told apart yet.
            return mean, 0.0
        each = (self._products / self._weight - mean * mean_size) / spread
        each = min(max(each, 0.0), mean / mean_size)
        return max(mean - each * mean_size, 0.0), each

    def best_size(self, most: int, seconds: float) -> int:
        """Return how many payloads the next call should hold.

        As many as keep the fixed part worth sharing, as can be expected to be done within some seconds, and
        not more than twice as many as were ever measured.
        """
        if not self._weight:
            return min(_FIRST, most)
        fixed, each = self.parts()
        best = min(most, 2 * self._largest)
        if each > 0:
            # Two at least, so that there always is something to tell the two parts apart by.
            worth = max(2.0, math.ceil(_FIXED_SHARE * fixed / each))
            best = int(min(best, worth, max(1.0, (seconds - fixed) / each)))
        return max(1, best)

    def worth_waiting(self) -> float:
        """Return how many seconds a payload should wait for others, which is none where none are expected."""
        fixed, _ = self.parts()
        wait = min(_WAITED_SHARE * fixed, _MAX_WAIT_SECONDS)
        return wait if self._gap < wait else 0.0
