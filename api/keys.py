"""The keys that requests have to carry, as soon as there are any."""

import hmac
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from api.errors import KeyMissingError, KeyRefusedError, answer_error
from core.errors import PredawnError, StoreUnavailableError
from store.api_keys import ApiKey, KeyScope, hash_key

_OPEN = ("/health", "/health/live", "/health/ready", "/")
_MOST_KEY_LENGTH = 200


class Keyring:
    """The keys in use, as the follower last read them; None as long as it never could."""

    def __init__(self) -> None:
        self._keys: Mapping[bytes, ApiKey] | None = None

    def renew(self, keys: Mapping[bytes, ApiKey]) -> None:
        """Take what the database has now."""
        self._keys = keys

    @property
    def guarded(self) -> bool:
        """Whether requests need a key."""
        return self._keys is None or bool(self._keys)

    def refuse(self, scope: Scope) -> Response | None:
        """Return the answer to a request that may not go on, or None where it may."""
        if not self.guarded or route_path(scope) in _OPEN:
            return None
        request = Request(scope)
        try:
            self._check(request)
        except PredawnError as error:
            return answer_error(request, error)
        return None

    def _check(self, request: Request) -> None:
        if self._keys is None:
            # Whether there are keys is not known before the database was seen: nothing is given away.
            raise StoreUnavailableError("the keys of the API cannot be read")
        given = _given(request)
        if given is None:
            raise KeyMissingError(
                "This route needs a key. Send it as `Authorization: Bearer KEY`, or in `X-API-Key`."
            )
        key = self._find(hash_key(given))
        if key is None:
            raise KeyMissingError("The key is not known, or was revoked. Ask for another one.")
        needed = scope_of(route_path(request.scope))
        if needed not in key.scopes:
            raise KeyRefusedError(
                f"The key {key.name!r} may not be used for this: it needs the scope `{needed}`. "
                "Ask for a key that has it."
            )

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


def scope_of(path: str) -> KeyScope:
    """Return what a key must be made for to ask for a path."""
    first = path.lstrip("/").partition("/")[0]
    if first == "predictions":
        return KeyScope.LOOKUP
    return KeyScope.PREDICT if first == "predict" else KeyScope.INSPECT


def _given(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    given = token.strip() if kind.lower() == "bearer" else request.headers.get("x-api-key", "").strip()
    return given[:_MOST_KEY_LENGTH] or None
