"""Writes the reference that is generated from the code: settings, commands, and the schemas of their JSON.

`python docs/build_reference.py` writes them; a test fails where a page is behind.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from cli.commands import SUMMARIES
from cli.documents import Document, write_schema
from cli.program import app
from core.setting_kinds import write_value
from core.settings import Settings

_DOCS = Path(__file__).parent
_SETTINGS_INTRODUCTION = (
    "Read once, from variables of the environment and a `.env` file in the working folder; options of a "
    "command win over them. Times are written as `90s`, `15m`, `36h` or `7d`, up to `365000d`. This page is "
    "generated from `core/settings.py`."
)
_COMMANDS_INTRODUCTION = """\
The help texts of `predawn`, generated from `cli/`.

With `--json` a command prints one JSON document on standard output and nothing else: objects and lists of
objects, with times in ISO 8601. `docs/schemas` holds a JSON Schema of each. Messages and progress go to
standard error. A command that fails prints no document; its [exit code](operations.md#exit-codes) says why.

`predawn --install-completion` sets up completion in bash, zsh, fish or PowerShell.
"""


def settings_page() -> str:
    """Return the page of settings: name, default and meaning of each."""
    lines = [
        "# Settings",
        "",
        _SETTINGS_INTRODUCTION,
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, (), "") else f"`{write_value(field.default)}`"
        lines.append(f"| `PREDAWN_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Return the page of commands: the help text of each."""
    lines = ["# Commands", "", _COMMANDS_INTRODUCTION]
    found = documents()
    for path, help_text in _walk(get_command(app), "predawn"):
        lines += [f"## {path}", "", "```", help_text.rstrip(), "```", ""]
        schemas = [
            f"[`{document.command} --json`](schemas/{document.file_name})"
            for document in found
            if re.sub(r" (--\w+|[A-Z]+)$", "", document.command) == path.removeprefix("predawn ")
        ]
        if schemas:
            lines += [f"The schema of {' and of '.join(schemas)}.", ""]
    return "\n".join(lines)


def documents() -> list[Document[Any]]:
    """Return every document that a command prints with --json."""
    modules = [import_module(f"cli.{name}") for name in SUMMARIES]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Document)]


def _walk(command: TyperCommand | TyperGroup, path: str) -> Iterator[tuple[str, str]]:
    context = command.make_context(path, [], resilient_parsing=True, max_content_width=100)
    yield path, command.get_help(context)
    if isinstance(command, TyperGroup):
        for name in sorted(command.list_commands(context)):
            within = command.get_command(context, name)
            assert isinstance(within, TyperCommand | TyperGroup)
            yield from _walk(within, f"{path} {name}")


def pages() -> dict[Path, str]:
    """Return the text of every generated page by its path."""
    schemas = {_DOCS / "schemas" / document.file_name: write_schema(document) for document in documents()}
    return {_DOCS / "settings.md": settings_page(), _DOCS / "commands.md": commands_page(), **schemas}


if __name__ == "__main__":
    for path, page in pages().items():
        path.write_text(page, encoding="utf-8")
