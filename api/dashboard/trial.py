"""`/dashboard/try`: what the model says of texts that somebody pastes, and why. Nothing of it is logged."""

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.dashboard.page import PageRoute, render
from api.dashboard.reasons import ExplainedPrediction, explain
from api.dashboard.session import read_form
from api.http.errors import describe
from api.routes.inspection.reading import reading
from api.routes.predictions.explanation import check_explained
from api.schemas.models import MAX_VERSION
from api.state import CurrentState, State
from core.errors import InputError, PredawnError
from core.types import Model
from store.models import registry

MAX_TEXTS: Final = 20

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Tried:
    """A text, and what the model says of it."""

    text: str
    reason: ExplainedPrediction


@router.get("/try")
async def show_form(request: Request, state: CurrentState) -> Response:
    """Return the page with the form."""
    return await _render(request, state)


@router.post("/try")
async def try_texts(request: Request, state: CurrentState) -> Response:
    """Return the page with the form as it was sent, and what the model says."""
    form = await read_form(request)
    given = form.get("texts", "")
    try:
        texts = split_texts(given, state.settings.max_text_characters)
        version = _read_version(form.get("model", ""), state)
        payloads = [{"text": text} for text in texts]
        check_explained(payloads)
        reasons = await explain(state, version, payloads)
    except PredawnError as error:
        status, sentence = describe(error, request.url.path)
        return await _render(
            request, state, status=status, texts=given, chosen=form.get("model"), problem=sentence
        )
    tried = [Tried(text, reason) for text, reason in zip(texts, reasons, strict=True)]
    return await _render(request, state, texts=given, chosen=str(version), tried=tried)


def split_texts(given: str, most_characters: int) -> list[str]:
    """Return the texts of the form: a line each.

    Raises
    ------
    InputError
        If there is none, or too many, or one that is too long.
    """
    texts = [line.strip() for line in given.splitlines() if line.strip()]
    if not texts:
        raise InputError("There is no text to tag. Paste one, or several, a line each.")
    if len(texts) > MAX_TEXTS:
        raise InputError(
            f"{len(texts)} texts are more than this page takes. Paste {MAX_TEXTS} at most; `POST /predict` "
            "takes more."
        )
    for position, text in enumerate(texts, start=1):
        if len(text) > most_characters:
            raise InputError(
                f"Text {position} has {len(text):,} characters, and {most_characters:,} are allowed. Shorten "
                "it."
            )
    return texts


def _read_version(given: str, state: State) -> int:
    if not given:
        return state.follower.model_version()
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:20]) <= MAX_VERSION:
        raise InputError("The model is not a version. Choose one of the list.")
    return int(given)


async def _render(request: Request, state: State, *, status: int = 200, **content: object) -> Response:
    shown = {"texts": "", "chosen": None, "problem": None, "tried": None, **content}
    models, current = await run_in_threadpool(_read_models, state), state.follower.current
    return render(
        request,
        "try.html",
        status=status,
        models=models,
        in_service=None if current is None else current.model_version,
        most=MAX_TEXTS,
        **shown,
    )


def _read_models(state: State) -> list[Model]:
    """Return what can be chosen; while the database is away that is the model in service alone."""
    try:
        with reading(state) as connection:
            return registry.list_models(connection)
    except PredawnError:
        return []
