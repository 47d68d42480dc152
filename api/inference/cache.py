"""The cache of recent on-demand answers, in the memory of one worker."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from core.types import Prediction


@dataclass(slots=True)
class CacheEntry:
    """A cached answer; `unstored_in` is the last run that was found to hold no prediction of its text."""

    prediction: Prediction
    made_at: datetime
    unstored_in: int | None = None


class AnswerCache:
    """A cache of the most recently used answers, by model version and input key.

    Parameters
    ----------
    size
        The largest number of answers; 0 disables the cache.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[tuple[int, bytes], CacheEntry] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, version: int, key: bytes | None) -> CacheEntry | None:
        """Return the cached answer of a model to an input, or None."""
        if key is None:
            return None
        found = self._entries.get((version, key))
        if found is not None:
            self._entries.move_to_end((version, key))
        return found

    def add(self, version: int, key: bytes, answer: CacheEntry) -> None:
        """Add the answer of a model to an input."""
        if not self._size:
            return
        self._entries[version, key] = answer
        self._entries.move_to_end((version, key))
        if len(self._entries) > self._size:
            self._entries.popitem(last=False)
