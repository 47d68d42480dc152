"""Figures of quality and drift, of runs and of the on-demand traffic of the last days.

The figures of runs are read from the store. Those of the traffic are computed here, because the API may write
nothing but its log: each worker measures a bounded number of the newest answers once a minute.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from sqlalchemy import Connection, Engine

from api.inference.models import ScorerCache
from api.services.serving_watcher import ServingWatcher
from core.errors import StoreError
from core.quality.measures import Figure, FigureStatus, Scope
from core.quality.rules import References, judge_traffic
from core.settings import Settings
from core.types import RunStatus
from model.tagger.measuring import measure_traffic
from store.connect.errors import translate_errors
from store.runs import metrics as run_metrics
from store.serving.snapshot import ServingSnapshot, find_model

REFRESH_SECONDS: Final = 60.0
"""The largest age of the figures of the traffic; those of a new run are read at once."""

POLL_SECONDS: Final = 0.5
RETRY_SECONDS: Final = 30.0

FigureSource = Literal["in_service", "newest", "traffic"]
"""The run in service, the newest run if it is another one, or the on-demand traffic."""

log = logging.getLogger("predawn.api")


@dataclass(frozen=True, slots=True)
class QualitySnapshot:
    """The figures at one moment.

    `run` holds the figures of the run in service, `newest` those of the newest run if it is another one and
    has ended, `traffic` those of the on-demand traffic.
    """

    at: datetime
    run_id: int | None
    newest_run: int | None
    run: Sequence[Figure]
    newest: Sequence[Figure]
    traffic: Sequence[Figure]

    def by_source(self) -> dict[FigureSource, Sequence[Figure]]:
        """Return all figures by source."""
        return {"in_service": self.run, "newest": self.newest, "traffic": self.traffic}

    def warnings(self) -> list[tuple[FigureSource, Figure]]:
        """Return the figures that are beyond their limit."""
        return [
            (source, figure)
            for source, figures in self.by_source().items()
            for figure in figures
            if figure.status is FigureStatus.WARN
        ]


class QualityMonitor:
    """Keeps `latest`, the newest figures.

    Parameters
    ----------
    engine
        An engine with the role of the API.
    settings
        The thresholds, and the window of the traffic.
    watcher
        Knows what is in service, and whether the database can be reached.
    scorers
        The models, for their vocabularies.
    """

    def __init__(
        self, engine: Engine, settings: Settings, watcher: ServingWatcher, scorers: ScorerCache
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._watcher = watcher
        self._scorers = scorers
        self._measured_state: tuple[object, ...] | None = None
        self.latest: QualitySnapshot | None = None

    async def run(self) -> None:
        """Measure every minute, and whenever a run ends or the pointer moves, until cancelled."""
        while True:
            current = self._watcher.current
            if current is not None and self._watcher.database_error is None and self._is_due(current):
                await self._renew(current)
            await asyncio.sleep(POLL_SECONDS)

    def _is_due(self, current: ServingSnapshot) -> bool:
        if self.latest is None or self._measured_state != _service_state(current):
            return True
        return (datetime.now(UTC) - self.latest.at).total_seconds() > REFRESH_SECONDS

    async def _renew(self, current: ServingSnapshot) -> None:
        try:
            self.latest = await asyncio.to_thread(self._measure, current)
            self._measured_state = _service_state(current)
        except StoreError as error:
            log.debug("quality could not be measured: %s", error)
        except Exception:
            log.exception(
                "quality could not be measured; the next attempt follows in %g seconds", RETRY_SECONDS
            )
            await asyncio.sleep(RETRY_SECONDS)

    def _measure(self, current: ServingSnapshot) -> QualitySnapshot:
        with translate_errors(self._engine), self._engine.connect() as connection:
            run = [] if current.run_id is None else _figures(connection, current.run_id)
            other = _newest_ended(current)
            newest = [] if other is None else _figures(connection, other)
            traffic = self._measure_traffic(connection, current)
        return QualitySnapshot(
            at=datetime.now(UTC),
            run_id=current.run_id,
            newest_run=other,
            run=run,
            newest=newest,
            traffic=traffic,
        )

    def _measure_traffic(self, connection: Connection, current: ServingSnapshot) -> Sequence[Figure]:
        window = self._settings.traffic_window
        counted = run_metrics.count_traffic_scores(connection, window)
        scorer = None if current.model_version is None else self._scorers.find(current.model_version)
        words = None if scorer is None else scorer.vocabulary
        texts = run_metrics.read_traffic_texts(connection, window)
        model = find_model(connection, current)
        published = None
        if current.run_id is not None:
            published = run_metrics.read_distributions(connection, current.run_id, Scope.CATALOGUE)
        training_data = {} if model is None else model.training_data
        measured = measure_traffic(counted, texts, words)
        references = References.of(published or None, current.run_id, training_data)
        return judge_traffic(measured, references, self._settings)


def _service_state(current: ServingSnapshot) -> tuple[object, ...]:
    """Return a value that changes with a new run and with a move of the pointer."""
    return current.publication_id, current.model_version, current.newest_run, current.newest_status


def _newest_ended(current: ServingSnapshot) -> int | None:
    """Return the newest run if it has ended and is not the one in service.

    A run has its figures before its outcome: its warnings must not appear before it is known to be held.
    """
    if current.newest_run == current.run_id or current.newest_status is RunStatus.RUNNING:
        return None
    return current.newest_run


def _figures(connection: Connection, run_id: int) -> list[Figure]:
    return [
        figure for figure in run_metrics.read_figures(connection, run_id) if figure.scope is Scope.CATALOGUE
    ]
