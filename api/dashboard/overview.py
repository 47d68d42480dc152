"""`/dashboard`: the overview of the run in service, its health, and the next run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from api.dashboard.drawing import charts
from api.dashboard.drawing.charts import Chart, PlotSeries
from api.dashboard.drawing.formats import rate
from api.dashboard.page import PageRoute, render
from api.services.activity import REQUESTS, Rates
from api.state import CurrentState, State
from core.quality.measures import DistributionName, Figure, Scope
from core.types import Run
from store.runs import ledger
from store.runs import metrics as run_metrics
from store.runs import progress as run_progress
from store.serving.history import list_publications
from store.serving.snapshot import count_tags, read_snapshot

SHOWN_RUNS: Final = 20
SHOWN_TAGS: Final = 12

SOURCES: Final = {
    "cache": ("stored", "s1"),
    "stale": ("stored, stale", "s3"),
    "on_demand": ("on demand", "s2"),
    "memory": ("on demand, cached", "s2"),
}
DRIFT: Final = {
    "tags_psi_published": ("against the run in service", "s1"),
    "tags_psi_training": ("against training", "s2"),
}

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("", name="dashboard")
@router.get("/")
def show_overview(request: Request, state: CurrentState) -> Response:
    """Return the overview page."""
    with state.read_router.open_primary() as connection:
        serving = read_snapshot(connection)
        latest = ledger.list_runs(connection, SHOWN_RUNS)
        run = None if serving.run_id is None else ledger.find_run(connection, serving.run_id)
        newest = (
            None if serving.newest_run is None else run_progress.read_progress(connection, serving.newest_run)
        )
        drift = run_metrics.read_figure_history(connection, Scope.CATALOGUE, DRIFT, SHOWN_RUNS)
        tags = {} if run is None else count_run_tags(connection, state, run.run_id)
        publications = list_publications(connection, 5)
    return render(
        request,
        "overview.html",
        serving=serving,
        run=run,
        newest=newest,
        publications=publications,
        due=state.schedule.after(state.clock.now()),
        tags=fold_tags(tags),
        n_projects=sum(tags.values()),
        n_tags=len(tags),
        runs_chart=draw_runs(latest),
        drift_chart=draw_drift(drift),
        traffic=draw_traffic(state.activity.rates()),
        sources=count_sources(state),
    )


def count_run_tags(connection: Connection, state: State, run_id: int) -> Mapping[str, int]:
    """Return the number of projects of each tag in a run, most frequent first."""
    kept = run_metrics.read_distributions(connection, run_id, Scope.CATALOGUE).get(DistributionName.TAGS)
    if kept is not None:
        counts = {found.label: found.items for found in kept}
    else:
        counts = state.tag_counts.get(run_id) or count_tags(connection, run_id)
        state.tag_counts = {run_id: counts}
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def fold_tags(counts: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """Return the most frequent tags, with all others in one last line."""
    entries = list(counts.items())
    shown, rest = entries[:SHOWN_TAGS], entries[SHOWN_TAGS:]
    return [*shown, (f"{len(rest)} more tags", sum(number for _, number in rest))] if rest else shown


def draw_runs(latest: Sequence[Run]) -> Chart:
    """Draw the numbers of scored and reused projects of the latest runs, oldest first."""
    found = [run for run in reversed(latest) if run.counts.total]
    series = [
        PlotSeries("reused", "c2", [run.counts.reused for run in found]),
        PlotSeries("scored", "c1", [run.counts.scored for run in found]),
    ]
    labels = [str(run.run_id) for run in found]
    chart = charts.columns("runs", "Projects of the latest runs", labels, series, what="run")
    rows = [(*row, rate(_speed(run))) for row, run in zip(chart.rows, found, strict=True)]
    return replace(chart, header=(*chart.header, "a second"), rows=rows)


def _speed(run: Run) -> float | None:
    """Return the projects a second of a run, from start to end."""
    seconds = 0.0 if run.finished_at is None else (run.finished_at - run.started_at).total_seconds()
    return run.counts.total / seconds if seconds > 0 else None


def draw_drift(history: Mapping[str, Sequence[tuple[int, Figure]]]) -> Chart:
    """Draw the shift of the tags of each run against the run in service and against training."""
    ids = sorted({run_id for entries in history.values() for run_id, _ in entries})
    series = []
    for name, (title, kind) in DRIFT.items():
        found = dict(history.get(name, ()))
        values = [found[i].value if i in found else None for i in ids]
        # Earlier runs may have had another threshold; the newest one is drawn.
        series.append(PlotSeries(title, kind, values, found[max(found)].threshold if found else None))
    return charts.lines(
        "drift",
        "Shift of the tags, as a stability index (PSI)",
        [f"run {run_id}" for run_id in ids],
        series,
        what="run",
    )


def draw_traffic(rates: Sequence[Rates]) -> Chart:
    """Draw the requests a second."""
    labels = [datetime.fromtimestamp(found.at, UTC).strftime("%H:%M:%S") for found in rates]
    series = [
        PlotSeries("all requests", "s1", [found.per_second.get(REQUESTS, 0.0) for found in rates]),
        PlotSeries("on demand", "s2", [found.per_second.get("on_demand", 0.0) for found in rates]),
    ]
    return charts.lines(
        "traffic",
        "Requests a second over the last 15 minutes",
        labels,
        series,
        what="until (UTC)",
        write=rate,
        points=False,
    )


def count_sources(state: State) -> Sequence[tuple[str, str, int]]:
    """Return the lookups since the workers started by source: name, kind, and number."""
    totals = state.activity.totals()
    return [(name, kind, totals[source]) for source, (name, kind) in SOURCES.items()]
