"""`GET /changes`: the changes of stored answers, for those who keep a copy."""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Header, Query, Request, Response

from api.http.documentation import CHANGES_CURSOR, errors, example, with_lines
from api.http.envelope import Envelope, request_url, write_envelope
from api.http.media import Media, choose_media
from api.routes.predictions.streams import CHANGES_HEADER, HEADERS
from api.schemas.changes import ChangePage, ChangesQuery
from api.state import CurrentState, State
from store.serving.feed import (
    BEGINNING,
    AnswerChange,
    FeedPage,
    FeedPosition,
    check_not_ahead,
    parse_cursor,
    read_feed,
)

MAX_WAIT_SECONDS: Final = 30
"""The longest time that a request waits for a change; proxies give up after a minute."""

_STEP_SECONDS: Final = 1.0
"""The interval at which a waiting request checks for a client, or a server, that is gone."""

_REPLICA_SECONDS: Final = 0.2
"""The pause before a replica is read again that does not have the last change yet."""

_LINES_AT_ONCE: Final = 250
"""The number of changes that are written at a time; other requests are answered in between."""

_WAIT: Final = re.compile(r"(?:^|[,;])\s*wait\s*=\s*([0-9]{1,9})\s*(?=$|[,;])", re.IGNORECASE)
_LINES: Final = {
    "application/x-ndjson": '{"change_id": 42, "kind": "publish", "project_id": "7", "to_tag": "mlops", …}'
}

_HEADERS: Final = {
    **CHANGES_CURSOR,
    "Preference-Applied": {
        "description": "`wait=20` if the answer waited up to 20 seconds for a change.",
        "schema": {"type": "string"},
    },
}

router = APIRouter(tags=["predictions"])


@router.get(
    "/changes",
    summary="Changes of stored answers",
    response_model=Envelope[ChangePage],
    responses={
        200: {
            **with_lines(
                example(ChangePage, "/changes?after=41", "The changes; NDJSON has one a line."), _LINES
            ),
            "headers": _HEADERS,
        },
        **errors(400, 406, 410, 503),
    },
)
async def read_changes(
    request: Request,
    state: CurrentState,
    query: Annotated[ChangesQuery, Query()],
    prefer: Annotated[
        str | None,
        Header(
            description="`wait=20` waits up to 20 seconds for a change if there is none yet; "
            f"{MAX_WAIT_SECONDS} at most."
        ),
    ] = None,
) -> Response:
    """Return the changes by publications, rollbacks, removals, returns and corrections, in their order.

    To keep a copy, begin with a listing of `GET /predictions` and its cursor `changes`, and apply all changes
    after it in their order: set `to_tag` and `score` of `project_id`, or delete the project if `to_tag` is
    null. Applying a change twice does no harm. Scores are as of the last change of a tag. Models that say
    numbers or rankings have `to_value` or `to_items` in the place of `to_tag`. As NDJSON (`Accept`) each
    change is a line, and the header `Predawn-Changes` has the next cursor. The changes are those of the run
    in service, for all projects; a canary has no part in them.
    """
    media = choose_media(request.headers.get("accept", ""), (Media.JSON, Media.NDJSON))
    state.read_router.check_database()
    after = BEGINNING if query.after is None else parse_cursor(query.after)
    wait = _parse_wait(prefer)
    page = await _read(request, state, after, query.limit, wait or 0)
    cursor = page.position.cursor()
    headers = {**HEADERS, "Cache-Control": "no-store", CHANGES_HEADER: cursor}
    if wait is not None:
        headers["Preference-Applied"] = f"wait={wait}"
    lines = await _write(page.changes)
    if media is Media.NDJSON:
        return Response("".join(f"{line}\n" for line in lines), media_type=media, headers=headers)
    data = f'{{"changes":[{",".join(lines)}],"next":"{cursor}"}}'
    body = write_envelope(request_url(request.scope), data, method="GET")
    return Response(body, media_type=media, headers=headers)


def _parse_wait(prefer: str | None) -> int | None:
    """Return the seconds that a request prefers to wait, None if it has no preference (RFC 7240)."""
    found = None if prefer is None else _WAIT.search(prefer)
    return None if found is None else min(int(found[1]), MAX_WAIT_SECONDS)


async def _read(request: Request, state: State, after: FeedPosition, limit: int, wait: int) -> FeedPage:
    """Read changes; if there are none, wait for the next one."""
    deadline = time.monotonic() + wait
    while True:
        page = await _read_page(state, after, limit)
        if page.changes or not await _wait(request, state, page.position.change_id, deadline):
            return page


async def _read_page(state: State, after: FeedPosition, limit: int) -> FeedPage:
    """Read the changes after a position.

    Raises
    ------
    GoneError
        If they are no longer kept, or the position is after the last change.
    """
    read_router = state.read_router
    async with read_router.pages:
        page = await read_router.read(lambda sessions: read_feed(sessions, after, limit))
        if page.last_change < after.change_id and state.watcher.database_error is None:
            # A replica may not have replayed the change yet whose number another answer had.
            page = await read_feed(read_router.primary, after, limit)
            check_not_ahead(after, page.last_change)
    return page


async def _wait(request: Request, state: State, after: int, deadline: float) -> bool:
    """Wait for a change after a number; return False if the time is over, or the client or server goes."""
    watcher = state.watcher
    seen = watcher.last_change
    while (left := deadline - time.monotonic()) > 0:
        if seen > after:
            # The change was made since the page was read, or the replica does not have it yet.
            await asyncio.sleep(min(left, _REPLICA_SECONDS))
        else:
            await watcher.wait_for_change(after, min(left, _STEP_SECONDS))
        if state.draining or _is_refused(request, state) or await request.is_disconnected():
            return False
        if seen > after or watcher.last_change != seen:
            return True
    return False


def _is_refused(request: Request, state: State) -> bool:
    """Return whether the key of a request was revoked while it waited."""
    return state.keyring.refuse(request.scope) is not None


async def _write(changes: Sequence[AnswerChange]) -> list[str]:
    """Return each change as JSON."""
    lines: list[str] = []
    for start in range(0, len(changes), _LINES_AT_ONCE):
        lines += map(_line, changes[start : start + _LINES_AT_ONCE])
        await asyncio.sleep(0)
    return lines


def _line(change: AnswerChange) -> str:
    fields = change._asdict()
    for name in ("value", "items"):
        if fields[f"from_{name}"] is None and fields[f"to_{name}"] is None:
            del fields[f"from_{name}"], fields[f"to_{name}"]
    fields["at"] = change.at.isoformat().replace("+00:00", "Z")
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
