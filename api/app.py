"""The app, made by a factory: `uvicorn --factory api.app:create_app`."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.connections.rules import CONNECTION_RULES, ConnectionRules
from api.dashboard import documentation
from api.dashboard import routes as dashboard
from api.drain import drain_on_sigterm
from api.fast_path.lookup import LookupFastPath
from api.fast_path.middleware import FAST_PATHS, FastPath, FastPaths
from api.fast_path.predict import PredictFastPath
from api.http.body_limit import BodyLimit
from api.http.documentation_paths import DocumentationPaths
from api.http.errors import add_error_handlers
from api.http.openapi import complete, operation_id
from api.http.parameters import refuse_unknown_parameters
from api.middleware import NO_ROUTE, AccessCheck, HeadAsGet, RequestCounter, RequestTrace
from api.routes import health, metrics
from api.routes.inspection import models, performance, reviews, run_diff, runs, tags
from api.routes.predictions import changes, explanation, history, listing, many, prediction
from api.routes.texts import predict
from api.services.access_log import AccessLog
from api.services.keyring import OPEN_PATHS, required_scope
from api.state import State, open_state
from core.errors import PredawnError
from core.settings import Settings, load_settings

DESCRIPTION = """\
Predictions made before dawn: a batch job scores a catalogue of projects and publishes the predictions.
This API returns them by project id, and asks the model for inputs that no run has seen.

Every answer has an envelope of `message`, `method`, `status-code`, `timestamp`, `url` and `data`. In errors,
`detail` holds a sentence, or for a request of the wrong form the list of its errors.
"""


# Probes, scrapers and browsers add parameters of their own, so what they ask for takes any. `POST /predict`
# hands its parameters to a custom predictor, and checks them itself where there is none.
_TOLERANT = (health, metrics, predict, dashboard)
_PARTS = (
    health,
    metrics,
    listing,
    many,
    changes,
    history,
    explanation,
    prediction,
    predict,
    performance,
    models,
    runs,
    reviews,
    tags,
    run_diff,
    dashboard,
)


class Application(FastAPI):
    """FastAPI behind the layers that requests pass first; these work with the state of the lifespan."""

    front: ASGIApp | None = None
    unable: str | None = None
    """The sentence on why it cannot start."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, complete; it is made once."""
        if self.openapi_schema is None:
            self.openapi_schema = complete(super().openapi(), _documented(), OPEN_PATHS, required_scope)
        return self.openapi_schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request through these layers, or run the lifespan."""
        app = super().__call__ if self.front is None or scope["type"] != "http" else self.front
        await app(scope, receive, partial(self._tell, send) if scope["type"] == "lifespan" else send)

    async def _tell(self, send: Send, message: Message) -> None:
        """Send a message of the lifespan; a sentence takes the place of a traceback."""
        if message["type"] == "lifespan.startup.failed" and self.unable is not None:
            message = {**message, "message": self.unable}
        await send(message)


def create_app(settings: Settings | None = None, access_log: AccessLog | None = None) -> Application:
    """Make the app; nothing is opened before it starts.

    Parameters
    ----------
    settings
        The settings; read from the environment where there are none.
    access_log
        Where a line is written for each request; without it, that is left to the server.

    Raises
    ------
    InputError
        If a setting is not usable.
    """
    settings = settings if settings is not None else load_settings()
    paths = DocumentationPaths.of(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        async with _open(app, settings, access_log) as state:
            app.state.predawn = state
            paths = _fast_paths(state) if settings.fast_path else None
            app.front = _front(app, state, paths)
            # What was loaded to start with stays: looking through it again and again would hold requests up.
            gc.freeze()
            rules = ConnectionRules(settings.request_head_seconds, partial(_count_refusal, state))
            # Told to stop at once, the server cancels this task where it waits; what is open is closed alike.
            with drain_on_sigterm(state, rules), suppress(asyncio.CancelledError):
                yield {FAST_PATHS: paths, CONNECTION_RULES: rules}

    app = Application(
        title="Predawn",
        version="" if settings.production else version("predawn"),
        description=DESCRIPTION,
        lifespan=lifespan,
        license_info={"name": "Apache 2.0", "identifier": "Apache-2.0"},
        openapi_url=None,
        generate_unique_id_function=operation_id,
        docs_url=None,  # the pages of FastAPI load their scripts from another host
        redoc_url=None,
    )
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    add_error_handlers(app)
    for part in _PARTS:
        checks = [] if part in _TOLERANT else [Depends(refuse_unknown_parameters)]
        app.include_router(part.router, dependencies=checks)
    app.include_router(documentation.make_pages(paths))
    return app


@asynccontextmanager
async def _open(app: Application, settings: Settings, access_log: AccessLog | None) -> AsyncIterator[State]:
    """Open the state, or note why the application cannot start."""
    try:
        async with open_state(settings, access_log) as state:
            yield state
    except PredawnError as error:
        app.unable = str(error)
        raise


def _documented() -> Iterator[APIRoute]:
    for part in _PARTS:
        yield from (route for route in part.router.routes if isinstance(route, APIRoute))


def _count_refusal(state: State, status: int) -> None:
    """Count a request that was refused before it had a route."""
    state.counts.series(NO_ROUTE, status).add(0.0)


def _fast_paths(state: State) -> FastPaths:
    return FastPaths(LookupFastPath(state), PredictFastPath(state), state.access_log)


def _front(app: Application, state: State, paths: FastPaths | None) -> ASGIApp:
    """Return the layers of an application: log and gate, then the fast path, then the framework."""
    framework = RequestCounter(partial(FastAPI.__call__, app), state)
    fast_path = framework if paths is None else FastPath(framework, paths)
    return RequestTrace(HeadAsGet(AccessCheck(fast_path, state)), state)
