"""Calls of models that take their time: who asks for the same shares an answer, and the rest share calls."""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from starlette.responses import Response

from api.http.errors import PredictorFailedError
from api.inference.batch_size import BatchSizer
from api.inference.threads import Call, Threads
from core.errors import InputError
from core.halving import IsolatedFailure, isolate_failures
from core.types import Prediction
from model.predictors.scorer import Scorer
from model.tagger_scorer import TaggerScorer

_NO_VERSION: Final = 0
"""The lane of what is no payload."""

_LANES: Final = 8
"""For how many models it is known how long their calls take."""

Answer = Prediction | Response
Outcome = Answer | Exception

log = logging.getLogger("predawn.api")


@dataclass(frozen=True, slots=True)
class RequestContext:
    """What a predictor of one's own may read of a request besides its payload."""

    query_params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Flight:
    """A payload on its way through a model, and how many wait for its answer.

    `key` tells which other payloads are the same, and is None where no other one may share the answer. One
    that is `alone` is called by itself; it is one of so many `suspects` where a call with all of them hung.
    Instead of a model and a payload it may be any `work`.
    """

    version: int
    scorer: Scorer | None
    payload: Any
    key: bytes | None
    context: RequestContext
    future: "asyncio.Future[Any]"
    alone: bool
    work: Callable[[], Any] | None = None
    waiters: int = 0
    taken: bool = False
    suspects: int = 0
    entered_at: float = 0.0

    def take(self) -> bool:
        """Return whether nobody took the answer before."""
        before, self.taken = self.taken, True
        return not before


class Lane:
    """The payloads that wait for one model, its calls under way, and how long they take."""

    def __init__(self) -> None:
        self.waiting: dict[Flight, None] = {}
        self.pace = BatchSizer()
        self.timer: asyncio.TimerHandle | None = None
        self.calls = 0

    def take(self, size: int) -> list[Flight]:
        """Take the payloads of the next call."""
        batch: list[Flight] = []
        for flight in list(self.waiting):
            if flight.alone and batch:
                break
            del self.waiting[flight]
            batch.append(flight)
            if flight.alone or len(batch) >= size:
                break
        return batch


class Batches:
    """Sends payloads through models, many in a call.

    A call begins as soon as a thread is free, with what waits then, so that calls grow while threads are
    busy. How large they may grow, and whether it is worth waiting for more, follows from how long calls take.

    Parameters
    ----------
    crew
        The threads.
    largest
        How many payloads a call holds at most.
    limit_seconds
        How long a call may take before it counts as stuck.
    keep
        Is told every answer that may be kept, with what it answers.
    late
        The error of who waits for a call that is stuck.
    """

    def __init__(
        self,
        crew: Threads,
        *,
        largest: int,
        limit_seconds: float,
        keep: Callable[[Flight, Prediction], None],
        late: Callable[[], Exception],
    ) -> None:
        self._crew = crew
        self._largest = largest
        self._limit = limit_seconds
        self._keep = keep
        self._late = late
        self._lanes: dict[int, Lane] = {}
        self._flights: dict[tuple[int, bytes], Flight] = {}
        self.calls = 0
        self.payloads = 0

    @property
    def waiting(self) -> int:
        """How many payloads wait for a call."""
        return sum(len(lane.waiting) for lane in self._lanes.values())

    def join(
        self, version: int, scorer: Scorer, payload: Any, key: bytes | None, context: RequestContext
    ) -> Flight:
        """Return the flight of a payload, which is one that is under way where there is one for the key."""
        flight = None if key is None else self._flights.get((version, key))
        if flight is None:
            alone = not scorer.batches or self._largest == 1
            future = asyncio.get_running_loop().create_future()
            flight = Flight(version, scorer, payload, key, context, future, alone)
            if key is not None:
                self._flights[version, key] = flight
            self._enter(flight)
        flight.waiters += 1
        return flight

    def join_work(self, work: Callable[[], Any]) -> Flight:
        """Return the flight of a function, which takes its turn among the payloads."""
        future = asyncio.get_running_loop().create_future()
        flight = Flight(_NO_VERSION, None, None, None, RequestContext(), future, alone=True, work=work)
        self._enter(flight)
        flight.waiters += 1
        return flight

    def leave(self, flight: Flight) -> None:
        """Wait no more; a payload that nobody waits for, and that is in no call yet, is forgotten."""
        flight.waiters -= 1
        lane = self._lanes.get(flight.version)
        if not flight.waiters and lane is not None and flight in lane.waiting:
            del lane.waiting[flight]
            self._forget(flight)

    def pump(self) -> None:
        """Begin calls as long as threads are free and payloads wait, the models in turns."""
        began = True
        while began:
            began = False
            for version, lane in list(self._lanes.items()):
                if self._crew.free <= 0:
                    return
                if lane.waiting and not self._waits_for_more(lane):
                    self._lanes[version] = self._lanes.pop(version)
                    self._call(lane, lane.take(self._size_of(lane)))
                    began = True

    def _enter(self, flight: Flight) -> None:
        flight.future.add_done_callback(_read)
        flight.entered_at = asyncio.get_running_loop().time()
        lane = self._lanes.get(flight.version) or self._add_lane(flight.version)
        lane.pace.came(flight.entered_at)
        lane.waiting[flight] = None

    def _add_lane(self, version: int) -> Lane:
        for known, idle in list(self._lanes.items()):
            # What a call that takes too long leaves is put into its lane again.
            if len(self._lanes) >= _LANES and not (idle.waiting or idle.calls or idle.timer):
                del self._lanes[known]
        lane = self._lanes[version] = Lane()
        return lane

    def _size_of(self, lane: Lane) -> int:
        return lane.pace.best_size(self._largest, self._limit / 4)

    def _waits_for_more(self, lane: Lane) -> bool:
        """Return whether a call is put off for a moment, because more payloads are about to come."""
        if lane.timer is not None:
            if len(lane.waiting) < self._size_of(lane):
                return True
            lane.timer.cancel()
            lane.timer = None
            return False
        first = next(iter(lane.waiting))
        if first.alone or len(lane.waiting) >= self._size_of(lane):
            return False
        loop = asyncio.get_running_loop()
        left = first.entered_at + lane.pace.worth_waiting() - loop.time()
        if left <= 0:
            return False
        lane.timer = loop.call_later(left, self._waited, lane)
        return True

    def _waited(self, lane: Lane) -> None:
        lane.timer = None
        self.pump()

    def _call(self, lane: Lane, batch: list[Flight]) -> None:
        self.calls += 1
        lane.calls += 1
        self.payloads += len(batch)
        began = time.perf_counter()

        def done(outcomes: list[Outcome] | None, error: BaseException | None) -> None:
            lane.calls -= 1
            if outcomes is not None and not any(isinstance(outcome, Exception) for outcome in outcomes):
                lane.pace.add(len(batch), time.perf_counter() - began)
            self._settle(lane, batch, outcomes, error)

        job = Call(
            work=_work_of(batch),
            done=done,
            overdue=lambda: self._overdue(lane, batch),
        )
        self._crew.run(job, self._patience(batch))

    def _patience(self, batch: Sequence[Flight]) -> float:
        """Return after how many seconds another call may begin in the place of one.

        One with several payloads is given up halfway, so that there is time to find out which of them hangs:
        each is called alone, and they are in line for the other half.
        """
        if len(batch) > 1:
            return self._limit / 2
        suspects = batch[0].suspects
        return self._limit / 2 / (suspects + 1) if suspects else self._limit

    def _overdue(self, lane: Lane, batch: list[Flight]) -> None:
        if len(batch) == 1:
            # It is still under way: who asks for the same from then on is told so at once.
            left = self._limit - self._patience(batch)
            asyncio.get_running_loop().call_later(left, self._refuse, batch[0])
        else:
            for flight in batch:
                if flight.waiters and not flight.future.done():
                    flight.alone, flight.suspects = True, len(batch)
                    lane.waiting[flight] = None
        self.pump()

    def _refuse(self, flight: Flight) -> None:
        if not flight.future.done():
            flight.future.set_exception(self._late())

    def _settle(
        self, lane: Lane, batch: list[Flight], outcomes: list[Outcome] | None, error: BaseException | None
    ) -> None:
        if outcomes is None:
            # What is no ordinary exception, such as a predictor that exits.
            assert error is not None
            outcomes = [describe_failure(error) for _ in batch]
        for flight, outcome in zip(batch, outcomes, strict=True):
            self._forget(flight)
            # It may wait to be called alone, and was answered after all.
            lane.waiting.pop(flight, None)
            if isinstance(outcome, Prediction) and flight.key is not None:
                self._keep(flight, outcome)
            if flight.future.done():
                continue
            if isinstance(outcome, Exception):
                flight.future.set_exception(outcome)
            else:
                flight.future.set_result(outcome)
        self.pump()

    def _forget(self, flight: Flight) -> None:
        if flight.key is not None and self._flights.get((flight.version, flight.key)) is flight:
            del self._flights[flight.version, flight.key]


def _work_of(batch: Sequence[Flight]) -> Callable[[], list[Outcome]]:
    """Return what a thread does for a call."""
    first = batch[0]
    scorer, context = first.scorer, first.context
    if scorer is None:
        assert first.work is not None
        return partial(_do, first.work)
    return partial(call_isolated, scorer, [flight.payload for flight in batch], context)


def _do(work: Callable[[], Any]) -> list[Any]:
    try:
        return [work()]
    except Exception as error:  # noqa: BLE001 - handed on to who waits for it
        return [error]


def call_isolated(scorer: Scorer, payloads: Sequence[Any], context: RequestContext) -> list[Outcome]:
    """Call a model, and return an answer or an error for each payload.

    Where a call with several fails, each half is called, down to those that fail by themselves.
    """

    def attempt(part: Sequence[Any]) -> list[Outcome]:
        if len(part) == 1:
            return [_check(scorer.predict(part[0], context.query_params, context.headers))]
        return [_check(answer) for answer in scorer.predict_many(part)]

    outcomes: list[Outcome] = []
    for _, answers in isolate_failures(payloads, attempt):
        if not isinstance(answers, IsolatedFailure):
            outcomes.extend(answers)
        # Of what a tagger does not take, clients are told; a predictor's own errors are for the log.
        elif isinstance(answers.error, InputError) and isinstance(scorer, TaggerScorer):
            outcomes.append(answers.error)
        else:
            outcomes.append(describe_failure(answers.error))
    return outcomes


def describe_failure(error: BaseException) -> PredictorFailedError:
    """Log what a predictor failed with, and return the error that tells clients where it is."""
    number = uuid.uuid4().hex[:12]
    log.error("the predictor failed", extra={"error_id": number}, exc_info=error)
    return PredictorFailedError(
        f"The predictor failed with {type(error).__name__}. The log of the API has the rest under the id "
        f"{number}."
    )


def _check(answer: Any) -> Answer:
    if not isinstance(answer, Prediction | Response):
        raise TypeError(f"{type(answer).__name__} is not a response of Starlette")
    return answer


def _read(future: "asyncio.Future[Any]") -> None:
    # Read, so that nobody's having waited for it is no error of its own.
    if not future.cancelled():
        future.exception()
