"""Pages of the predictions of one run, without blocking."""

from dataclasses import dataclass
from typing import Any, Final

from core.errors import NotFoundError
from store.connect.async_sessions import Sessions
from store.serving.lookup import LookupRow, split_array
from store.sql_files import template

PAGE_SECONDS: Final = 30.0
"""How long a page may take: one whose filters let nothing pass reads the whole run."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which predictions are listed; None takes all. Of one tag the best come first, else it goes by id.

    `tag` is the predicted one, of a multi-label run any of them.
    """

    tag: str | None = None
    min_score: float = 0.0
    model_version: int | None = None
    is_current: bool | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """The last one before a page: its id and, where it goes by score, that, as PostgreSQL writes it."""

    project_id: str = ""
    score: str = "Infinity"


@dataclass(frozen=True, slots=True)
class ListedRun:
    """The run that a listing is of, and when it was last checked, in seconds since 1970.

    `multi_label` tells whether its model predicts several tags of a project.
    """

    run_id: int
    checked_at: float | None
    multi_label: bool

    def position(self, row: LookupRow, filters: Filters) -> Position:
        """Return the position of a row: by the score of the tag that is listed."""
        score = row.score
        if self.multi_label and filters.tag is not None:
            listed = dict(zip(split_array(row.tags), row.scores[1:-1].split(","), strict=False))
            score = listed.get(filters.tag, score)
        return Position(row.project_id, score)


async def find_run(sessions: Sessions, run_id: int | None) -> ListedRun | None:
    """Return a run whose predictions are there, or the one in service, None where nothing is.

    Raises
    ------
    NotFoundError
        If the run is not retained.
    """
    row = await sessions.fetch_row(template("serving/read_listed_run"), run_id)
    if row is None and run_id is None:
        return None
    if row is None or not row["retained"]:
        raise NotFoundError(
            f"The predictions of run {run_id} are no longer there, so this listing cannot go on. Begin anew "
            "without a cursor."
        )
    return ListedRun(row["run_id"], row["checked_at"], row["multi_label"])


async def read_page(
    sessions: Sessions, run: ListedRun, filters: Filters, after: Position, limit: int
) -> list[LookupRow]:
    """Return the predictions that come after a position, as many as there are and the limit allows.

    Fewer than that are the end only if the run is still retained: `find_run` says whether it is.
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
    sql = template(name).format(run_id=int(run.run_id))
    records = await sessions.fetch_rows(sql, *parameters, timeout_seconds=PAGE_SECONDS)
    return [LookupRow(*record) for record in records]
