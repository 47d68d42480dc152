"""Routes of the dashboard that need no key: sign-in, sign-out, and static files."""

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import RedirectResponse

from api.dashboard import assets
from api.dashboard.page import PREFIX, OpenRoute, render
from api.dashboard.session import check_origin, forget_key, keep_key, read_form
from api.http.errors import KeyMissingError, KeyRefusedError
from api.state import CurrentState
from store.api_keys import KeyScope

router = APIRouter(route_class=OpenRoute, include_in_schema=False)


@router.get("/sign-in")
async def show_form(request: Request, state: CurrentState) -> Response:
    """Return the form that asks for a key."""
    target = _local_target(request.query_params.get("next", ""))
    if not state.keyring.requires_key:
        return _redirect(request, target)
    return render(request, "sign_in.html", target=target, problem=None)


@router.post("/sign-in")
async def sign_in(request: Request, state: CurrentState) -> Response:
    """Store a key that admits to the pages, and redirect to the page that asked for it."""
    form = await read_form(request)
    target, given = _local_target(form.get("next", "")), form.get("key", "").strip()
    try:
        state.keyring.admit(given or None, KeyScope.INSPECT)
    except (KeyMissingError, KeyRefusedError) as error:
        problem = str(error) if given else "Paste your key."
        return render(request, "sign_in.html", status=403, target=target, problem=problem)
    response = _redirect(request, target)
    if state.keyring.requires_key:
        keep_key(request, response, given)
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Delete the key, and redirect to the sign-in page."""
    check_origin(request)
    response = _redirect(request, f"{PREFIX}/sign-in")
    forget_key(request, response)
    return response


@router.get("/static/{digest}/{name}")
async def read_asset(digest: str, name: str) -> Response:
    """Return a static file; another digest belongs to another version of the file."""
    found = assets.assets().get(name)
    if found is None or found.digest != digest:
        raise HTTPException(404, "There is no such file. Reload the page.")
    return Response(found.content, media_type=found.media_type, headers=assets.HEADERS)


def _local_target(target: str) -> str:
    """Return the page to open after signing in; anything but a page of the dashboard becomes the overview."""
    return target if target == PREFIX or target.startswith((f"{PREFIX}/", f"{PREFIX}?")) else PREFIX


def _redirect(request: Request, target: str) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{target}", 303)
