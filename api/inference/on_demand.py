"""On-demand inference: a model's answer to payloads, in place where it is quick, bounded where it is not."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeGuard, TypeVar

from starlette.responses import Response
from starlette.types import Receive

from api.http.errors import ClientGoneError, OverloadedError
from api.inference.cache import AnswerCache, CacheEntry
from api.inference.micro_batching import Answer, Batches, Flight, RequestContext
from api.inference.models import Scorers
from api.inference.threads import Threads
from core.content import content_hash
from core.errors import PredawnError
from core.types import Prediction
from model.predictors.scorer import Scorer, payload_text
from model.tagger_scorer import TaggerScorer

Result = TypeVar("Result")

IN_PLACE_CHARACTERS: Final = 20_000
"""How many characters the native tagger reads on the event loop at once: they take it 1.5 ms."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """An answer of a model, and when it was made."""

    answer: Answer
    made_at: datetime


@dataclass(frozen=True, slots=True)
class _Request:
    """What the payloads of a request have in common."""

    version: int
    scorer: Scorer
    context: RequestContext
    receive: Receive | None


class Inference:
    """Answers payloads with a model.

    Parameters
    ----------
    scorers
        The models.
    threads
        How many threads call models that take their time.
    queue
        How many requests may wait for one.
    timeout_seconds
        How long a request waits for its answer, and how long a call may take before it counts as stuck.
    largest_batch
        How many payloads of requests that wait at the same moment share a call.
    remembered
        How many answers are kept in memory.
    """

    def __init__(
        self,
        scorers: Scorers,
        *,
        threads: int,
        queue: int,
        timeout_seconds: float,
        largest_batch: int,
        remembered: int,
    ) -> None:
        self._scorers = scorers
        self._limit = threads + queue
        self._timeout = timeout_seconds
        self._crew = Threads(threads)
        self.memory = AnswerCache(remembered)
        self.batches = Batches(
            self._crew,
            largest=largest_batch,
            limit_seconds=timeout_seconds,
            keep=self._keep,
            late=self._late,
        )
        self.pending = 0

    @property
    def busy(self) -> int:
        """How many calls are under way, those that are stuck apart."""
        return self._crew.busy

    @property
    def stuck(self) -> int:
        """How many calls have not come back within the limit."""
        return self._crew.stuck

    @property
    def exhausted(self) -> bool:
        """Whether every thread is lost to a call that does not come back."""
        return self._crew.exhausted

    async def predict(
        self,
        version: int,
        payloads: Sequence[Any],
        context: RequestContext | None = None,
        *,
        keys: Sequence[bytes | None] | None = None,
        receive: Receive | None = None,
    ) -> list[Inferred]:
        """Return the answer of a model to each payload, made now.

        Parameters
        ----------
        version
            The model.
        payloads
            The payloads.
        context
            What a predictor of one's own may read of the request besides.
        keys
            What `input_key` says of the payloads, where it is at hand.
        receive
            Tells when the client has gone away, which ends the waiting.

        Raises
        ------
        InputError
            If a payload holds no text, where the model is a tagger.
        InferenceRefusedError
            If the model cannot be loaded, or too much is waiting.
        PredictorFailedError
            If a predictor of one's own fails.
        ClientGoneError
            If the client has gone away.
        """
        scorer = await self._scorers.get(version)
        if keys is None:
            keys = [input_key(scorer, payload) for payload in payloads]
        if _is_quick(scorer):
            return await self._predict_quickly(version, scorer, payloads, keys)
        with self._admitted():
            request = _Request(version, scorer, context or RequestContext(), receive)
            answers = await self._fly(request, payloads, keys)
        now = datetime.now(UTC)
        return [Inferred(answer, now) for answer in answers]

    async def run(self, version: int, work: Callable[[Scorer], Result]) -> Result:
        """Return what a function makes of a model, on one of the threads, within the bounds.

        Raises
        ------
        InferenceRefusedError
            If the model cannot be loaded, or too much is waiting.
        """
        scorer = await self._scorers.get(version)
        with self._admitted():
            flight = self.batches.join_work(lambda: work(scorer))
            try:
                self.batches.pump()
                await self._wait([flight], None)
                result: Result = _answers_of([flight])[0]
                return result
            finally:
                self.batches.leave(flight)

    def close(self) -> None:
        """Take no more work."""
        self._crew.close()

    @contextmanager
    def _admitted(self) -> Iterator[None]:
        """Count a request that waits for a thread, unless too many do."""
        if self.exhausted:
            raise OverloadedError(
                f"{self.stuck} calls of the model have not come back, and no more are begun. Correct the "
                "predictor, and restart the API."
            )
        if self.pending >= self._limit:
            raise OverloadedError(
                f"{self.pending} requests wait for the model already. Try again in a second "
                "(PREDAWN_INFERENCE_QUEUE sets the limit)."
            )
        self.pending += 1
        try:
            yield
        finally:
            self.pending -= 1

    async def _predict_quickly(
        self, version: int, scorer: TaggerScorer, payloads: Sequence[Any], keys: Sequence[bytes | None]
    ) -> list[Inferred]:
        """Answer with the native tagger: at once, or, where there is much to read, on a thread."""
        texts = [payload_text(payload) for payload in payloads]
        if sum(map(len, texts)) <= IN_PLACE_CHARACTERS:
            answers = scorer.predict_texts(texts)
        else:
            answers = await self.run(version, lambda _: scorer.predict_texts(texts))
        now = datetime.now(UTC)
        for key, answer in zip(keys, answers, strict=True):
            if key is not None:
                self.memory.add(version, key, CacheEntry(answer, now))
        return [Inferred(answer, now) for answer in answers]

    async def _fly(
        self, request: "_Request", payloads: Sequence[Any], keys: Sequence[bytes | None]
    ) -> list[Answer]:
        """Send payloads through a model, and return the answers."""
        flights = [
            self.batches.join(request.version, request.scorer, payload, key, request.context)
            for payload, key in zip(payloads, keys, strict=True)
        ]
        try:
            self.batches.pump()
            await self._wait(flights, request.receive)
            answers: list[Answer] = _answers_of(flights)
        finally:
            for flight in flights:
                self.batches.leave(flight)
        for number, answer in enumerate(answers):
            # A response is sent once: who shared the flight with its owner has one made.
            if isinstance(answer, Response) and not flights[number].take():
                payload = payloads[number : number + 1]
                answers[number : number + 1] = await self._fly(request, payload, [None])
        return answers

    async def _wait(self, flights: Sequence[Flight], receive: Receive | None) -> None:
        """Wait until all flights have landed, one has failed, the time is over, or the client is gone."""
        futures = [flight.future for flight in flights]
        landing = asyncio.create_task(asyncio.wait(futures, return_when=asyncio.FIRST_EXCEPTION))
        gone = None if receive is None else asyncio.create_task(_disconnected(receive))
        tasks: list[asyncio.Task[Any]] = [landing] if gone is None else [landing, gone]
        try:
            await asyncio.wait(tasks, timeout=self._timeout, return_when=asyncio.FIRST_COMPLETED)
            if not landing.done():
                raise (
                    self._late() if gone is None or not gone.done() else ClientGoneError("the client is gone")
                )
        finally:
            for task in tasks:
                task.cancel()

    def _keep(self, flight: Flight, answer: Prediction) -> None:
        assert flight.key is not None
        self.memory.add(flight.version, flight.key, CacheEntry(answer, datetime.now(UTC)))

    def _late(self) -> OverloadedError:
        return OverloadedError(
            f"The model did not answer within {self._timeout:g} seconds. Send fewer or shorter texts, or "
            "try again later (PREDAWN_INFERENCE_TIMEOUT_SECONDS sets the limit)."
        )


def input_key(scorer: Scorer, payload: Any) -> bytes | None:
    """Return what tells inputs of a model apart; None where more than the payload decides on the answer.

    To a tagger it is the text. A predictor of one's own gets the payload as it is, so that all of it counts;
    one that is nested as deeply as can just be read is not compared with any other.
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


def _is_quick(scorer: Scorer) -> TypeGuard[TaggerScorer]:
    return isinstance(scorer, TaggerScorer) and scorer.tagger_kind == "native"


def _answers_of(flights: Sequence[Flight]) -> list[Any]:
    """Return what came of flights, or raise what the first that failed has failed with."""
    for number, flight in enumerate(flights, 1):
        error = flight.future.exception() if flight.future.done() else None
        if isinstance(error, PredawnError):
            where = f" It was item {number} of {len(flights)}." if len(flights) > 1 else ""
            raise type(error)(f"{error}{where}") from error
        if error is not None:
            raise error
    return [flight.future.result() for flight in flights]


async def _disconnected(receive: Receive) -> None:
    """Return once the client has gone away; what is left of its body is passed over."""
    while (await receive())["type"] != "http.disconnect":
        pass
