"""Lines of cron against an evaluator that knows nothing of how they are parsed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cron import DueTimes, find_zone
from core.errors import InputError
from tests.examples import examples

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = datetime(2026, 11, 22, tzinfo=UTC)
WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def days_of_a_week(weekday: str) -> str:
    """The days from Sunday to Saturday on which a line with this weekday field comes due."""
    times = DueTimes(f"0 12 * * {weekday}")
    due = {time.date() for time in times.between(SUNDAY, SUNDAY + timedelta(days=7))}
    return "".join(
        letter if (SUNDAY + timedelta(days=day)).date() in due else "-"
        for day, letter in enumerate("SMTWTFS")
    )


@pytest.mark.parametrize(
    ("weekday", "days"),
    [
        ("0", "S------"),
        ("7", "S------"),
        ("1", "-M-----"),
        ("6", "------S"),
        ("sun", "S------"),
        ("Mon", "-M-----"),
        ("5-7", "S----FS"),
        ("0-2", "SMT----"),
        ("1-5", "-MTWTF-"),
        ("mon-fri", "-MTWTF-"),
        ("fri-sun", "S----FS"),
        ("0,3,6", "S--W--S"),
        ("*/2", "S-T-T-S"),
        ("1-7/2", "SM-W-F-"),
        ("*/7", "S------"),
        ("*", "SMTWTFS"),
        ("0-7", "SMTWTFS"),
    ],
)
def test_weekdays_mean_what_cron_means(weekday: str, days: str) -> None:
    assert days_of_a_week(weekday) == days


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("0 3 * * *", ["11-20 03:00", "11-21 03:00", "11-22 03:00"]),
        ("*/20 12-13 21 11 *", ["11-21 12:00", "11-21 12:20", "11-21 12:40", "11-21 13:00"]),
        ("5,50 0 * nov *", ["11-20 00:05", "11-20 00:50", "11-21 00:05"]),
        # Either day is enough where both are restricted, and both are needed where one begins with a star.
        ("0 0 13 * 5", ["11-20 00:00", "11-27 00:00", "12-04 00:00", "12-11 00:00", "12-13 00:00"]),
        ("0 0 */10 * 6", ["11-21 00:00", "05-01 00:00"]),
        ("0 0 13 * */3", ["12-13 00:00", "01-13 00:00"]),
        ("0 0 30 2 1", ["02-01 00:00", "02-08 00:00"]),
        ("0 0 29 2 *", ["02-29 00:00"]),
        ("0 0 31 * *", ["12-31 00:00", "01-31 00:00", "03-31 00:00"]),
    ],
)
def test_due_times_of_a_line(line: str, due: list[str]) -> None:
    times = DueTimes(line)
    now = datetime(2026, 11, 19, 12, tzinfo=UTC)
    found = []
    for _ in due:
        now = times.after(now)
        found.append(f"{now:%m-%d %H:%M}")
    assert found == due


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "0 of the five fields"),
        ("0 3 * *", "4 of the five fields"),
        ("0 3 * * * *", "6 of the five fields"),
        ("@daily", "1 of the five fields"),
        ("60 3 * * *", "'60' is not a minute"),
        ("0 24 * * *", "'24' is not a hour"),
        ("0 3 0 * *", "'0' is not a day of the month"),
        ("0 3 * 13 *", "'13' is not a month"),
        ("0 3 * * 8", "'8' is not a weekday, which is a number from 0 to 7, or sun to sat"),
        ("0 3 * * friday", "'friday' is not a weekday"),
        ("0 3 * * 6-1", "runs backwards"),
        ("0 22-2 * * *", "runs backwards"),
        ("*/0 3 * * *", "a step of 0"),
        ("5/10 3 * * *", "write 5-59/10"),
        ("0 3 L * *", "'L' is not a day of the month"),
        ("0 3 * * 5#2", "'5#2' is not a number"),
        ("0,,5 3 * * *", "'' is not a number"),
        ("-5 3 * * *", "'-5' is not a number"),
        ("٣ 3 * * *", "'٣' is not a number"),
        ("0 0 30 2 *", "none of its months has such a day"),
        ("0 0 31 4,6 *", "none of its months has such a day"),
    ],
)
def test_a_bad_line_is_a_sentence(line: str, says: str) -> None:
    with pytest.raises(InputError) as error:
        DueTimes(line)
    assert str(error.value).startswith(f"The schedule {line!r} is not usable: ")
    assert says in str(error.value)
    assert 'such as "0 3 * * *"' in str(error.value)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_a_zone_that_is_none_is_a_sentence(name: str) -> None:
    with pytest.raises(InputError, match="There is no time zone"):
        find_zone(name)


def local(times: DueTimes, start: datetime, hours: int) -> list[str]:
    return [
        f"{due.astimezone(BERLIN):%d %H:%M%z}" for due in times.between(start, start + timedelta(hours=hours))
    ]


def test_a_night_in_a_skipped_hour_comes_once_when_the_hour_would_have_begun() -> None:
    start = datetime(2026, 3, 27, 12, tzinfo=UTC)
    assert local(DueTimes("30 2 * * *", BERLIN), start, 72) == [
        "28 02:30+0100",
        "29 03:00+0200",
        "30 02:30+0200",
    ]


def test_a_night_in_a_repeated_hour_comes_once_at_its_first_passage() -> None:
    start = datetime(2026, 10, 23, 12, tzinfo=UTC)
    assert local(DueTimes("30 2 * * *", BERLIN), start, 72) == [
        "24 02:30+0200",
        "25 02:30+0200",
        "26 02:30+0100",
    ]


def test_the_latest_due_time_is_found_during_the_second_passage_of_an_hour() -> None:
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    latest = DueTimes("*/15 * * * *", BERLIN).latest(second.astimezone(BERLIN))
    assert latest == datetime(2026, 10, 25, 0, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "latest"),
    [
        ("* * * * *", datetime(2026, 11, 21, 9, 30, tzinfo=UTC)),
        ("30 9 * * *", datetime(2026, 11, 21, 9, 30, tzinfo=UTC)),
        ("31 9 * * *", datetime(2026, 11, 20, 9, 31, tzinfo=UTC)),
        ("0 5 * * 0", datetime(2026, 11, 15, 5, tzinfo=UTC)),
        ("0 0 29 2 *", datetime(2024, 2, 29, tzinfo=UTC)),
    ],
)
def test_the_latest_due_time(line: str, latest: datetime) -> None:
    assert DueTimes(line).latest(datetime(2026, 11, 21, 9, 30, tzinfo=UTC)) == latest


# An evaluator by the manual page of cron, which asks of one minute whether the line names it.


def names_value(field: str, value: int, least: int, most: int, names: list[str]) -> bool:
    def number(text: str) -> int:
        return names.index(text) + least if text in names else int(text)

    for element in field.split(","):
        span, _, step = element.partition("/")
        low, _, high = (f"{least}-{most}" if span == "*" else span).partition("-")
        first, last = number(low), number(high or low)
        if first <= value <= last and (value - first) % int(step or 1) == 0:
            return True
    return False


def names_minute(line: str, minute: datetime) -> bool:
    minutes, hours, days, months, weekdays = line.split()
    weekday = (minute.weekday() + 1) % 7
    on_day = names_value(days, minute.day, 1, 31, [])
    on_weekday = any(
        names_value(weekdays, n, 0, 7, WEEKDAYS) for n in ([0, 7] if weekday == 0 else [weekday])
    )
    both = days[0] == "*" or weekdays[0] == "*"
    return (
        names_value(minutes, minute.minute, 0, 59, [])
        and names_value(hours, minute.hour, 0, 23, [])
        and names_value(months, minute.month, 1, 12, MONTHS)
        and ((on_day and on_weekday) if both else (on_day or on_weekday))
    )


@st.composite
def cron_fields(draw: st.DrawFn, least: int, most: int, names: tuple[str, ...] = ()) -> str:
    def element() -> str:
        if draw(st.integers(0, 2)) == 0:
            return "*" + (f"/{draw(st.integers(1, most + 3))}" if draw(st.booleans()) else "")
        low = draw(st.integers(least, most))
        high = draw(st.integers(low, most))
        if names and high - least < len(names) and draw(st.booleans()):
            first, last = names[low - least], names[high - least]
        else:
            first, last = str(low), str(high)
        if draw(st.booleans()):
            return first
        return f"{first}-{last}" + (f"/{draw(st.integers(1, most))}" if draw(st.booleans()) else "")

    return ",".join(element() for _ in range(draw(st.integers(1, 3))))


# Days up to 28 only: what never comes due is refused, which the table above tries.
lines = st.tuples(
    cron_fields(0, 59),
    cron_fields(0, 23),
    cron_fields(1, 28),
    cron_fields(1, 12, tuple(MONTHS)),
    cron_fields(0, 7, tuple(WEEKDAYS)),
).map(" ".join)
minutes_of_a_year = st.integers(0, 366 * 24 * 60).map(
    lambda minute: datetime(2027, 12, 1, tzinfo=UTC) + timedelta(minutes=minute)
)


@examples(150)
@given(line=lines, now=minutes_of_a_year, data=st.data())
def test_due_times_are_those_minutes_that_the_manual_names(
    line: str, now: datetime, data: st.DataObject
) -> None:
    times = DueTimes(line)
    due = times.after(now)
    assert due > now
    assert due.second == due.microsecond == 0
    assert names_minute(line, due)
    gap = int((due - now).total_seconds()) // 60
    if gap > 1:
        near = {1, gap - 1} | set(range(1, min(gap, 90)))
        far = data.draw(st.sets(st.integers(1, gap - 1), max_size=200))
        assert not any(names_minute(line, now + timedelta(minutes=m)) for m in near | far)
    assert times.latest(due) == due


@examples(50)
@given(line=lines, start=minutes_of_a_year)
def test_every_minute_that_the_manual_names_on_a_day_comes_due(line: str, start: datetime) -> None:
    day = [start + timedelta(minutes=minute) for minute in range(1, 24 * 60 + 1)]
    named = [minute for minute in day if names_minute(line, minute)]
    assert list(DueTimes(line).between(day[0] - timedelta(minutes=1), day[-1])) == named
