"""The keys that requests have to carry, as soon as there are any."""

import hmac
from collections.abc import Mapping

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
    """The keys in use, as the follower last read them; None as long as it never could."""

    def __init__(self) -> None:
        self._keys: Mapping[bytes, ApiKey] | None = None

    def renew(self, keys: Mapping[bytes, ApiKey]) -> None:
        """Take what the database has now."""
        if keys != self._keys:
            self._keys = keys

    @property
    def known(self) -> object:
        """What decides who may ask: another object as soon as, and only when, there are other keys."""
        return self._keys

    @property
    def guarded(self) -> bool:
        """Whether requests need a key."""
        return self._keys is None or bool(self._keys)

    def refuse(self, scope: Scope) -> Response | None:
        """Return the answer to a request that may not go on, or None where it may.

        The pages of the dashboard look at keys themselves, because they ask for one with a form.
        """
        if not self.guarded:
            return None
        path = route_path(scope)
        if path in _OPEN or is_page(path):
            return None
        request = Request(scope)
        try:
            self.admit(given_key(request), scope_of(path))
        except PredawnError as error:
            return answer_error(request, error)
        return None

    def admit(self, given: str | None, needed: KeyScope | None) -> ApiKey | None:
        """Return the key that was given, if it may be used; None where none is needed.

        Parameters
        ----------
        given
            What was given as the key.
        needed
            What it must have been made for; None asks for no scope.

        Raises
        ------
        StoreUnavailableError
            If it is not known yet whether there are keys.
        KeyMissingError
            If none was given, or one that is not known.
        KeyRefusedError
            If it was made for something else.
        """
        if not self.guarded:
            return None
        if self._keys is None:
            # Whether there are keys is not known before the database was seen: nothing is given away.
            raise StoreUnavailableError("the keys of the API cannot be read")
        if given is None:
            raise KeyMissingError(
                "This route needs a key. Send it as `Authorization: Bearer KEY`, or in `X-API-Key`."
            )
        key = self._find(hash_key(given))
        if key is None:
            raise KeyMissingError("The key is not known, or was revoked. Ask for another one.")
        if needed is not None and needed not in key.scopes:
            raise KeyRefusedError(
                f"The key {key.name!r} may not be used for this: it needs the scope `{needed}`. "
                "Ask for a key that has it."
            )
        return key

    def _find(self, digest: bytes) -> ApiKey | None:
        """Compare with every key in the same time, whichever it is."""
        found = None
        for known, key in (self._keys or {}).items():
            if hmac.compare_digest(known, digest):
                found = key
        return found


def route_path(scope: Scope) -> str:
    """Return the path of a request without what a proxy put in front of it."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")) or "/"


def is_page(path: str) -> bool:
    """Return whether a path is one of the dashboard."""
    return path == _PAGES or path.startswith(f"{_PAGES}/")


def scope_of(path: str) -> KeyScope:
    """Return what a key must be made for to ask for a path; a page shows what its key could ask for."""
    first, _, rest = path.lstrip("/").partition("/")
    if is_page(path):
        return _SCOPES_OF_PAGES.get(rest.partition("/")[0], KeyScope.INSPECT)
    if first == "predictions":
        return KeyScope.LOOKUP
    return KeyScope.PREDICT if first == "predict" else KeyScope.INSPECT


def given_key(request: Request) -> str | None:
    """Return the key that a request carries in its headers."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    given = token.strip() if kind.lower() == "bearer" else request.headers.get("x-api-key", "").strip()
    return given[:_MAX_KEY_LENGTH] or None
