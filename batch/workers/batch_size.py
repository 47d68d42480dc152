"""The number of payloads of a call of `predict_batch` in a run."""

from typing import Final


class GrowingBatchSize:
    """The number of payloads for the next call of `predict_batch`: as many as should take a second.

    It begins small and grows, because a call cannot be interrupted, and nothing is known of the first one.
    Requests are batched by `FittedBatchSize` of `api`, which also weighs how long they wait for each other.
    """

    _SECONDS: Final = 1.0
    _FIRST: Final = 8
    _GROWTH: Final = 4

    def __init__(self) -> None:
        self.rows = self._FIRST
        self._last = (0, 0.0)

    def add_call(self, rows: int, seconds: float) -> None:
        """Record the size and the time of a call; smaller ones than wanted tell nothing."""
        if rows < self.rows:
            return
        last_rows, last_seconds = self._last
        mean = seconds / rows
        # What a further payload takes, without what each call takes; two calls tell roughly.
        each = (seconds - last_seconds) / (rows - last_rows) if rows != last_rows else mean
        each = min(max(each, mean / self._GROWTH), mean)
        self.rows = max(1, min(self._GROWTH * rows, int(self._SECONDS / max(each, 1e-9))))
        self._last = (rows, seconds)
