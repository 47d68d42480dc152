"""The app, made by a factory: `uvicorn --factory api.app:create_app`."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from typing import Any, Final

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.dashboard import routes as dashboard
from api.drain import drain_on_sigterm
from api.fast_path.predict import PredictFastPath
from api.http.body_limit import BodyLimit
from api.http.errors import add_error_handlers
from api.routes import health, metrics
from api.routes.inspection import models, performance, run_diff, runs, tags
from api.routes.predictions import explanation, history, listing, prediction
from api.routes.predictions.prediction import FAST_PATH, LookupFastPath
from api.routes.texts import predict
from api.services.keyring import Keyring
from api.state import open_state
from core.settings import Settings, load_settings

SECURITY: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)

DESCRIPTION = """\
Predictions made before dawn: a batch job scores a catalogue of projects and publishes the predictions;
this API returns them by project id, and asks the model for what no run has seen.

Every answer comes in an envelope of `message`, `method`, `status-code`, `timestamp`, `url` and `data`;
errors have a sentence in `detail`, and errors of validation a list there.
"""


_PARTS = (
    health,
    metrics,
    listing,
    history,
    explanation,
    prediction,
    predict,
    performance,
    models,
    runs,
    tags,
    run_diff,
    dashboard,
)


class Application(FastAPI):
    """The app, which looks at a request's key first, and has a shorter way to predictions of projects."""

    keyring: Keyring | None = None
    short_way: LookupFastPath | None = None
    text_way: PredictFastPath | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or run the lifespan."""
        if scope["type"] != "http" or self.keyring is None or self.short_way is None or self.text_way is None:
            await super().__call__(scope, receive, send)
            return
        refusal = self.keyring.refuse(scope)
        if refusal is None:
            project_id = self.short_way.project_of(scope)
            if project_id is not None:
                await self.short_way.answer(project_id, scope, receive, send)
                return
            if self.text_way.takes(scope):
                again = await self.text_way.answer(scope, receive, send)
                if again is None:
                    return
                receive = again
        await self._answer_counted(refusal or super().__call__, scope, receive, send)

    async def _answer_counted(self, answer: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.perf_counter(), 500
        ours = _own_headers(scope, requires_key=self.keyring is not None and self.keyring.requires_key)

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status, headers = message["status"], message.get("headers", ())
                given = {name.lower() for name, _ in headers}
                message["headers"] = [*headers, *(header for header in ours if header[0] not in given)]
            await send(message)

        try:
            await answer(scope, receive, watch)
        finally:
            # Of what was asked for, only the names of routes: what clients think of is without end.
            route = getattr(scope.get("route"), "path_format", "none")
            self.state.predawn.counts.series(route, status).add(time.perf_counter() - began)


def _own_headers(scope: Scope, *, requires_key: bool) -> list[tuple[bytes, bytes]]:
    """Return the headers that the answer to a request has where it has none of its own.

    They keep browsers from guessing and framing, and caches from deciding for themselves how long to keep
    what says nothing of that, such as readiness, or what was answered to a key.
    """
    if scope["method"] not in ("GET", "HEAD"):
        return list(SECURITY)  # nobody keeps it
    return [*SECURITY, (b"cache-control", b"private, no-cache" if requires_key else b"no-cache")]


def create_app(settings: Settings | None = None) -> Application:
    """Make the app; nothing is opened before it starts.

    Parameters
    ----------
    settings
        The settings; read from the environment where there are none.

    Raises
    ------
    InputError
        If a setting is not usable.
    """
    settings = settings if settings is not None else load_settings()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        async with open_state(settings) as state:
            app.state.predawn = state
            app.keyring = state.keyring
            app.short_way = LookupFastPath(state)
            app.text_way = PredictFastPath(state)
            # What was loaded to start with stays: looking through it again and again would hold requests up.
            gc.freeze()
            # Told to stop at once, the server cancels this task where it waits; what is open is closed alike.
            with drain_on_sigterm(state), suppress(asyncio.CancelledError):
                yield {FAST_PATH: app.short_way}

    app = Application(
        title="Predawn",
        version="" if settings.production else version("predawn"),
        description=DESCRIPTION,
        lifespan=lifespan,
        **_documentation(settings),
    )
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    add_error_handlers(app)
    for part in _PARTS:
        app.include_router(part.router)
    return app


def _documentation(settings: Settings) -> dict[str, Any]:
    """Return where the documentation sits: beside one another, and nowhere in production."""
    if settings.production:
        return {"docs_url": None, "redoc_url": None, "openapi_url": None}
    folder = settings.docs_url.rpartition("/")[0]
    return {
        "docs_url": settings.docs_url,
        "redoc_url": f"{folder}/redoc",
        "openapi_url": f"{folder}/openapi.json",
    }
