"""The commands of `predawn`, each of which is imported only when it is needed.

`serve` imports FastAPI, `migrate` Alembic. `predawn keys --help`, which imports one command, takes a third of
the processor time of `predawn --help`, which imports all commands. Modules are therefore imported by name, as
Click recommends for subcommands that are loaded lazily.
"""

from importlib import import_module
from typing import Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

# In the order of the help text. The module of a command has its name, and holds a function of that name or,
# for a command with subcommands, `app`.
NAMES = (
    "up",
    "migrate",
    "train",
    "batch",
    "schedule",
    "serve",
    "sql",
    "doctor",
    "catalogue",
    "models",
    "runs",
    "export",
    "keys",
)


class CommandsOnDemand(TyperGroup):
    """A group of commands that are imported by `get_command`."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """Return the names of the commands, without importing them."""
        return list(NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
        """Import a command; return None if there is none of that name."""
        if cmd_name not in NAMES:
            return None
        module = import_module(f"cli.{cmd_name}")
        holder = Typer(rich_markup_mode=None, add_completion=False)
        if hasattr(module, "app"):
            holder.add_typer(module.app, name=cmd_name)
        else:
            holder.command(cmd_name)(getattr(module, cmd_name))
        command = get_group(holder).commands[cmd_name]
        assert isinstance(command, TyperCommand | TyperGroup)
        return command
