"""`/dashboard/reviews`: the projects that a person should look at next, and the commands that decide."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, field_validator

from api.dashboard.decisions import corrections as decisions
from api.dashboard.decisions.corrections import Choice
from api.dashboard.page import PageRoute, render
from api.state import CurrentState, State
from core.types import Model, Output
from store.catalogue import syncs
from store.feedback.corrections import count_decisions
from store.feedback.reviews import Review, ReviewCause, ReviewPosition, list_reviews
from store.serving.snapshot import find_model, read_snapshot

MAX_LISTED: Final = 1000
"""The number of reviews that are read at once: no more are listed."""

PAGE_SIZE: Final = 50

KEPT_SECONDS: Final = 60.0
"""The time for which reviews are kept while nobody decides one; the catalogue may change meanwhile."""

CAUSES: Final = {
    ReviewCause.EXPIRED_CORRECTION: "corrected, and its text changed",
    ReviewCause.KNOWN_TAG: "the model contradicts the known tag",
    ReviewCause.NEAR_TIE: "small margin between the two best tags",
    ReviewCause.UNKNOWN_GROUND: "a logged text on unknown ground",
}
DOUBTFUL: Final = 500_000
"""The urgency, in millionths, from which a project counts as doubtful: that of a margin of 0.5
between two tags. What is less urgent is listed after it, the smallest margins first."""

_SEPARATOR: Final = "~"

router = APIRouter(route_class=PageRoute, include_in_schema=False)


class ReviewQuery(BaseModel):
    """The query of the page."""

    model_config = ConfigDict(extra="ignore")

    why: ReviewCause | None = None
    after: str = ""

    @field_validator("why", mode="before")
    @classmethod
    def _read_empty(cls, value: object) -> object:
        return value or None

    @property
    def position(self) -> ReviewPosition:
        """The last review before the page; what is none stands for the beginning."""
        urgency, separator, project_id = self.after.partition(_SEPARATOR)
        if separator and urgency.isascii() and urgency.isdigit() and len(urgency) <= len(str(_FIRST.urgency)):
            return ReviewPosition(int(urgency), project_id)
        return _FIRST


_FIRST: Final = ReviewPosition()


@dataclass(frozen=True, slots=True)
class ListedReview:
    """A review with its reason in words, and the commands that decide it."""

    review: Review
    cause: str
    choices: Sequence[Choice]


@router.get("/reviews")
def show_reviews(request: Request, state: CurrentState, query: Annotated[ReviewQuery, Query()]) -> Response:
    """Return the page of reviews, the most urgent first."""
    with state.read_router.open_primary() as connection:
        snapshot = read_snapshot(connection)
        model = find_model(connection, snapshot)
        projects = syncs.count_active(connection)
        decided = count_decisions(connection)
    has_tags = model is not None and model.output is Output.TAGS
    found: Sequence[Review] | None = ()
    if has_tags:
        # A project that a person has decided is no longer one to look at, though its answer may be the same.
        question = ("reviews", snapshot.run_id, snapshot.last_change, decided, query.why)
        found = state.long_answers.ask(question, lambda: _read(state, query.why), keep_seconds=KEPT_SECONDS)
    page = None if found is None else _select_page(found, query.position)
    return render(
        request,
        "reviews.html",
        query=query,
        causes=CAUSES,
        run_id=snapshot.run_id,
        model=model,
        has_tags=has_tags,
        waits=found is None,
        projects=projects,
        found=None if page is None else [_list(review, model) for review in page],
        count=0 if found is None else len(found),
        doubtful=0 if found is None else sum(review.urgency >= DOUBTFUL for review in found),
        then=_find_next(found, page) if found and page else None,
        most=MAX_LISTED,
        commands=[decisions.export_reviews(), decisions.import_corrections()] if has_tags else [],
    )


def _read(state: State, why: ReviewCause | None) -> Sequence[Review]:
    with state.read_router.open_primary() as connection:
        return list_reviews(connection, why, MAX_LISTED)


def _order(position: ReviewPosition) -> tuple[int, str]:
    # Ids in the order of their code points, which is that of the bytes that PostgreSQL sorts by.
    return -position.urgency, position.project_id


def _select_page(found: Sequence[Review], after: ReviewPosition) -> Sequence[Review]:
    start = bisect.bisect_right(found, _order(after), key=lambda review: _order(review.position))
    return found[start : start + PAGE_SIZE]


def _find_next(found: Sequence[Review], page: Sequence[Review]) -> str | None:
    """Write the position after a page; None if it is the last one."""
    if page[-1] is found[-1]:
        return None
    urgency, project_id = page[-1].position
    return f"{urgency}{_SEPARATOR}{project_id}"


def _list(review: Review, model: Model | None) -> ListedReview:
    said = [review.predicted_tag, *([review.second_tag] if review.why == ReviewCause.NEAR_TIE else [])]
    people = [tuple(tags) for tags in (review.corrected_tags, review.known_tags) if tags is not None]
    # Of a model of several tags a review has the first two: they are no decision.
    of_model = [] if model is None or model.multi_label else [(tag,) for tag in said if tag is not None]
    options = dict.fromkeys([*people, *of_model])
    cause = _describe(review, multi_label=model is not None and model.multi_label)
    return ListedReview(review, cause, [decisions.choose(review.project_id, tags) for tags in options])


def _describe(review: Review, *, multi_label: bool) -> str:
    """Describe why a project is listed; of a near tie how near it is, because the last ones are none."""
    if review.why != ReviewCause.NEAR_TIE or multi_label or review.second_score is None:
        return CAUSES[ReviewCause(review.why)]
    return f"margin of {review.score - review.second_score:.3f} between the two best tags"
