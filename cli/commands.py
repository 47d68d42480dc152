"""The commands of `predawn`, each of which is imported only when it is called.

`serve` imports FastAPI, `migrate` Alembic, and most commands SQLAlchemy; all of them take 3 s of processor
time. The help text of `predawn` and completion need only the summaries below, and take 0.2 s. Modules are
therefore imported by name, as Click recommends for subcommands that are loaded lazily.
"""

import gc
import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from typer import Typer
from typer.core import CompletionItem, TyperCommand, TyperGroup  # type: ignore[attr-defined]
from typer.main import get_group

from cli.interruption import ending_at_once

SUMMARIES: Final[Mapping[str, str]] = {
    "up": "Start everything: database, catalogue, model, predictions, schedule and API, until Ctrl-C.",
    "migrate": "Create or upgrade the schema.",
    "train": "Train a tagger on the projects with known tags; the first one becomes the champion.",
    "batch": "Make one run: sync the catalogue, score new and changed projects, check the run, and "
    "publish it.",
    "schedule": "Make a run at every due time of PREDAWN_SCHEDULE, until Ctrl-C or SIGTERM.",
    "serve": "Serve the predictions over HTTP until SIGTERM or Ctrl-C.",
    "sql": "Open psql on the store; with -c, or with SQL on standard input, run it and exit.",
    "doctor": "Show what is set, reachable, built and fresh; the exit code is 5 if there is a problem.",
    "catalogue": "The projects that are scored.",
    "predictor": "Try the custom predictor of the settings.",
    "models": "Manage the versions of the model.",
    "runs": "Manage the runs of the batch job.",
    "canary": "Try another run on a share of the projects.",
    "reviews": "Find the projects that a person should look at next.",
    "corrections": "Correct the tags of projects.",
    "forget": "Erase projects, a text, or what is older than a date.",
    "export": "Export predictions and the inference log as CSV, NDJSON or Parquet.",
    "keys": "Manage the API keys.",
    "backup": "Write the whole store to a file, while runs and the API go on.",
    "restore": "Restore a backup into an empty database, or in place of the store that it holds.",
}
"""The first sentence of each command's help text, in the order of the help text of `predawn`.

The module of a command has its name, and holds a function of that name or, for a command with subcommands,
`app`.
"""


def _import_once(name: str) -> ModuleType:
    """Import a module with all that it needs, which is to stay, without searching it for garbage.

    The search would take a quarter of the time, at each later collection some more, and find nothing.
    """
    if name in sys.modules or not gc.isenabled():
        return import_module(name)
    gc.disable()
    try:
        module = import_module(name)
        gc.freeze()
    finally:
        gc.enable()
    return module


class CommandsOnDemand(TyperGroup):
    """A group of commands that are imported by `get_command`."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """Return the names of the commands, without importing them."""
        return list(SUMMARIES)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
        """Import a command; return None if there is none of that name."""
        if cmd_name not in SUMMARIES:
            return None
        with ending_at_once():
            module = _import_once(f"cli.{cmd_name}")
        holder = Typer(rich_markup_mode=None, add_completion=False)
        if hasattr(module, "app"):
            holder.add_typer(module.app, name=cmd_name)
        else:
            holder.command(cmd_name)(getattr(module, cmd_name))
        command = get_group(holder).commands[cmd_name]
        assert isinstance(command, TyperCommand | TyperGroup)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the summaries of the commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[CompletionItem]:
        """Complete a command or an option of `predawn`, without importing commands."""
        commands = [
            CompletionItem(name, help=summary)
            for name, summary in SUMMARIES.items()
            if name.startswith(incomplete)
        ]
        return commands + super(TyperGroup, self).shell_complete(ctx, incomplete)
