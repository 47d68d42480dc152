"""`POST /prediction-lookups`: the predictions of thousands of projects in one answer."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from functools import partial
from json.encoder import encode_basestring
from typing import Annotated, Final

from fastapi import APIRouter, Body, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.models import Example
from starlette.responses import StreamingResponse

from api.http.documentation import errors, example, with_lines
from api.http.envelope import Envelope, request_url, write_envelope
from api.http.errors import NO_MODEL, InferenceRefusedError, NoModelError, PredictorFailedError
from api.http.media import Media, choose_media
from api.routes.predictions.inferred import infer_projects, show_inferred
from api.routes.predictions.streams import HEADERS
from api.schemas.lookups import LookedUpPredictions, LookupsRequest
from api.services.bulk_lookups import FoundTogether, look_up_together
from api.state import CurrentState, State
from core.errors import StoreUnavailableError
from core.settings import Settings
from store.serving.lookup import ProjectInput
from store.serving.lookup_row import LookupRow

_REQUESTS: Final[dict[str, Example]] = {
    "stored": Example(summary="Stored predictions", value={"ids": ["7", "0815"]}),
    "inferred": Example(
        summary="With the model for what is not stored", value={"ids": ["7", "8"], "infer": True}
    ),
}
_LINES: Final = {
    "application/x-ndjson": '{"project_id": "7", "predicted_tag": "mlops", "score": 0.91, …}\n'
    '{"project_id": "0815", "missing": true}'
}

_LINES_AT_ONCE: Final = 250
"""The number of predictions that are put together and sent at a time.

Others are answered in between: where the client reads fast enough, sending never waits by itself.
"""

router = APIRouter(tags=["predictions"])


@router.post(
    "/prediction-lookups",
    summary="Look many projects up",
    responses={
        200: with_lines(
            example(
                LookedUpPredictions,
                "/prediction-lookups",
                "The predictions; NDJSON has a line for each id, also for a missing one.",
                method="POST",
            ),
            _LINES,
        ),
        **errors(400, 406, 413, 415, 503),
    },
    response_model=Envelope[LookedUpPredictions],
)
async def look_up_projects(
    request: Request,
    state: CurrentState,
    asked: Annotated[LookupsRequest, Body(openapi_examples=_REQUESTS)],
) -> Response:
    """Return the stored predictions of the named projects, all of one run, as JSON or NDJSON (`Accept`).

    While a canary is running, those of its side are of its run, and say so.

    The model is not asked unless `infer` is true: a prediction that does not fit its project's text any more
    is `stale`, and `missing` lists the ids without one. PREDAWN_MAX_IDS sets the largest number of ids,
    PREDAWN_MAX_TEXTS that with `infer`.
    """
    media = choose_media(request.headers.get("accept", ""), (Media.JSON, Media.NDJSON))
    state.read_router.check_database()
    ids = _read_ids(asked, state.settings)
    write = partial(_write_rows, state)
    if asked.infer:
        rows = await look_up_together(state.lookups, ids, list)
        found = FoundTogether(rows.run_id, await _infer_others(state, rows.written, write(rows.written)))
    else:
        found = await look_up_together(state.lookups, ids, write)
    lines = _lines(ids, found) if media is Media.NDJSON else _envelope(request, ids, found)
    return StreamingResponse(lines, media_type=media, headers=HEADERS)


def _read_ids(asked: LookupsRequest, settings: Settings) -> list[str]:
    """Return the ids, each once.

    Raises
    ------
    RequestValidationError
        If there are too many.
    """
    ids = list(dict.fromkeys(asked.ids))
    limit, name = (
        (settings.max_texts, "PREDAWN_MAX_TEXTS") if asked.infer else (settings.max_ids, "PREDAWN_MAX_IDS")
    )
    if len(ids) > limit:
        sentence = f"The list names {len(ids):,} projects; name {limit:,} at most ({name} sets the limit)."
        raise RequestValidationError([{"type": "ids_too_many", "loc": ("body", "ids"), "msg": sentence}])
    return ids


def _write_rows(state: State, rows: Sequence[LookupRow | None]) -> list[str | None]:
    """Return stored predictions as JSON; None for projects without one."""
    renderer = state.renderer
    # One, or two while a canary is running.
    stale = {at: renderer.is_stale(at) for at in {row.checked_at for row in rows if row is not None}}
    _count(state, rows)
    return [
        None
        if row is None or row.run_id is None or row.removed
        else renderer.data(row, stale=stale[row.checked_at] or not row.is_current)
        for row in rows
    ]


def _count(state: State, rows: Sequence[LookupRow | None]) -> None:
    """Count what was asked for while a canary is running, which all rows say or none."""
    known = next((row for row in rows if row is not None), None)
    for row in rows if known is not None and known.running_canary is not None else ():
        if row is not None and not row.removed:
            state.canary_counts.add(row)


async def _infer_others(
    state: State, rows: Sequence[LookupRow | None], stored: Sequence[str | None]
) -> list[str | None]:
    """Return stored predictions with those that the model makes where none fits, as JSON.

    Raises
    ------
    InferenceRefusedError
        If the model cannot be asked, and a project has no older prediction either.
    PredictorFailedError
        If a custom predictor fails, and a project has no older prediction either.
    """
    wanted = [row is not None and not row.is_current and not row.removed for row in rows]
    names = [row.project_id for row, asked in zip(rows, wanted, strict=True) if row is not None and asked]
    try:
        inferred = await _infer(state, names) if names else {}
    except (InferenceRefusedError, PredictorFailedError, StoreUnavailableError):
        if any(text is None for text, asked in zip(stored, wanted, strict=True) if asked):
            raise
        inferred = {}
    return [
        text if row is None else inferred.get(row.project_id, text)
        for row, text in zip(rows, stored, strict=True)
    ]


async def _infer(state: State, names: Sequence[str]) -> dict[str, str]:
    """Return the predictions of the models that answer for projects, as JSON by id."""
    by_model: dict[int | None, dict[str, ProjectInput]] = {}
    for project_id, project in (await state.lookups.read_inputs(names)).items():
        by_model.setdefault(project.model_version, {})[project_id] = project
    shown: dict[str, str] = {}
    for version, projects in by_model.items():
        if version is None:
            raise NoModelError(NO_MODEL)
        inferred = await infer_projects(state, version, projects)
        for (project_id, project), made in zip(projects.items(), inferred, strict=True):
            shown[project_id] = show_inferred(project_id, project, made).model_dump_json(exclude_unset=True)
    return shown


async def _lines(ids: Sequence[str], found: FoundTogether[str | None]) -> AsyncIterator[bytes]:
    """Yield a line for each id."""
    for start in range(0, len(ids), _LINES_AT_ONCE):
        end = start + _LINES_AT_ONCE
        yield "".join(
            f'{{"project_id":{encode_basestring(name)},"missing":true}}\n' if text is None else f"{text}\n"
            for name, text in zip(ids[start:end], found.written[start:end], strict=True)
        ).encode()
        await asyncio.sleep(0)


async def _envelope(
    request: Request, ids: Sequence[str], found: FoundTogether[str | None]
) -> AsyncIterator[bytes]:
    """Yield the envelope with all predictions in it."""
    texts = [text for text in found.written if text is not None]
    missing = [name for name, text in zip(ids, found.written, strict=True) if text is None]
    others = json.dumps(
        {"run_id": found.run_id, "missing": missing}, ensure_ascii=False, separators=(",", ":")
    )
    # JSON holds no NUL, so the only one stands for the predictions.
    data = f'{{"predictions":[\x00],{others[1:]}'
    whole = write_envelope(request_url(request.scope), data, method="POST")
    head, tail = whole.split("\x00")
    yield head.encode()
    for start in range(0, len(texts), _LINES_AT_ONCE):
        yield ("," * bool(start) + ",".join(texts[start : start + _LINES_AT_ONCE])).encode()
        await asyncio.sleep(0)
    yield tail.encode()
