"""Pages of the predictions of one run, without blocking."""

from dataclasses import dataclass
from typing import Any, Final

from core.errors import NotFoundError
from store.connect.async_sessions import Sessions
from store.serving.lookup import LookupRow, split_array
from store.sql_files import compose, number, template

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

    `multi_label` is true if its model predicts several tags per project.
    """

    run_id: int
    checked_at: float | None
    multi_label: bool

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
    return ListedRun(row["run_id"], row["checked_at"], row["multi_label"])


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
    if filters.tag is None:
        name, parameters = "serving/list_predictions_by_id", shared
    else:
        name = "serving/list_predictions_with_tag" if run.multi_label else "serving/list_predictions_by_tag"
        parameters = (*shared, filters.tag, float(after.score))
    sql = compose(name, listed_rows=compose("serving/listed_rows"), run_id=number(run.run_id))
    records = await sessions.fetch_rows(sql, *parameters, timeout_seconds=PAGE_SECONDS)
    return [LookupRow(*record) for record in records]
