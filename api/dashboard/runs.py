"""`/dashboard/runs`: the list of runs, the page of one, and its comparison with another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from api.dashboard.decisions import commands
from api.dashboard.decisions.changes import RunChanges, find_changes, find_published_changes
from api.dashboard.decisions.outlook import MAX_COMPARED, find_outlook
from api.dashboard.drawing.charts import Chart
from api.dashboard.drawing.timeline import Span, timeline
from api.dashboard.overview import SHOWN_TAGS, fold_tags, read_numbers
from api.dashboard.page import PageRoute, render
from api.routes.inspection.run_diff import default_base
from api.routes.inspection.runs import MAX_FAILURES_SHOWN
from api.schemas.runs import MAX_RUN
from api.state import CurrentState, State
from core.quality.measures import Figure, Scope
from core.run_diff import RunDiff
from core.types import Output, Run, RunCounts, RunStatus
from store.catalogue.projects import RejectedReason, count_rejected_rows
from store.runs import ledger, phases
from store.runs import metrics as run_metrics
from store.runs import progress as run_progress
from store.runs import tables as run_tables
from store.runs.phases import RunPhase
from store.runs.progress import RunProgress
from store.runs.tables import TableState
from store.serving import canary, comparison, history, pointer
from store.serving.comparison import ChangedProject
from store.serving.run_outputs import find_run_output
from store.serving.snapshot import ServingSnapshot, read_snapshot

MAX_RUNS: Final = 25
MAX_PUBLICATIONS: Final = 15
MAX_REASONS: Final = 10
MAX_COMPARED_PROJECTS: Final = 50

KEPT_SECONDS: Final = 600.0
"""The time for which the comparison of two runs is kept."""

router = APIRouter(route_class=PageRoute, include_in_schema=False)

RunNumber = Annotated[int, Path(ge=1, le=MAX_RUN)]


@dataclass(frozen=True, slots=True)
class ComparedRuns:
    """The changes of tags between two runs, and the first projects; of others, their difference.

    `changes` is None where only projects of chosen tags were asked for; `projects` is None where finding them
    would take too long.
    """

    changes: RunChanges | None
    difference: RunDiff | None
    projects: Sequence[ChangedProject] | None


class _Chosen(NamedTuple):
    """The tags of the projects to list in two runs, empty for any, and the id after which the list begins."""

    from_tag: str
    to_tag: str
    after: str

    @property
    def has_tags(self) -> bool:
        return bool(self.from_tag or self.to_tag)


@router.get("/runs")
def list_runs(
    request: Request, state: CurrentState, before: Annotated[int | None, Query(ge=1, le=MAX_RUN)] = None
) -> Response:
    """Return the page with all runs, newest first."""
    with state.read_router.open_primary() as connection:
        found = ledger.list_runs(connection, MAX_RUNS + 1, before)
        serving = pointer.read_serving(connection).run_id
        running = canary.read_canary(connection)
        sizes = {table.run_id: table.bytes for table in run_tables.list_tables(connection)}
        publications = history.list_publications(connection, MAX_PUBLICATIONS)
        newest = run_progress.read_progress(connection, found[0].run_id) if found else None
    shown = [(run, _count(run, newest) if newest and run is found[0] else run.counts) for run in found]
    return render(
        request,
        "runs.html",
        runs=shown[:MAX_RUNS],
        older=found[MAX_RUNS - 1].run_id if len(found) > MAX_RUNS else None,
        first_page=before is None,
        serving=serving,
        canary_run=None if running is None else running.run_id,
        sizes=sizes,
        publications=publications,
        newest=newest,
    )


@router.get("/runs/{run_id}")
def show_run(request: Request, state: CurrentState, run_id: RunNumber) -> Response:
    """Return the page of one run."""
    with state.read_router.open_primary() as connection:
        run = ledger.find_run(connection, run_id)
        serving = pointer.read_serving(connection).run_id
        progress = run_progress.read_progress(connection, run_id)
        assert progress is not None
        retained = _list_retained(connection)
        figures = run_metrics.read_figures(connection, run_id)
        multi_label = comparison.are_multi_label(connection, run)
        tags = (
            state.projects_by_tag.of_run(connection, run_id, multi_label=multi_label)
            if run_id in retained
            else {}
        )
        in_service = read_snapshot(connection) if run_id == serving else None
        details: dict[str, Any] = {
            "has_moved": in_service is not None
            and has_moved(connection, state, in_service, multi_label=multi_label),
            "output": find_run_output(connection, run).kind,
            "numbers": read_numbers(connection, run_id),
            "timeline": _draw_phases(phases.list_phases(connection, run_id), progress.read_at),
            "failures": ledger.list_failures(connection, run_id, MAX_FAILURES_SHOWN),
            "rejected": _find_rejected(connection, run),
            "publications": history.list_publications_of(connection, run_id, MAX_PUBLICATIONS),
            "canary": canary.read_canary(connection),
            **_find_changes(connection, run_id),
            **_find_decision(connection, run, serving, retained),
        }
    return render(
        request,
        "run.html",
        **details,
        run=run,
        serving=serving,
        progress=progress,
        counts=_count(run, progress),
        figures=_select_figures(figures, Scope.CATALOGUE),
        traffic=_select_figures(figures, Scope.ON_DEMAND),
        tags=fold_tags(tags),
        n_projects=run.counts.stored,
        has_more_tags=len(tags) > SHOWN_TAGS,
        bases=[other for other in retained if other != run_id],
        comparable=run_id in retained,
    )


def has_moved(
    connection: Connection, state: State, in_service: ServingSnapshot, *, multi_label: bool
) -> bool:
    """Return whether answers differ from what the run in service predicted."""
    counts = state.projects_by_tag
    departed = counts.departed(connection, in_service, multi_label=multi_label)
    return departed.projects > 0 or any(
        counts.moved(connection, in_service, multi_label=multi_label).values()
    )


def _find_rejected(connection: Connection, run: Run) -> Sequence[RejectedReason]:
    """Return why rows of the source were set aside; known of the run that read it last."""
    last = ledger.find_last_synced(connection) if run.set_aside else None
    if last is None or last.run_id != run.run_id:
        return ()
    return count_rejected_rows(connection, MAX_REASONS)


def _find_changes(connection: Connection, run_id: int) -> dict[str, Any]:
    """Return the first publication of a run, and what it changed."""
    first = history.find_first_publication(connection, run_id)
    return {"first": first, "changes": None if first is None else find_published_changes(connection, first)}


def _find_decision(
    connection: Connection, run: Run, serving: int | None, retained: Sequence[int]
) -> dict[str, Any]:
    """Return what a person can do with a run, what it would change, and the run to compare it with."""
    checked_against = history.find_checked_against(connection, run.run_id)
    waits = run.status in (RunStatus.HELD, RunStatus.READY) and run.run_id in retained
    decisions = list(_list_decisions(connection, run, serving, retained))
    base = checked_against if waits and checked_against in retained else default_base(connection, run.run_id)
    return {
        "decisions": decisions,
        "outlook": find_outlook(connection, run, serving) if waits and serving is not None else None,
        "checked_against": checked_against if checked_against in retained else None,
        "base": base,
    }


def _list_decisions(
    connection: Connection, run: Run, serving: int | None, retained: Sequence[int]
) -> Iterator[commands.Command]:
    """Yield the commands that a person may copy from the page of a run."""
    running = canary.read_canary(connection)
    if running is not None and run.run_id == running.run_id:
        yield from (commands.promote_canary(running), commands.stop_canary(running))
    elif run.run_id == serving:
        target = pointer.rollback_target(connection)
        if target in retained:
            assert target is not None
            yield commands.roll_back(run.run_id, target)
    elif run.status is RunStatus.PUBLISHED and serving is not None and run.run_id in retained:
        yield commands.roll_back(serving, run.run_id, named=True)
    elif run.status in (RunStatus.HELD, RunStatus.READY) and run.run_id in retained:
        yield commands.publish(run, serving)
        if serving is not None and running is None:
            yield commands.start_canary(run, serving)
    elif run.status is RunStatus.RUNNING:
        yield commands.cancel(run)
    elif run.status in (RunStatus.INTERRUPTED, RunStatus.CANCELLED):
        yield commands.resume(run)
    elif run.status is RunStatus.FAILED:
        yield commands.repeat(run)


def _count(run: Run, progress: RunProgress) -> RunCounts:
    """Return the counts of a run; of one that is not complete, as its ledger has them so far."""
    if run.attached_at is not None or run.status is RunStatus.UNCHANGED:
        return run.counts
    reused = run.counts.reused if progress.kept is None else progress.kept
    return replace(run.counts, scored=progress.stored, reused=reused, failed=progress.failed)


def _draw_phases(found: Sequence[RunPhase], now: datetime) -> Chart | None:
    """Draw the phases of the last attempt of a run; the table has those of all attempts."""
    if not found:
        return None
    last = found[-1].attempt
    spans = [
        Span(
            phase.phase if last == 1 else f"{phase.phase} ({phase.attempt})",
            phase.began_at,
            phase.ended_at,
            phase.rows,
        )
        for phase in found
    ]
    current = [span for span, phase in zip(spans, found, strict=True) if phase.attempt == last]
    title = "Phases" if last == 1 else f"Phases of attempt {last}"
    return timeline("phases", title, current, now, past=spans[: len(spans) - len(current)])


def _list_retained(connection: Connection) -> Sequence[int]:
    """Return the runs whose predictions are retained, newest first."""
    tables = run_tables.list_tables(connection)
    return sorted((table.run_id for table in tables if table.state is TableState.ATTACHED), reverse=True)


@router.get("/runs/{run_id}/compare")
def compare_runs(
    request: Request,
    state: CurrentState,
    run_id: RunNumber,
    *,
    base: Annotated[int, Query(ge=1, le=MAX_RUN)],
    from_tag: Annotated[str, Query(alias="from")] = "",
    to_tag: Annotated[str, Query(alias="to")] = "",
    after: str = "",
) -> Response:
    """Return the comparison of a run with another, or the projects that have given tags in them.

    Runs of different bases are read as a whole, once.
    """
    chosen = _Chosen(*(given.replace("\x00", "") for given in (from_tag, to_tag, after)))
    with state.read_router.open_primary() as connection:
        runs = ledger.find_run(connection, base), ledger.find_run(connection, run_id)

    def compare() -> ComparedRuns:
        with state.read_router.open_primary() as connection:
            return _compare(connection, *runs, chosen)

    # The predictions of a run never change, but what people want forgotten is taken out of them.
    found = state.long_answers.ask(("runs", base, run_id, chosen), compare, keep_seconds=KEPT_SECONDS)
    return render(
        request,
        "compare_runs.html",
        run_id=run_id,
        base=base,
        command=commands.compare_runs(base, run_id),
        listing=commands.list_differences(base, run_id, chosen.from_tag, chosen.to_tag),
        found=found,
        waits=found is None,
        projects_in_both=max(run.counts.stored for run in runs),
        chosen=chosen,
        most=MAX_COMPARED_PROJECTS,
    )


def _compare(connection: Connection, base: Run, run: Run, chosen: _Chosen) -> ComparedRuns:
    """Compare two runs, or find the projects that have given tags in them."""
    if any(find_run_output(connection, one).kind is not Output.TAGS for one in (base, run)):
        difference = comparison.diff_runs(connection, base.run_id, run.run_id, top=MAX_COMPARED_PROJECTS)
        return ComparedRuns(None, difference, None)
    on_one_base = base.base == run.base
    changes = find_changes(connection, base, run) if on_one_base or not chosen.has_tags else None
    projects = None
    if on_one_base or chosen.has_tags or run.counts.stored <= MAX_COMPARED:
        projects = comparison.list_differing_predictions(
            connection,
            base.run_id,
            run.run_id,
            MAX_COMPARED_PROJECTS,
            from_tag=chosen.from_tag or None,
            to_tag=chosen.to_tag or None,
            after=chosen.after,
        )
    return ComparedRuns(changes, None, projects)


def _select_figures(figures: Sequence[Figure], scope: Scope) -> Sequence[Figure]:
    """Return the figures of a scope that have a value, by name."""
    found = [one for one in figures if one.scope is scope and one.value is not None]
    return sorted(found, key=lambda one: one.name)
