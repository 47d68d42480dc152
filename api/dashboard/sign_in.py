"""`/dashboard/sign-in` and `/dashboard/sign-out`, and the files of the pages: what is open to anybody."""

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
    target = _safe(request.query_params.get("next", ""))
    if not state.keyring.guarded:
        return _go(request, target)
    return render(request, "sign_in.html", target=target, problem=None)


@router.post("/sign-in")
async def sign_in(request: Request, state: CurrentState) -> Response:
    """Keep a key that may be used for the pages, and go where the person was going."""
    form = await read_form(request)
    target, given = _safe(form.get("next", "")), form.get("key", "").strip()
    try:
        state.keyring.admit(given or None, KeyScope.INSPECT)
    except (KeyMissingError, KeyRefusedError) as error:
        problem = str(error) if given else "Paste the key that was made for you."
        return render(request, "sign_in.html", status=403, target=target, problem=problem)
    response = _go(request, target)
    if state.keyring.guarded:
        keep_key(request, response, given)
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Forget the key."""
    check_origin(request)
    response = _go(request, f"{PREFIX}/sign-in")
    forget_key(request, response)
    return response


@router.get("/static/{digest}/{name}")
async def read_asset(digest: str, name: str) -> Response:
    """Return a file; an address with another digest belongs to another version of it."""
    found = assets.assets().get(name)
    if found is None or found.digest != digest:
        raise HTTPException(404, "There is no such file. Load the page again.")
    return Response(found.content, media_type=found.media_type, headers=assets.HEADERS)


def _safe(target: str) -> str:
    """Return where to go after signing in: a page of ours, whatever the address says."""
    return target if target == PREFIX or target.startswith((f"{PREFIX}/", f"{PREFIX}?")) else PREFIX


def _go(request: Request, target: str) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{target}", 303)
