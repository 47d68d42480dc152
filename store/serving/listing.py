"""Pages of the predictions of one run, without blocking."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.errors import InputError, NotFoundError
from core.types import Output
from store.serving.lookup import corrected_column, output_columns
from store.serving.lookup_row import LookupRow, split_array
from store.sql_files import Sql, compose, number, template

if TYPE_CHECKING:
    # Importing asyncpg would delay the start of every command.
    from store.connect.async_sessions import Sessions

PAGE_SECONDS: Final = 30.0
"""The timeout of a page: with filters that match nothing it reads the whole run."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a listing; None matches all.

    Listings of one tag are ordered by score, those of a range of numbers by number, both descending, and
    others by id. `tag` is the predicted tag, in a multi-label run any of the predicted tags; `item` is one of
    a ranking.
    """

    tag: str | None = None
    min_score: float = 0.0
    model_version: int | None = None
    is_current: bool | None = None
    min_value: float | None = None
    max_value: float | None = None
    item: str | None = None

    @property
    def has_range(self) -> bool:
        """True if it lists a range of numbers."""
        return self.min_value is not None or self.max_value is not None

    @property
    def is_ordered_by_id(self) -> bool:
        """True if the listing is ordered by id alone."""
        return self.tag is None and not self.has_range

    def check(self, output: Output) -> None:
        """Check that the filters are for what a run says of projects.

        Raises
        ------
        InputError
            If one of them is for something else.
        """
        given = {
            "tag": (Output.TAGS, self.tag is not None),
            "min_score": (Output.TAGS, self.min_score > 0),
            "min_value": (Output.NUMBER, self.min_value is not None),
            "max_value": (Output.NUMBER, self.max_value is not None),
            "item": (Output.RANKING, self.item is not None),
        }
        for name, (meant, is_given) in given.items():
            if is_given and meant is not output:
                raise InputError(
                    f"`{name}` filters {meant.plural}, and the run in service predicts "
                    f"{output.plural}. Leave it out."
                )


@dataclass(frozen=True, slots=True)
class Position:
    """The last row before a page: its id and, if ordered by it, its score or number as text."""

    project_id: str = ""
    score: str = "Infinity"


@dataclass(frozen=True, slots=True)
class ListedRun:
    """The run of a listing, and the time of its last check, in seconds since 1970.

    `base_run` is the whole run that it is read with, itself if it is whole. `multi_label` is true if its
    model predicts several tags per project, and `output` is what it says of projects. `last_change` is the
    number of the last change of an answer when the run was found.
    """

    run_id: int
    base_run: int
    checked_at: float | None
    multi_label: bool
    last_change: int
    output: Output = Output.TAGS

    def position(self, row: LookupRow, filters: Filters) -> Position:
        """Return the position of a row, with the score of the listed tag, or the number."""
        if self.output is not Output.TAGS:
            return Position(row.project_id, row.value or Position().score)
        score = row.answer_score
        if self.multi_label and filters.tag is not None and row.corrected is None:
            listed = dict(zip(split_array(row.tags), row.scores[1:-1].split(","), strict=False))
            score = listed.get(filters.tag, score)
        return Position(row.project_id, score)


async def find_listed_run(sessions: "Sessions", run_id: int | None) -> ListedRun | None:
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
        row["run_id"],
        row["base_run"],
        row["checked_at"],
        row["multi_label"],
        row["last_change"],
        Output(row["output"]),
    )


async def read_page(
    sessions: "Sessions", run: ListedRun, filters: Filters, after: Position, limit: int
) -> list[LookupRow]:
    """Return the predictions after a position, up to a limit.

    Fewer predictions than the limit mean the end only if `find_listed_run` finds the run still retained.
    """
    sql = _compose_page(run, filters)
    parameters = _parameters(filters, after, limit)
    records = await sessions.fetch_rows(sql, *parameters, timeout_seconds=PAGE_SECONDS)
    return [LookupRow(*record[:-1]) for record in records]


def _parameters(filters: Filters, after: Position, limit: int) -> tuple[Any, ...]:
    """Return the parameters of a page; the second is the filter of the rows that are in the index."""
    rest = (filters.model_version, filters.is_current, limit)
    if filters.item is not None:
        return after.project_id, filters.item, *rest
    if filters.has_range:
        least = -math.inf if filters.min_value is None else filters.min_value
        most = math.inf if filters.max_value is None else filters.max_value
        return after.project_id, least, *rest, float(after.score), most
    if filters.tag is not None:
        return after.project_id, filters.min_score, *rest, filters.tag, float(after.score)
    return after.project_id, filters.min_score, *rest


_NOT_REPLACED: Final = """AND NOT EXISTS (
        SELECT FROM predawn.prediction_deltas AS d WHERE d.run_id = {run_id} AND d.project_id = p.project_id
    )"""
_IS_PREDICTION: Final = "AND p.content_hash IS NOT NULL"


def _compose_page(run: ListedRun, filters: Filters) -> Sql:
    """Return the statement for a page: one arm for a whole run, or one each for the base and the delta.

    Where a tag is listed, each has another arm for the projects that are corrected to it. The arms are merged
    lazily; a page through the rows of the whole run took a hundred times as long.
    """
    arms = list(_compose_arms(run, filters))
    if len(arms) == 1:
        return arms[0]
    return compose(
        "serving/merge_listed",
        arms=Sql(" UNION ALL ".join(f"({arm})" for arm in arms)),
        listed_order=Sql("project_id" if filters.is_ordered_by_id else "listed_score DESC, project_id"),
        output=Sql("" if run.output is Output.TAGS else "value, items, item_scores,"),
    )


class _Table(NamedTuple):
    """A table of a run's predictions, the run that its rows are stored under, and which of them count."""

    rows: Sql
    run_id: int
    condition: Sql


def _tables(run: ListedRun) -> tuple[_Table, ...]:
    if run.run_id == run.base_run:
        return (_Table(Sql("predawn.predictions"), run.run_id, Sql("")),)
    not_replaced = Sql(_NOT_REPLACED.format(run_id=number(run.run_id)))
    return (
        _Table(Sql("predawn.predictions"), run.base_run, not_replaced),
        _Table(Sql("predawn.prediction_deltas"), run.run_id, Sql(_IS_PREDICTION)),
    )


def _compose_arms(run: ListedRun, filters: Filters) -> Iterator[Sql]:
    for table in _tables(run):
        if filters.item is not None:
            yield _compose_arm(run, table, "by_item", "p.score")
        elif filters.has_range:
            yield _compose_arm(run, table, "by_value", "p.value")
        elif filters.tag is None:
            yield _compose_arm(run, table, "by_id", "p.score")
        else:
            predicted = ("with_tag", "t.score") if run.multi_label else ("by_tag", "p.score")
            yield _compose_arm(run, table, *predicted)
            yield _compose_arm(run, table, "corrected", "1::real")


_ARMS: Final = {
    "by_id": "serving/list_predictions_by_id",
    "by_item": "serving/list_predictions_by_item",
    "by_value": "serving/list_predictions_by_value",
    "by_tag": "serving/list_predictions_by_tag",
    "with_tag": "serving/list_predictions_with_tag",
    "corrected": "serving/list_corrected_with_tag",
}


def _compose_arm(run: ListedRun, table: _Table, kind: str, listed_score: str) -> Sql:
    columns = output_columns(run.output)
    listed = compose(
        "serving/listed_rows",
        rows=table.rows,
        run_id=number(run.run_id),
        origin=Sql("p.origin" if table.run_id == run.run_id else "'reused'"),
        listed_score=Sql(listed_score),
        output=Sql(f"{columns}," if columns else ""),
        corrected=corrected_column(run.output),
    )
    return compose(
        _ARMS[kind],
        listed_rows=listed,
        table_run=number(table.run_id),
        not_replaced=table.condition,
    )
