"""The models in the memory of a worker, loaded on threads, the most recently used ones kept."""

import asyncio
import contextlib
import logging
import math
import threading
import time
from collections import OrderedDict
from typing import Final

from sqlalchemy import Engine

from api.http.errors import NoModelError
from core.errors import InputError, NotFoundError, PredawnError, StoreError, StoreUnavailableError, describe
from core.settings import Settings
from core.types import StoredArtifact
from model.loading import ScorerOptions, make_scorer
from model.predictors.scorer import Scorer
from store.connect.errors import translate_errors
from store.models import registry

MAX_SCORERS: Final = 3
"""The number of models in memory: the one in service, the one before, and one requested by version.

The model of a canary is one more, as long as that is running.
"""

MAX_LOADS: Final = 2
"""The largest number of taggers that load at the same time; each needs memory while it loads."""

RETRY_SECONDS: Final = 5.0
"""The pause before a model that failed to load is tried again."""

_UNREADABLE: Final = "It cannot be read from the database; the log of the API says why."

log = logging.getLogger("predawn.api")


class ScorerCache:
    """The loaded models, by version.

    Parameters
    ----------
    engine
        An engine with the role of the API.
    settings
        The settings, with the path of custom predictors.
    """

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._options = ScorerOptions.of(settings)
        self._timeout_seconds = settings.inference_timeout_seconds
        self._loads: OrderedDict[int, asyncio.Future[Scorer]] = OrderedDict()
        self._failed_at: dict[int, float] = {}
        self._load_slots = threading.Semaphore(MAX_LOADS)
        self.in_service: int | None = None
        self.canary: int | None = None

    async def get(self, version: int) -> Scorer:
        """Return a model, and load it if it is not in memory; concurrent requests share one load.

        Raises
        ------
        NotFoundError
            If there is no such version.
        NoModelError
            If it cannot be loaded, or does not load within the timeout of a request; loading goes on.
        StoreUnavailableError
            If it is not in memory, and the database cannot be reached.
        """
        loaded = self.find(version)
        if loaded is not None:
            self._loads.move_to_end(version)
            return loaded
        load = self._loads.get(version)
        if load is None or self._should_retry(version, load):
            load = self._start_loading(version)
            load.add_done_callback(lambda done: self._settle(version, done))
            self._loads[version] = load
        self._loads.move_to_end(version)
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await asyncio.shield(load)
        except TimeoutError:
            raise NoModelError(f"Model {version} is still being loaded. Try again later.") from None

    def find(self, version: int | None) -> Scorer | None:
        """Return a model if it is in memory."""
        load = self._loads.get(version) if version is not None else None
        if load is None or not load.done() or load.cancelled() or load.exception() is not None:
            return None
        return load.result()

    def problem(self, version: int) -> str | None:
        """Return the reason why a model could not be loaded, or None."""
        load = self._loads.get(version)
        error = None if load is None or not load.done() or load.cancelled() else load.exception()
        # The database's own messages name hosts and logins.
        return _UNREADABLE if isinstance(error, StoreError) else None if error is None else str(error)

    def _start_loading(self, version: int) -> "asyncio.Future[Scorer]":
        """Load a model on a daemon thread, which cannot keep the process from exiting."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Scorer] = loop.create_future()

        def work() -> None:
            scorer, problem = None, None
            try:
                scorer = self._load(version)
            except PredawnError as error:
                problem = error
            except BaseException as error:
                log.exception("loading model %d failed", version)
                problem = NoModelError(f"Model {version} cannot be loaded: {describe(error)}.")
            # The loop is closed if the server has stopped in the meantime.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_resolve, future, scorer, problem)

        threading.Thread(target=work, name=f"loading-{version}", daemon=True).start()
        return future

    def _should_retry(self, version: int, load: "asyncio.Future[Scorer]") -> bool:
        if not load.done() or (not load.cancelled() and load.exception() is None):
            return False
        if load.cancelled() or isinstance(load.exception(), StoreUnavailableError | NotFoundError):
            return True
        return time.monotonic() - self._failed_at.get(version, 0.0) > RETRY_SECONDS

    def _settle(self, version: int, load: "asyncio.Future[Scorer]") -> None:
        error = None if load.cancelled() else load.exception()
        if isinstance(error, NotFoundError):
            self._loads.pop(version, None)
        elif error is not None:
            now = time.monotonic()
            # Without the database each request tries anew, and a line for each would say the same.
            if now - self._failed_at.get(version, -math.inf) > RETRY_SECONDS:
                reason = str(error).removeprefix(f"Model {version} cannot be loaded. ")
                told = {"model_version": version}
                log.warning("model %d cannot be loaded: %s", version, reason, extra=told)
            self._failed_at[version] = now
        needed = {self.in_service, self.canary} - {None}
        evictable = [other for other, task in self._loads.items() if task.done() and other not in needed]
        most = MAX_SCORERS + max(len(needed) - 1, 0)
        for other in evictable[: max(len(self._loads) - most, 0)]:
            del self._loads[other]
            self._failed_at.pop(other, None)

    def _load(self, version: int) -> Scorer:
        with translate_errors(self._engine), self._engine.begin() as connection:
            model = registry.find_model(connection, version)
        try:
            if model.artifact_sha256 is None:
                return make_scorer(model, None, self._options)
            with self._load_slots:
                return make_scorer(model, self._read_artifact(version), self._options)
        except InputError as error:
            raise NoModelError(f"Model {version} cannot be loaded. {error}") from error

    def _read_artifact(self, version: int) -> StoredArtifact:
        with translate_errors(self._engine), self._engine.begin() as connection:
            return registry.read_artifact(connection, version)


def _resolve(future: "asyncio.Future[Scorer]", scorer: Scorer | None, problem: PredawnError | None) -> None:
    if problem is not None:
        future.set_exception(problem)
    else:
        assert scorer is not None
        future.set_result(scorer)
