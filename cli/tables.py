"""Printing tables and fields for people."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from cli.output import show

_WIDE = 1000


def console() -> Console:
    """Return a console on standard output that prints text unchanged."""
    return Console(highlight=False, markup=False, soft_wrap=True)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table with numbers aligned to the right."""
    table = Table(box=None, pad_edge=False)
    listed = [[show(value) for value in row] for row in rows]
    for position, heading in enumerate(headings):
        numeric = bool(listed) and all(_is_number(row[position]) for row in listed)
        table.add_column(heading, justify="right" if numeric else "left", no_wrap=True)
    for row in listed:
        table.add_row(*row)
    output = console()
    if not output.is_terminal:
        output.width = _WIDE
    output.print(table)


def print_fields(fields: Mapping[str, object]) -> None:
    """Print one line for each name and its value."""
    width = max(map(len, fields), default=0)
    for name, value in fields.items():
        console().print(f"{name:<{width}}  {show(value)}")


def _is_number(text: str) -> bool:
    return text == "-" or text.replace(",", "").replace(".", "").replace("-", "").isdigit()
