"""`/dashboard/runs`: the list of runs, the page of one, and its comparison with another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from api.dashboard.drawing.matrix import Matrix, build_matrix
from api.dashboard.overview import count_run_tags, fold_tags
from api.dashboard.page import PageRoute, render
from api.routes.inspection.run_diff import default_base
from api.routes.inspection.runs import MAX_FAILURES_SHOWN
from api.schemas.runs import MAX_RUN
from api.state import CurrentState
from core.quality.measures import Figure, FigureStatus, Scope
from store.runs import ledger
from store.runs import metrics as run_metrics
from store.runs import progress as run_progress
from store.runs import tables as run_tables
from store.runs.tables import TableState
from store.serving import comparison, history, pointer
from store.serving.comparison import TagTransition

MAX_RUNS: Final = 25
MAX_PUBLICATIONS: Final = 15
MAX_LINES: Final = 30

router = APIRouter(route_class=PageRoute, include_in_schema=False)

RunNumber = Annotated[int, Path(ge=1, le=MAX_RUN)]


@dataclass(frozen=True, slots=True)
class RunChanges:
    """The changes of tags between two runs.

    `both` is the number of projects that both runs have, None if only the changed ones are known.
    """

    both: int | None
    changed: int
    added: int
    removed: int
    matrix: Matrix
    lines: Sequence[TagTransition]


@router.get("/runs")
def list_runs(
    request: Request, state: CurrentState, before: Annotated[int | None, Query(ge=1, le=MAX_RUN)] = None
) -> Response:
    """Return the page with all runs, newest first."""
    with state.read_router.open_primary() as connection:
        found = ledger.list_runs(connection, MAX_RUNS + 1, before)
        serving = pointer.read_serving(connection).run_id
        sizes = {table.run_id: table.bytes for table in run_tables.list_tables(connection)}
        publications = history.list_publications(connection, MAX_PUBLICATIONS)
        newest = run_progress.read_progress(connection, found[0].run_id) if found else None
    return render(
        request,
        "runs.html",
        runs=found[:MAX_RUNS],
        older=found[MAX_RUNS - 1].run_id if len(found) > MAX_RUNS else None,
        first_page=before is None,
        serving=serving,
        sizes=sizes,
        publications=publications,
        newest=newest,
    )


@router.get("/runs/{run_id}")
def show_run(request: Request, state: CurrentState, run_id: RunNumber) -> Response:
    """Return the page of one run."""
    with state.read_router.open_primary() as connection:
        first = history.find_first_publication(connection, run_id)
        changed = history.count_changes(connection, first.publication_id) if first is not None else []
        figures = run_metrics.read_figures(connection, run_id)
        retained = _list_retained(connection)
        tags = count_run_tags(connection, state, run_id) if run_id in retained else {}
        details: dict[str, Any] = {
            "run": ledger.find_run(connection, run_id),
            "serving": pointer.read_serving(connection).run_id,
            "progress": run_progress.read_progress(connection, run_id),
            "failures": ledger.list_failures(connection, run_id, MAX_FAILURES_SHOWN),
            "publications": history.list_publications_of(connection, run_id, MAX_PUBLICATIONS),
            "base": default_base(connection, run_id),
        }
    return render(
        request,
        "run.html",
        **details,
        first=first,
        changes=summarise_changes(changed) if changed else None,
        figures=_select_figures(figures, Scope.CATALOGUE),
        traffic=_select_figures(figures, Scope.ON_DEMAND),
        tags=fold_tags(tags),
        n_projects=sum(tags.values()),
        bases=[other for other in retained if other != run_id],
        comparable=run_id in retained,
    )


def _list_retained(connection: Connection) -> Sequence[int]:
    """Return the runs whose predictions are retained, newest first."""
    tables = run_tables.list_tables(connection)
    return sorted((table.run_id for table in tables if table.state is TableState.ATTACHED), reverse=True)


@router.get("/runs/{run_id}/compare")
def compare_runs(
    request: Request,
    state: CurrentState,
    run_id: RunNumber,
    base: Annotated[int, Query(ge=1, le=MAX_RUN)],
) -> Response:
    """Return the comparison of a run with another; it reads all predictions of both."""
    with state.read_router.open_primary() as connection:
        found = comparison.compare_tags(connection, base, run_id)
    return render(request, "compare_runs.html", run_id=run_id, base=base, changes=summarise_changes(found))


def summarise_changes(found: Sequence[TagTransition]) -> RunChanges:
    """Sum the moves between tags; projects that kept their tag count for `both` only."""
    both = [move for move in found if move.from_tag is not None and move.to_tag is not None]
    moved = [move for move in both if move.from_tag != move.to_tag]
    has_unchanged = len(moved) < len(both)
    return RunChanges(
        both=sum(move.projects for move in both) if has_unchanged else None,
        changed=sum(move.projects for move in moved),
        added=sum(move.projects for move in found if move.from_tag is None),
        removed=sum(move.projects for move in found if move.to_tag is None),
        matrix=build_matrix([(str(m.from_tag), str(m.to_tag), m.projects) for m in moved]),
        lines=moved[:MAX_LINES],
    )


def _select_figures(figures: Sequence[Figure], scope: Scope) -> Sequence[Figure]:
    """Return the figures of a scope that have a value, warnings first."""
    found = [one for one in figures if one.scope is scope and one.value is not None]
    return sorted(found, key=lambda one: (one.status is not FigureStatus.WARN, one.name))
