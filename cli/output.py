"""Printing results for people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import typer
from rich.console import Console
from rich.table import Table

from cli.printable import printable

_WIDE = 1000


def say(message: str, *, err: bool = False) -> None:
    """Print a message in printable form, on standard error if `err` is true."""
    typer.echo(printable(message), err=err)


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


def show(value: object) -> str:
    """Return a value in a form for people."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, int):
        return f"{value:,}"
    return printable(str(value))


def show_bytes(size: int | None) -> str:
    """Return a size in the largest binary unit in which it is at least 1."""
    if size is None:
        return "-"
    amount = float(size)
    for unit in ("B", "KiB", "MiB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GiB"


def _is_number(text: str) -> bool:
    return text == "-" or text.replace(",", "").replace(".", "").replace("-", "").isdigit()
