"""On-demand inference with a model that takes its time: shared, isolated, bounded, and never lost."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.responses import Response

from api.http.clock import DatabaseClock
from api.http.errors import ClientGoneError, InferenceRefusedError, OverloadedError, PredictorFailedError
from api.inference.batch_size import FittedBatchSize
from api.inference.on_demand import InferenceResult, OnDemandInference, input_key
from core.types import Prediction
from model.predictors import call_threads
from model.predictors.scorer import PredictorScorer
from tests.unit.api.predictors import Echo, Slow
from tests.waiting import TIMEOUT_SECONDS, wait_until_async, with_enough_time


class Loaded:
    """Models that are in memory."""

    def __init__(self, *predictors: Any) -> None:
        self.scorers = {
            number: PredictorScorer(predictor, 0.0) for number, predictor in enumerate(predictors, 1)
        }

    async def get(self, version: int) -> PredictorScorer:
        return self.scorers[version]


def inference(*predictors: Any, **changes: Any) -> OnDemandInference:
    options = {
        "threads": 1, "queue": 64, "timeout_seconds": 10.0, "max_batch": 64, "cache_size": 100,
        "clock": DatabaseClock(), **changes
    }  # fmt: skip
    return OnDemandInference(Loaded(*predictors), **options)  # type: ignore[arg-type]


def lived(story: Callable[[], Awaitable[None]]) -> None:
    """Live through a story on an event loop."""

    async def bounded() -> None:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            await story()

    asyncio.run(bounded())


def ask(model: OnDemandInference, payload: Any, **options: Any) -> "asyncio.Task[list[InferenceResult]]":
    return asyncio.create_task(model.predict(1, [payload], **options))


def key_of(payload: Any) -> bytes:
    key = input_key(PredictorScorer(Slow({}), 0.0), payload)
    assert key is not None
    return key


def tag_of(task: "asyncio.Task[list[InferenceResult]]") -> str:
    (made,) = task.result()
    assert isinstance(made.answer, Prediction)
    return made.answer.predicted_tag


async def occupy(model: OnDemandInference, predictor: Slow) -> "asyncio.Task[list[InferenceResult]]":
    """Keep the one thread busy until the predictor is released."""
    task = ask(model, "wait")
    await wait_until_async(lambda: predictor.entered.acquire(blocking=False))
    return task


def test_who_asks_for_the_same_at_the_same_time_shares_one_call() -> None:
    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor, threads=4)
        first = await occupy(model, predictor)
        others = [ask(model, "wait") for _ in range(20)]
        await asyncio.sleep(0)
        predictor.release.set()
        await asyncio.gather(first, *others)
        assert predictor.calls == [["wait"]]
        assert {tag_of(task) for task in (first, *others)} == {"tag of wait"}
        assert model.pending == 0

    lived(story)


def test_who_asks_another_model_for_the_same_shares_nothing() -> None:
    async def story() -> None:
        one, other = Slow({}), Slow({})
        model = inference(one, other, threads=4)
        first = await occupy(model, one)
        second = asyncio.create_task(model.predict(2, ["wait"]))
        await wait_until_async(lambda: other.entered.acquire(blocking=False))
        one.release.set()
        other.release.set()
        await asyncio.gather(first, second)
        assert (one.calls, other.calls) == ([["wait"]], [["wait"]])

    lived(story)


def test_what_waits_shares_a_call_of_a_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    # As if each call took as long as the others, whatever the machine does meanwhile.
    add_call = FittedBatchSize.add_call
    monkeypatch.setattr(
        FittedBatchSize, "add_call", lambda sizer, size, _seconds: add_call(sizer, size, 0.01)
    )

    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor, max_batch=3)
        first = await occupy(model, predictor)
        others = [ask(model, number) for number in range(7)]
        await wait_until_async(lambda: model.batches.waiting == 7)
        predictor.release.set()
        await asyncio.gather(first, *others)
        assert [len(call) for call in predictor.calls[1:]] == [2, 3, 2]
        assert [tag_of(task) for task in others] == [f"tag of {number}" for number in range(7)]

    lived(story)


def test_a_predictor_without_batches_or_that_reads_the_request_is_called_one_by_one() -> None:
    async def story() -> None:
        model = inference(Echo({}))
        answers = await asyncio.gather(*(model.predict(1, [number]) for number in range(5)))
        assert (model.batches.calls, model.batches.payloads) == (5, 5)
        assert len(answers) == 5
        assert len(model.cache) == 0
        assert input_key(PredictorScorer(Echo({}), 0.0), "a") is None

    lived(story)


@pytest.mark.parametrize(("payload", "named"), [("raise", "RuntimeError"), ("exit", "SystemExit")])
def test_a_payload_that_fails_takes_no_other_with_it(
    payload: str, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor)
        first = await occupy(model, predictor)
        good, bad = [ask(model, number) for number in range(3)], ask(model, payload)
        await wait_until_async(lambda: model.batches.waiting == 4)
        predictor.release.set()
        await asyncio.wait([first, bad, *good])
        with pytest.raises(PredictorFailedError, match=f"failed with {named}") as refusal:
            bad.result()
        assert [tag_of(task) for task in good] == [f"tag of {number}" for number in range(3)]
        (record,) = [record for record in caplog.records if record.exc_info]
        assert record.__dict__["error_id"] in str(refusal.value)
        assert tag_of_one(await model.predict(1, ["next"])) == "tag of next"

    lived(story)


def tag_of_one(made: list[InferenceResult]) -> str:
    assert isinstance(made[0].answer, Prediction)
    return made[0].answer.predicted_tag


def test_a_request_says_which_of_its_payloads_failed() -> None:
    async def story() -> None:
        model = inference(Slow({}))
        with pytest.raises(PredictorFailedError, match="It was item 2 of 3"):
            await model.predict(1, ["a", "raise", "b"])

    lived(story)


def test_a_payload_that_hangs_is_refused_in_time_and_takes_no_other_with_it() -> None:
    def check(seconds: float) -> None:
        async def story() -> None:
            predictor = Slow({})
            model = inference(predictor, timeout_seconds=seconds)
            began = asyncio.get_running_loop().time()
            tasks = [ask(model, payload) for payload in ("a", "hang", "b")]
            await asyncio.wait(tasks)
            assert asyncio.get_running_loop().time() - began < 4 * seconds
            assert (tag_of(tasks[0]), tag_of(tasks[2])) == ("tag of a", "tag of b")
            with pytest.raises(InferenceRefusedError, match=f"within {seconds:g} seconds"):
                tasks[1].result()
            await wait_until_async(model.batches._items[1, key_of("hang")].future.done)
            # Who asks for the same is told at once, and costs no other thread; everybody else is answered.
            stuck = model.stuck
            with pytest.raises(OverloadedError):
                await model.predict(1, ["hang"])
            assert tag_of_one(await model.predict(1, ["c"])) == "tag of c"
            assert model.stuck == stuck
            predictor.release.set()
            await wait_until_async(lambda: model.stuck == 0)
            assert model.cache.find(1, key_of("hang")) is not None
            assert tag_of_one(await model.predict(1, ["hang"])) == "tag of hang"

        lived(story)

    with_enough_time(check, 0.6, 6.0)


def test_calls_that_hang_use_up_a_bounded_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_threads, "MAX_STUCK", 2)

    def check(seconds: float) -> None:
        async def story() -> None:
            predictor = Slow({})
            model = inference(predictor, timeout_seconds=seconds, max_batch=1)
            for number in range(3):
                with pytest.raises(OverloadedError):
                    await model.predict(1, ["hang"], keys=[bytes([number])])
            await wait_until_async(lambda: model.stuck == 2)
            with pytest.raises(OverloadedError, match="Correct the predictor, and restart"):
                await model.predict(1, ["a"])
            assert model.exhausted
            predictor.release.set()
            await wait_until_async(lambda: not model.exhausted)
            assert tag_of_one(await model.predict(1, ["a"])) == "tag of a"

        lived(story)

    with_enough_time(check, 0.1, 1.0, 5.0)


def test_more_requests_than_may_wait_are_refused_and_what_shares_a_call_waits_for_it() -> None:
    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor, queue=2)
        first = await occupy(model, predictor)
        others = [ask(model, number) for number in range(2)]
        await wait_until_async(lambda: model.pending == 3)
        with pytest.raises(OverloadedError, match="PREDAWN_INFERENCE_QUEUE"):
            await model.predict(1, ["one too many"])
        predictor.release.set()
        await asyncio.gather(first, *others)
        assert model.pending == 0

    lived(story)


@pytest.mark.parametrize("by", ["cancelling", "disconnecting"])
def test_a_client_that_goes_away_leaves_nothing_behind(by: str) -> None:
    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor)
        first = await occupy(model, predictor)
        gone = asyncio.Event()

        async def receive() -> dict[str, str]:
            await gone.wait()
            return {"type": "http.disconnect"}

        leaving, staying = ask(model, "leaves", receive=receive), ask(model, "stays")
        await wait_until_async(lambda: model.batches.waiting == 2)
        if by == "cancelling":
            leaving.cancel()
        else:
            gone.set()
        await asyncio.wait([leaving])
        if by == "disconnecting":
            assert isinstance(leaving.exception(), ClientGoneError)
        assert (model.batches.waiting, model.pending) == (1, 2)
        predictor.release.set()
        await asyncio.gather(first, staying)
        assert predictor.calls == [["wait"], ["stays"]]
        assert model.pending == 0
        again = ask(model, "leaves")
        await asyncio.wait([again])
        assert tag_of(again) == "tag of leaves"

    lived(story)


def test_who_shares_a_call_loses_nothing_when_another_one_goes_away() -> None:
    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor)
        first = await occupy(model, predictor)
        leaving, staying = ask(model, "same"), ask(model, "same")
        await wait_until_async(lambda: model.pending == 3)
        leaving.cancel()
        await asyncio.wait([leaving])
        predictor.release.set()
        await asyncio.gather(first, staying)
        assert tag_of(staying) == "tag of same"

    lived(story)


def test_a_response_of_its_own_is_given_to_one_client_only() -> None:
    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor)
        first = await occupy(model, predictor)
        both = [ask(model, "respond") for _ in range(2)]
        await wait_until_async(lambda: model.pending == 3)
        predictor.release.set()
        await asyncio.gather(first, *both)
        one, other = [task.result()[0].answer for task in both]
        assert isinstance(one, Response)
        assert isinstance(other, Response)
        assert one is not other
        assert len(model.cache) == 1

    lived(story)


def test_answers_are_kept_up_to_a_bound_and_per_model() -> None:
    async def story() -> None:
        predictor = Slow({})
        model = inference(predictor, predictor, cache_size=3)
        for number in range(5):
            await model.predict(1, [number])
        keys = [key_of(number) for number in range(5)]
        assert [model.cache.find(1, key) is not None for key in keys] == [False, False, True, True, True]
        assert model.cache.find(2, keys[4]) is None
        assert len(model.cache) == 3

    lived(story)


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), (1, 1.0), ("1", 1), ({"text": "a"}, {"title": "", "description": "a"})]
)
def test_payloads_that_differ_are_different_inputs(one: Any, other: Any) -> None:
    scorer = PredictorScorer(Slow({}), 0.0)
    assert input_key(scorer, one) != input_key(scorer, other)


def test_models_that_were_asked_meanwhile_take_no_payload_from_one_whose_call_hangs() -> None:
    def check(seconds: float) -> None:
        async def story() -> None:
            predictor, others = Slow({}), [Slow({}) for _ in range(10)]
            model = inference(predictor, *others, threads=2, timeout_seconds=seconds)
            # All three go out in one call, which is given up after a while; each is called alone then.
            task = asyncio.create_task(model.predict(1, ["a", "hang", "b"]))
            await wait_until_async(lambda: predictor.calls)
            for version in range(2, 12):
                await model.predict(version, ["x"])
            with pytest.raises(OverloadedError):
                await task
            assert predictor.calls[0] == ["a", "hang", "b"]
            assert all(model.cache.find(1, key_of(payload)) for payload in ("a", "b"))
            predictor.release.set()
            await wait_until_async(lambda: model.stuck == 0)

        lived(story)

    with_enough_time(check, 1.0, 10.0)


def can_be_written(payload: object) -> bool:
    try:
        json.dumps(payload)
    except RecursionError:
        return False
    return True


def test_a_payload_that_is_nested_too_deeply_to_be_written_is_compared_with_none() -> None:
    payload: list[Any] = []
    while can_be_written(payload):  # each version of Python has another limit
        for _ in range(1000):
            payload = [payload]
    assert input_key(PredictorScorer(Slow({}), 0.0), payload) is None
