"""The option `--reason` of commands whose decisions are recorded."""

from typing import Annotated

import typer

from core.errors import InputError


def refuse_blank(reason: str | None) -> str | None:
    """Return a reason as it was given.

    Raises
    ------
    InputError
        If it is empty, or has spaces alone.
    """
    if reason is not None and not reason.strip():
        raise InputError("--reason is blank. Say why, for the records.")
    return reason


Reason = Annotated[str | None, typer.Option(help="The reason, for the records.", callback=refuse_blank)]
