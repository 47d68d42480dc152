"""Timelines: what followed what, and how long each took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from markupsafe import Markup

from api.dashboard.drawing import formats
from api.dashboard.drawing.charts import Chart

_ROW: Final = 24
_BAR: Final = 12
_LEFT, _RIGHT = 18.0, 16.0
"""The room in percent of the width for the names and for the durations."""

_LEAST: Final = 0.6
"""The least width of a bar in percent, so that what took a moment is seen."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a timeline; `ended_at` is None for what is in progress, `rows` if nothing was counted."""

    name: str
    began_at: datetime
    ended_at: datetime | None
    rows: int | None = None

    def seconds(self, now: datetime) -> float:
        """Return how long it took, or has taken until now."""
        return max(((self.ended_at or now) - self.began_at).total_seconds(), 0.0)


def timeline(name: str, title: str, spans: Sequence[Span], now: datetime, past: Sequence[Span] = ()) -> Chart:
    """Draw a bar for each span below the one before, from its beginning to its end.

    Parameters
    ----------
    name
        The name of the chart, unique on its page.
    title
        The title.
    spans
        The spans in their order; at least one.
    now
        The end of spans in progress.
    past
        Earlier spans that are in the table alone.
    """
    began = spans[0].began_at
    whole = max(span.ended_at or now for span in spans)
    seconds = max((whole - began).total_seconds(), 1e-3)
    room = 100 - _LEFT - _RIGHT
    drawn = []
    for row, span in enumerate(spans):
        start = _LEFT + room * min(max((span.began_at - began).total_seconds() / seconds, 0.0), 1.0)
        width = max(room * span.seconds(now) / seconds, _LEAST)
        start = min(start, _LEFT + room - width)
        middle = row * _ROW + _ROW / 2
        drawn.append(
            _FORM.format(
                span.name, f"{middle + 4:.1f}", f"{start:.2f}", f"{width:.2f}", f"{middle - _BAR / 2:.1f}",
                _BAR, "c2" if span.ended_at is None else "c1", formats.duration(span.seconds(now)),
                f"{_LEFT:.1f}", f"{100 - _RIGHT:.1f}", f"{middle:.1f}",
            )
        )  # fmt: skip
    described = "; ".join(f"{span.name} {formats.duration(span.seconds(now))}" for span in spans)
    picture = Markup(
        '<svg class="plot timeline" role="img" width="100%" height="{0}" '
        'aria-labelledby="plot-{1}-title plot-{1}-desc"><title id="plot-{1}-title">{2}</title>'
        '<desc id="plot-{1}-desc">{3}.</desc>{4}</svg>'
    ).format(len(spans) * _ROW, name, title, described, Markup("").join(drawn))
    rows = [_row(span, now) for span in (*past, *spans)]
    return Chart(title, picture, (), ("phase", "began (UTC)", "duration", "rows", "rows a second"), rows)


_FORM: Final = Markup(
    '<line class="level" x1="{8}%" x2="{9}%" y1="{10}" y2="{10}"/>'
    '<text x="0" y="{1}">{0}</text>'
    '<rect class="column {6}" x="{2}%" width="{3}%" y="{4}" height="{5}" rx="3">'
    "<title>{0}: {7}</title></rect>"
    '<text x="100%" y="{1}" text-anchor="end">{7}</text>'
)


def _row(span: Span, now: datetime) -> Sequence[str]:
    seconds = span.seconds(now)
    rate = span.rows / seconds if span.rows and seconds and span.ended_at is not None else None
    return (
        span.name,
        f"{span.began_at:%Y-%m-%d %H:%M:%S}",
        formats.duration(seconds) + ("" if span.ended_at is not None else " so far"),
        formats.number(span.rows),
        formats.rate(rate),
    )
