"""The output of a run's model, and conditions in SQL under which two runs differ in a project."""

from typing import Final, NamedTuple

from sqlalchemy import Connection

from core.types import Output, Run
from store.models import registry
from store.sql_files import Sql

_ALWAYS: Final = Sql("true")
# Lists are sets of tags: their order is that of the scores.
_OTHER_TAGS: Final = Sql("NOT (p.to_tags @> p.from_tags AND p.to_tags <@ p.from_tags)")
_OTHER_FIRST_TAG: Final = Sql("p.from_tag IS DISTINCT FROM p.to_tag")
# Scores alone make no other ranking.
_OTHER_OUTPUT: Final = {
    Output.NUMBER: Sql("p.from_value IS DISTINCT FROM p.to_value"),
    Output.RANKING: Sql("p.from_items IS DISTINCT FROM p.to_items"),
}


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


def prediction_differs(before: RunOutput, after: RunOutput) -> Sql:
    """Return the condition that what two runs both predict for a project, the table `p`, differs.

    A list of tags and a single tag are compared by their first tag alone.
    """
    if before.kind is not after.kind:
        return _ALWAYS
    if before.kind is not Output.TAGS:
        return _OTHER_OUTPUT[before.kind]
    return _OTHER_TAGS if before.multi_label and after.multi_label else Sql("p.from_tag <> p.to_tag")


def answer_differs(before: RunOutput, after: RunOutput) -> Sql:
    """Return the condition that a project's predictions of two runs, the table `p`, are different answers.

    A list of tags and a single tag are always different answers, even of the same tag.
    """
    if before != after:
        return _ALWAYS
    if before.kind is not Output.TAGS:
        return _OTHER_OUTPUT[before.kind]
    return Sql(f"{_OTHER_FIRST_TAG} OR {_OTHER_TAGS}") if before.multi_label else _OTHER_FIRST_TAG


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
