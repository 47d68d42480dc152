"""The table of mutations, which keeps the rows of those that were not run this time."""

import re
from pathlib import Path

from tests.mutations.mutation import Mutation
from tests.mutations.runner import Result, Verdict

_HEADING = """\
# Mutations

Faults that were put into copies of the code, one at a time, and the first test that noticed each. They are
written in `tests/mutations/*.toml`. `make mutations` tries them again, and `make mutations MUTATIONS=--table`
writes this page, too.

{caught} of {all} are caught.

| mutation | file | what it breaks | caught by |
|---|---|---|---|
"""
_ROW = re.compile(r"^\| `([^`]+)` \|.*\| ([^|]*) \|$", re.MULTILINE)


def write_table(path: Path, mutations: list[Mutation], results: list[Result]) -> None:
    """Write the table of all mutations; those without a result keep what the table says of them."""
    verdicts = dict(_ROW.findall(path.read_text())) if path.exists() else {}
    verdicts |= {result.mutation.name: _cell(result) for result in results}
    rows = [_row(mutation, verdicts.get(mutation.name, "not run")) for mutation in mutations]
    caught = sum(verdicts.get(mutation.name, "").startswith("`") for mutation in mutations)
    path.write_text(_HEADING.format(caught=caught, all=len(mutations)) + "".join(rows))


def _row(mutation: Mutation, verdict: str) -> str:
    return f"| `{mutation.name}` | `{mutation.file}` | {_escape(mutation.breaks)} | {verdict} |\n"


def _cell(result: Result) -> str:
    if result.verdict is not Verdict.CAUGHT:
        return f"**{result.verdict}**"
    return f"`{result.detail.removeprefix('tests/')}`"


def _escape(text: str) -> str:
    return text.replace("|", "\\|")
