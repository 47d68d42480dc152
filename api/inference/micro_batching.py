"""Micro-batching of calls to models: equal payloads share an answer, and the others share calls."""

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
from api.http.request_ids import NO_IDS, RequestIds, current_ids
from api.inference.batch_size import FittedBatchSize
from api.inference.threads import Call, InferenceThreads
from core.errors import InputError
from core.halving import IsolatedFailure, isolate_failures
from core.types import Prediction
from model.predictors.scorer import Scorer
from model.tagger_scorer import TaggerScorer

_NO_VERSION: Final = 0
"""The queue of functions, which belong to no version of the model."""

_MAX_QUEUES: Final = 8
"""The largest number of models whose call times are remembered."""

Answer = Prediction | Response
CallOutcome = Answer | Exception

log = logging.getLogger("predawn.api")


@dataclass(frozen=True, slots=True)
class RequestContext:
    """The parts of a request that a custom predictor may read besides the payload."""

    query_params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class PendingItem:
    """A payload that waits for the answer of a model, or a function (`work`) that waits for a thread.

    Payloads with the same `key` share the answer; None never shares it. An item that is `alone` gets a call
    of its own. If a call with several payloads hung, `suspects` is their number. `waiters` counts the
    requests that wait for the answer; `ids` are the names of the first one.
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
    claimed: bool = False
    suspects: int = 0
    entered_at: float = 0.0
    ids: RequestIds = field(default_factory=current_ids.get)

    def claim(self) -> bool:
        """Claim the answer; return False if another request has claimed it before."""
        before, self.claimed = self.claimed, True
        return not before


class ModelQueue:
    """The waiting items of one model, the number of its running calls, and its batch sizes."""

    def __init__(self) -> None:
        self.waiting: dict[PendingItem, None] = {}
        self.sizer = FittedBatchSize()
        self.timer: asyncio.TimerHandle | None = None
        self.calls = 0

    def take(self, size: int) -> list[PendingItem]:
        """Remove and return the items of the next call."""
        batch: list[PendingItem] = []
        for item in list(self.waiting):
            if item.alone and batch:
                break
            del self.waiting[item]
            batch.append(item)
            if item.alone or len(batch) >= size:
                break
        return batch


class MicroBatcher:
    """Collects payloads into calls of models.

    A call starts as soon as a thread is free, with all items that wait, so batches grow while the threads are
    busy. The measured times of calls decide how large a batch may be, and whether to wait for more items.

    Parameters
    ----------
    threads
        The threads.
    largest
        The largest number of payloads in a call.
    limit_seconds
        The time after which a call counts as stuck.
    keep
        Called with each answer that may be cached, and its item.
    timeout_error
        Makes the error for requests that wait for a stuck call.
    """

    def __init__(
        self,
        threads: InferenceThreads,
        *,
        largest: int,
        limit_seconds: float,
        keep: Callable[[PendingItem, Prediction], None],
        timeout_error: Callable[[], Exception],
    ) -> None:
        self._threads = threads
        self._largest = largest
        self._limit = limit_seconds
        self._keep = keep
        self._timeout_error = timeout_error
        self._queues: dict[int, ModelQueue] = {}
        self._items: dict[tuple[int, bytes], PendingItem] = {}
        self.calls = 0
        self.payloads = 0

    @property
    def waiting(self) -> int:
        """The number of items that wait for a call."""
        return sum(len(queue.waiting) for queue in self._queues.values())

    def submit(
        self, version: int, scorer: Scorer, payload: Any, key: bytes | None, context: RequestContext
    ) -> PendingItem:
        """Add a payload, or join the item that already waits for the same key; return the item."""
        item = None if key is None else self._items.get((version, key))
        if item is None:
            alone = not scorer.batches or self._largest == 1
            future = asyncio.get_running_loop().create_future()
            item = PendingItem(version, scorer, payload, key, context, future, alone)
            if key is not None:
                self._items[version, key] = item
            self._enqueue(item)
        item.waiters += 1
        return item

    def submit_work(self, work: Callable[[], Any]) -> PendingItem:
        """Add a function, which waits for a thread like a payload; return its item."""
        future = asyncio.get_running_loop().create_future()
        item = PendingItem(_NO_VERSION, None, None, None, RequestContext(), future, alone=True, work=work)
        self._enqueue(item)
        item.waiters += 1
        return item

    def release(self, item: PendingItem) -> None:
        """Stop waiting for an item; drop it if no request waits for it and no call has it yet."""
        item.waiters -= 1
        queue = self._queues.get(item.version)
        if not item.waiters and queue is not None and item in queue.waiting:
            del queue.waiting[item]
            self._forget(item)

    def start_calls(self) -> None:
        """Start calls while threads are free and items wait; the models take turns."""
        began = True
        while began:
            began = False
            for version, queue in list(self._queues.items()):
                if self._threads.free <= 0:
                    return
                if queue.waiting and not self._waits_for_more(queue):
                    self._queues[version] = self._queues.pop(version)
                    self._call(queue, queue.take(self._size_of(queue)))
                    began = True

    def _enqueue(self, item: PendingItem) -> None:
        item.future.add_done_callback(_read)
        item.entered_at = asyncio.get_running_loop().time()
        queue = self._queues.get(item.version) or self._add_queue(item.version)
        queue.sizer.add_arrival(item.entered_at)
        queue.waiting[item] = None

    def _add_queue(self, version: int) -> ModelQueue:
        for known, idle in list(self._queues.items()):
            # A queue with running calls is kept: the items of a call that takes too long return to it.
            if len(self._queues) >= _MAX_QUEUES and not (idle.waiting or idle.calls or idle.timer):
                del self._queues[known]
        queue = self._queues[version] = ModelQueue()
        return queue

    def _size_of(self, queue: ModelQueue) -> int:
        return queue.sizer.best_size(self._largest, self._limit / 4)

    def _waits_for_more(self, queue: ModelQueue) -> bool:
        """Return whether to delay a call for a moment, because more items are expected."""
        if queue.timer is not None:
            if len(queue.waiting) < self._size_of(queue):
                return True
            queue.timer.cancel()
            queue.timer = None
            return False
        first = next(iter(queue.waiting))
        if first.alone or len(queue.waiting) >= self._size_of(queue):
            return False
        loop = asyncio.get_running_loop()
        left = first.entered_at + queue.sizer.worth_waiting() - loop.time()
        if left <= 0:
            return False
        queue.timer = loop.call_later(left, self._waited, queue)
        return True

    def _waited(self, queue: ModelQueue) -> None:
        queue.timer = None
        self.start_calls()

    def _call(self, queue: ModelQueue, batch: list[PendingItem]) -> None:
        self.calls += 1
        queue.calls += 1
        self.payloads += len(batch)
        began = time.perf_counter()

        def done(outcomes: list[CallOutcome] | None, error: BaseException | None) -> None:
            queue.calls -= 1
            if outcomes is not None and not any(isinstance(outcome, Exception) for outcome in outcomes):
                queue.sizer.add_call(len(batch), time.perf_counter() - began)
            self._settle(queue, batch, outcomes, error)

        job = Call(
            work=_work_of(batch),
            done=done,
            overdue=lambda: self._overdue(queue, batch),
        )
        self._threads.run(job, self._call_timeout(batch))

    def _call_timeout(self, batch: Sequence[PendingItem]) -> float:
        """Return the seconds after which a call is given up and its thread is replaced.

        A call with several payloads is given up after half the limit. In the other half, each payload gets a
        call of its own, which shows the one that hangs.
        """
        if len(batch) > 1:
            return self._limit / 2
        suspects = batch[0].suspects
        return self._limit / 2 / (suspects + 1) if suspects else self._limit

    def _overdue(self, queue: ModelQueue, batch: list[PendingItem]) -> None:
        if len(batch) == 1:
            # The item stays registered, so that later requests for it fail at once.
            left = self._limit - self._call_timeout(batch)
            asyncio.get_running_loop().call_later(left, self._refuse, batch[0])
        else:
            for item in batch:
                if item.waiters and not item.future.done():
                    item.alone, item.suspects = True, len(batch)
                    queue.waiting[item] = None
        self.start_calls()

    def _refuse(self, item: PendingItem) -> None:
        if not item.future.done():
            item.future.set_exception(self._timeout_error())

    def _settle(
        self,
        queue: ModelQueue,
        batch: list[PendingItem],
        outcomes: list[CallOutcome] | None,
        error: BaseException | None,
    ) -> None:
        if outcomes is None:
            # No ordinary exception: the predictor has called `sys.exit`, for example.
            assert error is not None
            outcomes = [describe_failure(error, item.ids) for item in batch]
        for item, outcome in zip(batch, outcomes, strict=True):
            self._forget(item)
            # The item may be queued for a call of its own although this call has answered it after all.
            queue.waiting.pop(item, None)
            if isinstance(outcome, Prediction) and item.key is not None:
                self._keep(item, outcome)
            if item.future.done():
                continue
            if isinstance(outcome, Exception):
                item.future.set_exception(outcome)
            else:
                item.future.set_result(outcome)
        self.start_calls()

    def _forget(self, item: PendingItem) -> None:
        if item.key is not None and self._items.get((item.version, item.key)) is item:
            del self._items[item.version, item.key]


def _work_of(batch: Sequence[PendingItem]) -> Callable[[], list[CallOutcome]]:
    """Return the function that a thread runs for a call."""
    first = batch[0]
    scorer, context = first.scorer, first.context
    if scorer is None:
        assert first.work is not None
        return partial(_do, first.work, first.ids)
    return partial(
        call_isolated, scorer, [item.payload for item in batch], context, [item.ids for item in batch]
    )


def _do(work: Callable[[], Any], ids: RequestIds) -> list[Any]:
    current_ids.set(ids)
    try:
        return [work()]
    except Exception as error:  # noqa: BLE001 - handed on to who waits for it
        return [error]


def call_isolated(
    scorer: Scorer, payloads: Sequence[Any], context: RequestContext, ids: Sequence[RequestIds]
) -> list[CallOutcome]:
    """Call a model, and return an answer or an error for each payload.

    If a call with several payloads fails, its halves are called, until the failing payloads are alone. The
    log lines of a call for one payload have the names of its request, of which `ids` has one a payload.
    """
    current_ids.set(ids[0] if len(ids) == 1 else NO_IDS)

    def attempt(part: Sequence[Any]) -> Sequence[Any]:
        if len(part) == 1:
            return [scorer.predict(part[0], context.query_params, context.headers)]
        return scorer.predict_many(part)

    outcomes: list[CallOutcome] = []
    for _, answers in isolate_failures(payloads, attempt):
        for answer in [answers] if isinstance(answers, IsolatedFailure) else answers:
            outcomes.append(_outcome(answer, scorer, ids[len(outcomes)]))
    return outcomes


def _outcome(answer: Any, scorer: Scorer, ids: RequestIds) -> CallOutcome:
    if isinstance(answer, Prediction | Response):
        return answer
    error = (
        answer.error
        if isinstance(answer, IsolatedFailure)
        else TypeError(f"{type(answer).__name__} is not a response of Starlette")
    )
    # Clients see the errors of a tagger's input; the errors of a custom predictor go to the log.
    if isinstance(error, InputError) and isinstance(scorer, TaggerScorer):
        return error
    return describe_failure(error, ids)


def describe_failure(error: BaseException, ids: RequestIds) -> PredictorFailedError:
    """Log the error of a predictor under an id, and return the error that names the id to clients."""
    number = uuid.uuid4().hex[:12]
    before = current_ids.set(ids)
    log.error("the predictor failed", extra={"error_id": number}, exc_info=error)
    current_ids.reset(before)
    return PredictorFailedError(
        f"The predictor failed with {type(error).__name__}. The log of the API has the details under the "
        f"id {number}."
    )


def _read(future: "asyncio.Future[Any]") -> None:
    # Read, so that nobody's having waited for it is no error of its own.
    if not future.cancelled():
        future.exception()
