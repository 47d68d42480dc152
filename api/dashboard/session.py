"""Who looks at the pages: the key that a browser keeps in a cookie, and forms that our own pages send."""

from typing import Final, Literal, TypedDict
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request, Response

from api.http.errors import KeyRefusedError
from api.services.keyring import given_key
from api.state import State
from core.errors import InputError, PredawnError
from store.api_keys import ApiKey

COOKIE: Final = "predawn_key"
_MAX_FIELDS = 20


def key_of(request: Request) -> str | None:
    """Return the key that a request for a page carries, in a header or in its cookie."""
    return given_key(request) or request.cookies.get(COOKIE)


def session_of(state: State, request: Request) -> ApiKey | None:
    """Return the key that somebody is signed in with; None where nobody is, or needs to be."""
    try:
        return state.keyring.admit(key_of(request), None)
    except PredawnError:
        return None


def keep_key(request: Request, response: Response, key: str) -> None:
    """Let the browser keep a key: out of the reach of scripts and of other sites, until it is closed."""
    response.set_cookie(COOKIE, key, path=_path(request), **_guards(request))


def forget_key(request: Request, response: Response) -> None:
    """Let the browser forget the key."""
    response.delete_cookie(COOKIE, path=_path(request), **_guards(request))


def _path(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/dashboard"


class _Guards(TypedDict):
    secure: bool
    httponly: bool
    samesite: Literal["strict"]


def _guards(request: Request) -> _Guards:
    return {"secure": request.url.scheme == "https", "httponly": True, "samesite": "strict"}


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form that one of our own pages sent.

    Raises
    ------
    KeyRefusedError
        If another site sent it.
    InputError
        If it is no form.
    """
    check_origin(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise InputError("This address takes what its form sends. Open the page, and use the form.")
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError as error:
        raise InputError(
            "The form has more fields than the page has. Open the page, and use its form."
        ) from error


def check_origin(request: Request) -> None:
    """Refuse what was not sent from this very server, which browsers say of every form.

    Raises
    ------
    KeyRefusedError
        If it was not, or nothing says so.
    """
    # The scheme is left out: behind a proxy that ends TLS it is not the one that the browser sees.
    origin = urlsplit(request.headers.get("origin", "")).netloc
    site = request.headers.get("sec-fetch-site")
    if site == "same-origin" or (site is None and origin and origin == request.headers.get("host")):
        return
    raise KeyRefusedError(
        "The form was not sent from this server's own page, so nothing was done. Open the page here, and "
        "send it again."
    )
