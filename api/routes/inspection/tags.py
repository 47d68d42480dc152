"""`GET /tags`: all tags, with the number of projects of each."""

from collections import Counter

from fastapi import APIRouter, Request

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.schemas.runs import TagCount, TagList
from api.state import CurrentState
from store.serving.snapshot import find_model, read_snapshot

router = APIRouter(tags=["inspection"])


@router.get(
    "/tags", summary="The tags", responses={200: example(TagList, "/tags", "The tags."), **errors(400, 503)}
)
def list_tags(request: Request, state: CurrentState) -> Envelope[TagList]:
    """Return the tags of the model and of the run in service, ordered by number of projects.

    A corrected project counts for the tag that answers have, and one that has left the catalogue for none.
    With a multi-label model, a project counts for each of its tags.
    """
    with state.read_router.open_primary() as connection:
        found = read_snapshot(connection)
        model = find_model(connection, found)
        multi_label = model is not None and model.multi_label
        counts = Counter[str]()
        if found.run_id is not None:
            counts.update(state.projects_by_tag.listed(connection, found.run_id, multi_label=multi_label))
        counts.update(state.projects_by_tag.moved(connection, found, multi_label=multi_label))
    known = {} if model is None else model.metrics.get("per_tag") or {}
    projects = {**dict.fromkeys(known, 0), **counts}
    tags = [
        TagCount(tag=tag, projects=number)
        for tag, number in sorted(projects.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    return wrap(request, TagList(model_version=found.model_version, run_id=found.run_id, tags=tags))
