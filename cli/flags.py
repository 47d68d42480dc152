"""The options before the command's name, and those that several commands have."""

from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

Reconcile = Annotated[
    bool,
    typer.Option("--reconcile", help="Read the whole source, even if it is unchanged or says what changed."),
]
MaxShrink = Annotated[
    float | None, typer.Option(help="The largest share of its projects that the catalogue may lose.")
]
Excel = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="Write CSV for a spreadsheet: with a byte-order mark, and with an apostrophe before a text that "
        "would be a formula.",
    ),
]


@dataclass(frozen=True, slots=True)
class Flags:
    """The options before the command's name; they override the environment."""

    values: dict[str, Any] = field(default_factory=dict)
