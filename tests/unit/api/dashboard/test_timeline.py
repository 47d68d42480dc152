"""Timelines: each span begins where it did, is as wide as it was long, and is seen however short it was."""

import re
from datetime import UTC, datetime, timedelta

from api.dashboard.drawing import formats
from api.dashboard.drawing.timeline import Span, timeline

BEGAN = datetime(2025, 3, 2, 1, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def bars(picture: str) -> list[tuple[str, float, float]]:
    found = re.findall(r'<rect class="column (c\d)" x="([\d.]+)%" width="([\d.]+)%"', picture)
    return [(kind, float(x), float(width)) for kind, x, width in found]


def test_spans_follow_each_other_and_are_as_wide_as_they_were_long() -> None:
    spans = [Span("sync", at(0), at(10), 500), Span("plan", at(10), at(10.001)), Span("score", at(10), None)]
    chart = timeline("x", "X", spans, at(40))
    (kind, x, width), (_, _, shortest), (still, x3, width3) = bars(chart.picture)
    assert (kind, still) == ("c1", "c2")
    assert x3 == x + width
    assert width3 == 3 * width
    assert 0.5 < shortest < 1
    assert chart.rows == [
        ("sync", "2025-03-02 01:00:00", "10 s", "500", "50"),
        ("plan", "2025-03-02 01:00:10", "0.0 s", formats.NONE, formats.NONE),
        ("score", "2025-03-02 01:00:10", "30 s so far", formats.NONE, formats.NONE),
    ]


def test_earlier_attempts_are_in_the_table_alone_and_names_are_text() -> None:
    chart = timeline("x", "X", [Span("<b>", at(100), at(100))], at(200), past=[Span("sync", at(0), at(5))])
    assert len(bars(chart.picture)) == 1
    assert [row[0] for row in chart.rows] == ["sync", "<b>"]
    assert "<b>" not in chart.picture
    (_, x, width), *_ = bars(chart.picture)
    assert x + width <= 84
