"""Sessions of the dashboard: the key in a cookie, and forms accepted from its own pages only."""

from typing import Final, Literal, TypedDict
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request, Response

from api.http.errors import KeyRefusedError
from api.services.keyring import read_key
from api.state import State
from core.errors import InputError, PredawnError
from store.api_keys import ApiKey

COOKIE: Final = "predawn_key"
_MAX_FIELDS = 20


def read_page_key(request: Request) -> str | None:
    """Return the key that a request for a page carries, in a header or in the cookie."""
    return read_key(request.headers.raw) or request.cookies.get(COOKIE)


def find_session(state: State, request: Request) -> ApiKey | None:
    """Return the key of the signed-in person; None if nobody is signed in, or no key is required."""
    try:
        return state.keyring.admit(read_page_key(request), None)
    except PredawnError:
        return None


def keep_key(request: Request, response: Response, key: str) -> None:
    """Store a key in a session cookie that scripts cannot read and other sites cannot send."""
    response.set_cookie(COOKIE, key, path=_path(request), **_cookie_flags(request))


def forget_key(request: Request, response: Response) -> None:
    """Delete the cookie with the key."""
    response.delete_cookie(COOKIE, path=_path(request), **_cookie_flags(request))


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
