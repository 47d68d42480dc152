"""Sessions of the dashboard: a signed token in a cookie, and forms accepted from its own pages only."""

from typing import Final, Literal, TypedDict
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request, Response

from api.http.errors import KeyRefusedError
from api.services.keyring import read_key
from api.state import State
from core.errors import InputError, PredawnError
from store.api_access import end_session as store_end
from store.api_keys import ApiKey, KeyScope

COOKIE: Final = "predawn_session"
_MAX_FIELDS = 20


def admit_to_page(state: State, request: Request, needed: KeyScope | None) -> ApiKey | None:
    """Return the key of a request for a page, in a header or by its session; None if no key is required.

    Raises
    ------
    PredawnError
        If the request has neither, or its key lacks the scope.
    """
    key, token = read_key(request.headers.raw), request.cookies.get(COOKIE)
    if key is None and token is not None:
        return state.keyring.admit_session(token, needed)
    return state.keyring.admit(key, needed)


def find_signed_in(state: State, request: Request) -> ApiKey | None:
    """Return the key of the signed-in person; None if nobody is signed in, or no key is required."""
    try:
        return admit_to_page(state, request, None)
    except PredawnError:
        return None


def keep_session(request: Request, response: Response, token: str) -> None:
    """Store the token of a session in a cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(COOKIE, token, path=_path(request), **_cookie_flags(request))


async def end_session(state: State, request: Request, response: Response) -> None:
    """End the session of a request in all workers, and delete its cookie.

    Raises
    ------
    StoreError
        If the database cannot be reached, so that the other workers do not know of it.
    """
    session = state.keyring.find_session(request.cookies.get(COOKIE, ""))
    response.delete_cookie(COOKIE, path=_path(request), **_cookie_flags(request))
    if session is not None:
        state.keyring.end_session(session)
        await store_end(state.sessions, session.session_id, session.expires)


def _path(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/dashboard"


class _CookieFlags(TypedDict):
    secure: bool
    httponly: bool
    samesite: Literal["strict"]


def _cookie_flags(request: Request) -> _CookieFlags:
    return {"secure": request.url.scheme == "https", "httponly": True, "samesite": "strict"}


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form sent from a page of the dashboard.

    Raises
    ------
    KeyRefusedError
        If another site sent it.
    InputError
        If the body is not a form.
    """
    check_origin(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise InputError("This address accepts forms only. Open the page, and use its form.")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError as error:
        raise InputError(
            "The request has more fields than the form of the page. Open the page, and use its form."
        ) from error


def check_origin(request: Request) -> None:
    """Check that a form was sent from a page of this server, by the headers that browsers add.

    Raises
    ------
    KeyRefusedError
        If another site sent it, or the headers are missing.
    """
    # Only the host is compared: behind a proxy that ends TLS, the browser sees another scheme.
    origin = urlsplit(request.headers.get("origin", "")).netloc
    site = request.headers.get("sec-fetch-site")
    if site == "same-origin" or (site is None and origin and origin == request.headers.get("host")):
        return
    raise KeyRefusedError(
        "The form was not sent from a page of this server, so nothing was done. Open the page here, and send "
        "the form again."
    )
