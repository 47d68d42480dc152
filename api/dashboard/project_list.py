"""`/dashboard/projects`: projects found by id or title, and lists of them by tag, score and state."""

import csv
import io
import itertools
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlalchemy import Connection
from starlette.responses import StreamingResponse

from api.dashboard.page import PageRoute, render
from api.state import CurrentState, State
from core.types import MAX_TAG_BYTES, Output
from store.catalogue import browsing, search, syncs
from store.catalogue.browsing import MAX_COUNTED
from store.catalogue.project_lists import (
    UNSURE_BELOW,
    BrowsedRun,
    ListedProject,
    Order,
    ProjectFilters,
    Show,
)
from store.catalogue.search import FoundProject, SearchResult
from store.models import registry
from store.runs import ledger
from store.serving import pointer
from store.serving.snapshot import read_snapshot

MAX_RESULTS: Final = 20
PAGE_SIZE: Final = 50
_MIN_LETTERS = 2

SHOWN: Final = {
    Show.ALL: "all",
    Show.UNSURE: f"unsure (score \N{LESS-THAN OR EQUAL TO} {UNSURE_BELOW})",
    Show.DIFFERS: "known \N{NOT EQUAL TO} predicted",
    Show.CORRECTED: "corrected by a person",
    Show.STALE: "stale (text changed)",
    Show.NEW: "new since the run",
    Show.REMOVED: "removed",
}
OF_TAGS: Final = (Show.UNSURE, Show.DIFFERS, Show.CORRECTED)
"""The lists that only runs of tags have."""
ORDERS: Final = {
    Order.ID: "id",
    Order.SCORE: "highest score first",
    Order.LOWEST_SCORE: "lowest score first",
    Order.CHANGED: "latest change first",
}
NUMBER_ORDERS: Final = {
    **ORDERS, Order.SCORE: "highest number first", Order.LOWEST_SCORE: "lowest number first"
}  # fmt: skip
RANKING_ORDERS: Final = {order: ORDERS[order] for order in (Order.ID, Order.CHANGED)}
_ORDERS_OF: Final = {Output.TAGS: ORDERS, Output.NUMBER: NUMBER_ORDERS, Output.RANKING: RANKING_ORDERS}
_DEFAULT_ORDERS: Final = {
    Show.UNSURE: Order.LOWEST_SCORE,
    Show.STALE: Order.CHANGED,
    Show.NEW: Order.CHANGED,
    Show.REMOVED: Order.CHANGED,
}
_CSV_HEADER: Final = (
    "project_id", "title", "predicted_tag", "score", "known_tag", "stale", "changed_at", "removed_at",
    "corrected", "value", "items",
)  # fmt: skip

router = APIRouter(route_class=PageRoute, include_in_schema=False)


class ListQuery(BaseModel):
    """The query of the page: all of it is in its address."""

    model_config = ConfigDict(extra="ignore")

    q: str = Field("", max_length=MAX_TAG_BYTES)
    tag: str = Field("", max_length=MAX_TAG_BYTES)
    known: str = Field("", max_length=MAX_TAG_BYTES)
    item: str = Field("", max_length=MAX_TAG_BYTES)
    min: float | None = None
    max: float | None = None
    show: Show = Show.ALL
    sort: Order | None = None
    after: str = ""
    format: str = ""

    @field_validator("q", "tag", "known", "item", "after", mode="after")
    @classmethod
    def _drop_nul(cls, value: str) -> str:
        return value.replace("\x00", "")

    @field_validator("min", "max", "sort", mode="before")
    @classmethod
    def _read_empty(cls, value: object) -> object:
        """Take a field of the form that was left empty for none."""
        return None if value == "" else value

    @field_validator("show", mode="before")
    @classmethod
    def _read_show(cls, value: object) -> object:
        return value or Show.ALL

    @property
    def filters(self) -> ProjectFilters:
        """The filters of the list."""
        return ProjectFilters(
            text=self.q.strip(),
            tag=self.tag,
            known=self.known,
            item=self.item,
            min_score=-math.inf if self.min is None or math.isnan(self.min) else self.min,
            max_score=math.inf if self.max is None or math.isnan(self.max) else self.max,
            show=self.show,
        )

    def order_of(self, output: Output) -> Order:
        """Return the order of the list: the one asked for, or else that which fits what it shows.

        Where an output has no such order, it is that of ids.
        """
        by_score = self.tag or self.min is not None or self.max is not None
        order = self.sort or _DEFAULT_ORDERS.get(self.show, Order.SCORE if by_score else Order.ID)
        return order if order in _ORDERS_OF[output] else Order.ID

    def address(self, **changes: str) -> str:
        """Return the query of this list with changes, without what is left empty."""
        given = self.model_dump(exclude={"after", "format"}, exclude_defaults=True)
        return urlencode({**given, **changes})


@dataclass(frozen=True, slots=True)
class ProjectList:
    """A page of a list of projects: `count` is None if counting takes too long, `sorted_by` its order.

    A count of `MAX_COUNTED` + 1 stands for any larger one, unless `is_exact`.
    """

    projects: Sequence[ListedProject]
    then: str | None
    count: int | None
    sorted_by: Order
    searched: bool
    is_exact: bool
    scored_only: bool


@router.get("/projects")
def show_projects(request: Request, state: CurrentState, query: Annotated[ListQuery, Query()]) -> Response:
    """Return the page: a search by id and title, or a list of the projects that pass the filters."""
    if query.format == "csv":
        return _answer_csv(state, query)
    by_id: Sequence[FoundProject] = ()
    by_title: SearchResult | None = None
    found: ProjectList | None = None
    text = query.filters.text
    searches = bool(text) and query.filters == ProjectFilters(text=text)
    with state.read_router.open_primary() as connection:
        if searches and not query.after:
            by_id = search.search_ids(connection, text, MAX_RESULTS)
        if searches and len(text) >= _MIN_LETTERS:
            by_title = search.search_titles(connection, text.split(), query.after, MAX_RESULTS)
        run = _find_run(connection, state)
        tags = _count_tags(connection, state, run)
        if not searches:
            found = _list(connection, run, query, tags)
    output = _find_output(run)
    return render(
        request,
        "projects.html",
        query=query,
        q=text,
        after=query.after,
        by_id=by_id,
        by_title=by_title,
        found=found,
        window=search.WINDOW,
        max_results=MAX_RESULTS,
        most=MAX_COUNTED,
        max_characters=MAX_TAG_BYTES,
        tags=tags,
        output=output,
        shown={show: name for show, name in SHOWN.items() if output is Output.TAGS or show not in OF_TAGS},
        orders=_ORDERS_OF[output],
        order=query.order_of(output),
    )


def _find_run(connection: Connection, state: State) -> BrowsedRun | None:
    """Return the run in service with its tags, those of the index, most frequent first."""
    run_id = pointer.read_serving(connection).run_id
    if run_id is None:
        return None
    run = ledger.find_run(connection, run_id)
    assert run.model_version is not None
    model = registry.find_model(connection, run.model_version)
    tags = list(state.projects_by_tag.predicted(connection, run_id))
    return BrowsedRun(run_id, run.base, run.started_at, run.last_sync, model.multi_label, tags, model.output)


def _find_output(run: BrowsedRun | None) -> Output:
    return Output.TAGS if run is None else run.output


def _count_tags(connection: Connection, state: State, run: BrowsedRun | None) -> Mapping[str, int]:
    """Return the tags that answers have with the numbers of their projects: corrections are counted."""
    if run is None:
        return {}
    return state.projects_by_tag.in_service(
        connection, read_snapshot(connection), multi_label=run.multi_label
    )


def _list(
    connection: Connection, run: BrowsedRun | None, query: ListQuery, tags: Mapping[str, int]
) -> ProjectList:
    filters = query.filters
    projects = syncs.count_active(connection)
    page = browsing.list_projects(
        connection,
        run,
        filters,
        query.order_of(_find_output(run)),
        query.after,
        projects=projects,
        limit=PAGE_SIZE,
    )
    known = count = _find_count(run, filters, tags, projects)
    if count is None and page.searched and page.then is None and not query.after:
        count = len(page.projects)
    elif count is None:
        count = browsing.count_projects(connection, run, filters, projects=projects)
    return ProjectList(
        page.projects,
        page.then,
        count,
        page.order,
        page.searched,
        is_exact=known is not None,
        scored_only=page.scored_only,
    )


def _find_count(
    run: BrowsedRun | None, filters: ProjectFilters, tags: Mapping[str, int], projects: int
) -> int | None:
    """Return how many projects are listed, where that is counted already: all, or those of a frequent tag."""
    if filters.is_empty:
        return projects
    if run is None or run.multi_label or filters != ProjectFilters(tag=filters.tag):
        return None
    of_tag = tags.get(filters.tag, 0)
    return of_tag if of_tag > MAX_COUNTED else None


def _answer_csv(state: State, query: ListQuery) -> Response:
    """Return what the list shows, and what follows, as CSV: at most as much as is counted."""
    pieces = _stream_csv(state, query)
    # What cannot be read at all is an error page, and no file.
    first = next(pieces)
    return StreamingResponse(
        itertools.chain([first], pieces),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="projects.csv"'},
    )


def _stream_csv(state: State, query: ListQuery) -> Iterator[str]:
    """Yield pieces of the file; a search of a large catalogue goes on where a page of the list would end."""
    left, header = MAX_COUNTED, [_CSV_HEADER]
    after: str | None = query.after
    run: BrowsedRun | None = None
    while after is not None and left:
        # A client that reads slowly holds no connection.
        with state.read_router.open_primary() as connection:
            run = run or _find_run(connection, state)
            page = browsing.list_projects(
                connection,
                run,
                query.filters,
                query.order_of(_find_output(run)),
                after,
                projects=syncs.count_active(connection),
                limit=left,
            )
        if header or page.projects:
            yield _write_csv(header, page.projects)
        left, after, header = left - len(page.projects), page.then, []


def _write_csv(header: Sequence[Sequence[str]], projects: Sequence[ListedProject]) -> str:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerows(header)
    for project in projects:
        writer.writerow(
            (
                project.project_id,
                project.title,
                project.predicted_tag,
                project.score,
                project.known_tag,
                None if project.is_current is None else not project.is_current,
                project.changed_at.isoformat(),
                None if project.removed_at is None else project.removed_at.isoformat(),
                project.is_corrected,
                project.value,
                None if project.items is None else json.dumps(list(project.items), ensure_ascii=False),
            )
        )
    return written.getvalue()
