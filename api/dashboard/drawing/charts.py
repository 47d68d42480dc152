"""Charts, drawn as SVG on the server.

Widths are percentages and heights are pixels, so that a chart fits any screen and its text keeps its
size. Colours come from classes, because the pages allow no inline styles; they follow the light and dark
schemes. Each chart has a title, a description, and its numbers as a table.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from api.dashboard.drawing import formats
from core.wording import count_of

_TOP, _HEIGHT, _FOOT = 18, 150, 24
_BASELINE = _TOP + _HEIGHT + 17
_LEFT, _RIGHT = 11.0, 2.0
"""The margins in percent: for the values of the grid lines, and for the radius of the last point."""

_MAX_LETTERS = 50
"""The number of letters that fit below a chart of half the width of a screen."""

_OUTLIER = 4.0
"""A value so many times as large as the next one is drawn at the top, where it would flatten all others."""

_MAX_DECADES = 6

Value = float | None


class Scale(NamedTuple):
    """A scale: the values with a grid line, and where a value stands between bottom (0) and top (1)."""

    ticks: Sequence[float]
    part: Callable[[float], float]


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """A line of a chart, or a part of its columns; `kind` is a class of the style sheet.

    `threshold` is drawn as a separate line in the same colour.
    """

    name: str
    kind: str
    values: Sequence[Value]
    threshold: Value = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its picture, its legend, and its numbers as a table.

    `addresses` are those of the pages that the rows are about, if they are about pages. Marks lead there,
    too, but for the mouse alone: a picture has no parts for screen readers, which have the table.
    """

    title: str
    picture: Markup
    legend: Sequence[tuple[str, str]]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    addresses: Sequence[str] = ()


Write = Callable[[Value], str]


def bar(value: Value, full: Value = 1.0, kind: str = "") -> Markup:
    """Draw a bar for a value; `full` is the value of a bar of full length."""
    width = 0.0 if not full or not value else min(max(100 * value / full, 0), 100)
    return Markup(
        '<svg class="bar {}" aria-hidden="true" focusable="false"><rect class="bar-back" width="100%" '
        'height="100%" rx="3"/><rect class="bar-fill" width="{:.2f}%" height="100%" rx="3"/></svg>'
    ).format(kind, width)


def dot(kind: str) -> Markup:
    """Draw the mark of a series for the legend: a point for points, a line otherwise."""
    if kind.startswith("point"):
        return Markup(
            '<svg class="swatch" width="14" height="10" aria-hidden="true" focusable="false">'
            '<circle class="{}" cx="7" cy="5" r="4"/></svg>'
        ).format(kind)
    return Markup(
        '<svg class="swatch" width="22" height="10" aria-hidden="true" focusable="false">'
        '<line class="line {0}" x1="1" x2="21" y1="5" y2="5"/></svg>'
    ).format(kind)


def lines(
    name: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[PlotSeries],
    *,
    what: str,
    write: Write = formats.figure,
    points: bool = True,
    logarithmic: bool = False,
    addresses: Sequence[str] = (),
) -> Chart:
    """Draw lines over labels; a value of None leaves a gap.

    A single value that would flatten all others is drawn at the top, as a triangle.

    Parameters
    ----------
    name
        The name of the chart, unique on its page.
    title
        The title.
    labels
        The labels of the points; the first and the last are drawn.
    series
        The lines.
    what
        The header of the labels in the table.
    write
        Formats a value.
    points
        Whether to mark each value.
    logarithmic
        Whether each grid line is ten times the one below.
    addresses
        The pages that the labels are about; none if they are about none.
    """
    values = [value for one in series for value in one.values if value is not None]
    thresholds = [(one, one.threshold) for one in series if one.threshold is not None]
    top = _find_top(values, [limit for _, limit in thresholds])
    scale = _logarithmic(values) if logarithmic else _linear(top)
    drawn = [_grid(scale, write)]
    drawn += [_threshold(one.kind, _y(scale.part(threshold))) for one, threshold in thresholds]
    for one in series:
        drawn += [_polyline(one, scale), *_points(one, labels, scale, write, addresses, marked=points)]
    drawn.append(_ends(labels))
    picture = _picture(name, title, f"{title}. {_describe(series, write)}", drawn)
    legend = [(one.name, one.kind) for one in series]
    legend += [(f"limit {write(limit)} {one.name}", f"threshold {one.kind}") for one, limit in thresholds]
    return Chart(title, picture, legend, *_table(what, labels, series, write), addresses)


def columns(
    name: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[PlotSeries],
    *,
    what: str,
    write: Write = formats.number,
    addresses: Sequence[str] = (),
) -> Chart:
    """Draw a column for each label, with the values of all series stacked; `addresses` as for `lines`."""
    totals = [
        sum(value or 0.0 for value in values) for values in zip(*(one.values for one in series), strict=True)
    ]
    scale = _linear(_ceiling(max(totals, default=0.0)))
    step = (100.0 - _LEFT) / max(len(labels), 8)
    every = math.ceil(sum(map(len, labels)) / _MAX_LETTERS) or 1
    drawn = [_grid(scale, formats.compact)]
    for position, label in enumerate(labels):
        base = 0.0
        for one in series:
            value = one.values[position] or 0.0
            lower, upper = _y(scale.part(base)), _y(scale.part(base + value))
            column = _tag(
                '<rect class="column {}" x="{:.2f}%" width="{:.2f}%" y="{:.1f}" height="{:.1f}">'
                "<title>{}: {} {}</title></rect>",
                one.kind, _LEFT + position * step + 0.1 * step, 0.8 * step, upper, lower - upper,
                label, write(value), one.name,
            )  # fmt: skip
            drawn.append(_lead(column, addresses, position))
            base += value
        if position % every == 0:
            shown = "" if position % (4 * every) == 0 else "wide-only"
            drawn.append(_below(_LEFT + (position + 0.5) * step, label, shown))
    described = f"{title}. {_describe(series, write)}"
    legend = [(one.name, one.kind) for one in series]
    picture = _picture(name, title, described, drawn)
    return Chart(title, picture, legend, *_table(what, labels, series, write), addresses)


def _lead(mark: Markup, addresses: Sequence[str], position: int) -> Markup:
    """Let a mark lead to the page that it is about, by the script: a picture may hold no links."""
    if not addresses:
        return mark
    return _tag('<g data-href="{}">{}</g>', addresses[position], mark)


def reliability(name: str, bins: Sequence[tuple[float, float, int]], addresses: Sequence[str] = ()) -> Chart:
    """Draw the accuracy over the score; on the diagonal the model is calibrated.

    Parameters
    ----------
    name
        The name of the chart, unique on its page.
    bins
        Mean score, accuracy, and number of projects of each bin.
    addresses
        The lists of the projects of each bin; none if there are none.
    """
    title = "Accuracy by score"
    most = max((number for *_, number in bins), default=1)
    drawn = [_grid(_linear(1.0), formats.share)]
    drawn.append(
        _tag('<line class="diagonal" x1="{:.1f}%" x2="{:.1f}%" y1="{:.1f}" y2="{:.1f}"/>',
             _x(0), _x(1), _y(0), _y(1))
    )  # fmt: skip
    for position, (score, right, number) in enumerate(bins):
        point = _tag(
            '<circle class="point s1" cx="{:.2f}%" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>',
            _x(score), _y(right), 3 + 9 * math.sqrt(number / most),
            f"score {score:.2f}: accuracy {formats.share(right)} of {count_of(number, 'project')}",
        )  # fmt: skip
        drawn.append(_lead(point, addresses, position))
    drawn.append(_ends(["score 0", "score 1"]))
    rows = [(f"{score:.2f}", formats.share(right), formats.number(number)) for score, right, number in bins]
    described = f"{title}, for {count_of(len(bins), 'bin')} of scores; larger points stand for more projects."
    legend = [("bins of scores, larger for more projects", "point s1"), ("perfect calibration", "diagonal")]
    picture = _picture(name, title, described, drawn)
    return Chart(title, picture, legend, ("score", "accuracy", "projects"), rows, addresses)


def _picture(name: str, title: str, description: str, drawn: Sequence[Markup]) -> Markup:
    return _tag(
        '<svg class="plot" role="img" width="100%" height="{0}" aria-labelledby="{1}-title {1}-desc">'
        '<title id="{1}-title">{2}</title><desc id="{1}-desc">{3}</desc>{4}</svg>',
        _TOP + _HEIGHT + _FOOT, f"plot-{name}", title, description, Markup("").join(drawn),
    )  # fmt: skip


def _grid(scale: Scale, write: Write) -> Markup:
    """Draw the grid lines, each with its value above it."""
    return Markup("").join(
        _tag(
            '<line class="level" x1="0" x2="100%" y1="{0:.1f}" y2="{0:.1f}"/>'
            '<text class="value" x="0" y="{1:.1f}">{2}</text>',
            _y(scale.part(tick)), _y(scale.part(tick)) - 4, write(tick),
        )
        for tick in scale.ticks
    )  # fmt: skip


def _threshold(kind: str, height: float) -> Markup:
    return _tag('<line class="threshold {0}" x1="0" x2="100%" y1="{1:.1f}" y2="{1:.1f}"/>', kind, height)


def _below(across: float, label: str, kind: str = "") -> Markup:
    """Draw a label below the chart, at a position in percent of its width."""
    form = '<text class="below {}" x="{:.2f}%" y="{}" text-anchor="middle">{}</text>'
    return _tag(form, kind, across, _BASELINE, label)


def _ends(labels: Sequence[str]) -> Markup:
    if not labels:
        return Markup("")
    if len(labels) == 1:
        return _below(_x(0.5), labels[0])
    first = _tag('<text class="below" x="{}%" y="{}">{}</text>', _LEFT, _BASELINE, labels[0])
    return first + _tag(
        '<text class="below" x="100%" y="{}" text-anchor="end">{}</text>', _BASELINE, labels[-1]
    )


def _polyline(series: PlotSeries, scale: Scale) -> Markup:
    """Draw a line through the values, interrupted at gaps."""
    pieces: list[list[str]] = [[]]
    for position, value in enumerate(series.values):
        if value is None:
            pieces.append([])
        else:
            across = _x(_part(position, len(series.values)))
            pieces[-1].append(f"{across:.2f},{100 * (1 - min(scale.part(value), 1.0)):.2f}")
    drawn = Markup("").join(
        _tag('<polyline class="line {}" points="{}"/>', series.kind, " ".join(piece))
        for piece in pieces
        if len(piece) > 1
    )
    return _tag(
        '<svg y="{}" width="100%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none" '
        'overflow="visible">{}</svg>',
        _TOP, _HEIGHT, drawn,
    )  # fmt: skip


def _points(
    series: PlotSeries,
    labels: Sequence[str],
    scale: Scale,
    write: Write,
    addresses: Sequence[str],
    *,
    marked: bool,
) -> list[Markup]:
    """Draw the marks of values, and triangles for those beyond the scale."""
    drawn = []
    for position, (label, value) in enumerate(zip(labels, series.values, strict=True)):
        if value is None:
            continue
        across, part = _x(_part(position, len(series.values))), scale.part(value)
        said = (label, write(value), series.name)
        if part > 1:
            form = (
                '<text class="beyond {}" x="{:.2f}%" y="{:.1f}" text-anchor="middle">'
                "\N{BLACK UP-POINTING TRIANGLE}<title>{}: {} {}, beyond the scale</title></text>"
            )
            drawn.append(_lead(_tag(form, series.kind, across, _y(1.0) + 4, *said), addresses, position))
        elif marked or len(labels) == 1:  # a line of one value has no length
            form = (
                '<circle class="point {}" cx="{:.2f}%" cy="{:.1f}" r="3.5"><title>{}: {} {}</title></circle>'
            )
            drawn.append(_lead(_tag(form, series.kind, across, _y(part), *said), addresses, position))
    return drawn


def _table(
    what: str, labels: Sequence[str], series: Sequence[PlotSeries], write: Write
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    rows = [
        (label, *map(write, values))
        for label, *values in zip(labels, *(one.values for one in series), strict=True)
    ]
    return (what, *(one.name for one in series)), rows


def _describe(series: Sequence[PlotSeries], write: Write) -> str:
    """Describe the first, the last and the largest value of each line."""
    sentences = []
    for one in series:
        values = [value for value in one.values if value is not None]
        if values:
            sentences.append(
                f"{one.name}: from {write(values[0])} to {write(values[-1])}, at most {write(max(values))}."
            )
    return " ".join(sentences) or "There are no values yet."


def _part(position: int, number: int) -> float:
    return position / (number - 1) if number > 1 else 0.5


def _x(part: float) -> float:
    return _LEFT + (100 - _LEFT - _RIGHT) * part


def _y(part: float) -> float:
    return _TOP + _HEIGHT * (1 - part)


def _linear(top: float) -> Scale:
    return Scale((0.0, top / 2, top), lambda value: value / top)


def _logarithmic(values: Sequence[float]) -> Scale:
    """Return a scale of whole decades around the values; what is not above zero stands at the bottom."""
    found = [value for value in values if value > 0] or [1.0]
    high = math.ceil(math.log10(max(found)))
    low = max(min(math.floor(math.log10(min(found))), high - 1), high - _MAX_DECADES)

    def part(value: float) -> float:
        return max((math.log10(value) - low) / (high - low), 0.0) if value > 0 else 0.0

    every = math.ceil((high - low) / 3)
    return Scale([10.0**power for power in range(low, high + 1, every)], part)


def _find_top(values: Sequence[float], thresholds: Sequence[float]) -> float:
    """Return the value at the top of a linear scale, which a single outlier does not set."""
    first, *others = sorted(values, reverse=True) or [0.0]
    rest = max([*others[:1], *thresholds], default=0.0)
    return _ceiling(rest if len(others) > 1 and first > _OUTLIER * rest > 0 else max(first, rest))


def _ceiling(value: float) -> float:
    """Return the smallest round number that is not below a value; 1 for zero."""
    if value <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(value))
    return next(unit * step for step in (1, 2, 2.5, 5, 10) if unit * step >= value * (1 - 1e-9))


def _tag(form: str, *values: object) -> Markup:
    """Fill values into a literal of this module; text is escaped."""
    return Markup(form).format(*values)  # noqa: S704
