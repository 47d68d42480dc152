"""The models that a worker has in memory: loaded once each, off the event loop, the last few kept."""

import asyncio
import contextlib
import logging
import threading
import time
from collections import OrderedDict
from typing import Final

from sqlalchemy import Engine

from api.http.errors import NoModelError
from core.errors import InputError, NotFoundError, PredawnError, StoreUnavailableError, describe
from core.settings import Settings
from model.loading import ScorerOptions, make_scorer
from model.predictors.scorer import Scorer
from store.connect.errors import translate_errors
from store.models import registry

KEPT: Final = 3
"""How many models stay in memory: the one in service, the one before, and one that was asked for by name."""

AT_ONCE: Final = 2
"""How many taggers are loaded at a time, whoever asks for many by name: each takes memory meanwhile."""

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
        self._patience = settings.inference_timeout_seconds
        self._loads: OrderedDict[int, asyncio.Future[Scorer]] = OrderedDict()
        self._failed_at: dict[int, float] = {}
        self._room = threading.Semaphore(AT_ONCE)
        self.in_service: int | None = None

    async def get(self, version: int) -> Scorer:
        """Return a model, loading it where it is not in memory; who asks meanwhile waits for the same load.

        Raises
        ------
        NotFoundError
            If there is no such version.
        NoModelError
            If it cannot be loaded, or takes longer than anybody waits for an answer; it goes on being loaded.
        StoreUnavailableError
            If it is not in memory and the database cannot be reached.
        """
        load = self._loads.get(version)
        if load is None or self._is_worth_another_try(version, load):
            load = self._begin(version)
            load.add_done_callback(lambda done: self._settle(version, done))
            self._loads[version] = load
        self._loads.move_to_end(version)
        try:
            async with asyncio.timeout(self._patience):
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
        """Say why a model could not be loaded, if it could not."""
        load = self._loads.get(version)
        if load is None or not load.done() or load.cancelled() or load.exception() is None:
            return None
        return str(load.exception())

    def _begin(self, version: int) -> "asyncio.Future[Scorer]":
        """Begin to load a model on a thread of its own, which must not keep the process from ending."""
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
            # The loop is closed where the server has stopped meanwhile.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_resolve, future, scorer, problem)

        threading.Thread(target=work, name=f"loading-{version}", daemon=True).start()
        return future

    def _is_worth_another_try(self, version: int, load: "asyncio.Future[Scorer]") -> bool:
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
            self._failed_at[version] = time.monotonic()
            log.warning("model %d cannot be loaded: %s", version, error, extra={"model_version": version})
        evictable = [known for known, task in self._loads.items() if task.done() and known != self.in_service]
        for known in evictable[: max(len(self._loads) - KEPT, 0)]:
            del self._loads[known]
            self._failed_at.pop(known, None)

    def _load(self, version: int) -> Scorer:
        with translate_errors(self._engine), self._engine.begin() as connection:
            model = registry.find_model(connection, version)
        try:
            if model.artifact_sha256 is None:
                return make_scorer(model, None, self._options)
            with self._room:
                return make_scorer(model, self._read_artifact(version), self._options)
        except InputError as error:
            raise NoModelError(f"Model {version} cannot be loaded. {error}") from error

    def _read_artifact(self, version: int) -> tuple[bytes, str]:
        with translate_errors(self._engine), self._engine.begin() as connection:
            return registry.read_artifact(connection, version)


def _resolve(future: "asyncio.Future[Scorer]", scorer: Scorer | None, problem: PredawnError | None) -> None:
    if problem is not None:
        future.set_exception(problem)
    else:
        assert scorer is not None
        future.set_result(scorer)
