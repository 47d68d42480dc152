"""Due times of a schedule, from a cron line and a time zone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from core.errors import InputError

_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_ELEMENT = re.compile(r"(?:\*|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>\d+))?", re.ASCII)

# The spans searched for the last due time, shortest first, so that frequent schedules are found soon. The
# longest is for a 29 February across a century without a leap day.
_LOOK_BACK = tuple(timedelta(days=days) for days in (1 / 24, 1, 8, 32, 367, 9 * 366))


@dataclass(frozen=True, slots=True)
class _Field:
    """One of the five fields: its name, its range, and the names of its numbers."""

    name: str
    minimum: int
    maximum: int
    names: tuple[str, ...] = ()

    def parse(self, written: str) -> list[int]:
        """Return the numbers of a field, in ascending order."""
        numbers: set[int] = set()
        for element in written.split(","):
            numbers.update(self._parse_element(element))
        return sorted(numbers)

    def _parse_element(self, element: str) -> range:
        match = _ELEMENT.fullmatch(element)
        if match is None:
            raise InputError(f"{element!r} is not a number, a name, a range or a step of the {self.name}")
        first, last, step = match["first"], match["last"], match["step"]
        if first is not None and last is None and step is not None:
            raise InputError(
                f"{element!r} of the {self.name} has a step without a range; "
                f"write {first}-{self.maximum}/{step}"
            )
        low = self.minimum if first is None else self._number(first)
        high = self.maximum if first is None else low if last is None else self._number(last)
        if low > high and self._is_sunday(last):
            high = 7  # in `fri-sun` Sunday is the end of the week, although `sun` alone is 0
        if low > high:
            raise InputError(f"the range {element!r} of the {self.name} runs backwards")
        if step is not None and int(step) == 0:
            raise InputError(f"{element!r} of the {self.name} has a step of 0")
        return range(low, high + 1, int(step or 1))

    def _number(self, written: str) -> int:
        if written.lower() in self.names:
            return self.minimum + self.names.index(written.lower())
        if not written.isdecimal() or not self.minimum <= int(written) <= self.maximum:
            names = f", or {self.names[0]} to {self.names[-1]}" if self.names else ""
            raise InputError(
                f"{written!r} is not a {self.name}, which is a number from {self.minimum} "
                f"to {self.maximum}{names}"
            )
        return int(written)

    def _is_sunday(self, written: str | None) -> bool:
        return self.names == _WEEKDAYS and written is not None and written.lower() == "sun"


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day of the month", 1, 31),
    _Field("month", 1, 12, _MONTHS),
    _Field("weekday", 0, 7, _WEEKDAYS),
)


class DueTimes(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """The due times of a schedule, as a trigger of APScheduler.

    Every time on the wall clock comes due once: a time in an hour that the clock skips comes due when that
    hour would have begun, and a time in a repeated hour at its first passage.

    Parameters
    ----------
    line
        Minute, hour, day of the month, month and weekday, as cron reads them: 0 and 7 are Sunday, and
        where neither the day of the month nor the weekday begins with `*`, either is enough.
    zone
        The time zone of the wall clock.

    Raises
    ------
    InputError
        If the line is not one of cron, or never comes due.
    """

    __slots__ = ("_wall", "line", "zone")

    def __init__(self, line: str, zone: tzinfo = UTC) -> None:
        self.line = line
        self.zone = zone
        try:
            self._wall = _wall_clock(line)
        except InputError as error:
            raise InputError(
                f"The schedule {line!r} is not usable: {error}. It has five fields (minute, hour, day of the "
                'month, month, weekday), such as "0 3 * * *" for three o\'clock every night.'
            ) from None

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """Return the due time after the previous one, or else the first from now on."""
        return self.after(previous if previous is not None else now - timedelta(microseconds=1))

    def after(self, instant: datetime) -> datetime:
        """Return the first due time after an instant, in UTC."""
        instant = instant.astimezone(UTC)  # in UTC no two instants compare by the hands of a clock
        wall = instant.astimezone(self.zone).replace(tzinfo=UTC)
        while True:
            wall = self._wall.get_next_fire_time(None, wall + timedelta(microseconds=1))
            due = self._instant(wall)
            if due > instant:
                return due

    def latest(self, now: datetime) -> datetime | None:
        """Return the last due time that is not after now; None if that is more than nine years ago."""
        for span in _LOOK_BACK:
            found = list(self.between(now - span, now))
            if found:
                return found[-1]
        return None

    def between(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Yield the due times after one instant up to and including another."""
        due = self.after(start)
        while due <= end:
            yield due
            due = self.after(due)

    def _instant(self, wall: datetime) -> datetime:
        instant = wall.replace(tzinfo=self.zone, fold=0).astimezone(UTC)
        if instant.astimezone(self.zone).replace(tzinfo=UTC) != wall:  # the clock skips it
            offset = instant.astimezone(self.zone).utcoffset()
            minute = timedelta(minutes=1)
            while (instant - minute).astimezone(self.zone).utcoffset() == offset:
                instant -= minute
        return instant


def find_zone(name: str) -> ZoneInfo:
    """Return a time zone by its name in the IANA database.

    Raises
    ------
    InputError
        If there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(
            f"There is no time zone {name!r}. PREDAWN_TIMEZONE takes names such as UTC or Europe/Berlin."
        ) from None


def _wall_clock(line: str) -> BaseTrigger:
    """Return a trigger for the wall clock.

    It counts in UTC, where no hour is skipped or repeated: APScheduler's own arithmetic in a zone makes two
    due times of a repeated one.
    """
    written = line.split()
    if len(written) != len(_FIELDS):
        raise InputError(f"it has {len(written)} of the five fields")
    minutes, hours, days, months, weekdays = (
        field.parse(text) for field, text in zip(_FIELDS, written, strict=True)
    )
    day = {"day": _listed(days)}
    # APScheduler counts weekdays from Monday = 0, so they go by their names.
    weekday = {"day_of_week": ",".join(sorted({_WEEKDAYS[number % 7] for number in weekdays}))}
    month = {"month": _listed(months)}
    time = {"hour": _listed(hours), "minute": _listed(minutes), "second": "0", "timezone": UTC}
    if not written[2].startswith("*") and not written[4].startswith("*"):
        on_day, on_weekday = CronTrigger(**month, **day, **time), CronTrigger(**month, **weekday, **time)
        return OrTrigger([on_day, on_weekday]) if _exists(days, months) else on_weekday
    if not _exists(days, months):
        raise InputError("none of its months has such a day")
    return CronTrigger(**month, **day, **weekday, **time)


def _exists(days: Sequence[int], months: Sequence[int]) -> bool:
    return any(days[0] <= _DAYS_OF_MONTHS[month - 1] for month in months)


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))
