"""The fast path as a layer of ASGI, for every server."""

from collections.abc import Awaitable
from typing import Final, NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from api.fast_path.lookup import LookupFastPath
from api.fast_path.predict import PredictFastPath
from api.services.access_log import AccessLog

FAST_PATHS: Final = "predawn.fast_paths"
"""The key of `FastPaths` in the state of the lifespan, where the protocol of the server finds them."""


class FastPaths(NamedTuple):
    """The fast paths of an application, and its access log, in which the protocol writes their lines."""

    lookup: LookupFastPath
    predict: PredictFastPath
    access_log: AccessLog | None


class FastPath:
    """ASGI middleware that answers lookups and requests for texts, and passes everything else on.

    Parameters
    ----------
    app
        The application.
    paths
        The fast paths.
    """

    def __init__(self, app: ASGIApp, paths: FastPaths) -> None:
        self._app = app
        self._lookup, self._predict = paths.lookup, paths.predict

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer a request, or pass it on; a coroutine of its own would slow down every lookup."""
        project_id = self._lookup.project_of(scope)
        if project_id is not None:
            return self._lookup.answer(project_id, scope, receive, send)
        if self._predict.takes(scope):
            return self._answer_texts(scope, receive, send)
        return self._app(scope, receive, send)

    async def _answer_texts(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for texts, or pass it on together with the body that was read."""
        unread = await self._predict.answer(scope, receive, send)
        if unread is not None:
            await self._app(scope, unread, send)
