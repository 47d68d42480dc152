"""Answers as the OpenAPI document shows them: examples of schemas in their envelope, and errors."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from pydantic import BaseModel

from api.http.envelope import ErrorEnvelope
from api.http.errors import UNAVAILABLE

Json = dict[str, Any]

_HOST: Final = "http://127.0.0.1:8000"
_NOW: Final = "2025-06-02T07:30:00Z"


def example(
    schema: type[BaseModel],
    path: str,
    description: str,
    *,
    number: int = 0,
    method: str = "GET",
    status: int = 200,
    message: str = "OK",
) -> Json:
    """Return the documentation of an answer, with an example of a schema in the envelope.

    Parameters
    ----------
    schema
        The schema of the data, which has examples.
    path
        The path that the example answers.
    description
        The meaning of the answer.
    number
        The number of the example, from 0.
    method, status, message
        Those of the envelope.
    """
    extra: Any = schema.model_config["json_schema_extra"]
    content = _in_envelope(path, extra["examples"][number], method=method, status=status, message=message)
    return _documented(content, description)


_LINES: Final = {
    "text/csv": "project_id,predicted_tag,score,tags,scores,stale,run_id,model_version,scored_at,source,"
    "model_tag",
    "application/x-ndjson": '{"project_id": "7", "predicted_tag": "mlops", "score": 0.91, …}',
}


def with_lines(documented: Json, lines: Mapping[str, str] = _LINES) -> Json:
    """Return the documentation of an answer that can also be had as lines, with one of each media type."""
    content = {media: {"schema": {"type": "string"}, "example": line} for media, line in lines.items()}
    return {**documented, "content": {**documented["content"], **content}}


def _in_envelope(path: str, data: Any, *, method: str, status: int, message: str) -> Json:
    return {
        "message": message,
        "method": method,
        "status-code": status,
        "timestamp": _NOW,
        "url": f"{_HOST}{path}",
        "data": data,
    }


def _documented(content: Json, description: str) -> Json:
    return {"description": description, "content": {"application/json": {"example": content}}}


VALIDATORS: Final[Json] = {
    "ETag": {
        "description": "A weak tag, for `If-None-Match`; it changes with the answer.",
        "schema": {"type": "string"},
    },
    "Last-Modified": {
        "description": "When the run was published or the project changed, whichever is later.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "`no-cache`, which asks caches to revalidate; `private` under keys.",
        "schema": {"type": "string"},
    },
}
"""The headers by which an answer is revalidated."""

CHANGES_CURSOR: Final[Json] = {
    "Predawn-Changes": {
        "description": "The cursor after which `GET /changes` continues.",
        "schema": {"type": "string"},
    },
}
"""The header from which whoever keeps a copy continues."""


_ERRORS: Final[dict[int, tuple[str, str, str]]] = {
    400: (
        "POST",
        "/predict",
        "The media type of the body is not JSON. Send the header `Content-Type: application/json`.",
    ),
    404: (
        "GET",
        "/predictions/0815",
        (
            "The catalogue has no project '0815'. Check the id, wait for the next sync, or send its text to "
            "`POST /predict`."
        ),
    ),
    406: (
        "GET",
        "/predictions",
        (
            "The request accepts none of the media types of the answer: application/json, text/csv, "
            "application/x-ndjson. Correct its `Accept` header."
        ),
    ),
    410: (
        "GET",
        "/changes",
        (
            "Changes after this cursor are no longer kept. Begin anew: list `GET /predictions`, and continue "
            "with the cursor that the listing returns (`changes` in JSON, the header `Predawn-Changes` "
            "otherwise)."
        ),
    ),
    413: (
        "POST",
        "/predict",
        (
            "The body is larger than 2,097,152 bytes. Send less in one request "
            "(PREDAWN_MAX_BODY_BYTES sets the limit)."
        ),
    ),
    415: (
        "POST",
        "/predict",
        (
            "The body has the encoding 'gzip', and the API reads none. Send it uncompressed, without the "
            "header `Content-Encoding`."
        ),
    ),
    503: ("GET", "/predictions/7", UNAVAILABLE),
    504: (
        "GET",
        "/predictions/7",
        (
            "There is no stored prediction of project '7' that fits its text. Ask without `Cache-Control: "
            "only-if-cached`, or wait for the next run."
        ),
    ),
}

_MEANINGS: Final = {
    504: "No stored prediction fits, and the request accepts nothing else.",
    400: "The request is not valid; `detail` says why.",
    404: "Nothing has that name; `detail` says what to do instead.",
    406: "The answer has no form that `Accept` allows.",
    410: "The changes after the cursor are no longer kept; `detail` says how to begin anew.",
    413: "The body is too large.",
    415: "The body is compressed, or encoded in another way.",
    503: "The server cannot answer now; `Retry-After` says when to try again.",
}


def error_example(method: str, path: str, status: int, detail: str | list[Json]) -> Json:
    """Return an error in its envelope, as an example."""
    envelope = _in_envelope(path, {}, method=method, status=status, message=HTTPStatus(status).phrase)
    return {**envelope, "detail": detail}


def errors(*statuses: int) -> dict[int | str, Json]:
    """Return the documentation of errors, each with an example."""
    documented: dict[int | str, Json] = {}
    for status in statuses:
        method, path, detail = _ERRORS[status]
        content = error_example(method, path, status, detail)
        documented[status] = {"model": ErrorEnvelope, **_documented(content, _MEANINGS[status])}
    return documented
