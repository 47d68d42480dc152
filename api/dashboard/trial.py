"""`/dashboard/try`: predictions of pasted texts, with explanations. Nothing is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.dashboard.decisions import commands
from api.dashboard.page import PageRoute, find_api, render
from api.dashboard.reasons import ExplainedPrediction, explain
from api.dashboard.session import admit_to_page, read_form
from api.http.errors import describe
from api.routes.predictions.explanation import check_explained
from api.schemas.models import MAX_VERSION
from api.state import CurrentState, State
from core.errors import InputError, PredawnError
from core.types import Model
from store.api_keys import KeyScope
from store.catalogue import search
from store.models import registry

MAX_TEXTS: Final = 20
MAX_EXAMPLES: Final = 3

_NO_VERSION: Final = "The model is not a version number. Choose one from the list."

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class TriedText:
    """A text, with its explained prediction."""

    text: str
    reason: ExplainedPrediction


@router.get("/try")
async def show_form(
    request: Request, state: CurrentState, texts: Annotated[str, Query(max_length=2000)] = ""
) -> Response:
    """Return the page with the form, filled in with texts if the address has some."""
    return await _render(request, state, texts=texts)


@router.post("/try")
async def try_texts(request: Request, state: CurrentState) -> Response:
    """Return the page with the form as it was sent, and the predictions."""
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
    tried = [TriedText(text, reason) for text, reason in zip(texts, reasons, strict=True)]
    command = commands.predict(
        find_api(request),
        texts,
        needs_key=admit_to_page(state, request, None) is not None,
        version=version,
        in_service=None if state.watcher.current is None else state.watcher.current.model_version,
    )
    return await _render(request, state, texts=given, chosen=str(version), tried=tried, command=command)


def split_texts(given: str, max_characters: int) -> list[str]:
    """Split the content of the form into texts, one a line.

    Raises
    ------
    InputError
        If there are no texts, too many, or one that is too long.
    """
    texts = [line.strip() for line in given.splitlines() if line.strip()]
    if not texts:
        raise InputError("There is no text to tag. Paste one or more texts, one a line.")
    if len(texts) > MAX_TEXTS:
        raise InputError(
            f"{len(texts)} texts are more than this page accepts. Paste at most {MAX_TEXTS}; `POST /predict` "
            "accepts more."
        )
    for position, text in enumerate(texts, start=1):
        if len(text) > max_characters:
            raise InputError(
                f"Text {position} has {len(text):,} characters; the limit is {max_characters:,}. Shorten it."
            )
    return texts


def _read_version(given: str, state: State) -> int:
    if not given:
        return state.watcher.model_version()
    # So many digits are read as are sent by the list, because Python refuses to read thousands.
    if not given.isascii() or not given.isdigit() or len(given) > len(str(MAX_VERSION)):
        raise InputError(_NO_VERSION)
    version = int(given)
    if not 1 <= version <= MAX_VERSION:
        raise InputError(_NO_VERSION)
    return version


async def _render(request: Request, state: State, *, status: int = 200, **content: object) -> Response:
    shown = {"texts": "", "chosen": None, "problem": None, "tried": None, "command": None, **content}
    models, current = await run_in_threadpool(_read_models, state), state.watcher.current
    examples = await run_in_threadpool(_read_examples, state, request) if not shown["texts"] else ()
    return render(
        request,
        "try.html",
        status=status,
        models=models,
        in_service=None if current is None else current.model_version,
        max_texts=MAX_TEXTS,
        examples=examples,
        **shown,
    )


def _read_examples(state: State, request: Request) -> Sequence[str]:
    """Return titles of the catalogue to try; none for a key that may not look projects up."""
    try:
        admit_to_page(state, request, KeyScope.LOOKUP)
        with state.read_router.open_primary() as connection:
            # The empty word is in every title. Natural order, which examples do not need, would take a scan.
            found = search.search_titles(connection, [""], "", MAX_EXAMPLES).projects
    except PredawnError:
        return ()
    return [project.title for project in found if project.title.strip()]


def _read_models(state: State) -> list[Model]:
    """Return the models to choose from; none while the database is unavailable."""
    try:
        with state.read_router.open_primary() as connection:
            return registry.list_models(connection)
    except PredawnError:
        return []
