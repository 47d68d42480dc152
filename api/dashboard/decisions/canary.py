"""`/dashboard/canary`: the canary that is running, what it changes, and those before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from api.dashboard.decisions import commands
from api.dashboard.decisions.changes import RunChanges, summarise_changes
from api.dashboard.page import PageRoute, render
from api.state import CurrentState, State
from core.types import Run, RunStatus
from store.runs import ledger
from store.runs import tables as run_tables
from store.runs.tables import TableState
from store.serving import canary, pointer
from store.serving.canary import Canary
from store.serving.comparison import ChangeKind, CountedChange

MAX_PAST: Final = 20
MAX_CANDIDATES: Final = 3

KEPT_SECONDS: Final = 60.0
"""The time for which the counts over the catalogue are kept; texts may change meanwhile."""

_COMPLETE: Final = (RunStatus.READY, RunStatus.HELD, RunStatus.PUBLISHED)

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CanaryOutlook:
    """The projects on the side of a canary now, whose answers differ, and whose its model answers."""

    projects: int
    differing: int
    unfit: int
    changes: RunChanges


@router.get("/canary")
def show_canary(request: Request, state: CurrentState) -> Response:
    """Return the page of the canary, with how to start one where none is running."""
    with state.read_router.open_primary() as connection:
        running = canary.read_canary(connection)
        sides = canary.read_sides(connection)
        past = canary.list_past_canaries(connection, MAX_PAST)
        serving = pointer.read_serving(connection).run_id
        candidates = _list_candidates(connection, serving) if running is None and serving is not None else []
    outlook = None if running is None else _find_outlook(state, running)
    return render(
        request,
        "canary.html",
        running=running,
        sides=sides,
        past=past,
        serving=serving,
        outlook=outlook,
        waits=running is not None and outlook is None,
        decisions=list(_list_decisions(running, serving, candidates)),
    )


def _list_candidates(connection: Connection, serving: int) -> Sequence[Run]:
    """Return the newest runs that could be a canary beside the one in service."""
    tables = run_tables.list_tables(connection)
    retained = sorted(table.run_id for table in tables if table.state is TableState.ATTACHED)
    found = [ledger.find_run(connection, run_id) for run_id in reversed(retained) if run_id != serving]
    return [run for run in found if run.status in _COMPLETE][:MAX_CANDIDATES]


def _find_outlook(state: State, running: Canary) -> CanaryOutlook | None:
    """Return what the canary changes; None while it is counted."""

    def count() -> CanaryOutlook:
        with state.read_router.open_primary() as connection:
            moved = canary.count_canary_moves(connection, running)
            unfit = canary.count_unfit(connection, running.run_id)
        moves = [
            CountedChange(move.from_tag, move.to_tag, ChangeKind.CHANGED, move.projects)
            for move in moved.moves
        ]
        return CanaryOutlook(moved.projects, moved.differing, unfit, summarise_changes(moves))

    question = ("canary", running.canary_id, running.beside_run)
    return state.long_answers.ask(question, count, keep_seconds=KEPT_SECONDS)


def _list_decisions(
    running: Canary | None, serving: int | None, candidates: Sequence[Run]
) -> Iterator[commands.Command]:
    """Yield the commands that a person may copy from the page."""
    if running is None:
        if serving is not None:
            yield from (commands.start_canary(run, serving) for run in candidates)
        return
    wider = commands.widen_canary(running)
    if wider is not None:
        yield wider
    yield commands.promote_canary(running)
    yield commands.stop_canary(running)
