"""Printing sentences and values for people."""

from datetime import datetime

import typer

from cli.printable import printable


def say(message: str, *, err: bool = False) -> None:
    """Print a message in printable form, on standard error if `err` is true."""
    typer.echo(printable(message), err=err)


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
