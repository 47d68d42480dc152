"""Which HTTP status an error has, and the answer that carries it: decided here and nowhere else."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.http.envelope import error_content
from core.errors import InputError, NotFoundError, PredawnError, StoreError, StoreUnavailableError

log = logging.getLogger("predawn.api")


class BodyTooLargeError(InputError):
    """The body of a request is larger than is allowed."""


class InferenceRefusedError(PredawnError):
    """There is no on-demand prediction at this moment: no model, or too much to do."""


class NoModelError(InferenceRefusedError):
    """There is no model in service, or it cannot be loaded."""


class OverloadedError(InferenceRefusedError):
    """As many requests wait for the model as are allowed to, or one waited too long."""


class ClientGoneError(PredawnError):
    """The client went away before it had its answer."""


class LookupRefusedError(PredawnError):
    """A lookup is not answered in time, because too many wait or the database is slow."""


class NotStoredError(PredawnError):
    """The request wants a stored prediction only, and none fits."""


class NotAcceptableError(PredawnError):
    """A client accepts none of the forms that an answer can have."""


class PredictorFailedError(PredawnError):
    """A predictor of one's own raised an error, or returned something else than a prediction."""


class KeyMissingError(PredawnError):
    """A route that needs a key was asked without one, or with one that is not known."""


class KeyRefusedError(PredawnError):
    """The key was not made for what was asked."""


NO_MODEL: Final = (
    "There is no model yet. Train one with `predawn train`, or publish a run with `predawn batch`."
)

RETRY_AFTER_SECONDS: Final = 1

CLIENT_GONE: Final = 499
"""What proxies count requests as whose client went away; nobody is there to see it but the metrics."""

_STATUSES: Final[tuple[tuple[type[PredawnError], int], ...]] = (
    (KeyMissingError, 401),
    (KeyRefusedError, 403),
    (NotFoundError, 404),
    (BodyTooLargeError, 413),
    (InputError, 400),
    (InferenceRefusedError, 503),
    (LookupRefusedError, 503),
    (NotStoredError, 504),
    (NotAcceptableError, 406),
    (ClientGoneError, CLIENT_GONE),
    (StoreUnavailableError, 503),
    (StoreError, 503),
)

_HEADERS: Final[Mapping[int, Mapping[str, str]]] = {
    401: {"WWW-Authenticate": "Bearer"},
    503: {"Retry-After": str(RETRY_AFTER_SECONDS)},
}

_AWAY: Final = (
    "The database cannot be reached at the moment, so stored predictions cannot be read. Try again in a "
    "second; `POST /predict` tags texts meanwhile."
)
_UNUSABLE: Final = (
    "The database refuses what the API asked of it; the log of the API says why. Try again later."
)
_CODES_OF_STARLETTE: Final = {
    404: "There is no page {path}. The routes are listed in the OpenAPI document and in docs/http.md.",
    405: "{path} does not take {method}. Use {allowed}.",
    400: "The body cannot be read: it is not JSON in UTF-8, or nested too deeply. Correct it.",
}


def status_of(error: PredawnError) -> int:
    """Return the HTTP status of an error; what has none of its own is a defect."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def answer_error(request: Request, error: PredawnError) -> JSONResponse:
    """Return the answer to a request that ended in an error."""
    status, detail = describe(error, request.url.path)
    if status == CLIENT_GONE:
        return JSONResponse(None, status)
    return error_response(request, status, detail)


def describe(error: PredawnError, path: str) -> tuple[int, str]:
    """Return the status and the sentence of an error that a request for a path ended in.

    What the database's own messages say of hosts and logins goes to the log, not to clients.
    """
    detail = str(error)
    if isinstance(error, StoreError):
        away = isinstance(error, StoreUnavailableError)
        # The follower says once that the database is away; thousands of requests need not repeat it.
        log.log(logging.DEBUG if away else logging.WARNING, "%s", error, extra={"path": path})
        detail = _AWAY if away else _UNUSABLE
    return status_of(error), detail


def error_response(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return an error in the envelope."""
    own = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **_HEADERS.get(status, {})}
    return JSONResponse(
        error_content(request, status, detail), status_code=status, headers={**own, **(headers or {})}
    )


def add_error_handlers(app: FastAPI) -> None:
    """Make every error of the app an answer with a sentence."""
    app.exception_handler(PredawnError)(_answer_ours)
    app.exception_handler(HTTPException)(_answer_starlette)
    app.exception_handler(RequestValidationError)(_answer_validation)
    app.exception_handler(Exception)(_answer_defect)


async def _answer_ours(request: Request, error: PredawnError) -> JSONResponse:
    return answer_error(request, error)


async def _answer_starlette(request: Request, error: HTTPException) -> JSONResponse:
    headers = error.headers or {}
    sentence = _CODES_OF_STARLETTE.get(error.status_code, str(error.detail))
    detail = sentence.format(
        path=request.url.path, method=request.method, allowed=headers.get("Allow", "another method")
    )
    return error_response(request, error.status_code, detail, headers)


async def _answer_validation(_request: Request, error: RequestValidationError) -> JSONResponse:
    problems = jsonable_encoder(error.errors())
    try:
        return JSONResponse({"detail": problems}, status_code=422)
    except ValueError:
        # NaN and lone surrogates come in as JSON, but cannot go out as such.
        kept: list[dict[str, Any]] = [
            {key: value for key, value in problem.items() if key not in ("input", "ctx")}
            for problem in problems
        ]
        return JSONResponse({"detail": kept}, status_code=422)


async def _answer_defect(request: Request, error: Exception) -> JSONResponse:
    return answer_defect(request, error)


def answer_defect(request: Request, error: Exception) -> JSONResponse:
    """Return the answer to a request that met a defect, and log what it was under an id."""
    return error_response(request, 500, log_defect(error))


def log_defect(error: Exception) -> str:
    """Log a defect under an id, and return the sentence that tells it."""
    number = uuid.uuid4().hex[:12]
    log.error(
        "a defect of Predawn's own: %s", type(error).__name__, extra={"error_id": number}, exc_info=error
    )
    return (
        f"This is a defect of Predawn's own. The log of the API has it under the id {number}; please "
        "report it."
    )
