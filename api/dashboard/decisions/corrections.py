"""The commands that correct projects, for a person to copy."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.dashboard.decisions.commands import Command
from core.types import CONTROL_CHARACTERS, OTHER_TAG

REASON = "reviewed"

_CONTROL: Final = re.compile(CONTROL_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several commands for the same project, and what it is called on a button."""

    name: str
    line: str


def choose(project_id: str, tags: Sequence[str], name: str = "") -> Choice:
    """Return the command that says which tags a project has; none, or `other`, says that it has none."""
    none = not tags or list(tags) == [OTHER_TAG]
    words = ["predawn", "corrections", "set", "--reason", REASON, *(["--none"] if none else [])]
    return Choice(name or ", ".join(tags) or OTHER_TAG, _join(words, project_id, *([] if none else tags)))


def withdraw(project_id: str) -> Choice:
    """Return the command that withdraws the correction of a project."""
    return Choice("Withdraw", _join(["predawn", "corrections", "withdraw"], project_id))


def _join(words: Sequence[str], *arguments: str) -> str:
    """Write a command whose arguments may look like options."""
    ends = ["--"] if any(argument.startswith("-") for argument in arguments) else []
    return " ".join(map(_quote, [*words, *ends, *arguments]))


def _quote(word: str) -> str:
    """Quote a word for a shell; control characters are written as bash and zsh read them."""
    if not _CONTROL.search(word):
        return shlex.quote(word)
    escaped = word.replace("\\", "\\\\").replace("'", "\\'")
    written = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    return f"$'{written}'"


def correct(project_id: str, tags: Sequence[str]) -> Command:
    """Return the command that corrects a project to tags that a person may replace."""
    return Command(
        choose(project_id, tags).line,
        "Says which tag the project has, for as long as it has this text. Answers have it within two "
        "seconds, over every run, and the next training learns it. Write the right tag and your own reason.",
    )


def end(project_id: str) -> Command:
    """Return the command that withdraws the correction of a project, with what it does."""
    return Command(
        withdraw(project_id).line,
        "Withdraws the correction: answers are the model's again within two seconds.",
    )


def correct_any() -> Command:
    """Return the command that corrects some project."""
    return Command(
        "predawn corrections set --reason REASON ID TAG",
        "Says which tag a project has, `--none` in place of a tag that it has none. It is in force until "
        "the text of the project changes or it is withdrawn.",
    )


def export_reviews() -> Command:
    """Return the command that writes reviews to a file."""
    return Command(
        "predawn reviews export --limit 100 --output reviews.csv",
        "Writes the most urgent of them to a file with an empty column `tag`, for people to fill in.",
    )


def import_corrections() -> Command:
    """Return the command that enters a file of corrections."""
    return Command(
        "predawn corrections import reviews.csv",
        "Enters the rows of a file that have a tag; rows whose text has changed since are refused by name.",
    )
