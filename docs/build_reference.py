"""Writes the reference pages that are generated from the code: settings and commands.

`python docs/build_reference.py` writes them; a test fails where a page is behind.
"""

from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from cli.main import app
from core.settings import Settings

_DOCS = Path(__file__).parent
_SETTINGS_INTRODUCTION = (
    "Read once, from variables of the environment and a `.env` file in the working folder; options of a "
    "command win over them. Times are written as `90s`, `15m`, `36h` or `7d`. This page is generated from "
    "`core/settings.py`."
)


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
        default = "" if field.default is None else f"`{field.default}`"
        lines.append(f"| `PREDAWN_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Return the page of commands: the help text of each."""
    lines = ["# Commands", "", "The help texts of `predawn`, generated from `cli/`.", ""]
    for path, help_text in _walk(get_command(app), "predawn"):
        lines += [f"## {path}", "", "```", help_text.rstrip(), "```", ""]
    return "\n".join(lines)


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
    return {_DOCS / "settings.md": settings_page(), _DOCS / "commands.md": commands_page()}


if __name__ == "__main__":
    for path, page in pages().items():
        path.write_text(page, encoding="utf-8")
