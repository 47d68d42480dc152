"""On-demand inference: the native tagger answers on the event loop, other models on threads."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeGuard, TypeVar

from starlette.responses import Response
from starlette.types import Receive

from api.http.clock import DatabaseClock
from api.http.errors import ClientGoneError, OverloadedError
from api.inference.cache import AnswerCache, CacheEntry
from api.inference.micro_batching import Answer, MicroBatcher, PendingItem, RequestContext
from api.inference.models import ScorerCache
from api.inference.threads import InferenceThreads
from core.content import content_hash
from core.errors import PredawnError
from core.types import Prediction
from model.predictors.scorer import Scorer, payload_text
from model.tagger_scorer import TaggerScorer

WorkResult = TypeVar("WorkResult")

IN_PLACE_CHARACTERS: Final = 20_000
"""The largest number of characters that the native tagger reads on the event loop: it takes 1.5 ms."""


class InferenceResult(NamedTuple):
    """The answer of a model, with its time."""

    answer: Answer
    made_at: datetime


@dataclass(frozen=True, slots=True)
class _Request:
    """The data that all payloads of a request share."""

    version: int
    scorer: Scorer
    context: RequestContext
    receive: Receive | None


class OnDemandInference:
    """Answers payloads with a model.

    Parameters
    ----------
    scorers
        The models.
    threads
        The number of threads that call models other than the native tagger.
    queue
        The largest number of requests that wait for a thread.
    timeout_seconds
        The time after which a request gives up, and a call counts as stuck.
    max_batch
        The largest number of payloads in one call.
    cache_size
        The largest number of cached answers.
    clock
        The clock that says when an answer was made.
    """

    def __init__(
        self,
        scorers: ScorerCache,
        *,
        threads: int,
        queue: int,
        timeout_seconds: float,
        max_batch: int,
        cache_size: int,
        clock: DatabaseClock,
    ) -> None:
        self._scorers = scorers
        self._clock = clock
        self._limit = threads + queue
        self._timeout = timeout_seconds
        self._threads = InferenceThreads(threads)
        self.cache = AnswerCache(cache_size)
        self.batches = MicroBatcher(
            self._threads,
            largest=max_batch,
            limit_seconds=timeout_seconds,
            keep=self._keep,
            timeout_error=self._timeout_error,
        )
        self.pending = 0

    @property
    def busy(self) -> int:
        """The number of calls in progress, without stuck ones."""
        return self._threads.busy

    @property
    def stuck(self) -> int:
        """The number of calls that have not returned within the timeout."""
        return self._threads.stuck

    @property
    def exhausted(self) -> bool:
        """True if every thread is stuck in a call that does not return."""
        return self._threads.exhausted

    async def predict(
        self,
        version: int,
        payloads: Sequence[Any],
        context: RequestContext | None = None,
        *,
        keys: Sequence[bytes | None] | None = None,
        receive: Receive | None = None,
    ) -> list[InferenceResult]:
        """Return a new answer of a model to each payload.

        Parameters
        ----------
        version
            The version of the model.
        payloads
            The payloads.
        context
            The parts of the request that a custom predictor may read.
        keys
            The results of `input_key` for the payloads, if already computed.
        receive
            The ASGI channel of the request; a disconnect ends the wait.

        Raises
        ------
        InputError
            If a payload for a tagger holds no text.
        InferenceRefusedError
            If the model cannot be loaded, or too many requests wait.
        PredictorFailedError
            If a custom predictor fails.
        ClientGoneError
            If the client has disconnected.
        """
        scorer = await self._scorers.get(version)
        if keys is None:
            keys = [input_key(scorer, payload) for payload in payloads]
        if _is_native(scorer):
            return await self._predict_native(version, scorer, payloads, keys)
        with self._admitted():
            request = _Request(version, scorer, context or RequestContext(), receive)
            answers = await self._predict_batched(request, payloads, keys)
        now = self._clock.now()
        return [InferenceResult(answer, now) for answer in answers]

    async def run(self, version: int, work: Callable[[Scorer], WorkResult]) -> WorkResult:
        """Run a function with a model on one of the threads, and return its result.

        Raises
        ------
        InferenceRefusedError
            If the model cannot be loaded, or too many requests wait.
        """
        scorer = await self._scorers.get(version)
        with self._admitted():
            item = self.batches.submit_work(lambda: work(scorer))
            try:
                self.batches.start_calls()
                await self._wait([item], None)
                result: WorkResult = _collect_answers([item])[0]
                return result
            finally:
                self.batches.release(item)

    def close(self) -> None:
        """Stop the threads."""
        self._threads.close()

    @contextmanager
    def _admitted(self) -> Iterator[None]:
        """Count a request as pending, or refuse it if too many are."""
        if self.exhausted:
            raise OverloadedError(
                f"{self.stuck} calls of the model have not returned, so no further call starts. Correct the "
                "predictor, and restart the API."
            )
        if self.pending >= self._limit:
            raise OverloadedError(
                f"{self.pending} requests already wait for the model. Try again in a second "
                "(PREDAWN_INFERENCE_QUEUE sets the limit)."
            )
        self.pending += 1
        try:
            yield
        finally:
            self.pending -= 1

    async def _predict_native(
        self, version: int, scorer: TaggerScorer, payloads: Sequence[Any], keys: Sequence[bytes | None]
    ) -> list[InferenceResult]:
        """Answer with the native tagger: on the event loop, or on a thread if the texts are long."""
        texts = list(map(payload_text, payloads))
        if sum(map(len, texts)) <= IN_PLACE_CHARACTERS:
            answers = scorer.predict_texts(texts)
        else:
            answers = await self.run(version, lambda _: scorer.predict_texts(texts))
        now = self._clock.now()
        for key, answer in zip(keys, answers, strict=True):
            if key is not None:
                self.cache.add(version, key, CacheEntry(answer, now))
        return [InferenceResult(answer, now) for answer in answers]

    async def _predict_batched(
        self, request: _Request, payloads: Sequence[Any], keys: Sequence[bytes | None]
    ) -> list[Answer]:
        """Answer with a model on the threads, in calls shared with other requests."""
        items = [
            self.batches.submit(request.version, request.scorer, payload, key, request.context)
            for payload, key in zip(payloads, keys, strict=True)
        ]
        try:
            self.batches.start_calls()
            await self._wait(items, request.receive)
            answers: list[Answer] = _collect_answers(items)
        finally:
            for item in items:
                self.batches.release(item)
        for number, answer in enumerate(answers):
            # A response can be sent once only: other requests that shared its call get a call of their own.
            if isinstance(answer, Response) and not items[number].claim():
                payload = payloads[number : number + 1]
                answers[number : number + 1] = await self._predict_batched(request, payload, [None])
        return answers

    async def _wait(self, items: Sequence[PendingItem], receive: Receive | None) -> None:
        """Wait until all payloads are answered, one fails, the timeout passes, or the client disconnects."""
        futures = [item.future for item in items]
        answered = asyncio.create_task(asyncio.wait(futures, return_when=asyncio.FIRST_EXCEPTION))
        gone = None if receive is None else asyncio.create_task(_disconnected(receive))
        tasks: list[asyncio.Task[Any]] = [answered] if gone is None else [answered, gone]
        try:
            await asyncio.wait(tasks, timeout=self._timeout, return_when=asyncio.FIRST_COMPLETED)
            if not answered.done():
                if gone is not None and gone.done():
                    raise ClientGoneError("the client has disconnected")
                raise self._timeout_error()
        finally:
            for task in tasks:
                task.cancel()

    def _keep(self, item: PendingItem, answer: Prediction) -> None:
        assert item.key is not None
        self.cache.add(item.version, item.key, CacheEntry(answer, self._clock.now()))

    def _timeout_error(self) -> OverloadedError:
        return OverloadedError(
            f"The model did not answer within {self._timeout:g} seconds. Send fewer or shorter texts, or "
            "try again later (PREDAWN_INFERENCE_TIMEOUT_SECONDS sets the limit)."
        )


def input_key(scorer: Scorer, payload: Any) -> bytes | None:
    """Return the key of an input in the cache, or None if the answer depends on more than the payload.

    For a tagger it is the content hash of the text. For a custom predictor it is a hash of the whole payload;
    a payload that is nested too deeply to be written as JSON has no key.
    """
    if scorer.reads_request:
        return None
    if isinstance(scorer, TaggerScorer):
        title, description, text = (payload.get(name) for name in ("title", "description", "text"))
        if title is None and description is None:
            return content_hash("", text or "")
        return content_hash(title or "", description or "")
    try:
        return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).digest()
    except RecursionError:
        return None


def _is_native(scorer: Scorer) -> TypeGuard[TaggerScorer]:
    return isinstance(scorer, TaggerScorer) and scorer.tagger_kind == "native"


def _collect_answers(items: Sequence[PendingItem]) -> list[Any]:
    """Return the answers, or raise the first error."""
    for number, item in enumerate(items, 1):
        error = item.future.exception() if item.future.done() else None
        if isinstance(error, PredawnError):
            where = f" It was item {number} of {len(items)}." if len(items) > 1 else ""
            raise type(error)(f"{error}{where}") from error
        if error is not None:
            raise error
    return [item.future.result() for item in items]


async def _disconnected(receive: Receive) -> None:
    """Return once the client has disconnected; the rest of its body is discarded."""
    while (await receive())["type"] != "http.disconnect":
        pass
