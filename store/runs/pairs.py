"""The predictions of two runs side by side: all of them, or, on one base, those that can differ."""

from core.types import Run
from store.sql_files import Sql, compose, number


def pair(from_run: Run, to_run: Run) -> Sql:
    """Return the query for the predictions of two attached runs by project.

    Its columns are `project_id`, and `from_tag`, `to_tag`, `from_score`, `to_score`, `from_tags`, `to_tags`,
    `from_value`, `to_value`, `from_items`, `to_items`, null where a run has no such prediction; `from_has`
    and `to_has` say whether it has one. Projects that both runs read from their common base may be left out.
    """
    runs = {"from_run": number(from_run.run_id), "to_run": number(to_run.run_id)}
    if from_run.base == to_run.base:
        return compose("runs/pairs_on_a_base", base_run=number(from_run.base), **runs)
    return compose("runs/pairs", **runs)
