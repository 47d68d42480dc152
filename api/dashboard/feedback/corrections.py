"""`/dashboard/corrections`: what people said projects' tags are, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from api.dashboard.decisions import corrections as decisions
from api.dashboard.decisions.corrections import Choice
from api.dashboard.page import PageRoute, render
from api.state import CurrentState
from core.types import MAX_TAG_BYTES, Output
from store.feedback.corrections import LOGGED, CorrectionState, StoredCorrection, list_corrections
from store.serving.snapshot import find_model, read_snapshot

PAGE_SIZE: Final = 50
MAX_NUMBER: Final = 2**63 - 1

OPEN: Final = "open"
ALL: Final = "all"
STATES: Final = {
    OPEN: (CorrectionState.IN_FORCE, CorrectionState.EXPIRED, CorrectionState.REMOVED),
    **{str(state): (state,) for state in CorrectionState},
    ALL: tuple(CorrectionState),
}
SHOWN: Final = {
    OPEN: "not withdrawn or replaced",
    str(CorrectionState.IN_FORCE): "in force",
    str(CorrectionState.EXPIRED): "expired (text changed)",
    str(CorrectionState.REMOVED): "removed (no such project)",
    str(CorrectionState.WITHDRAWN): "withdrawn",
    str(CorrectionState.REPLACED): "replaced",
    ALL: "all",
}

router = APIRouter(route_class=PageRoute, include_in_schema=False)


class CorrectionQuery(BaseModel):
    """The query of the page: all of it is in its address."""

    model_config = ConfigDict(extra="ignore")

    state: str = OPEN
    tag: str = Field("", max_length=MAX_TAG_BYTES)
    project: str = Field("", max_length=MAX_TAG_BYTES)
    before: int | None = Field(None, ge=1, le=MAX_NUMBER)

    @field_validator("tag", "project", mode="after")
    @classmethod
    def _drop_nul(cls, value: str) -> str:
        return value.replace("\x00", "").strip()

    @field_validator("state", mode="after")
    @classmethod
    def _read_state(cls, value: str) -> str:
        return value if value in STATES else OPEN

    @field_validator("before", mode="before")
    @classmethod
    def _read_empty(cls, value: object) -> object:
        return None if value == "" else value

    def address(self, **changes: object) -> str:
        """Return the query of this list with changes, without what is left empty."""
        given = self.model_dump(exclude={"before"}, exclude_defaults=True)
        return urlencode({**given, **changes})


@dataclass(frozen=True, slots=True)
class ListedCorrection:
    """A correction with the commands that end it or set it again; `has_page` is false for a logged text."""

    correction: StoredCorrection
    choices: Sequence[Choice]
    has_page: bool


@router.get("/corrections")
def show_corrections(
    request: Request, state: CurrentState, query: Annotated[CorrectionQuery, Query()]
) -> Response:
    """Return the page of corrections, newest first."""
    with state.read_router.open_primary() as connection:
        found = list_corrections(
            connection,
            STATES[query.state],
            PAGE_SIZE + 1,
            tag=query.tag or None,
            project_id=query.project or None,
            before=query.before,
        )
        model = find_model(connection, read_snapshot(connection))
    shown = found[:PAGE_SIZE]
    return render(
        request,
        "corrections.html",
        query=query,
        shown=SHOWN,
        max_characters=MAX_TAG_BYTES,
        corrections=[_list(correction) for correction in shown],
        older=shown[-1].correction_id if len(found) > PAGE_SIZE else None,
        output=Output.TAGS if model is None else model.output,
        commands=[decisions.correct_any(), decisions.import_corrections()],
    )


def _list(correction: StoredCorrection) -> ListedCorrection:
    choices = []
    if correction.state is CorrectionState.EXPIRED:
        choices.append(decisions.choose(correction.project_id, tuple(correction.tags), "Set again"))
    if correction.state in STATES[OPEN]:
        choices.append(decisions.withdraw(correction.project_id))
    return ListedCorrection(correction, choices, LOGGED.fullmatch(correction.project_id) is None)
