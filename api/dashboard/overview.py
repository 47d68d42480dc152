"""`/dashboard`: the overview of the run in service, its health, and the next run."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from api.dashboard.decisions import commands
from api.dashboard.decisions.changes import find_published_changes
from api.dashboard.drawing import over_time
from api.dashboard.drawing.over_time import SOURCES
from api.dashboard.page import PageRoute, find_root, render
from api.routes.health import NO_RUN, HealthProblem, assess, find_problems
from api.schemas.health import Health
from api.schemas.quality import QualityWarning
from api.state import CurrentState, State
from core.quality.measures import Distribution, DistributionName, Figure, FigureStatus, Scope
from core.types import Run
from core.wording import count_of
from store.catalogue import browsing
from store.models import registry
from store.runs import ledger
from store.runs import metrics as run_metrics
from store.runs import progress as run_progress
from store.runs import tables as run_tables
from store.serving import canary
from store.serving.canary import Canary, CanarySide
from store.serving.history import list_publications
from store.serving.snapshot import ServingSnapshot, count_departed_numbers, find_model, read_snapshot

SHOWN_RUNS: Final = 20
SHOWN_TAGS: Final = 12
MAX_WAITING: Final = 5

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class WaitingRun:
    """A run that waits for a person, its metrics beyond their limits, and the command that publishes it."""

    run: Run
    warnings: Sequence[Figure]
    command: commands.Command


@dataclass(frozen=True, slots=True)
class RunningCanary:
    """The canary that is running, both sides of it, and the commands that end it."""

    canary: Canary
    sides: Sequence[CanarySide]
    commands: Sequence[commands.Command]


@router.get("", name="dashboard")
@router.get("/")
def show_overview(request: Request, state: CurrentState) -> Response:
    """Return the overview page."""
    with state.read_router.open_primary() as connection:
        serving = read_snapshot(connection)
        run = None if serving.run_id is None else ledger.find_run(connection, serving.run_id)
        newest = (
            None if serving.newest_run is None else run_progress.read_progress(connection, serving.newest_run)
        )
        tags, departed = count_answers(connection, state, serving)
        numbers = () if run is None else count_numbers(connection, run, departed)
        running = find_canary(connection)
        waiting = list_waiting(connection, serving.run_id, serving.canary_run)
        synced = ledger.find_last_synced(connection)
        stale = 0 if run is None else browsing.count_stale(connection, run)
        publications = list_publications(connection, 5)
        changed = find_published_changes(connection, publications[0]) if publications else None
        charts = draw_charts(connection, find_root(request))
    health, hours = assess(state), state.activity.hours()
    problems, drift = select_problems(find_problems(state), waiting), select_drift(health)
    return render(
        request,
        "overview.html",
        serving=serving,
        run=run,
        newest=newest,
        waiting=waiting,
        running=running,
        synced=synced,
        stale=stale,
        max_counted=browsing.MAX_COUNTED,
        problems=problems,
        drift=drift,
        attention=describe_attention(problems, waiting, drift),
        publications=publications,
        changed=changed,
        due=state.schedule.after(state.clock.now()),
        tags=fold_tags(tags),
        numbers=numbers,
        n_projects=0 if run is None else run.counts.stored - departed,
        n_tags=len(tags),
        tag_names=list(tags),
        has_more_tags=len(tags) > SHOWN_TAGS,
        sources=count_sources(state),
        traffic=over_time.draw_traffic(state.activity.rates()),
        sources_chart=over_time.draw_sources(hours),
        latency_chart=over_time.draw_latency(hours),
        has_latencies=any(found.latency(0.5) is not None for found in hours),
        **charts,
    )


def count_answers(
    connection: Connection, state: State, serving: ServingSnapshot
) -> tuple[Mapping[str, int], int]:
    """Return the projects by the tags that answers have, and how many predictions have lost their project."""
    model = find_model(connection, serving)
    multi_label = model is not None and model.multi_label
    tags = state.projects_by_tag.in_service(connection, serving, multi_label=multi_label)
    return tags, state.projects_by_tag.departed(connection, serving, multi_label=multi_label).projects


def find_canary(connection: Connection) -> RunningCanary | None:
    """Return the canary that is running, or None."""
    found = canary.read_canary(connection)
    if found is None:
        return None
    ends = (commands.promote_canary(found), commands.stop_canary(found))
    return RunningCanary(found, canary.read_sides(connection), ends)


def draw_charts(connection: Connection, root: str) -> dict[str, Any]:
    """Draw what the store knows over time; `root` is the address of the dashboard."""
    return {
        "runs_chart": over_time.draw_runs(ledger.list_runs(connection, SHOWN_RUNS), root),
        "sizes_chart": over_time.draw_sizes(run_tables.list_tables(connection), root),
        "drift_chart": over_time.draw_drift(
            run_metrics.read_figure_history(connection, Scope.CATALOGUE, over_time.DRIFT, SHOWN_RUNS),
            root,
        ),
        "tags_chart": over_time.draw_tags(run_metrics.read_tag_history(connection, SHOWN_RUNS), root),
        "f1_chart": over_time.draw_f1(registry.list_models(connection), root),
    }


def list_waiting(
    connection: Connection, in_service: int | None, canary_run: int | None
) -> Sequence[WaitingRun]:
    """Return the runs that wait for a person, newest first; a newer run does not hide them.

    That of a canary which is running is shown with the canary.
    """
    return [
        WaitingRun(
            run,
            [
                figure
                for figure in run_metrics.read_figures(connection, run.run_id)
                if figure.scope is Scope.CATALOGUE and figure.status is FigureStatus.WARN
            ],
            commands.publish(run, in_service),
        )
        for run in ledger.list_waiting(connection, MAX_WAITING)
        if run.run_id != canary_run
    ]


def select_problems(
    problems: Sequence[HealthProblem], waiting: Sequence[WaitingRun]
) -> Sequence[HealthProblem]:
    """Return the problems of the service; runs that wait, and that there is none, are announced apart."""
    announced = {one.run.run_id for one in waiting}
    return [problem for problem in problems if problem != NO_RUN and problem.run_id not in announced]


def select_drift(health: Health) -> Sequence[QualityWarning]:
    """Return the warnings about what is in service and about the traffic, not those of an unpublished run."""
    if health.quality is None:
        return []
    return [warning for warning in health.quality.warnings if warning.of != "newest"]


def describe_attention(
    problems: Sequence[HealthProblem], waiting: Sequence[WaitingRun], drift: Sequence[QualityWarning]
) -> Sequence[str]:
    """Return what needs attention, each as a part of a sentence."""
    found = [f"run {one.run.run_id} is {one.run.status} and waits for a decision" for one in waiting]
    for of, name in (("in_service", "what is in service"), ("traffic", "the on-demand traffic")):
        number = sum(warning.of == of for warning in drift)
        if number:
            verb = "exceeds its limit" if number == 1 else "exceed their limits"
            found.append(f"{count_of(number, 'metric')} of {name} {verb}")
    if problems:
        found.append(f"{count_of(len(problems), 'problem')} below")
    return found


def read_numbers(connection: Connection, run_id: int) -> Distribution:
    """Return the distribution of a run's numbers; empty if it says none."""
    kept = run_metrics.read_distributions(connection, run_id, Scope.CATALOGUE)
    return kept.get(DistributionName.VALUES, ())


def count_numbers(connection: Connection, run: Run, departed: int) -> Distribution:
    """Return the distribution of the numbers that answers have: without those of departed projects."""
    measured = read_numbers(connection, run.run_id)
    if not measured or not departed:
        return measured
    # Empty bins are not stored, so one may begin after the end of the one before.
    edges = sorted({end for found in measured for end in (found.lower, found.upper) if end is not None})
    left = count_departed_numbers(connection, run, edges)
    places = [0 if found.lower is None else bisect_right(edges, found.lower) for found in measured]
    return tuple(
        replace(found, items=found.items - left.get(place, 0))
        for place, found in zip(places, measured, strict=True)
    )


def fold_tags(counts: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """Return the most frequent tags, with all others in one last line."""
    entries = list(counts.items())
    shown, rest = entries[:SHOWN_TAGS], entries[SHOWN_TAGS:]
    return [*shown, (f"{len(rest)} more tags", sum(number for _, number in rest))] if rest else shown


def count_sources(state: State) -> Sequence[tuple[str, str, int]]:
    """Return the lookups since the workers started by source: name, kind, and number."""
    totals = state.activity.totals()
    return [(name, kind, totals[source]) for source, (name, kind) in SOURCES.items()]
