"""`GET /tags`: all tags, with the number of projects of each."""

from collections import Counter
from collections.abc import Mapping

from fastapi import APIRouter, Request
from sqlalchemy import Connection

from api.http.documentation import errors, example
from api.http.envelope import Envelope, wrap
from api.schemas.runs import TagCount, TagList
from api.state import CurrentState, State
from store.runs.ledger import find_run
from store.serving.snapshot import ServingSnapshot, count_corrected, count_tags, find_model, read_snapshot

router = APIRouter(tags=["inspection"])


@router.get(
    "/tags", summary="The tags", responses={200: example(TagList, "/tags", "The tags."), **errors(400, 503)}
)
def list_tags(request: Request, state: CurrentState) -> Envelope[TagList]:
    """Return the tags of the model and of the run in service, ordered by number of projects.

    A corrected project counts for the tag that answers have. With a multi-label model, a project counts for
    each of its tags.
    """
    with state.read_router.open_primary() as connection:
        found = read_snapshot(connection)
        model = find_model(connection, found)
        multi_label = model is not None and model.multi_label
        counts = Counter(_tag_counts(state, connection, found.run_id, multi_label=multi_label))
        counts.update(count_corrections(state, connection, found, multi_label=multi_label))
    known = {} if model is None else model.metrics.get("per_tag") or {}
    projects = {**dict.fromkeys(known, 0), **counts}
    tags = [
        TagCount(tag=tag, projects=number)
        for tag, number in sorted(projects.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    return wrap(request, TagList(model_version=found.model_version, run_id=found.run_id, tags=tags))


def count_corrections(
    state: State, connection: Connection, found: ServingSnapshot, *, multi_label: bool
) -> Mapping[str, int]:
    """Count by how much corrections change the numbers of tags, once for each change of an answer."""
    if found.run_id is None:
        return {}
    key = (found.run_id, found.last_change, multi_label)
    counts = state.corrected_tags.get(key)
    if counts is None:
        base = find_run(connection, found.run_id).base
        counts = count_corrected(connection, found.run_id, base, multi_label=multi_label)
        state.corrected_tags = {key: counts}
    return counts


def _tag_counts(
    state: State, connection: Connection, run_id: int | None, *, multi_label: bool
) -> Mapping[str, int]:
    """Count the projects by tag, which reads all rows of a run: once, and again where some were forgotten."""
    if run_id is None:
        return {}
    key = (run_id, find_run(connection, run_id).counts.stored)
    counts = state.listed_tags.get(key)
    if counts is None:
        counts = count_tags(connection, run_id, multi_label=multi_label)
        state.listed_tags = {key: counts}
    return counts
