"""The answer for a project: the published row where it fits the text, otherwise an on-demand prediction."""

from typing import Final, NamedTuple
from urllib.parse import quote

from starlette.types import Receive, Scope

from api.http.envelope import make_envelope, request_url
from api.http.errors import (
    ClientGoneError,
    InferenceRefusedError,
    NoModelError,
    NotStoredError,
    PredictorFailedError,
)
from api.http.freshness import CacheConditions, read_conditions
from api.http.handed_on import HANDED_ON, HandedOn
from api.routes.predictions.inferred import infer_projects, show_inferred
from api.services.renderer import MEMORY, ON_DEMAND, Reply, digest_tags
from api.state import State
from core.errors import NotFoundError, StoreUnavailableError
from store.serving.lookup_row import LookupRow

PREFIX: Final = "/predictions/"

_SHOWN: Final = 100
_UNUSABLE: Final = ("", ".", "..")


class RequestFacts(NamedTuple):
    """The facts of a request, apart from the project, that its answer depends on."""

    conditions: CacheConditions
    url: str


async def answer_request(
    state: State, scope: Scope, project_id: str, receive: Receive | None = None
) -> Reply:
    """Return the answer to a request for the prediction of a project, whichever way the request came.

    A row that was handed on with the request is not looked up again. `receive` reports that the client has
    gone away while an inference is waited for.

    Raises
    ------
    NotFoundError
        If the catalogue does not have the project, or no longer.
    InferenceRefusedError
        If there is no fitting row, no older one, and no on-demand prediction either.
    NotStoredError
        If there is no fitting row, and the request wants no other.
    StoreUnavailableError
        If the database cannot be reached.
    """
    if not is_usable(project_id):
        raise _unusable(project_id)
    row = await _find_row(state, scope, project_id)
    return await answer(state, read_request(scope), project_id, row, receive)


async def _find_row(state: State, scope: Scope, project_id: str) -> LookupRow | None:
    outcome: HandedOn[LookupRow | None] | None = scope.pop(HANDED_ON, None)
    return await state.lookups.look_up(project_id) if outcome is None else outcome.get()


async def answer(
    state: State,
    facts: RequestFacts,
    project_id: str,
    row: LookupRow | None,
    receive: Receive | None = None,
) -> Reply:
    """Return the answer that follows from the facts of a request and the row of its project.

    Raises
    ------
    PredawnError
        As `answer_request` does.
    """
    if row is None:
        raise NotFoundError(
            f"The catalogue has no project {show_id(project_id)}. Check the id, wait for the next sync, or "
            "send its text to `POST /predict`."
        )
    if row.removed:
        raise _removed(project_id)
    reply = answer_stored(state, facts.url, facts.conditions, row)
    if reply is not None:
        return reply
    try:
        reply = await _answer_anew(state, facts, project_id, row, receive)
    except (NotStoredError, NotFoundError, ClientGoneError):
        state.canary_counts.add(row)
        raise
    except Exception:
        state.canary_counts.add(row, failed=True)
        raise
    state.canary_counts.add(row)
    return reply


async def _answer_anew(
    state: State, facts: RequestFacts, project_id: str, row: LookupRow, receive: Receive | None
) -> Reply:
    """Answer with a prediction that is made on demand, or with the older row where none can be made."""
    conditions, url = facts
    if conditions.stored_only:
        raise NotStoredError(
            f"There is no stored prediction of project {show_id(project_id)} that fits its text. Ask without "
            "`Cache-Control: only-if-cached`, or wait for the next run."
        )
    try:
        return await _infer(state, url, project_id, conditions, receive)
    except (InferenceRefusedError, PredictorFailedError, StoreUnavailableError):
        if row.run_id is None or conditions.fresh:
            raise
        return state.renderer.stored(url, row, conditions, older=True)


def answer_stored(state: State, url: str, conditions: CacheConditions, row: LookupRow) -> Reply | None:
    """Return the answer where a stored row is one; None where `answer` has more to do."""
    if not row.is_current or row.removed:
        return None
    if conditions.fresh and not conditions.stored_only:
        return None
    if row.running_canary is not None:
        state.canary_counts.add(row)
    return state.renderer.stored(url, row, conditions, older=False)


def read_request(scope: Scope) -> RequestFacts:
    """Return the cache conditions of a request, and its URL."""
    headers = dict(scope["headers"])
    url = request_url(scope, headers.get(b"host"))
    return RequestFacts(read_conditions(headers, scope["headers"]), url)


def is_usable(project_id: str) -> bool:
    """Return whether an id can be asked for by a path; clients and proxies take dots for folders."""
    return "\x00" not in project_id and project_id not in _UNUSABLE


async def _infer(
    state: State, url: str, project_id: str, conditions: CacheConditions, receive: Receive | None
) -> Reply:
    """Answer with the prediction of the model in service for the text that a project has now."""
    project = await state.lookups.read_input(project_id)
    if project is None:
        raise _removed(project_id)
    version = project.model_version
    if version is None:
        raise NoModelError(
            f"Project {show_id(project_id)} has no stored prediction yet, and there is no model to make one "
            "with. Train one with `predawn train`, then publish with `predawn batch`."
        )
    marks = "" if project.corrected is None else f"-{digest_tags(repr(project.corrected))}"
    marks += "-canary" if project.canary else ""
    etags = {
        source: f'W/"-{project.content_hash.hex()[:24]}-{version}-{source}{marks}"'
        for source in (ON_DEMAND, MEMORY)
    }
    if not conditions.fresh and any(map(conditions.is_not_modified, etags.values())):
        return state.renderer.not_modified(next(filter(conditions.is_not_modified, etags.values())))
    projects = {project_id: project}
    (made,) = await infer_projects(state, version, projects, fresh=conditions.fresh, receive=receive)
    etag = etags[made.source]
    if conditions.is_not_modified(etag):
        return state.renderer.not_modified(etag)
    shown = show_inferred(project_id, project, made)
    return state.renderer.inferred(make_envelope(url, shown), etag, made.source)


def _unusable(project_id: str) -> NotFoundError:
    return NotFoundError(
        f"No path leads to a project {show_id(project_id)}: an id in a path is not empty, holds no NUL, and "
        "is neither `.` nor `..`. Ask by the exact id, percent-encoded, or with `GET /predictions?ids=`."
    )


def _removed(project_id: str) -> NotFoundError:
    return NotFoundError(
        f"Project {show_id(project_id)} is no longer in the catalogue, so it has no prediction. What it was "
        f"is kept in `{PREFIX}{quote(project_id, safe='')}/history`; `POST /predict` tags its text."
    )


def show_id(project_id: str) -> str:
    """Return an id as errors name it, shortened where it is long."""
    shown = project_id if len(project_id) <= _SHOWN else f"{project_id[:_SHOWN]}…"
    return repr(shown)
