"""`/dashboard/runs`: the runs, one of them, and how two of them differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from api.dashboard.drawing.matrix import Matrix, lay_out
from api.dashboard.overview import fold_tags, tags_of
from api.dashboard.page import PageRoute, render
from api.routes.inspection.reading import reading
from api.routes.inspection.run_diff import default_base
from api.routes.inspection.runs import FAILURES_SHOWN
from api.schemas.runs import MAX_RUN
from api.state import CurrentState
from core.quality.measures import Figure, FigureStatus, Scope
from store.runs import ledger
from store.runs import metrics as run_metrics
from store.runs import progress as run_progress
from store.runs import tables as run_tables
from store.runs.tables import TableState
from store.serving import comparison, history, pointer
from store.serving.comparison import TagChange

RUNS_SHOWN: Final = 25
MOVES_SHOWN: Final = 15
LINES_SHOWN: Final = 30

router = APIRouter(route_class=PageRoute, include_in_schema=False)

RunNumber = Annotated[int, Path(ge=1, le=MAX_RUN)]


@dataclass(frozen=True, slots=True)
class Changes:
    """How the tags of one run became those of another.

    `both` is the number of projects of both, None where only changes are known.
    """

    both: int | None
    changed: int
    added: int
    removed: int
    matrix: Matrix
    lines: Sequence[TagChange]


@router.get("/runs")
def list_runs(
    request: Request, state: CurrentState, before: Annotated[int | None, Query(ge=1, le=MAX_RUN)] = None
) -> Response:
    """Return the page of the runs, the newest first."""
    with reading(state) as connection:
        found = ledger.list_runs(connection, RUNS_SHOWN + 1, before)
        serving = pointer.read_serving(connection).run_id
        sizes = {table.run_id: table.bytes for table in run_tables.list_tables(connection)}
        last_moves = history.list_publications(connection, MOVES_SHOWN)
        newest = run_progress.read_progress(connection, found[0].run_id) if found else None
    return render(
        request,
        "runs.html",
        runs=found[:RUNS_SHOWN],
        older=found[RUNS_SHOWN - 1].run_id if len(found) > RUNS_SHOWN else None,
        first_page=before is None,
        serving=serving,
        sizes=sizes,
        moves=last_moves,
        newest=newest,
    )


@router.get("/runs/{run_id}")
def show_run(request: Request, state: CurrentState, run_id: RunNumber) -> Response:
    """Return the page of a run."""
    with reading(state) as connection:
        first = history.find_first_publication(connection, run_id)
        changed = history.count_changes(connection, first.publication_id) if first is not None else []
        figures = run_metrics.read_figures(connection, run_id)
        retained = _list_retained(connection)
        tags = tags_of(connection, state, run_id) if run_id in retained else {}
        known: dict[str, Any] = {
            "run": ledger.find_run(connection, run_id),
            "serving": pointer.read_serving(connection).run_id,
            "progress": run_progress.read_progress(connection, run_id),
            "failures": ledger.list_failures(connection, run_id, FAILURES_SHOWN),
            "moves": history.list_publications_of(connection, run_id, MOVES_SHOWN),
            "base": default_base(connection, run_id),
        }
    return render(
        request,
        "run.html",
        **known,
        first=first,
        changes=count(changed) if changed else None,
        figures=_shown(figures, Scope.CATALOGUE),
        traffic=_shown(figures, Scope.ON_DEMAND),
        tags=fold_tags(tags),
        n_projects=sum(tags.values()),
        bases=[other for other in retained if other != run_id],
        comparable=run_id in retained,
    )


def _list_retained(connection: Connection) -> Sequence[int]:
    """Return the runs whose predictions are there, the newest first."""
    tables = run_tables.list_tables(connection)
    return sorted((table.run_id for table in tables if table.state is TableState.ATTACHED), reverse=True)


@router.get("/runs/{run_id}/compare")
def compare_runs(
    request: Request,
    state: CurrentState,
    run_id: RunNumber,
    base: Annotated[int, Query(ge=1, le=MAX_RUN)],
) -> Response:
    """Return the page that says how a run differs from another; it reads both of them as a whole."""
    with reading(state) as connection:
        found = comparison.compare_tags(connection, base, run_id)
    return render(request, "compare_runs.html", run_id=run_id, base=base, changes=count(found))


def count(found: Sequence[TagChange]) -> Changes:
    """Add up what became of the tags; what kept its tag is in the number of both alone."""
    both = [move for move in found if move.from_tag is not None and move.to_tag is not None]
    moved = [move for move in both if move.from_tag != move.to_tag]
    known = len(moved) < len(both)
    return Changes(
        both=sum(move.projects for move in both) if known else None,
        changed=sum(move.projects for move in moved),
        added=sum(move.projects for move in found if move.from_tag is None),
        removed=sum(move.projects for move in found if move.to_tag is None),
        matrix=lay_out([(str(m.from_tag), str(m.to_tag), m.projects) for m in moved]),
        lines=moved[:LINES_SHOWN],
    )


def _shown(figures: Sequence[Figure], scope: Scope) -> Sequence[Figure]:
    """Return the figures of a scope that have a value, what warns first."""
    found = [one for one in figures if one.scope is scope and one.value is not None]
    return sorted(found, key=lambda one: (one.status is not FigureStatus.WARN, one.name))
