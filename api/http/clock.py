"""The clock of the database, as far as a worker knows it."""

import time
from datetime import UTC, datetime
from typing import Final

MAX_SKEW_SECONDS: Final = 30.0
"""The difference from the clock of the database beyond which the API warns."""


class DatabaseClock:
    """The time of the database, which wrote all the times that ages are reckoned from.

    It is read once a second, and goes on by the monotonic clock of this machine in between and while the
    database is unavailable. Before the first reading it is the clock of this machine.
    """

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()
        self.skew_seconds: float | None = None

    def read(self, moment: datetime, read_at: float) -> None:
        """Take over a time of the database.

        Parameters
        ----------
        moment
            The time of the database.
        read_at
            When the database said so, in seconds of `time.monotonic`.
        """
        self._offset = moment.timestamp() - read_at
        self.skew_seconds = time.time() - self.time()

    def time(self) -> float:
        """Return the time in seconds since 1970."""
        return time.monotonic() + self._offset

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.fromtimestamp(self.time(), UTC)

    def age(self, moment: datetime) -> float:
        """Return the seconds since a moment, never less than 0."""
        return max(0.0, self.time() - moment.timestamp())

    @property
    def problem(self) -> str | None:
        """A sentence on the difference of the two clocks, None where they agree."""
        return None if self.skew_seconds is None else describe_skew(self.skew_seconds)


def describe_skew(seconds: float) -> str | None:
    """Describe how far the clock of this machine is off from that of the database; None where they agree."""
    if abs(seconds) <= MAX_SKEW_SECONDS:
        return None
    direction = "ahead of" if seconds > 0 else "behind"
    return (
        f"The clock of this machine is {abs(seconds):,.0f} seconds {direction} that of the database, "
        "by which ages are reckoned. Let both follow a time server."
    )
