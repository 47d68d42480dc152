"""`GET /predictions/{project_id}/explanation`, and the explanations of `POST /predict`."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.http.errors import NO_MODEL, NoModelError
from api.routes.predictions.answer import show_id
from api.routes.predictions.project_route import ProjectId, ProjectRoute
from api.schemas.explanation import MAX_NGRAMS, Explanation, NoExplanation, ProjectExplanation
from api.state import CurrentState, State
from core.errors import InputError, NotFoundError
from model.predictors.scorer import Scorer, payload_text
from model.tagger import explanation
from model.tagger.normalisation import join_text
from model.tagger_scorer import TaggerScorer

MAX_EXPLAINED: Final = 100
"""The largest number of texts explained in one request; each takes some milliseconds of Python."""

MAX_CHARACTERS: Final = 200_000
"""The largest number of characters of these texts together; they take 2 s, which other requests share."""

router = APIRouter(tags=["predictions"], route_class=ProjectRoute)


@router.get(
    "/predictions/{project_id:path}/explanation",
    summary="Explanation of a project's tag",
    responses={
        200: example(ProjectExplanation, "/predictions/7/explanation?top=1", "The explanation."),
        **errors(400, 404, 503),
    },
)
async def read_explanation(
    request: Request,
    state: CurrentState,
    project_id: ProjectId,
    tag: Annotated[str | None, Query(description="The tag to explain; by default the best tag.")] = None,
    top: Annotated[
        int, Query(ge=0, le=MAX_NGRAMS, description="The number of n-grams for, and against, the tag.")
    ] = 10,
) -> Envelope[ProjectExplanation]:
    """Return the n-grams of a project's text that weigh most for and against a tag.

    The explanation is that of the current text, by the model in service, or by that of a canary for its side.
    """
    state.watcher.check_database()
    project = None if "\x00" in project_id else await state.lookups.read_input(project_id)
    if project is None:
        raise NotFoundError(
            f"The catalogue has no project {show_id(project_id)}. Check the id, wait for the next sync, or "
            "send its text to `POST /predict?explain=true`."
        )
    if project.model_version is None:
        raise NoModelError(NO_MODEL)
    row = await state.lookups.look_up(project_id)
    payload = {"text": join_text(project.title, project.description)}
    (found,) = await explain_payloads(state, project.model_version, [payload], tag=tag, top=top)
    return wrap(
        request,
        ProjectExplanation(
            project_id=project_id,
            model_version=project.model_version,
            fits=row is not None and row.is_current,
            explanation=found,
        ),
    )


def check_explained(payloads: Sequence[Any]) -> None:
    """Check the size of a request for explanations.

    Raises
    ------
    InputError
        If it holds too many texts, or too many characters.
    """
    if len(payloads) > MAX_EXPLAINED:
        raise InputError(
            f"The request asks to explain {len(payloads)} texts; the limit is {MAX_EXPLAINED}. Send fewer, "
            "or leave `explain` out."
        )
    characters = sum(map(_count_characters, payloads))
    if characters > MAX_CHARACTERS:
        raise InputError(
            f"The texts to explain have {characters:,} characters together; the limit is {MAX_CHARACTERS:,}. "
            "Send fewer or shorter ones."
        )


def _count_characters(payload: Any) -> int:
    if not isinstance(payload, Mapping):
        return 0
    fields = (payload.get(name) for name in ("title", "description", "text"))
    return sum(len(text) for text in fields if isinstance(text, str))


async def explain_payloads(
    state: State, version: int, payloads: Sequence[Any], *, tag: str | None = None, top: int = 10
) -> list[Explanation | NoExplanation]:
    """Return the explanation of each payload, or the reason why there is none."""

    def explain(scorer: Scorer) -> list[Explanation | NoExplanation]:
        if not isinstance(scorer, TaggerScorer):
            return [NoExplanation(reason=explanation.NO_EXPLANATION) for _ in payloads]
        return [
            Explanation.model_validate(
                explanation.explain(scorer.tagger, payload_text(payload), tag=tag, top=top)
            )
            for payload in payloads
        ]

    return await state.inference.run(version, explain)
