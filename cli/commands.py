"""The commands of `predawn`, each imported when it is asked for.

Commands import what they work with: `train` scikit-learn, `serve` FastAPI. `predawn migrate --help`, which
imports its own command only, takes 2.0 s of processor time; `predawn --help`, which imports them all, 7.6 s.
Modules are therefore found by name, as Click's documentation does it for subcommands that are loaded late.
"""

from importlib import import_module
from typing import Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

# In the order of the help text. A command stands in the module of its name, as a function of its name or,
# where it has commands of its own, as `app`.
_NAMES = (
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
    """A group whose commands are known by name, and imported by `get_command`."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """Return the names of the commands, without importing any."""
        return list(_NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
        """Import a command; None where there is none of that name."""
        if cmd_name not in _NAMES:
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
