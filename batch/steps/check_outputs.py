"""Part of step 4: check runs of numbers and of rankings, and measure them."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection

from batch.steps.judgement import (
    NO_COMMON_PROJECT,
    NOTHING_COMPARABLE,
    check_coverage,
    check_failures,
    judge,
    not_applicable,
)
from core.quality.claim import claim_of
from core.quality.drift import population_stability_index
from core.quality.measures import (
    MIN_LABELS,
    Bin,
    Distribution,
    DistributionName,
    Figure,
    FigureStatus,
    Scope,
    breaks_threshold,
)
from core.quality.regression import mean_absolute_error, r_squared
from core.settings import Settings
from core.types import CheckResult, Model, Output, Run
from store.runs import ledger
from store.runs import metrics as run_metrics
from store.serving.comparison import Churn, measure_churn
from store.serving.run_outputs import find_run_output

_DECILES: Final = tuple(tenths / 10 for tenths in range(1, 10))
_QUARTILES: Final = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Examined:
    """The findings about a run: its checks, figures and distributions, and the projects that it lacks."""

    checks: tuple[CheckResult, ...]
    figures: tuple[Figure, ...]
    distributions: dict[DistributionName, Distribution]
    removed: int


def examine_output(
    connection: Connection, run: Run, model: Model, serving: int | None, *, active: int, settings: Settings
) -> Examined:
    """Check and measure an attached run whose model says numbers or rankings.

    Parameters
    ----------
    connection
        An open connection.
    run, model
        The run, and its model.
    serving
        The run in service, None before the first publication.
    active
        The number of projects that should have a prediction.
    settings
        The settings.
    """
    current = run.counts.stored
    if run.whole_run is None:
        current = run_metrics.compare_with_catalogue(connection, run.run_id).current
    before = None if serving is None else ledger.find_run(connection, serving)
    if before is not None and find_run_output(connection, before).kind is not model.output:
        # Nothing of it can be compared; which projects it has, can be.
        removed = measure_churn(connection, before.run_id, run.run_id).removed
        found = replace(_examine(connection, run, model, None, settings), removed=removed)
    else:
        found = _examine(connection, run, model, before, settings)
    checks = (
        check_coverage(current, active, settings),
        check_failures(run.counts.failed, run.counts.total, settings),
        *found.checks,
    )
    return replace(found, checks=checks)


def _examine(
    connection: Connection, run: Run, model: Model, before: Run | None, settings: Settings
) -> Examined:
    """Return what is found by the output alone, with its own checks."""
    if model.output is Output.NUMBER:
        return _examine_numbers(connection, run, model, before, settings)
    return _examine_rankings(connection, run, before, settings)


def _examine_numbers(
    connection: Connection, run: Run, model: Model, before: Run | None, settings: Settings
) -> Examined:
    quartiles = run_metrics.measure_quantiles(connection, run.run_id, _QUARTILES)
    edges = _distinct(run_metrics.measure_quantiles(connection, run.run_id, _DECILES))
    values = _bins(edges, run_metrics.count_numbers(connection, run.run_id, edges))
    shift, removed, checks = None, 0, _nothing_to_compare(settings, "psi", "churn")
    if before is not None:
        reference = _distinct(run_metrics.measure_quantiles(connection, before.run_id, _DECILES))
        shift = population_stability_index(
            *(
                _counted(run_metrics.count_numbers(connection, either.run_id, reference))
                for either in (before, run)
            )
        )
        spread = _spread(run_metrics.measure_quantiles(connection, before.run_id, _QUARTILES))
        churn = measure_churn(connection, before.run_id, run.run_id, most=settings.max_move * spread)
        removed = churn.removed
        checks = (
            judge(
                "psi",
                shift,
                settings.max_psi,
                f"numbers over the deciles of run {before.run_id}, against these",
            ),
            _check_moves(churn, before.run_id, spread, settings),
        )
    figures = _figures_of_numbers(quartiles, shift, before, settings)
    return Examined(
        checks,
        (*figures, *_compare_with_known(connection, run, model)),
        {DistributionName.VALUES: values},
        removed,
    )


def _check_moves(churn: Churn, serving: int, spread: float, settings: Settings) -> CheckResult:
    if not churn.both:
        return not_applicable("churn", settings.max_churn, NO_COMMON_PROJECT)
    detail = (
        f"{churn.changed:,} of the {churn.both:,} projects also in run {serving} moved by more than "
        f"{settings.max_move:g} of its interquartile range, {spread:.6g}"
    )
    return judge("churn", churn.changed / churn.both, settings.max_churn, detail)


def _figures_of_numbers(
    quartiles: Sequence[float], shift: float | None, before: Run | None, settings: Settings
) -> tuple[Figure, ...]:
    figures = []
    if quartiles:
        shown = {"median": (quartiles[1], "median of the numbers")}
        shown["interquartile_range"] = (
            _spread(quartiles),
            "from the first to the third quartile of the numbers",
        )
        figures += [_show(name, value, detail) for name, (value, detail) in shown.items()]
    if shift is not None and before is not None:
        name = "values_psi_published"
        warns = breaks_threshold(name, shift, settings.warn_psi)
        status = FigureStatus.WARN if warns else FigureStatus.OK
        detail = f"numbers over the deciles of run {before.run_id}, against these"
        figures.append(Figure(Scope.CATALOGUE, name, status, shift, settings.warn_psi, detail))
    return tuple(figures)


def _compare_with_known(connection: Connection, run: Run, model: Model) -> Iterator[Figure]:
    """Yield MAE and R² on known numbers that the model was not trained on; nothing where there are none."""
    claim = claim_of(model)
    known = run_metrics.read_known(connection, run.run_id, model.version)
    if not len(known):
        return
    detail = f"{len(known):,} known numbers"
    detail += " that the model was not trained on" if claim.judged else f"; {claim.reason}"
    yield _show("labels", len(known), detail)
    predicted, target = (known[name].to_numpy() for name in ("value", "target"))
    for name, what, measure in (
        ("mae", "mean absolute error", mean_absolute_error),
        ("r2", "R²", r_squared),
    ):
        status, value, told = FigureStatus.SHOWN, None, f"{what} on {detail}"
        if not claim.shown:
            status, told = FigureStatus.NOT_APPLICABLE, claim.reason
        elif len(known) < MIN_LABELS:
            status, told = FigureStatus.NOT_ENOUGH, f"{detail}; at least {MIN_LABELS} are needed"
        else:
            value = measure(predicted, target)
            status = status if value is not None else FigureStatus.NOT_APPLICABLE
        yield Figure(Scope.CATALOGUE, name, status, value, None, told)


def _examine_rankings(connection: Connection, run: Run, before: Run | None, settings: Settings) -> Examined:
    counts = run_metrics.count_rankings(connection, run.run_id)
    total = max(counts.rankings, 1)
    detail = f"{counts.empty:,} of {counts.rankings:,} rankings are empty"
    empty = judge("empty", counts.empty / total, settings.max_other, detail)
    figures = [
        _show("items", counts.items / total, "mean number of items of a ranking"),
        _show("empty", counts.empty / total, detail),
    ]
    if before is None:
        return Examined((empty, *_nothing_to_compare(settings, "churn")), tuple(figures), {}, 0)
    churn = measure_churn(connection, before.run_id, run.run_id)
    if not churn.both:
        none = not_applicable("churn", settings.max_churn, NO_COMMON_PROJECT)
        return Examined((empty, none), tuple(figures), {}, churn.removed)
    overlap = run_metrics.measure_overlap(connection, before, run, churn.both)
    common = (
        f"the rankings of the {churn.both:,} projects also in run {before.run_id} have {overlap:.1%} of "
        "their items in common, on average"
    )
    figures.append(_show("overlap", overlap, common))
    checks = (empty, judge("churn", 1 - overlap, settings.max_churn, common))
    return Examined(checks, tuple(figures), {}, churn.removed)


def _nothing_to_compare(settings: Settings, *names: str) -> tuple[CheckResult, ...]:
    limits = {"psi": settings.max_psi, "churn": settings.max_churn}
    return tuple(not_applicable(name, limits[name], NOTHING_COMPARABLE) for name in names)


def _show(name: str, value: float, detail: str) -> Figure:
    return Figure(Scope.CATALOGUE, name, FigureStatus.SHOWN, value, None, detail)


def _spread(quartiles: Sequence[float]) -> float:
    """Return the interquartile range; the largest number where it is larger."""
    if not quartiles:
        return 0.0
    half = quartiles[-1] / 2 - quartiles[0] / 2
    return min(half, sys.float_info.max / 2) * 2


def _distinct(quantiles: Sequence[float]) -> list[float]:
    return sorted(set(quantiles))


def _counted(counts: Sequence[int]) -> dict[str, int]:
    return {str(place): items for place, items in enumerate(counts)}


def _bins(edges: Sequence[float], counts: Sequence[int]) -> Distribution:
    """Return the bins below the first edge, from each to the next, and from the last on, unless empty."""
    bounds = pairwise([None, *edges, None])
    return tuple(
        Bin("-∞" if lower is None else f"{lower:.6g}", items, lower, upper)
        for (lower, upper), items in zip(bounds, counts, strict=True)
        if items
    )
