"""The access log never delays an answer: it is bounded, counts what it drops, and is written to its end."""

import asyncio
import contextlib
import fcntl
import json
import os
import select
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.http.request_ids import NO_IDS, RequestIds
from api.services import access_log
from api.services.access_lines import AnswerOrigin, JsonLines, RequestLine, TextLines
from api.services.access_log import AccessLog
from api.state import open_state
from store.connect.database import Database
from tests.serving import settings_for
from tests.waiting import wait_until, wait_until_async

LOOKUP = RequestLine("GET", "/predictions/4", ("192.0.2.1", 7))


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """The two ends of a pipe, which nobody reads."""
    reader, writer = os.pipe()
    yield reader, writer
    for end in (reader, writer):
        with contextlib.suppress(OSError):
            os.close(end)


def statuses(text: str) -> list[int]:
    return [json.loads(line)["status"] for line in text.splitlines()]


def record(log: AccessLog, *answered: int) -> None:
    for status in answered:
        log.record(LOOKUP, status, 0.0015, NO_IDS)


def read_waiting(reader: int) -> bytes:
    """Return what waits in a pipe that does not block, after at most a moment."""
    pieces = []
    with contextlib.suppress(BlockingIOError):
        while select.select([reader], [], [], 0.01)[0]:
            pieces.append(os.read(reader, 65536))
    return b"".join(pieces)


def write(path: Path, kept: str, *answered: int) -> list[int]:
    """Return the statuses that a log keeps of some requests."""

    async def run(descriptor: int) -> None:
        log = AccessLog(kept, as_text=False, descriptor=descriptor)
        record(log, *answered)
        await log.flush()
        assert (log.waiting, log.dropped) == (0, 0)

    with path.open("w") as file:
        asyncio.run(run(file.fileno()))
    return statuses(path.read_text())


def test_the_lines_of_the_last_moment_are_written(database: Database, tmp_path: Path) -> None:
    async def run(descriptor: int) -> None:
        log = AccessLog("all", as_text=False, descriptor=descriptor)
        async with open_state(settings_for(database), log):
            record(log, 200, 404)

    with (tmp_path / "log").open("w") as file:
        asyncio.run(run(file.fileno()))
    assert statuses((tmp_path / "log").read_text()) == [200, 404]


def test_a_line_says_what_was_asked_and_how_it_was_answered(tmp_path: Path) -> None:
    ids = RequestIds("a-7", f"00-{'0f' * 16}-{'a1' * 8}-01")

    async def run(descriptor: int, *, as_text: bool) -> None:
        log = AccessLog("all", as_text=as_text, descriptor=descriptor)
        log.record(LOOKUP, 200, 0.0015, ids, AnswerOrigin("cache", 3))
        await log.flush()

    found = []
    for as_text in (False, True):
        with (tmp_path / "log").open("w") as file:
            asyncio.run(run(file.fileno(), as_text=as_text))
        found.append((tmp_path / "log").read_text())
    line = json.loads(found[0])
    age = datetime.now(UTC) - datetime.fromisoformat(line.pop("time"))
    assert 0 <= age.total_seconds() < 60
    assert line == {
        "level": "info",
        "logger": "uvicorn.access",
        "pid": os.getpid(),
        "message": "GET /predictions/4 200",
        "client": "192.0.2.1:7",
        "method": "GET",
        "path": "/predictions/4",
        "status": 200,
        "duration_ms": 1.5,
        "source": "cache",
        "run_id": 3,
        "request_id": "a-7",
        "traceparent": ids.traceparent,
    }
    assert found[1][8:] == (
        " info GET /predictions/4 200 client=192.0.2.1:7 duration_ms=1.500 source=cache run_id=3 "
        f"request_id=a-7 traceparent={ids.traceparent}\n"
    )


@pytest.mark.parametrize("lines", [JsonLines(), TextLines()])
def test_what_a_proxy_calls_a_client_cannot_steer_a_terminal(lines: JsonLines | TextLines) -> None:
    request = RequestLine("GET", "/predictions/4", ("\x9b31m\x1b[2J\u00e9" + "x" * 200, 0))
    line = lines.request(request, 200, 0.1, NO_IDS, AnswerOrigin())
    assert line.isascii()
    assert line[:-1].isprintable()
    assert "x" * 80 in line
    assert "x" * 100 not in line


def test_it_keeps_all_requests_or_errors_or_a_sample_with_all_errors(tmp_path: Path) -> None:
    answered = [200, 304, 404, 200, 503, 200, 200, 302]
    assert write(tmp_path / "log", "all", *answered) == answered
    assert write(tmp_path / "log", "errors", *answered) == [404, 503]
    assert write(tmp_path / "log", "1/3", *answered) == [404, 200, 503, 302]
    assert write(tmp_path / "log", "1/1", *answered) == answered


def test_lines_are_written_while_the_server_runs(tmp_path: Path) -> None:
    path = tmp_path / "log"

    async def run(descriptor: int) -> None:
        log = AccessLog("all", as_text=False, descriptor=descriptor)
        record(log, *[200] * 3)
        await wait_until_async(lambda: log.written == 3)
        record(log, *[200] * access_log.MAX_BATCH)
        await wait_until_async(lambda: log.waiting == 0)
        await log.flush()

    with path.open("w") as file:
        asyncio.run(run(file.fileno()))
    assert len(statuses(path.read_text())) == 3 + access_log.MAX_BATCH


def test_what_nobody_reads_is_bounded_dropped_and_counted(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "MAX_WAITING", 2000)
    reader, writer = pipe
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)

    async def run() -> AccessLog:
        log = AccessLog("all", as_text=False, descriptor=writer)
        for _ in range(5):
            record(log, *[200] * 1000)
            await asyncio.sleep(0)
        assert log.waiting <= 2000
        assert log.dropped >= 2500
        assert log.written + log.waiting + log.dropped == 5000
        os.set_blocking(reader, False)
        read = b""
        while log.waiting:
            read += read_waiting(reader)
            await asyncio.sleep(0)
        read += read_waiting(reader)
        record(log, 200)
        await log.flush()
        read += read_waiting(reader)
        lines = [json.loads(line) for line in read.splitlines()]
        (warning,) = [line for line in lines if line["level"] == "warning"]
        assert warning["message"] == f"{log.dropped} lines of the access log were dropped"
        assert len(lines) == log.written
        return log

    log = asyncio.run(run())
    assert log.dropped + log.written == 5000 + 2


def test_a_reader_that_is_stuck_or_gone_does_not_keep_the_server_from_stopping(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_log, "STOP_SECONDS", 0.2)
    reader, writer = pipe
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)

    async def run(lines: int) -> tuple[AccessLog, int, int]:
        log = AccessLog("all", as_text=False, descriptor=writer)
        record(log, *[200] * lines)
        await log.flush()
        return log, log.written, log.dropped

    stuck, written, dropped = asyncio.run(run(500))
    assert written < 500
    assert written + dropped == 500
    os.close(reader)
    # Its remaining lines must not go into whatever gets the descriptor next.
    wait_until(lambda: stuck.waiting == 0)
    assert asyncio.run(run(5))[1:] == (0, 5)


def test_lines_go_into_a_pipe_whole_so_that_those_of_workers_do_not_mix(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    pieces: list[bytes] = []

    async def run() -> None:
        log = AccessLog("all", as_text=False, descriptor=writer)
        long = RequestLine("GET", "/predictions/" + '"' * 600, None)
        for _ in range(10):
            log.record(long, 404, 0.1, NO_IDS)
            log.record(LOOKUP, 200, 0.1, NO_IDS)
        await log.flush()

    # A pipe of packets keeps what is written at once together.
    packets, end = os.pipe2(os.O_DIRECT)
    os.dup2(end, writer)
    os.dup2(packets, reader)
    asyncio.run(run())
    while select.select([packets], [], [], 0)[0]:
        pieces.append(os.read(packets, 65536))
    os.close(packets)
    os.close(end)
    assert 1 < len(pieces) < 20
    assert all(piece.endswith(b"}\n") for piece in pieces)
    assert sum(len(statuses(piece.decode())) for piece in pieces) == 20
