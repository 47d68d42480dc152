"""Charts over time: runs, their sizes, tags and drift, models, and requests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from api.dashboard.drawing import charts
from api.dashboard.drawing.charts import Chart, PlotSeries
from api.dashboard.drawing.formats import milliseconds, rate, share
from api.services.pages.activity import REQUESTS, Rates
from core.quality.claim import NOT_ENOUGH_LABELS, UNKNOWN
from core.quality.measures import Figure
from core.types import Model, Run
from store.runs.tables import RunTable, TableState

DRIFT: Final = {
    "tags_psi_published": ("against the run in service", "s1"),
    "tags_psi_training": ("against training", "s2"),
}
SOURCES: Final = {
    "cache": ("stored", "s1"),
    "correction": ("corrected", "s5"),
    "stale": ("stored, stale", "s3"),
    "on_demand": ("on demand", "s2"),
    "memory": ("on demand, cached", "s4"),
}
MAX_LINES: Final = 5
MAX_MODELS: Final = 20


def draw_runs(latest: Sequence[Run], root: str) -> Chart:
    """Draw the numbers of scored and reused projects of the latest runs, oldest first."""
    found = [run for run in reversed(latest) if run.counts.total]
    series = [
        PlotSeries("reused", "c2", [run.counts.reused for run in found]),
        PlotSeries("scored", "c1", [run.counts.scored for run in found]),
    ]
    labels = [str(run.run_id) for run in found]
    title = "Projects of the latest runs, by run"
    addresses = _addresses(root, [run.run_id for run in found])
    chart = charts.columns("runs", title, labels, series, what="run", addresses=addresses)
    rows = [
        (*row, rate(_speed(run)), f"{run.started_at:%Y-%m-%d %H:%M}")
        for row, run in zip(chart.rows, found, strict=True)
    ]
    return replace(chart, header=(*chart.header, "a second", "started (UTC)"), rows=rows)


def _speed(run: Run) -> float | None:
    """Return the projects a second of a run, from start to end."""
    seconds = 0.0 if run.finished_at is None else (run.finished_at - run.started_at).total_seconds()
    return run.counts.total / seconds if seconds > 0 else None


def draw_sizes(tables: Sequence[RunTable], root: str) -> Chart:
    """Draw the size of the tables of the retained runs, those of delta runs apart."""
    found = sorted((table for table in tables if table.state is TableState.ATTACHED), key=_number)
    series = [
        PlotSeries("delta", "c2", [_mebibytes(table) if table.is_delta else 0 for table in found]),
        PlotSeries("whole", "c1", [0 if table.is_delta else _mebibytes(table) for table in found]),
    ]
    labels = [str(table.run_id) for table in found]
    title = "Size of the retained runs in MiB, by run"
    addresses = _addresses(root, [table.run_id for table in found])
    return charts.columns("sizes", title, labels, series, what="run", write=rate, addresses=addresses)


def _mebibytes(table: RunTable) -> float:
    return table.bytes / 1_048_576


def _number(table: RunTable) -> int:
    return table.run_id


def draw_drift(history: Mapping[str, Sequence[tuple[int, Figure]]], root: str) -> Chart:
    """Draw the shift of the tags of each run against the run in service and against training."""
    ids = sorted({run_id for entries in history.values() for run_id, _ in entries})
    series = []
    for name, (title, kind) in DRIFT.items():
        found = dict(history.get(name, ()))
        values = [found[i].value if i in found else None for i in ids]
        # Earlier runs may have had another threshold; the newest one is drawn.
        series.append(PlotSeries(title, kind, values, found[max(found)].threshold if found else None))
    title = "Shift of the tags of published runs, as a stability index (PSI)"
    return charts.lines("drift", title, _runs(ids), series, what="run", addresses=_addresses(root, ids))


def draw_tags(history: Mapping[int, Mapping[str, int]], root: str) -> Chart:
    """Draw the shares of the most frequent tags of the newest run in this and earlier published runs."""
    newest = history[max(history)] if history else {}
    chosen = sorted(newest, key=lambda tag: (-newest[tag], tag))[:MAX_LINES]
    totals = {run_id: sum(counts.values()) for run_id, counts in history.items()}
    series = [
        PlotSeries(
            tag,
            f"s{place}",
            [
                counts.get(tag, 0) / totals[run_id] if totals[run_id] else None
                for run_id, counts in history.items()
            ],
        )
        for place, tag in enumerate(chosen, start=1)
    ]
    return charts.lines(
        "tags",
        "Share of the largest tags, by published run",
        _runs(list(history)),
        series,
        what="run",
        write=share,
        addresses=_addresses(root, list(history)),
    )


def draw_f1(models: Sequence[Model], root: str) -> Chart:
    """Draw weighted and macro F1 of the newest evaluated models, oldest first."""
    overalls = {model.version: model.metrics.get("overall") for model in models if _is_judged(model)}
    found = [(version, overall) for version, overall in sorted(overalls.items()) if overall][-MAX_MODELS:]
    series = [
        PlotSeries("weighted or micro F1", "s1", [overall.get("f1") for _, overall in found]),
        PlotSeries("macro F1", "s2", [(overall.get("macro") or {}).get("f1") for _, overall in found]),
    ]
    labels = [f"model {version}" for version, _ in found]
    addresses = [f"{root}/models/{version}" for version, _ in found]
    title = "F1 on held-out projects, by model"
    return charts.lines("f1", title, labels, series, what="model", addresses=addresses)


def _is_judged(model: Model) -> bool:
    return model.metrics.get("status") not in (UNKNOWN, NOT_ENOUGH_LABELS)


def draw_traffic(rates: Sequence[Rates]) -> Chart:
    """Draw the requests a second of the last minutes."""
    series = [
        PlotSeries("all requests", "s1", _per_second(rates, REQUESTS)),
        PlotSeries("on demand", "s2", _per_second(rates, "on_demand")),
    ]
    return charts.lines(
        "traffic",
        "Requests a second over the last 15 minutes",
        [f"{_time(found):%H:%M:%S}" for found in rates],
        series,
        what="until (UTC)",
        write=rate,
        points=False,
    )


def draw_sources(hours: Sequence[Rates]) -> Chart:
    """Draw the predictions that were answered a second, by source, over the last hours."""
    series = [PlotSeries(name, kind, _per_second(hours, source)) for source, (name, kind) in SOURCES.items()]
    return charts.lines(
        "sources",
        "Predictions answered a second, by source, over the last hours",
        [f"{_time(found):%H:%M}" for found in hours],
        series,
        what="until (UTC)",
        write=rate,
    )


def draw_latency(hours: Sequence[Rates]) -> Chart:
    """Draw the latency of answered predictions over the last hours, on a logarithmic scale."""
    series = [
        PlotSeries("half within (p50)", "s1", [found.latency(0.5) for found in hours]),
        PlotSeries("95 % within (p95)", "s2", [found.latency(0.95) for found in hours]),
    ]
    return charts.lines(
        "latency",
        "Latency of predictions over the last hours",
        [f"{_time(found):%H:%M}" for found in hours],
        series,
        what="until (UTC)",
        write=milliseconds,
        logarithmic=True,
    )


def _per_second(rates: Sequence[Rates], source: str) -> list[float]:
    return [found.per_second.get(source, 0.0) for found in rates]


def _time(found: Rates) -> datetime:
    return datetime.fromtimestamp(found.at, UTC)


def _addresses(root: str, ids: Sequence[int]) -> Sequence[str]:
    return [f"{root}/runs/{run_id}" for run_id in ids]


def _runs(ids: Sequence[int]) -> list[str]:
    return [f"run {run_id}" for run_id in ids]
