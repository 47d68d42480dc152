"""API keys: once one exists, every request has to carry one."""

import hmac
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from api.http.errors import KeyMissingError, KeyRefusedError, answer_error
from core.errors import PredawnError, StoreUnavailableError
from store.api_keys import ApiKey, KeyScope, hash_key

_OPEN = ("/health", "/health/live", "/health/ready", "/")
_PAGES = "/dashboard"
_SCOPES_OF_PAGES = {"projects": KeyScope.LOOKUP, "try": KeyScope.PREDICT}
_MAX_KEY_LENGTH = 200


class Keyring:
    """Decides which requests may go on, by the keys that the serving watcher last read."""

    def __init__(self) -> None:
        self._keys: Mapping[bytes, ApiKey] | None = None

    def renew(self, keys: Mapping[bytes, ApiKey]) -> None:
        """Replace the keys by those that the database holds now."""
        self._keys = keys

    @property
    def requires_key(self) -> bool:
        """True if requests need a key."""
        return self._keys is None or bool(self._keys)

    def refuse(self, scope: Scope) -> Response | None:
        """Return the error response to a request that is refused, or None if it may go on.

        The pages of the dashboard check keys themselves, because they ask for one with a form.
        """
        if not self.requires_key:
            return None
        path = route_path(scope)
        if path in _OPEN or is_page(path):
            return None
        try:
            self.admit(read_key(scope["headers"]), required_scope(path))
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
        if not self.requires_key:
            return None
        if self._keys is None:
            # Until the keys have been read, keys may exist, so nothing is answered.
            raise StoreUnavailableError("the keys of the API cannot be read")
        if given is None:
            raise KeyMissingError(
                "This route needs a key. Send it as `Authorization: Bearer KEY`, or in `X-API-Key`."
            )
        key = self._find(hash_key(given))
        if key is None:
            raise KeyMissingError("The key is unknown or was revoked. Ask for a new one.")
        if needed is not None and needed not in key.scopes:
            raise KeyRefusedError(
                f"The key {key.name!r} lacks the scope `{needed}`, which this route requires. Ask for a key "
                "that has it."
            )
        return key

    def _find(self, digest: bytes) -> ApiKey | None:
        """Find a key in constant time."""
        found = None
        for known, key in (self._keys or {}).items():
            if hmac.compare_digest(known, digest):
                found = key
        return found


def route_path(scope: Scope) -> str:
    """Return the path of a request without the prefix that a proxy added."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")) or "/"


def is_page(path: str) -> bool:
    """Return whether a path belongs to the dashboard."""
    return path == _PAGES or path.startswith(f"{_PAGES}/")


def required_scope(path: str) -> KeyScope:
    """Return the scope that a path requires; a page requires that of the routes whose data it shows."""
    first, _, rest = path.lstrip("/").partition("/")
    if is_page(path):
        return _SCOPES_OF_PAGES.get(rest.partition("/")[0], KeyScope.INSPECT)
    if first == "predictions":
        return KeyScope.LOOKUP
    return KeyScope.PREDICT if first == "predict" else KeyScope.INSPECT


def read_key(headers: Sequence[tuple[bytes, bytes]]) -> str | None:
    """Return the key that a request carries in its headers; of repeated ones the first counts."""
    kind, _, token = _first(headers, b"authorization").partition(" ")
    given = token.strip() if kind.lower() == "bearer" else _first(headers, b"x-api-key").strip()
    return given[:_MAX_KEY_LENGTH] or None


def _first(headers: Sequence[tuple[bytes, bytes]], wanted: bytes) -> str:
    return next((value for name, value in headers if name == wanted), b"").decode("latin-1")
