"""The predictions of two runs side by side: all of them, or, on one base, those that can differ."""

from core.types import Run
from store.sql_files import Sql, compose, number


def pair(from_run: Run, to_run: Run) -> Sql:
    """Return the query for the predictions of two attached runs by project.

    Its columns are `project_id`, and `from_tag`, `to_tag`, `from_score`, `to_score`, `from_tags`, `to_tags`,
    `from_scores`, `to_scores`, `from_value`, `to_value`, `from_items`, `to_items`, null where a run has no
    such prediction; `from_has` and `to_has` say whether it has one. Projects that both runs read from their
    common base may be left out.
    """
    if from_run.base == to_run.base:
        return compose(
            "runs/pairs_on_a_base",
            base_run=number(from_run.base),
            from_run=number(from_run.run_id),
            to_run=number(to_run.run_id),
        )
    return compose(
        "runs/pairs",
        from_rows=read_rows(from_run.run_id, from_run.base),
        to_rows=read_rows(to_run.run_id, to_run.base),
    )


def read_rows(run_id: int, base: int) -> Sql:
    """Return the query for the predictions of an attached run: its projects, tags, scores and other outputs.

    `base` is the whole run that it is read with, itself if it is whole.

    Unlike `predawn.run_predictions`, its plan reads the tables of the run alone, in parallel, and an index
    instead of them where that has all columns that are asked for.
    """
    of_base = compose("runs/rows_of_whole", run_id=number(base))
    if run_id == base:
        return of_base
    return compose("runs/rows_of_delta", of_base=of_base, run_id=number(run_id))
