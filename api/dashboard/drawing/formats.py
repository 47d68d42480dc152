"""Formatting of figures, times and texts on the pages."""

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from api.schemas.quality import QualityWarning
from core.quality.measures import Bin, Figure, describe_limit
from core.types import CheckResult
from core.wording import count_of, show_number

NONE: Final = "\N{EN DASH}"

_MAX_TITLE: Final = 200
_MAX_DIGITS: Final = 6
_STEPS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def number(value: float | None) -> str:
    """Format a whole number with thousands separators."""
    return NONE if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    """Format a share as a percentage; small ones, and those just below one, get more digits."""
    if value is None:
        return NONE
    if 0 < value < 0.000_005:
        return "below 0.001 %"
    digits = 0 if value in (0, 1) else 1 if abs(value) >= 0.001 else 3
    return f"{_fixed(100 * value, digits, 100)} %"


def _fixed(value: float, digits: int, whole: float) -> str:
    """Round a number, with more digits where it would look like the whole that it is not."""
    shown = f"{value:.{digits}f}"
    while digits < _MAX_DIGITS and float(shown) == whole != value:
        digits += 1
        shown = f"{value:.{digits}f}"
    return shown


def figure(value: float | None) -> str:
    """Format a figure with three decimals, whole numbers with none; more where it looks like 1 and is not."""
    if value is None:
        return NONE
    if value == int(value):
        return f"{value:,.0f}"
    return _fixed(value, 3, 1) if abs(value) >= 0.0005 else f"{value:.4f}"


def limit(entry: CheckResult | Figure | QualityWarning) -> str:
    """Format the limit of a check or metric with its direction."""
    return NONE if entry.threshold is None else describe_limit(entry.name, figure(entry.threshold))


def score(value: float | None) -> str:
    """Format a number between 0 and 1 with a fixed width; 1.000 is one alone, all below are at most 0.999."""
    if value is None:
        return NONE
    return "0.999" if 0.9995 <= value < 1 else f"{value:.3f}"


def compact(value: float | None) -> str:
    """Format a number briefly, for axes."""
    if value is None:
        return NONE
    for unit, letter in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if abs(value) >= unit:
            return f"{value / unit:g}{letter}"
    return f"{value:g}"


def signed(value: float) -> str:
    """Format a figure with its sign and a fixed width."""
    return f"{value:+.3f}".replace("-", "\N{MINUS SIGN}")


def rate(value: float | None) -> str:
    """Format a rate; small ones get decimals."""
    if value is None:
        return NONE
    # Half of what an axis ends at is exact: 1.25 of 2.5.
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def duration(seconds: float | None) -> str:
    """Format a duration with a fitting unit."""
    if seconds is None:
        return NONE
    if seconds < 10:
        return f"{max(seconds, 0):.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7_200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.0f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"


def milliseconds(seconds: float | None) -> str:
    """Format a latency in milliseconds."""
    if seconds is None:
        return NONE
    return f"{1000 * seconds:,.0f} ms" if seconds >= 0.01 else f"{1000 * seconds:.2g} ms"


def moment(value: datetime | None) -> str | Markup:
    """Format a time in UTC."""
    if value is None:
        return NONE
    value = value.astimezone(UTC)
    shown = value.strftime("%Y-%m-%d %H:%M")
    return Markup('<time datetime="{}" title="{}">{} UTC</time>').format(
        value.isoformat(), value.strftime("%Y-%m-%d %H:%M:%S UTC"), shown
    )


@pass_context
def ago(context: Context, value: datetime | None) -> str | Markup:
    """Format a time by its distance from the page's `now`; the script of the page keeps it up to date."""
    if value is None:
        return NONE
    value = value.astimezone(UTC)
    return Markup('<time data-ago datetime="{}" title="{}">{}</time>').format(
        value.isoformat(),
        value.strftime("%Y-%m-%d %H:%M:%S UTC"),
        relative((value - context["now"]).total_seconds()),
    )


def relative(seconds: float) -> str:
    """Format a distance from now in seconds, negative for the past."""
    distance = abs(seconds)
    for length, name in _STEPS:
        if distance >= length:
            count = int(distance // length)
            span = count_of(count, name)
            return f"in {span}" if seconds > 0 else f"{span} ago"
    return "in less than a minute" if seconds > 0 else "less than a minute ago"


def sentence(text: str) -> Markup:
    """Escape a sentence; text between backquotes becomes code."""
    parts = [escape(part) for part in text.split("`")]
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if position % 2 else part
        for position, part in enumerate(parts)
    )


def shortened(text: str) -> str:
    """Shorten a title to the room of a heading or a table."""
    return text if len(text) <= _MAX_TITLE else f"{text[:_MAX_TITLE]}…"


def below(value: float) -> float:
    """Return the largest number below another: a bin ends there, and a list includes its bounds."""
    return math.nextafter(value, -math.inf)


def densities(bins: Sequence[Bin]) -> list[float | None]:
    """Return how dense the numbers of each bin are, as shares of the densest bin.

    A bin without an end has no density, nor has one of a single number.
    """
    found = [_density(entry) for entry in bins]
    largest = max((density for density in found if density is not None), default=0.0)
    return [None if density is None or not largest else density / largest for density in found]


def _density(entry: Bin) -> float | None:
    if entry.lower is None or entry.upper is None or entry.upper <= entry.lower:
        return None
    density = entry.items / (entry.upper - entry.lower)
    return density if math.isfinite(density) else None


def segment(text: object) -> str:
    """Quote a text as one segment of a path, or as the value of a query."""
    return quote(str(text), safe="")


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "number": number,
    "share": share,
    "figure": figure,
    "limit": limit,
    "score": score,
    "signed": signed,
    "rate": rate,
    "duration": duration,
    "moment": moment,
    "ago": ago,
    "plural": count_of,
    "shortened": shortened,
    "digits": show_number,
    "below": below,
    "densities": densities,
    "sentence": sentence,
    "segment": segment,
    "query": segment,
}
