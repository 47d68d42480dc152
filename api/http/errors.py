"""Errors as HTTP answers: the only place that maps an error to a status."""

import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.http.envelope import error_content
from api.http.security import SECURITY_HEADERS
from core.errors import (
    GoneError,
    InputError,
    NotFoundError,
    PredawnError,
    ServingChangesError,
    StoreError,
    StoreUnavailableError,
)

log = logging.getLogger("predawn.api")


class BodyTooLargeError(InputError):
    """The body of a request is larger than allowed."""


class EncodedBodyError(InputError):
    """The body of a request is compressed, or encoded in another way."""


class InferenceRefusedError(PredawnError):
    """No on-demand prediction is possible now: there is no model, or too many requests wait."""


class NoModelError(InferenceRefusedError):
    """There is no model in service, or it cannot be loaded."""


class OverloadedError(InferenceRefusedError):
    """Too many requests wait for the model, or this one waited too long."""


class ClientGoneError(PredawnError):
    """The client disconnected before it was answered."""


class LookupRefusedError(PredawnError):
    """A lookup cannot be answered in time: too many wait, or the database is slow."""


class NotStoredError(PredawnError):
    """The request accepts a stored prediction only, and there is no current one."""


class NotAcceptableError(PredawnError):
    """The client accepts none of the media types of an answer."""


class PredictorFailedError(PredawnError):
    """A custom predictor raised an error, or returned something that is no prediction."""


class HostRefusedError(PredawnError):
    """A request is for a host that the API does not answer for."""


class KeyMissingError(PredawnError):
    """A request carries no key or an unknown one, and the route requires one."""


class KeyRefusedError(PredawnError):
    """The key lacks the scope that the route requires."""


NO_MODEL: Final = (
    "There is no model yet. Train one with `predawn train`, or publish a run with `predawn batch`."
)

RETRY_AFTER_SECONDS: Final = 1

CLIENT_GONE: Final = 499
"""The status that proxies log for a client that disconnected; only the metrics show it."""

_STATUSES: Final[tuple[tuple[type[PredawnError], int], ...]] = (
    (HostRefusedError, 421),
    (KeyMissingError, 401),
    (KeyRefusedError, 403),
    (NotFoundError, 404),
    (GoneError, 410),
    (BodyTooLargeError, 413),
    (EncodedBodyError, 415),
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
    415: {"Accept-Encoding": "identity"},
    503: {"Retry-After": str(RETRY_AFTER_SECONDS)},
}

UNAVAILABLE: Final = (
    "The database cannot be reached at the moment, so stored predictions cannot be read. Try again in a "
    "second; `POST /predict` tags texts meanwhile."
)
_METHODS: Final = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_UNUSABLE: Final = (
    "The database refused a statement of the API; the log of the API says why. Try again later."
)
_SENTENCES_BY_STATUS: Final = {
    404: "There is no route {path}. The OpenAPI document and docs/http.md list all routes.",
    405: "{path} does not accept {method}. Use {allowed}.",
    400: "The body cannot be read: it is not JSON in UTF-8, or nested too deeply. Correct it.",
}


def status_of(error: PredawnError) -> int:
    """Return the HTTP status of an error, 500 if none is set for it."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def answer_error(request: Request, error: PredawnError) -> JSONResponse:
    """Return the answer to a request that ended in an error."""
    status, detail = describe(error, request.url.path)
    if status == CLIENT_GONE:
        return JSONResponse(None, status)
    return error_response(request, status, detail)


def describe(error: PredawnError, path: str) -> tuple[int, str]:
    """Return the status and the sentence that an error becomes for a request to a path.

    The database's own messages name hosts and logins, so they go to the log and not to clients.
    """
    detail = str(error)
    if isinstance(error, StoreError) and not isinstance(error, ServingChangesError):
        unavailable = isinstance(error, StoreUnavailableError)
        # The watcher logs an outage once; thousands of requests need not repeat it.
        log.log(logging.DEBUG if unavailable else logging.WARNING, "%s", error, extra={"path": path})
        detail = UNAVAILABLE if unavailable else _UNUSABLE
    return status_of(error), detail


def error_response(
    request: Request,
    status: int,
    detail: str | Sequence[Mapping[str, Any]],
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return an error in the envelope."""
    own = {"Cache-Control": "no-store", **SECURITY_HEADERS, **_HEADERS.get(status, {})}
    return JSONResponse(
        error_content(request, status, detail), status_code=status, headers={**own, **(headers or {})}
    )


def add_error_handlers(app: FastAPI) -> None:
    """Answer every error of the app with a sentence."""
    app.exception_handler(PredawnError)(_answer_predawn)
    app.exception_handler(HTTPException)(_answer_starlette)
    app.exception_handler(RequestValidationError)(_answer_validation)
    app.exception_handler(Exception)(_answer_defect)


def _forget_frames(error: BaseException | None) -> None:
    """Let an error hold none of the frames that it came through.

    FastAPI keeps the error of a body in a variable of such a frame, and with it the body, until Python looks
    for cycles: many large bodies later.
    """
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


async def _answer_predawn(request: Request, error: PredawnError) -> JSONResponse:
    return answer_error(request, error)


async def _answer_starlette(request: Request, error: HTTPException) -> JSONResponse:
    _forget_frames(error)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_find_methods(request))
    sentence = _SENTENCES_BY_STATUS.get(error.status_code, str(error.detail))
    detail = sentence.format(
        path=request.url.path, method=request.method, allowed=headers.get("Allow", "another method")
    )
    return error_response(request, error.status_code, detail, headers)


def _find_methods(request: Request) -> Iterator[str]:
    """Yield the methods that a path accepts; a route knows its own alone, and `HEAD` is answered as `GET`."""
    for method in _METHODS:
        asked = {**request.scope, "method": "GET" if method == "HEAD" else method}
        if any(route.matches(asked)[0] is Match.FULL for route in request.app.router.routes):
            yield method


async def _answer_validation(request: Request, error: RequestValidationError) -> JSONResponse:
    _forget_frames(error)
    problems = [_name_no_class(problem) for problem in jsonable_encoder(error.errors())]
    try:
        return error_response(request, 422, problems)
    except ValueError:
        # NaN and lone surrogates can be read from JSON, but not written as JSON.
        kept: list[dict[str, Any]] = [
            {key: value for key, value in problem.items() if key not in ("input", "ctx")}
            for problem in problems
        ]
        return error_response(request, 422, kept)


def _name_no_class(problem: dict[str, Any]) -> dict[str, Any]:
    """Say of what should be an object that it should; pydantic names the class in this program."""
    if problem["type"] != "model_type":
        return problem
    kept = {key: value for key, value in problem.items() if key != "ctx"}
    return {**kept, "msg": "Input should be an object in JSON"}


async def _answer_defect(request: Request, error: Exception) -> JSONResponse:
    return answer_defect(request, error)


def answer_defect(request: Request, error: Exception) -> JSONResponse:
    """Return the answer to a request that hit a defect, and log the defect under an id."""
    return error_response(request, 500, log_defect(error))


def log_defect(error: Exception) -> str:
    """Log a defect under an id, and return the sentence that reports it."""
    number = uuid.uuid4().hex[:12]
    log.error("a defect in Predawn: %s", type(error).__name__, extra={"error_id": number}, exc_info=error)
    return f"Predawn has a defect. The log of the API describes it under the id {number}; please report it."
