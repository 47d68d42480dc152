"""Routes of the dashboard that need no key: sign-in, sign-out, and static files."""

import logging
import math

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import RedirectResponse

from api.dashboard import assets
from api.dashboard.page import PREFIX, OpenRoute, render
from api.dashboard.session import check_origin, end_session, keep_session, read_form
from api.http.errors import KeyMissingError, KeyRefusedError
from api.state import CurrentState, State
from core.errors import StoreError
from store.api_keys import KeyScope

log = logging.getLogger("predawn.api")

router = APIRouter(route_class=OpenRoute, include_in_schema=False)


@router.get("/sign-in")
async def show_form(request: Request, state: CurrentState) -> Response:
    """Return the form that asks for a key."""
    target = _local_target(request.query_params.get("next", ""))
    if not state.keyring.requires_key:
        return _redirect(request, target)
    return _show(request, state, target, None)


@router.post("/sign-in")
async def sign_in(request: Request, state: CurrentState) -> Response:
    """Begin a session that stands for the given key, and redirect to the page that asked for it."""
    form = await read_form(request)
    target, given = _local_target(form.get("next", "")), form.get("key", "").strip()
    client = "" if request.client is None else request.client.host
    wait = math.ceil(state.sign_ins.wait_seconds(client))
    if wait:
        problem = f"Too many attempts with a wrong key came from your address. Try again in {wait} s."
        response = _show(request, state, target, problem, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    try:
        key = state.keyring.admit(given or None, KeyScope.INSPECT)
    except (KeyMissingError, KeyRefusedError) as error:
        if given:
            state.sign_ins.fail(client)
        return _show(request, state, target, str(error) if given else "Paste your key.", status=403)
    state.sign_ins.succeed(client)
    response = _redirect(request, target)
    if key is not None:
        keep_session(request, response, state.keyring.begin_session(key))
    return response


@router.post("/sign-out")
async def sign_out(request: Request, state: CurrentState) -> Response:
    """End the session, and redirect to the sign-in page."""
    check_origin(request)
    response: Response = _redirect(request, f"{PREFIX}/sign-in")
    try:
        await end_session(state, request, response)
    except StoreError as error:
        log.warning("a session could not be ended in all workers: %s", error)
        problem = (
            "You are signed out in this browser. The database cannot be reached, so a copy of the session's "
            "cookie would be valid until it expires, 12 hours after you signed in at the latest."
        )
        shown = _show(request, state, PREFIX, problem, status=503)
        shown.raw_headers += [pair for pair in response.raw_headers if pair[0] == b"set-cookie"]
        return shown
    return response


@router.get("/static/{digest}/{name}")
async def read_asset(digest: str, name: str) -> Response:
    """Return a static file; another digest belongs to another version of the file."""
    found = assets.assets().get(name)
    if found is None or found.digest != digest:
        raise HTTPException(404, "There is no such file. Reload the page.")
    return Response(found.content, media_type=found.media_type, headers=assets.HEADERS)


def _show(request: Request, state: State, target: str, problem: str | None, *, status: int = 200) -> Response:
    """Return the form that asks for a key."""
    locked = state.keyring.is_locked
    return render(request, "sign_in.html", status=status, target=target, problem=problem, locked=locked)


def _local_target(target: str) -> str:
    """Return the page to open after signing in; anything but a page of the dashboard becomes the overview."""
    return target if target == PREFIX or target.startswith((f"{PREFIX}/", f"{PREFIX}?")) else PREFIX


def _redirect(request: Request, target: str) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{target}", 303)
