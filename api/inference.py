"""On-demand inference: a model's answer to payloads, off the event loop, bounded in number and in time."""

import asyncio
import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.responses import Response

from api.errors import OverloadedError, PredictorFailedError
from api.scorers import Scorers
from core.types import Prediction
from model.scorer import Scorer, payload_text
from model.tagger_scorer import TaggerScorer

Answer = Prediction | Response
Result = TypeVar("Result")

log = logging.getLogger("predawn.api")


@dataclass(frozen=True, slots=True)
class RequestContext:
    """What a predictor of one's own may read of a request besides its payload."""

    query_params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Inference:
    """Answers payloads with a model.

    Parameters
    ----------
    scorers
        The models.
    threads
        How many threads run models.
    queue
        How many requests may wait for a thread.
    timeout_seconds
        How long a request waits for its answer.
    """

    def __init__(self, scorers: Scorers, *, threads: int, queue: int, timeout_seconds: float) -> None:
        self._scorers = scorers
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="inference")
        self._limit = threads + queue
        self._timeout = timeout_seconds
        self.pending = 0

    async def predict(
        self, version: int, payloads: Sequence[Any], context: RequestContext | None = None
    ) -> list[Answer]:
        """Return the answer of a model to each payload.

        Raises
        ------
        InputError
            If a payload holds no text, where the model is a tagger.
        InferenceRefusedError
            If the model cannot be loaded, or too much is waiting.
        PredictorFailedError
            If a predictor of one's own fails.
        """
        return await self.run(version, lambda scorer: _score(scorer, payloads, context or RequestContext()))

    async def run(self, version: int, work: Callable[[Scorer], Result]) -> Result:
        """Return what a function makes of a model, on one of the threads, within the bounds.

        Raises
        ------
        InferenceRefusedError
            If the model cannot be loaded, or too much is waiting.
        """
        scorer = await self._scorers.get(version)
        if self.pending >= self._limit:
            raise OverloadedError(
                f"{self.pending} requests wait for the model already. Try again in a second "
                "(PREDAWN_INFERENCE_QUEUE sets the limit)."
            )
        self.pending += 1
        running = asyncio.get_running_loop().run_in_executor(self._executor, work, scorer)
        running.add_done_callback(self._finish)
        try:
            # A thread cannot be stopped: it counts as pending until it has come to its end.
            return await asyncio.wait_for(asyncio.shield(running), self._timeout)
        except TimeoutError:
            raise OverloadedError(
                f"The model did not answer within {self._timeout:g} seconds. Send fewer or shorter texts, or "
                "try again later (PREDAWN_INFERENCE_TIMEOUT_SECONDS sets the limit)."
            ) from None

    def close(self) -> None:
        """Take no more work, and give up what waits."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _finish(self, work: "asyncio.Future[Any]") -> None:
        self.pending -= 1
        if not work.cancelled():
            work.exception()  # read, so that nobody's having waited for it is no error of its own


def _score(scorer: Scorer, payloads: Sequence[Any], context: RequestContext) -> list[Answer]:
    if isinstance(scorer, TaggerScorer):
        return list(scorer.predict_texts([payload_text(payload) for payload in payloads]))
    try:
        return [_call(scorer, payload, context) for payload in payloads]
    except Exception as error:
        number = uuid.uuid4().hex[:12]
        log.exception("the predictor failed", extra={"error_id": number})
        raise PredictorFailedError(
            f"The predictor failed with {type(error).__name__}. The log of the API has the rest under the id "
            f"{number}."
        ) from error


def _call(scorer: Scorer, payload: Any, context: RequestContext) -> Answer:
    answer = scorer.predict(payload, context.query_params, context.headers)
    if not isinstance(answer, Prediction | Response):
        raise TypeError(f"{type(answer).__name__} is not a response of Starlette")
    return answer
