"""API keys: once one was created, every request has to carry one, or a session that stands for it."""

import hmac
from collections.abc import Mapping, Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from api.access.sessions import Session, begin_session, read_session
from api.access.signing import Signer
from api.http.clock import DatabaseClock
from api.http.errors import KeyMissingError, KeyRefusedError, answer_error
from core.errors import PredawnError, StoreUnavailableError
from store.api_access import Access
from store.api_keys import ApiKey, KeyScope, hash_key

OPEN_PATHS: Final = ("/health", "/health/live", "/health/ready", "/")
"""The paths that need no key."""

_PAGES = "/dashboard"
_SCOPES_OF_PAGES = {"projects": KeyScope.LOOKUP, "try": KeyScope.PREDICT}
_MAX_KEY_LENGTH = 200


class Keyring:
    """Decides which requests may go on, by the keys that the serving watcher last read.

    Parameters
    ----------
    clock
        The clock by which sessions end.
    pages
        Paths of pages, each with the page of the dashboard to which browsers without a key are sent.
    """

    def __init__(self, clock: DatabaseClock, pages: Mapping[str, str] | None = None) -> None:
        self._clock = clock
        self._pages = pages or {}
        self._access: Access | None = None
        self._signer: Signer | None = None
        # Sessions that ended in this worker since the database was last read.
        self._ended: dict[bytes, int] = {}

    def renew(self, access: Access) -> None:
        """Replace what is known of keys and sessions by what the database holds now."""
        if access != self._access:
            self._access, self._signer = access, Signer(access.secret)
        if self._ended:
            now = self._clock.time()
            self._ended = {key: until for key, until in self._ended.items() if until > now}

    @property
    def requires_key(self) -> bool:
        """True if requests need a key."""
        return self._access is None or self._access.requires_key

    @property
    def is_locked(self) -> bool:
        """True if requests need a key, and there is none in use."""
        return self._access is not None and self._access.requires_key and not self._access.keys

    @property
    def signer(self) -> Signer:
        """The signer of cursors and sessions.

        Raises
        ------
        StoreUnavailableError
            If its secret has not been read yet.
        """
        if self._signer is None:
            raise StoreUnavailableError("the secret of the API's signatures cannot be read")
        return self._signer

    def refuse(self, scope: Scope) -> Response | None:
        """Return the error response to a request that is refused, or None if it may go on.

        The pages of the dashboard check keys themselves, because they ask for one with a form.
        """
        if not self.requires_key:
            return None
        path = route_path(scope)
        if path in OPEN_PATHS or is_page(path):
            return None
        given = read_key(scope["headers"])
        if path in self._pages and given is None and _is_browser(scope):
            return RedirectResponse(f"{scope.get('root_path', '')}{self._pages[path]}", 303)
        try:
            self.admit(given, required_scope(path))
        except PredawnError as error:
            return answer_error(Request(scope), error)
        return None

    def admit(self, given: str | None, needed: KeyScope | None) -> ApiKey | None:
        """Return the key of a request, or None if no key is required.

        Parameters
        ----------
        given
            The text that was sent as the key.
        needed
            The scope that the key must have; None accepts any key.

        Raises
        ------
        StoreUnavailableError
            If the keys have not been read yet.
        KeyMissingError
            If the request carries no key, or an unknown one.
        KeyRefusedError
            If the key lacks the scope.
        """
        if not self._are_keys_needed():
            return None
        if given is None:
            raise KeyMissingError(
                "This route needs a key. Send it as `Authorization: Bearer KEY`, or in `X-API-Key`."
            )
        key = self._find(hash_key(given))
        if key is None:
            raise KeyMissingError("The key is unknown or was revoked. Ask for a new one.")
        return self._check_scope(key, needed)

    def begin_session(self, key: ApiKey) -> str:
        """Return the token of a new session that stands for a key.

        Raises
        ------
        StoreUnavailableError
            If the secret that signs it has not been read yet.
        """
        return begin_session(self.signer, key.key_id, self._clock.time())

    def admit_session(self, token: str, needed: KeyScope | None) -> ApiKey | None:
        """Return the key that a session stands for, or None if no key is required.

        Parameters
        ----------
        token
            The text that was sent as the token of a session.
        needed
            The scope that the key must have; None accepts any key.

        Raises
        ------
        StoreUnavailableError
            If the keys have not been read yet.
        KeyMissingError
            If the session has ended, by time, by signing out or with its key, or never was one.
        KeyRefusedError
            If the key lacks the scope.
        """
        if not self._are_keys_needed():
            return None
        session = self.find_session(token)
        key = None if session is None else self._find_number(session.key_id)
        if key is None:
            raise KeyMissingError("The session has ended. Sign in again.")
        return self._check_scope(key, needed)

    def find_session(self, token: str) -> Session | None:
        """Return the session of a token; None if it has ended, or never was one."""
        if self._access is None:
            return None
        session = read_session(self.signer, token)
        if session is None or session.expires_at <= self._clock.time():
            return None
        ended = session.session_id in self._ended or session.session_id in self._access.ended_sessions
        return None if ended else session

    def end_session(self, session: Session) -> None:
        """End a session in this worker at once; the other workers read of it in the database."""
        self._ended[session.session_id] = session.expires_at

    def _are_keys_needed(self) -> bool:
        """Return whether a request needs a key.

        Raises
        ------
        StoreUnavailableError
            If the keys have not been read yet: there may be some, so nothing is answered.
        """
        if self._access is None:
            raise StoreUnavailableError("the keys of the API cannot be read")
        return self._access.requires_key

    @staticmethod
    def _check_scope(key: ApiKey, needed: KeyScope | None) -> ApiKey:
        if needed is not None and needed not in key.scopes:
            raise KeyRefusedError(
                f"The key {key.name!r} lacks the scope `{needed}`, which this route requires. Ask for a key "
                "that has it."
            )
        return key

    def _find(self, digest: bytes) -> ApiKey | None:
        """Find a key in constant time."""
        assert self._access is not None
        found = None
        for known, key in self._access.keys.items():
            if hmac.compare_digest(known, digest):
                found = key
        return found

    def _find_number(self, key_id: int) -> ApiKey | None:
        assert self._access is not None
        return next((key for key in self._access.keys.values() if key.key_id == key_id), None)


def route_path(scope: Scope) -> str:
    """Return the path of a request without the prefix that a proxy added."""
    path: str = scope["path"]
    prefix: str = scope.get("root_path", "")
    # As the router of Starlette does it, so that the key is checked for the route that answers.
    return path[len(prefix) :] or "/" if path == prefix or path.startswith(f"{prefix}/") else path


def is_page(path: str) -> bool:
    """Return whether a path belongs to the dashboard."""
    return path == _PAGES or path.startswith(f"{_PAGES}/")


def required_scope(path: str) -> KeyScope:
    """Return the scope that a path requires; a page requires that of the routes whose data it shows."""
    first, _, rest = path.lstrip("/").partition("/")
    if is_page(path):
        return _SCOPES_OF_PAGES.get(rest.partition("/")[0], KeyScope.INSPECT)
    if first in ("predictions", "prediction-lookups", "changes"):
        return KeyScope.LOOKUP
    return KeyScope.PREDICT if first == "predict" else KeyScope.INSPECT


def read_key(headers: Sequence[tuple[bytes, bytes]]) -> str | None:
    """Return the key that a request carries in its headers; of repeated ones the first counts."""
    kind, _, token = _first(headers, b"authorization").partition(" ")
    given = token.strip() if kind.lower() == "bearer" else _first(headers, b"x-api-key").strip()
    return given[:_MAX_KEY_LENGTH] or None


def _is_browser(scope: Scope) -> bool:
    """Return whether a request is that of a browser for a page."""
    return scope["method"] == "GET" and "text/html" in _first(scope["headers"], b"accept")


def _first(headers: Sequence[tuple[bytes, bytes]], wanted: bytes) -> str:
    return next((value for name, value in headers if name == wanted), b"").decode("latin-1")
