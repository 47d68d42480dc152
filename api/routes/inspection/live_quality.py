"""The live part of `/performance`: figures of the run in service and of the on-demand traffic."""

from collections.abc import Iterable

from sqlalchemy import Connection

from api.schemas.quality import (
    CalibrationBin,
    FigureValue,
    LivePerformance,
    RunQuality,
    TrafficQuality,
)
from api.state import State
from core.quality.measures import DistributionName, Figure, Scope
from store.runs import metrics as run_metrics


def read_live(connection: Connection, state: State, run_id: int | None) -> LivePerformance:
    """Return the live part of `/performance`."""
    return LivePerformance(run=_read_run(connection, run_id), traffic=_traffic(state))


def _read_run(connection: Connection, run_id: int | None) -> RunQuality | None:
    if run_id is None:
        return None
    figures = run_metrics.read_figures(connection, run_id)
    distributions = run_metrics.read_distributions(connection, run_id, Scope.CATALOGUE)
    return RunQuality(
        run_id=run_id,
        figures=_values(figure for figure in figures if figure.scope is Scope.CATALOGUE),
        calibration=[
            CalibrationBin(
                lower=found.lower,
                upper=found.upper,
                mean_score=found.mean_score,
                accuracy=found.accuracy,
                num_samples=found.items,
            )
            for found in distributions.get(DistributionName.CALIBRATION, ())
        ],
    )


def _traffic(state: State) -> TrafficQuality | None:
    latest = state.quality.latest
    if latest is None:
        return None
    return TrafficQuality(
        window_seconds=state.settings.traffic_window.total_seconds(),
        measured_at=latest.at,
        figures=_values(latest.traffic),
    )


def _values(figures: Iterable[Figure]) -> dict[str, FigureValue]:
    return {
        figure.name: FigureValue(
            value=figure.value, threshold=figure.threshold, status=figure.status, detail=figure.detail
        )
        for figure in figures
    }
