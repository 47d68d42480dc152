"""What is known of quality and drift: the figures of runs, and of the on-demand traffic of the last days.

The figures of runs are read where runs have left them. Those of the traffic are made here, because the API
may write nothing but its log: each worker counts a bounded number of the newest answers once a minute.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from sqlalchemy import Connection, Engine

from api.inference.models import Scorers
from api.services.serving_watcher import ServingWatcher
from core.errors import StoreError
from core.quality.measures import Figure, FigureStatus, Scope
from core.quality.rules import References, judge_traffic
from core.settings import Settings
from core.types import RunStatus
from model.tagger.measuring import measure_traffic
from store.connect.errors import translate_errors
from store.runs import metrics as run_metrics
from store.serving.snapshot import InService, find_model

REFRESH_SECONDS: Final = 60.0
"""How old the figures of the traffic may be; those of a new run are read as soon as it is seen."""

LOOK_SECONDS: Final = 0.5
RETRY_SECONDS: Final = 30.0

Of = Literal["in_service", "newest", "traffic"]
"""What figures are of: the run in service, the newest run where that is another one, or the traffic."""

log = logging.getLogger("predawn.api")


@dataclass(frozen=True, slots=True)
class KnownQuality:
    """The figures that were found at a moment.

    `run` has the figures of the run in service, `newest` those of the newest run where that is another one,
    has ended and was measured.
    """

    at: datetime
    run_id: int | None
    newest_run: int | None
    run: Sequence[Figure]
    newest: Sequence[Figure]
    traffic: Sequence[Figure]

    def by_source(self) -> dict[Of, Sequence[Figure]]:
        """Return all figures by what they are of."""
        return {"in_service": self.run, "newest": self.newest, "traffic": self.traffic}

    def warnings(self) -> list[tuple[Of, Figure]]:
        """Return the figures that warn."""
        return [
            (of, figure)
            for of, figures in self.by_source().items()
            for figure in figures
            if figure.status is FigureStatus.WARN
        ]


class QualityMonitor:
    """Keeps what is known, and renews it.

    Parameters
    ----------
    engine
        An engine that acts as the API.
    settings
        The thresholds, and the window of the traffic.
    follower
        Says which run is in service, and whether the database is there.
    scorers
        The models, which know their words.
    """

    def __init__(
        self, engine: Engine, settings: Settings, follower: ServingWatcher, scorers: Scorers
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._follower = follower
        self._scorers = scorers
        self._seen: tuple[object, ...] | None = None
        self.known: KnownQuality | None = None

    async def run(self) -> None:
        """Renew what is known, every minute and whenever a run ends or the pointer moves, until cancelled."""
        while True:
            current = self._follower.current
            if current is not None and self._follower.away is None and self._is_due(current):
                await self._renew(current)
            await asyncio.sleep(LOOK_SECONDS)

    def _is_due(self, current: InService) -> bool:
        if self.known is None or self._seen != _state_of(current):
            return True
        return (datetime.now(UTC) - self.known.at).total_seconds() > REFRESH_SECONDS

    async def _renew(self, current: InService) -> None:
        try:
            self.known = await asyncio.to_thread(self._measure, current)
            self._seen = _state_of(current)
        except StoreError as error:
            log.debug("quality could not be measured: %s", error)
        except Exception:
            log.exception("quality could not be measured; it is tried again")
            await asyncio.sleep(RETRY_SECONDS)

    def _measure(self, current: InService) -> KnownQuality:
        with translate_errors(self._engine), self._engine.connect() as connection:
            run = [] if current.run_id is None else _figures(connection, current.run_id)
            other = _newest_ended(current)
            newest = [] if other is None else _figures(connection, other)
            traffic = self._measure_traffic(connection, current)
        return KnownQuality(
            at=datetime.now(UTC),
            run_id=current.run_id,
            newest_run=other,
            run=run,
            newest=newest,
            traffic=traffic,
        )

    def _measure_traffic(self, connection: Connection, current: InService) -> Sequence[Figure]:
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


def _state_of(current: InService) -> tuple[object, ...]:
    """Return what a new run or a move of the pointer changes."""
    return current.publication_id, current.model_version, current.newest_run, current.newest_status


def _newest_ended(current: InService) -> int | None:
    """Return the newest run where that is another one and has ended.

    A run has its figures before its outcome: a warning of one that is held must not come before the news
    that it is.
    """
    if current.newest_run == current.run_id or current.newest_status is RunStatus.RUNNING:
        return None
    return current.newest_run


def _figures(connection: Connection, run_id: int) -> list[Figure]:
    return [
        figure for figure in run_metrics.read_figures(connection, run_id) if figure.scope is Scope.CATALOGUE
    ]
