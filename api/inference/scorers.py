"""The models that a worker has in memory: loaded once each, off the event loop, the last few kept."""

import asyncio
import logging
import time
from collections import OrderedDict
from typing import Final

from sqlalchemy import Engine

from api.errors import NoModelError
from core.errors import InputError, NotFoundError, StoreUnavailableError
from core.settings import Settings
from model.loading import ScorerOptions, make_scorer
from model.scorer import Scorer
from store import registry
from store.engine import plain_errors

KEPT: Final = 3
"""How many models stay in memory: the one in service, the one before, and one that was asked for by name."""

RETRY_SECONDS: Final = 5.0
"""How long a model that could not be loaded is not tried again."""

log = logging.getLogger("predawn.api")


class Scorers:
    """The loaded models, by version.

    Parameters
    ----------
    engine
        An engine that acts as the API.
    settings
        Where a predictor of one's own is found.
    """

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._options = ScorerOptions.of(settings)
        self._loads: OrderedDict[int, asyncio.Task[Scorer]] = OrderedDict()
        self._failed_at: dict[int, float] = {}
        self.in_service: int | None = None

    async def get(self, version: int) -> Scorer:
        """Return a model, loading it where it is not in memory; who asks meanwhile waits for the same load.

        Raises
        ------
        NotFoundError
            If there is no such version.
        NoModelError
            If it cannot be loaded.
        StoreUnavailableError
            If it is not in memory and the database cannot be reached.
        """
        load = self._loads.get(version)
        if load is None or self._is_worth_another_try(version, load):
            load = asyncio.create_task(asyncio.to_thread(self._load, version))
            load.add_done_callback(lambda done: self._settle(version, done))
            self._loads[version] = load
        self._loads.move_to_end(version)
        return await asyncio.shield(load)

    def find(self, version: int | None) -> Scorer | None:
        """Return a model if it is in memory."""
        load = self._loads.get(version) if version is not None else None
        if load is None or not load.done() or load.cancelled() or load.exception() is not None:
            return None
        return load.result()

    def problem(self, version: int) -> str | None:
        """Say why a model could not be loaded, if it could not."""
        load = self._loads.get(version)
        if load is None or not load.done() or load.cancelled() or load.exception() is None:
            return None
        return str(load.exception())

    def _is_worth_another_try(self, version: int, load: asyncio.Task[Scorer]) -> bool:
        if not load.done() or (not load.cancelled() and load.exception() is None):
            return False
        if load.cancelled() or isinstance(load.exception(), StoreUnavailableError | NotFoundError):
            return True
        return time.monotonic() - self._failed_at.get(version, 0.0) > RETRY_SECONDS

    def _settle(self, version: int, load: asyncio.Task[Scorer]) -> None:
        error = None if load.cancelled() else load.exception()
        if isinstance(error, NotFoundError):
            self._loads.pop(version, None)
        elif error is not None:
            self._failed_at[version] = time.monotonic()
            log.warning("model %d cannot be loaded: %s", version, error, extra={"model_version": version})
        evictable = [known for known, task in self._loads.items() if task.done() and known != self.in_service]
        for known in evictable[: max(len(self._loads) - KEPT, 0)]:
            del self._loads[known]
            self._failed_at.pop(known, None)

    def _load(self, version: int) -> Scorer:
        with plain_errors(self._engine), self._engine.begin() as connection:
            model = registry.find_model(connection, version)
            artifact = registry.read_artifact(connection, version) if model.artifact_sha256 else None
        try:
            return make_scorer(model, artifact, self._options)
        except InputError as error:
            raise NoModelError(f"Model {version} cannot be loaded. {error}") from error
