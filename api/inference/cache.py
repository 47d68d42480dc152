"""The answers that a worker has made lately, by what was asked: bounded, in memory, gone with the process."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from core.types import Prediction


@dataclass(slots=True)
class CacheEntry:
    """An answer and when it was made; `unstored_in` is the run that was last found not to hold it."""

    prediction: Prediction
    made_at: datetime
    unstored_in: int | None = None


class AnswerCache:
    """The answers used last, by model version and input.

    Parameters
    ----------
    size
        How many are kept; none with 0.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: OrderedDict[tuple[int, bytes], CacheEntry] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def find(self, version: int, key: bytes | None) -> CacheEntry | None:
        """Return what a model said of an input, if it is still known."""
        if key is None:
            return None
        found = self._known.get((version, key))
        if found is not None:
            self._known.move_to_end((version, key))
        return found

    def add(self, version: int, key: bytes, answer: CacheEntry) -> None:
        """Keep what a model said of an input."""
        if not self._size:
            return
        self._known[version, key] = answer
        self._known.move_to_end((version, key))
        if len(self._known) > self._size:
            self._known.popitem(last=False)
