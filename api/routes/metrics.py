"""`GET /metrics`: the counts of all workers together, for Prometheus."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from api.routes.predictions.prediction import ROUTE
from api.services.counts.canary_counts import CANARY_REQUESTS
from api.services.counts.request_counts import BOUNDS, GONE_SECONDS, WorkerSnapshot
from api.state import CurrentState, State
from core.quality.measures import FigureStatus
from store.serving.canary import SLOTS
from store.serving.snapshot import ServingSnapshot

_COUNTERS: Final = {
    "lookup_statements": "Statements that look up predictions; concurrent lookups share them.",
    "lookup_fast_path": "Lookups that were answered within the protocol of the server.",
    "inference_calls": "Batched calls of models; concurrent texts share them.",
    "inference_texts": "Texts in these calls.",
    "inference_log_written": "On-demand predictions that were logged.",
    "inference_log_dropped": "On-demand predictions that were not logged because the queue was full.",
    "access_log_written": "Lines of the access log that were written.",
    "access_log_dropped": "Lines of the access log that were dropped because they were not read fast enough.",
}
_GAUGES: Final = {
    "queue_waiting": (
        "queue",
        "Waiting lookups, on-demand requests, entries of the inference log, access lines.",
    ),
    "inference_threads": ("state", "Threads that call models: busy, and stuck in a call."),
    "database_sessions": ("state", "Database sessions of the API: open, idle, and their limit."),
}

_EXAMPLE: Final = """\
# HELP predawn_http_requests_total Requests that were answered.
# TYPE predawn_http_requests_total counter
predawn_http_requests_total{route="/predictions/{project_id}",source="cache",status="200"} 1.0
"""

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    summary="Metrics for Prometheus",
    response_class=Response,
    responses={
        200: {
            "description": "The metrics, in the text format 0.0.4.",
            "content": {"text/plain": {"schema": {"type": "string"}, "example": _EXAMPLE}},
        }
    },
)
async def read_metrics(state: CurrentState) -> Response:
    """Return request counts and latencies, the share of stored answers, queues, sessions and the run's age.

    Counts are sums over all workers; those of the other workers are at most a second old.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Families(state.counts.exchange(state.take_snapshot()), state))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


class _Families(Collector):
    """The metric families: sums over the snapshots, and the service state as this worker sees it."""

    def __init__(self, snapshots: Iterable[WorkerSnapshot], state: State) -> None:
        self._snapshots = list(snapshots)
        now = time.time()
        self._active = [found for found in self._snapshots if now - found.at < GONE_SECONDS]
        self._state = state

    def collect(self) -> Iterator[Metric]:
        """Return the metrics."""
        yield from self._requests()
        for name, meaning in _COUNTERS.items():
            total = sum(found.counters[name] for found in self._snapshots)
            yield CounterMetricFamily(f"predawn_{name}", meaning, value=total)
        for name, (label, meaning) in _GAUGES.items():
            gauge = GaugeMetricFamily(f"predawn_{name}", meaning, labels=[label])
            for key in (key for key in self._active[0].gauges if key.startswith(f"{name} ")):
                total = sum(found.gauges[key] for found in self._active)
                gauge.add_metric([key.partition(" ")[2]], total)
            yield gauge
        yield from self._canary()
        yield GaugeMetricFamily("predawn_workers", "Workers that serve.", value=len(self._active))
        yield from self._database()
        yield from self._runs()
        yield from self._quality()

    def _requests(self) -> Iterator[Metric]:
        counted = Counter[tuple[str, str, str]]()
        seconds: dict[tuple[str, str], float] = defaultdict(float)
        buckets: dict[tuple[str, str], list[int]] = {}
        for snapshot in self._snapshots:
            for route, status, source, counts, total in snapshot.requests:
                counted[route, str(status), source] += sum(counts)
                seconds[route, source] += total
                sums = buckets.setdefault((route, source), [0] * len(counts))
                buckets[route, source] = [a + b for a, b in zip(sums, counts, strict=True)]
        requests = CounterMetricFamily(
            "predawn_http_requests", "Requests answered.", labels=["route", "status", "source"]
        )
        for labels, number in counted.items():
            requests.add_metric(labels, number)
        latency = HistogramMetricFamily(
            "predawn_http_request_seconds", "Time from request to answer.", labels=["route", "source"]
        )
        bounds = [*map(str, BOUNDS), "+Inf"]
        for pair, counts in buckets.items():
            latency.add_metric(pair, list(zip(bounds, accumulate(counts), strict=True)), seconds[pair])
        yield requests
        yield latency
        hits = sum(sum(buckets.get((ROUTE, source), [])) for source in ("cache", "correction", "stale"))
        total = hits + sum(sum(buckets.get((ROUTE, made), [])) for made in ("on_demand", "memory"))
        yield GaugeMetricFamily(
            "predawn_lookup_hit_ratio",
            "Share of answered lookups that a stored row answered.",
            value=hits / total if total else float("nan"),
        )

    def _canary(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "predawn_canary_requests",
            "Predictions that were asked for while a canary was running, by the run that answers.",
            labels=["run_id", "side", "outcome"],
        )
        totals = Counter[str]()
        for found in self._snapshots:
            for name, number in found.counters.items():
                if name.startswith(f"{CANARY_REQUESTS} "):
                    totals[name] += int(number)
        for name, number in totals.items():
            requests.add_metric(name.split(" ")[1:], number)
        yield requests
        current = self._state.watcher.current
        if current is None or current.canary_share is None:
            return
        share = GaugeMetricFamily(
            "predawn_canary_share",
            "The share of the ids that a canary answers for, from 0 to 1.",
            labels=["run_id", "model_version"],
        )
        share.add_metric([str(current.canary_run), str(current.canary_model)], current.canary_share / SLOTS)
        yield share

    def _replica(self) -> Iterator[Metric]:
        replica = self._state.read_router.replica
        if replica is None:
            return
        yield GaugeMetricFamily(
            "predawn_replica_used", "Whether lookups read the replica.", value=int(replica.is_used)
        )
        lag = float("nan") if replica.lag_seconds is None else replica.lag_seconds
        yield GaugeMetricFamily(
            "predawn_replica_lag_seconds", "Time by which the replica is behind.", value=lag
        )

    def _database(self) -> Iterator[Metric]:
        error = self._state.watcher.database_error
        yield GaugeMetricFamily(
            "predawn_database_up", "Whether the database answers.", value=0 if error else 1
        )
        yield from self._replica()
        skew = self._state.clock.skew_seconds
        if skew is not None:
            yield GaugeMetricFamily(
                "predawn_clock_skew_seconds",
                "Time by which the clock of the API is ahead of that of the database.",
                value=skew,
            )

    def _runs(self) -> Iterator[Metric]:
        current = self._state.watcher.current
        if current is None:
            return
        yield GaugeMetricFamily(
            "predawn_scheduler_active",
            "Whether a scheduler keeps the schedule.",
            value=int(current.scheduler_active),
        )
        if current.newest_status is not None:
            newest = GaugeMetricFamily(
                "predawn_newest_run", "The newest run, in service or not.", labels=["run_id", "status"]
            )
            newest.add_metric([str(current.newest_run), current.newest_status.value], 1)
            yield newest
        yield from self._in_service(current)

    def _in_service(self, current: ServingSnapshot) -> Iterator[Metric]:
        if current.run_id is None:
            return
        service = GaugeMetricFamily(
            "predawn_run_in_service", "The run in service and its model.", labels=["run_id", "model_version"]
        )
        service.add_metric([str(current.run_id), str(current.model_version)], 1)
        yield service
        if current.moved_at is not None:
            yield GaugeMetricFamily(
                "predawn_run_age_seconds",
                "Time since the run in service was published.",
                value=self._state.clock.age(current.moved_at),
            )
        if current.checked_at is not None:
            yield GaugeMetricFamily(
                "predawn_run_checked_seconds",
                "Time since a run last confirmed that its predictions match the catalogue.",
                value=self._state.clock.age(current.checked_at),
            )

    def _quality(self) -> Iterator[Metric]:
        latest = self._state.quality.latest
        if latest is None:
            return
        value = GaugeMetricFamily(
            "predawn_quality",
            "Figures of quality and drift of the run in service, the newest run and on-demand traffic.",
            labels=["of", "figure"],
        )
        warns = GaugeMetricFamily(
            "predawn_quality_warning",
            "Whether a figure of quality or drift is beyond its threshold.",
            labels=["of", "figure"],
        )
        for source, figures in latest.by_source().items():
            for figure in figures:
                if figure.value is not None:
                    value.add_metric([source, figure.name], figure.value)
                if figure.threshold is not None:
                    warns.add_metric([source, figure.name], figure.status is FigureStatus.WARN)
        yield value
        yield warns
