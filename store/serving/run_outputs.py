"""The output of a run's model, and conditions in SQL under which the answers of two runs differ."""

from typing import Final, NamedTuple

from sqlalchemy import Connection

from core.types import Output, Run
from store.models import registry
from store.sql_files import Sql

_OTHER_TAG: Final = "p.from_tag IS DISTINCT FROM p.to_tag"
# By how many of the two models predict several tags. Lists are sets of tags: their order is that of the
# scores. From one kind of model to the other, every prediction changes.
_DIFFERS: Final = (
    Sql(_OTHER_TAG),
    Sql("true"),
    Sql(f"{_OTHER_TAG} OR NOT (p.to_tags @> p.from_tags AND p.to_tags <@ p.from_tags)"),
)

OTHER_OUTPUT: Final = {
    Output.NUMBER: Sql("p.from_value IS DISTINCT FROM p.to_value"),
    Output.RANKING: Sql("p.from_items IS DISTINCT FROM p.to_items"),
}
"""The conditions that numbers, and rankings, of two runs differ; scores alone make no other ranking."""


class RunOutput(NamedTuple):
    """The kind of output of a run's model, and whether it gives several tags."""

    kind: Output
    multi_label: bool


def find_run_output(connection: Connection, run: Run) -> RunOutput:
    """Return the output of a run's model."""
    if run.model_version is None:
        return RunOutput(Output.TAGS, multi_label=False)
    model = registry.find_model(connection, run.model_version)
    return RunOutput(model.output, model.multi_label)


def answer_differs(before: RunOutput, after: RunOutput) -> Sql:
    """Return the condition that a project's predictions of two runs, the table `p`, are different answers."""
    if before.kind is not after.kind:
        return Sql("true")
    if before.kind is Output.TAGS:
        return _DIFFERS[before.multi_label + after.multi_label]
    return OTHER_OUTPUT[before.kind]


def side_columns(side: str, output: RunOutput) -> dict[str, Sql]:
    """Return what a prediction of one side has beside tag and score: what its model gives, else null."""
    columns = {
        "tags": ("text[]", output.multi_label),
        "value": ("double precision", output.kind is Output.NUMBER),
        "items": ("text[]", output.kind is Output.RANKING),
    }
    return {
        f"{side}_{name}": Sql(f"p.{side}_{name}" if has else f"CAST(NULL AS {kind})")
        for name, (kind, has) in columns.items()
    }
