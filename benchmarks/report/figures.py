"""The figures of the page on performance: the line of a benchmark that each is read from, and its limit."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]
NOTHING = "\u2013"


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of a table, one for each line of its benchmark that has all of `where`.

    Parameters
    ----------
    benchmark
        The benchmark.
    what
        The measured quantity, with placeholders for fields of the line.
    against
        The baseline, with placeholders as well.
    key
        The path of the figure in the line, with dots.
    shown
        The format of the figure; `short` is the figure with three digits.
    at_least, at_most
        The limit, if there is one.
    bar_projects
        The number of projects from which the limit applies.
    where
        The values that the line must have.
    """

    benchmark: str
    what: str
    against: str
    key: str
    shown: str = "{short}"
    at_least: float | None = None
    at_most: float | None = None
    bar_projects: int = 0
    where: Mapping[str, object] = field(default_factory=dict)

    def rows(self, lines: list[Line]) -> Iterator[str]:
        """Yield the rows for some lines."""
        for line in lines:
            wanted = {"benchmark": self.benchmark, **self.where}
            if all(line.get(name) == value for name, value in wanted.items()):
                value = self._value(line)
                cells = (
                    self.what.format_map(line),
                    self.against.format_map(line),
                    self.shown.format(value, short=_short(value)),
                    self._bar(value, line),
                    ", ".join(line["off"]) or NOTHING,
                    f"`{line['script']}`",
                )
                yield f"| {' | '.join(cells)} |"

    def _value(self, line: Line) -> float:
        found: Any = line
        for name in self.key.split("."):
            found = found[name]
        return float(found)

    def _bar(self, value: float, line: Line) -> str:
        if line.get("projects", 0) < self.bar_projects:
            return NOTHING
        if self.at_least is not None:
            return f"≥ {self.at_least:g}" + ("" if value >= self.at_least else ", **missed**")
        if self.at_most is not None:
            return f"≤ {self.at_most:g}" + ("" if value <= self.at_most else ", **missed**")
        return NOTHING


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def read_figures() -> dict[str, list[Figure]]:
    """Return the figures of each table."""
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {table: [Figure(**entry) for entry in entries] for table, entries in found.items()}
