"""Pages of the predictions of one run, without blocking."""

from dataclasses import dataclass
from typing import Any, Final

from core.errors import NotFoundError
from store.connect.async_sessions import Sessions
from store.serving.lookup import LookupRow, split_array
from store.sql_files import Sql, compose, number, template

PAGE_SECONDS: Final = 30.0
"""The timeout of a page: with filters that match nothing it reads the whole run."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a listing; None matches all. Listings of one tag are ordered by score, others by id.

    `tag` is the predicted tag, in a multi-label run any of the predicted tags.
    """

    tag: str | None = None
    min_score: float = 0.0
    model_version: int | None = None
    is_current: bool | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """The last row before a page: its id and, if ordered by it, its score as PostgreSQL writes it."""

    project_id: str = ""
    score: str = "Infinity"


@dataclass(frozen=True, slots=True)
class ListedRun:
    """The run of a listing, and the time of its last check, in seconds since 1970.

    `base_run` is the whole run that it is read with, itself if it is whole. `multi_label` is true if its
    model predicts several tags per project. `last_change` is the number of the last change of an answer when
    the run was found.
    """

    run_id: int
    base_run: int
    checked_at: float | None
    multi_label: bool
    last_change: int

    def position(self, row: LookupRow, filters: Filters) -> Position:
        """Return the position of a row, with the score of the listed tag."""
        score = row.score
        if self.multi_label and filters.tag is not None:
            listed = dict(zip(split_array(row.tags), row.scores[1:-1].split(","), strict=False))
            score = listed.get(filters.tag, score)
        return Position(row.project_id, score)


async def find_run(sessions: Sessions, run_id: int | None) -> ListedRun | None:
    """Return a retained run that was published, or the run in service; None if nothing is in service.

    Raises
    ------
    NotFoundError
        If the run is not retained, or was never published.
    """
    row = await sessions.fetch_row(template("serving/read_listed_run"), run_id)
    if row is None and run_id is None:
        return None
    # A signed cursor names no run that was never in service; should there be one, nothing of it is listed.
    if row is None or not row["retained"] or not row["published"]:
        raise NotFoundError(
            f"The predictions of run {run_id} were dropped, so this listing cannot continue. Start again "
            "without a cursor."
        )
    return ListedRun(
        row["run_id"], row["base_run"], row["checked_at"], row["multi_label"], row["last_change"]
    )


async def read_page(
    sessions: Sessions, run: ListedRun, filters: Filters, after: Position, limit: int
) -> list[LookupRow]:
    """Return the predictions after a position, up to a limit.

    Fewer predictions than the limit mean the end only if `find_run` finds the run still retained.
    """
    shared: tuple[Any, ...] = (
        after.project_id,
        filters.min_score,
        filters.model_version,
        filters.is_current,
        limit,
    )
    parameters = shared if filters.tag is None else (*shared, filters.tag, float(after.score))
    sql = _compose_page(run, filters)
    records = await sessions.fetch_rows(sql, *parameters, timeout_seconds=PAGE_SECONDS)
    return [LookupRow(*record[:-1]) for record in records]


_NOT_REPLACED: Final = """AND NOT EXISTS (
        SELECT FROM predawn.prediction_deltas AS d WHERE d.run_id = {run_id} AND d.project_id = p.project_id
    )"""
_IS_PREDICTION: Final = "AND p.predicted_tag IS NOT NULL"


def _compose_page(run: ListedRun, filters: Filters) -> Sql:
    """Return the statement for a page: one arm for a whole run, or one each for the base and the delta.

    The arms are merged lazily; a page through the rows of the whole run took a hundred times as long.
    """
    if run.run_id == run.base_run:
        return _compose_arm(run, filters, Sql("predawn.predictions"), run.run_id, Sql(""))
    replaced = Sql(_NOT_REPLACED.format(run_id=number(run.run_id)))
    return compose(
        "serving/merge_listed",
        of_base=_compose_arm(run, filters, Sql("predawn.predictions"), run.base_run, replaced),
        own=_compose_arm(run, filters, Sql("predawn.prediction_deltas"), run.run_id, Sql(_IS_PREDICTION)),
        listed_order=Sql("project_id" if filters.tag is None else "listed_score DESC, project_id"),
    )


def _compose_arm(run: ListedRun, filters: Filters, rows: Sql, table_run: int, condition: Sql) -> Sql:
    with_tag = run.multi_label and filters.tag is not None
    name = "id" if filters.tag is None else "tag"
    listed = compose(
        "serving/listed_rows",
        rows=rows,
        run_id=number(run.run_id),
        origin=Sql("p.origin" if table_run == run.run_id else "'reused'"),
        listed_score=Sql("t.score" if with_tag else "p.score"),
    )
    return compose(
        "serving/list_predictions_with_tag" if with_tag else f"serving/list_predictions_by_{name}",
        listed_rows=listed,
        table_run=number(table_run),
        not_replaced=condition,
    )
