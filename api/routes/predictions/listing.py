"""`GET /predictions`: predictions by id or page by page, streamed as CSV or NDJSON."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from api.http.documentation import CHANGES_CURSOR, errors, example, with_lines
from api.http.envelope import Envelope, request_url, write_envelope
from api.http.media import Media, choose_media
from api.routes.predictions.cursors import Cursor, read_cursor, write_cursor
from api.routes.predictions.streams import CHANGES_HEADER, HEADERS, stream
from api.schemas.listings import IN_JSON, MAX_IN_JSON, ListingQuery, PredictionPage
from api.services.bulk_lookups import look_up_together
from api.state import CurrentState, State
from core.errors import InputError, NotFoundError
from store.connect.async_sessions import Sessions
from store.serving.feed import FeedPosition
from store.serving.listing import Filters, ListedRun, Position, find_listed_run, read_page
from store.serving.lookup_row import LookupRow

MAX_STREAM_ROWS: Final = 2000
"""The number of predictions that one statement of a stream reads; no session is held between statements."""

router = APIRouter(tags=["predictions"])


@router.get(
    "/predictions",
    summary="List predictions",
    response_model=Envelope[PredictionPage],
    responses={
        200: {
            **with_lines(
                example(
                    PredictionPage,
                    "/predictions?tag=natural-language-processing&limit=1",
                    "The predictions; CSV and NDJSON hold one a line.",
                )
            ),
            "headers": CHANGES_CURSOR,
        },
        **errors(400, 404, 406, 503),
    },
)
async def list_predictions(
    request: Request, state: CurrentState, query: Annotated[ListingQuery, Query()]
) -> Response:
    """Return stored predictions: of given projects, or of the run in service page by page.

    All pages of a listing come from the run that was in service when the listing began. As CSV or NDJSON
    (`Accept`) the whole listing is streamed; as JSON it comes in pages, and `next` leads to the next one. The
    model is not asked: `without` lists the given projects that have no stored prediction. A canary answers
    for given projects of its side, and has no part in listings.
    """
    media = choose_media(request.headers.get("accept", ""))
    state.read_router.check_database()
    if query.excel and media is not Media.CSV:
        raise InputError("`excel` is for CSV. Accept `text/csv`, or leave it out.")
    if query.ids is not None:
        if query.model_fields_set - {"excel"} != {"ids"}:
            raise InputError("`ids` cannot be combined with filters. Leave one of them out.")
        ids = _split_ids(query.ids, state.settings.max_ids)
        return await _answer_named(request, state, ids, media, excel=query.excel)
    if media is Media.JSON and query.limit is not None and query.limit > MAX_IN_JSON:
        raise InputError(
            f"A JSON answer holds at most {MAX_IN_JSON:,} predictions. Ask for fewer and follow `next`, or "
            "accept `text/csv` or `application/x-ndjson`, which are streamed."
        )
    filters = _read_filters(query)
    start = None if query.cursor is None else read_cursor(state.keyring.signer, query.cursor, filters)
    listing = await _open_listing(state, None if start is None else start.run_id, filters)
    if listing.run is not None:
        filters.check(listing.run.output)
    if start is not None:
        listing.continue_from(start)
    if media is Media.JSON:
        return await _answer_page(request, listing, query.limit or IN_JSON)
    rows = listing.rows(query.limit)
    answer = await stream(media, state.renderer, rows, all_stale=listing.all_stale, excel=query.excel)
    answer.headers[CHANGES_HEADER] = listing.changes
    return answer


def _read_filters(query: ListingQuery) -> Filters:
    """Return the filters of a query.

    Raises
    ------
    InputError
        If they cannot be combined, or match nothing that can be stored.
    """
    for name, text in (("tag", query.tag), ("item", query.item)):
        if text is not None and "\x00" in text:
            raise InputError(
                f"{'A tag' if name == 'tag' else 'An item'} cannot contain NUL. Correct `{name}`."
            )
    if query.min_value is not None and query.max_value is not None and query.min_value > query.max_value:
        raise InputError("`min_value` is larger than `max_value`. Exchange them.")
    return Filters(
        tag=query.tag,
        min_score=query.min_score,
        model_version=query.model,
        is_current=None if query.stale is None else not query.stale,
        min_value=query.min_value,
        max_value=query.max_value,
        item=query.item,
    )


def _split_ids(ids: Sequence[str], max_ids: int) -> list[str]:
    """Return the ids, each once.

    Raises
    ------
    InputError
        If there are none, or too many.
    """
    named = list(dict.fromkeys(part for value in ids for part in value.split(",") if part))
    if not named or len(named) > max_ids:
        raise InputError(
            f"`ids` names {len(named):,} projects; name 1 to {max_ids:,} (PREDAWN_MAX_IDS sets the limit)."
        )
    return named


async def _open_listing(state: State, run_id: int | None, filters: Filters) -> "Listing":
    """Return the listing of a run, by default of the run in service.

    Raises
    ------
    NotFoundError
        If the run is not retained.
    """
    read_router = state.read_router
    sessions = read_router.sessions
    try:
        run = await read_router.read(lambda chosen: find_listed_run(chosen, run_id))
    except NotFoundError:
        if sessions is read_router.primary or state.watcher.database_error is not None:
            raise
        # The replica may not have replayed the run yet whose first page another worker returned.
        return Listing(state, await find_listed_run(read_router.primary, run_id), filters, on_primary=True)
    return Listing(state, run, filters)


class Listing:
    """The predictions of a run that pass the filters, from a position on.

    Parameters
    ----------
    state
        The state of the app.
    run
        The run; None if no run is published.
    filters
        The filters.
    on_primary
        Whether to read the primary, because the replica does not have the run yet.
    """

    def __init__(
        self, state: State, run: ListedRun | None, filters: Filters, *, on_primary: bool = False
    ) -> None:
        self.state = state
        self.run = run
        self.filters = filters
        self.after = Position()
        self._on_primary = on_primary
        self._last_change = 0 if run is None else run.last_change
        self.all_stale = run is not None and state.renderer.is_stale(run.checked_at)

    @property
    def changes(self) -> str:
        """The cursor of the last change when the listing began."""
        return FeedPosition(self._last_change).cursor()

    def continue_from(self, cursor: Cursor) -> None:
        """Continue after the page before, as the same listing."""
        self.after, self._last_change = cursor.after, cursor.last_change

    def next_page(self, last: LookupRow) -> str:
        """Return the cursor of the page after a row."""
        assert self.run is not None
        cursor = Cursor(self.run.run_id, self.run.position(last, self.filters), self._last_change)
        return write_cursor(self.state.keyring.signer, cursor, self.filters)

    async def rows(self, limit: int | None) -> AsyncIterator[list[LookupRow]]:
        """Yield the rows in pieces, one statement each.

        Raises
        ------
        NotFoundError
            If the run was dropped meanwhile, so that a listing never seems complete when it is not.
        """
        filters = self._filters()
        while self.run is not None and filters is not None and limit != 0:
            size = MAX_STREAM_ROWS if limit is None else min(limit, MAX_STREAM_ROWS)
            rows = await self._read(self.run, filters, size)
            if rows:
                self.after = self.run.position(rows[-1], filters)
                yield rows
            if len(rows) < size:
                return
            limit = None if limit is None else limit - len(rows)

    async def _read(self, run: ListedRun, filters: Filters, size: int) -> list[LookupRow]:
        async def query(sessions: Sessions) -> list[LookupRow]:
            rows = await read_page(sessions, run, filters, self.after, size)
            if len(rows) < size:
                await find_listed_run(sessions, run.run_id)
            return rows

        read_router = self.state.read_router
        async with read_router.pages:
            return await (query(read_router.primary) if self._on_primary else read_router.read(query))

    def _filters(self) -> Filters | None:
        """Return the filters of the statement, or None if no row can pass them."""
        if not self.all_stale or self.filters.is_current is None:
            return self.filters
        return None if self.filters.is_current else replace(self.filters, is_current=None)


async def _answer_page(request: Request, listing: Listing, limit: int) -> Response:
    # One row more than the page shows whether there is another page.
    rows = [row async for piece in listing.rows(limit + 1) for row in piece]
    run, following = listing.run, None
    run_id = None if run is None else run.run_id
    if run is not None and len(rows) > limit:
        following = listing.next_page(rows[limit - 1])
    renderer = listing.state.renderer
    data = [renderer.data(row, stale=listing.all_stale or not row.is_current) for row in rows[:limit]]
    return _page(
        request, data, {"run_id": run_id, "next": following, "without": [], "changes": listing.changes}
    )


async def _answer_named(
    request: Request, state: State, ids: Sequence[str], media: Media, *, excel: bool
) -> Response:
    found = await look_up_together(state.lookups, ids, list)
    known = [row for row in found.written if row is not None and not row.removed]
    for row in known:
        state.canary_counts.add(row)
    # One, or two while a canary is running.
    stale = {at for at in {row.checked_at for row in known} if state.renderer.is_stale(at)}
    stored = [
        row._replace(is_current=False) if row.checked_at in stale else row
        for row in known
        if row.run_id is not None
    ]
    if media is not Media.JSON:
        return await stream(media, state.renderer, _once(stored), all_stale=False, excel=excel)
    found_ids = {row.project_id for row in stored}
    data = [state.renderer.data(row, stale=not row.is_current) for row in stored]
    without = [name for name in ids if name not in found_ids]
    return _page(request, data, {"run_id": found.run_id, "next": None, "without": without, "changes": None})


def _page(request: Request, data: Sequence[str], others: Mapping[str, Any]) -> Response:
    """Put rows that are already JSON into the envelope, with the other fields of the page."""
    fields = json.dumps(others, ensure_ascii=False, separators=(",", ":"))
    page = f'{{"predictions":[{",".join(data)}],{fields[1:]}'
    body = write_envelope(request_url(request.scope), page, method="GET")
    return Response(body, media_type=Media.JSON, headers=HEADERS)


async def _once(rows: list[LookupRow]) -> AsyncIterator[list[LookupRow]]:
    yield rows
