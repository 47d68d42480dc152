"""The log never delays an answer: it is bounded, counts what it drops, and is flushed in the end."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text

from api.services import inference_log
from api.services.inference_log import InferenceLog
from core.errors import StoreUnavailableError
from core.setting_kinds import InferenceLogContent
from core.types import Prediction, TagScore
from store.connect.async_sessions import Sessions
from store.connect.database import Database
from store.traffic import inference_log as store_log
from store.traffic.inference_log import InferenceEntry
from tests.serving import serving, settings_for
from tests.unit.api.conftest import Execute
from tests.waiting import wait_until, wait_until_async


def entry(tag: str) -> InferenceEntry:
    prediction = Prediction(tag, 0.5, (TagScore(tag, 0.5),))
    return InferenceEntry(datetime.now(UTC), None, None, "a text", None, prediction, 1, "on_demand", 0.01)


def test_what_does_not_fit_is_dropped_and_counted_and_the_rest_is_flushed(
    database: Database, execute: Execute
) -> None:
    async def fill() -> InferenceLog:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        log = InferenceLog(sessions, 3)
        log.record(entry(str(number)) for number in range(5))
        assert (log.waiting, log.dropped) == (3, 2)
        await log.flush()
        await sessions.close()
        return log

    log = asyncio.run(fill())
    assert (log.written, log.dropped, log.waiting) == (3, 2, 0)
    assert execute("SELECT predicted_tag, score, tags FROM predawn.inference_log ORDER BY inference_id") == [
        ("0", 0.5, ["0"]),
        ("1", 0.5, ["1"]),
        ("2", 0.5, ["2"]),
    ]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("text", [("7", "a title", "a text", b"hash")]),
        ("hash", [("7", None, None, b"hash")]),
        ("nothing", [(None, None, None, None)]),
        ("off", []),
    ],
)
def test_no_more_is_kept_of_an_input_than_is_set(
    database: Database, execute: Execute, content: InferenceLogContent, kept: list[object]
) -> None:
    async def fill() -> None:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        log = InferenceLog(sessions, 3, content)
        log.record([entry("mlops")._replace(project_id="7", title="a title", content_hash=b"hash")])
        await log.flush()
        await sessions.close()

    asyncio.run(fill())
    found = execute("SELECT project_id, title, description, content_hash FROM predawn.inference_log")
    assert [(*row[:3], row[3] and bytes(row[3])) for row in found] == kept


def test_the_setting_reaches_the_server(database: Database, execute: Execute) -> None:
    with serving(settings_for(database, inference_log="hash")) as api:
        assert api.client.post("/predict", json={"texts": [{"text": "secret"}]}).status_code == 200
        wait_until(lambda: api.state.log.written == 1)
    assert execute("SELECT title, description, content_hash IS NOT NULL FROM predawn.inference_log") == [
        (None, None, True)
    ]


def test_a_stopping_server_flushes_what_waits(
    database: Database, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inference_log, "LINGER_SECONDS", 60)
    with serving(settings_for(database)) as api:
        for _ in range(20):
            assert api.client.post("/predict", json={"texts": [{"text": "a"}]}).status_code == 200
    assert execute("SELECT count(*) FROM predawn.inference_log") == [(20,)]


class Refusing(Sessions):
    """Sessions on a database that is away."""

    async def copy(self, table: str, columns: Sequence[str], rows: AsyncIterator[Sequence[object]]) -> None:
        raise StoreUnavailableError("the database is away")


class Endless(Sessions):
    """Sessions on a database that does not answer."""

    async def copy(self, table: str, columns: Sequence[str], rows: AsyncIterator[Sequence[object]]) -> None:
        await asyncio.Event().wait()


@pytest.mark.parametrize("kind", [Refusing, Endless])
def test_what_a_stopping_server_cannot_write_is_counted_and_said(
    database: Database,
    kind: type[Sessions],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(inference_log, "FLUSH_SECONDS", 0.05)

    async def stop() -> InferenceLog:
        sessions = kind(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        log = InferenceLog(sessions, 10)
        log.record(entry(str(number)) for number in range(7))
        await log.flush()
        await sessions.close()
        return log

    log = asyncio.run(stop())
    assert (log.written, log.dropped) == (0, 7)
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "7 on-demand predictions were not logged while this server ran"
    ]


def test_what_fills_a_batch_is_written_without_waiting_for_more(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(inference_log, "LINGER_SECONDS", 60)

    async def write() -> InferenceLog:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        log = InferenceLog(sessions, 4500)
        log.record(entry(str(number)) for number in range(5000))
        writing = asyncio.create_task(log.run())
        await wait_until_async(lambda: log.written >= 4000)
        writing.cancel()
        await sessions.close()
        return log

    log = asyncio.run(write())
    assert (log.written, log.waiting, log.dropped) == (4000, 500, 500)
    assert [record.getMessage() for record in caplog.records] == [
        (
            "500 on-demand predictions were not logged: the queue was full "
            "(PREDAWN_INFERENCE_LOG_QUEUE sets its size)"
        )
    ]


def test_entries_that_cannot_be_stored_hold_nothing_up(database: Database, execute: Execute) -> None:
    async def write() -> InferenceLog:
        sessions = Sessions(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        log = InferenceLog(sessions, 10)
        log.record([entry("good"), entry("a tag with a NUL\x00"), entry("better"), entry("best")])
        await log.flush()
        log.record([entry("later")])
        await log.flush()
        await sessions.close()
        return log

    log = asyncio.run(write())
    assert (log.written, log.dropped) == (4, 1)
    found = execute("SELECT predicted_tag FROM predawn.inference_log ORDER BY inference_id")
    assert found == [("good",), ("better",), ("best",), ("later",)]


class Hasty(Sessions):
    """Sessions to which more than some rows take too long."""

    async def copy(self, table: str, columns: Sequence[str], rows: AsyncIterator[Sequence[object]]) -> None:
        taken = [row async for row in rows]
        if len(taken) > 100:
            raise StoreUnavailableError("it did not answer in time")

        async def again() -> AsyncIterator[Sequence[object]]:
            for row in taken:
                yield row

        await super().copy(table, columns, again())


def test_what_is_too_much_at_once_is_written_in_parts(
    database: Database, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inference_log, "RETRY_SECONDS", 0)

    async def write() -> None:
        sessions = Hasty(database, "tests", size=1, timeout_seconds=5)
        await sessions.open()
        log = InferenceLog(sessions, 1000)
        log.record([entry(str(number)) for number in range(1000)])
        writing = asyncio.create_task(log.run())
        await wait_until_async(lambda: log.written >= 1000)
        writing.cancel()
        await sessions.close()

    asyncio.run(write())
    assert execute("SELECT count(DISTINCT predicted_tag), count(*) FROM predawn.inference_log") == [
        (1000, 1000)
    ]


def test_under_load_every_answer_is_either_logged_or_counted_as_dropped(
    database: Database, engine: Engine, execute: Execute
) -> None:
    texts = {"texts": [{"text": f"a text {number}"} for number in range(100)]}
    with serving(settings_for(database, inference_log_queue=250, lookup_timeout_seconds=60)) as api:
        with engine.begin() as connection:
            connection.execute(text("LOCK TABLE predawn.inference_log IN ACCESS EXCLUSIVE MODE"))
            assert api.client.post("/predict", json=texts).status_code == 200
            # These are being written, and what comes now has to wait in the queue.
            wait_until(api.state.log._queue.empty)
            for _ in range(5):
                assert api.client.post("/predict", json=texts).status_code == 200
            assert (api.state.log.waiting, api.state.log.dropped) == (350, 250)
        wait_until(lambda: api.state.log.waiting == 0)
        assert (api.state.log.written, api.state.log.dropped) == (350, 250)
        assert "predawn_inference_log_dropped_total 250.0" in api.client.get("/metrics").text
    assert execute("SELECT count(*) FROM predawn.inference_log") == [(350,)]


def test_writing_many_entries_lets_others_go_on() -> None:
    async def write() -> int:
        turns, ended = 0, False

        async def others() -> None:
            nonlocal turns
            while not ended:
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(others())
        pieces = [piece async for piece in store_log._encode([entry(str(n)) for n in range(1000)])]
        ended = True
        await task
        assert len(pieces) == 2 + 1000 / store_log.AT_ONCE
        return turns

    assert asyncio.run(write()) >= 1000 / store_log.AT_ONCE
