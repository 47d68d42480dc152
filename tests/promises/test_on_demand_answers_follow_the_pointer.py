"""Promise 10, for answers that a model makes while runs of alternating models are published.

Every answer made on demand names the model of a run that was in service between one second before the request
and its end; no request fails; and models that are not in service any more leave memory.
"""

import asyncio
import gc
import itertools
import json
import re
import threading
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, text

from api.inference.models import MAX_SCORERS
from store.connect.database import Database
from tests.conftest import RunNight
from tests.promises.test_lookups_are_of_one_run_while_runs_change import Pointer
from tests.serving import serve_command, serving, settings_for
from tests.sql import ANOTHER_MODEL
from tests.threads import working
from tests.waiting import wait_until

LATE_SECONDS = 1.0
NEW = "new"


@dataclass
class Heard:
    """Answers that clients got: the model, the moments of request and answer, the source, and the status."""

    answers: list[tuple[float, float, int]] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)


@pytest.fixture
def runs(night: RunNight, engine: Engine, request: pytest.FixtureRequest) -> list[int]:
    """Publish runs of as many models; then add a project that none of them has."""
    with engine.begin() as connection:
        for _ in range(request.param - 1):
            connection.execute(text(ANOTHER_MODEL))
    made = [night(model_version=number + 1).run_id for number in range(request.param)]
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO predawn.projects (project_id, title, description) VALUES (:id, 'Graphs', '')"),
            {"id": NEW},
        )
    return made


def requests(number: int) -> Iterator[bytes]:
    """Return requests without end: texts that nobody asked before, and lookups of a project without a row."""
    for step in itertools.count():
        body = json.dumps({"texts": [{"text": f"Detecting objects {number} {step}"}]}).encode()
        yield (
            f"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body
        yield f"GET /predictions/{NEW} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


async def ask_on(url: str, number: int, heard: Heard, ended: threading.Event) -> None:
    """Ask without a pause, over one connection."""
    loop = asyncio.get_running_loop()
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(url).port)
    for request in requests(number):
        if ended.is_set():
            break
        asked = loop.time()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        found = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        assert found is not None
        data = json.loads(await reader.readexactly(int(found[1])))["data"]
        heard.statuses[int(head[9:12])] += 1
        answer = data["predictions"][0] if "predictions" in data else data
        heard.sources[answer["source"]] += 1
        heard.answers.append((asked, loop.time(), answer["model_version"]))
    writer.close()
    await writer.wait_closed()


async def hammer(pointer: Pointer, url: str, *, clients: int, moves: int) -> Heard:
    """Ask from many connections while runs of other models are published."""
    heard, ended = Heard(), threading.Event()
    loop = asyncio.get_running_loop()
    asking = [asyncio.create_task(ask_on(url, number, heard, ended)) for number in range(clients)]
    try:
        for number in range(moves):
            run = pointer.runs[number % len(pointer.runs)]
            await asyncio.to_thread(pointer.move, loop, run)
            seen = len(heard.answers)
            # Until the model has been heard of, and then for a while.
            while not any(model == run for _, _, model in heard.answers[seen:]):
                done = [task for task in asking if task.done()]
                assert not done, done[0].exception()
                await asyncio.sleep(0.01)
    finally:
        ended.set()
    await asyncio.gather(*asking)
    return heard


def check(pointer: Pointer, heard: Heard) -> None:
    assert set(heard.statuses) == {200}
    assert set(heard.sources) == {"on_demand", "memory"}
    # Runs and models are numbered alike.
    wrong = [
        (asked, answered, model)
        for asked, answered, model in heard.answers
        if not pointer.could_answer(model, asked - LATE_SECONDS, answered)
    ]
    assert wrong == []


@pytest.mark.parametrize("runs", [5], indirect=True)
def test_every_answer_is_of_a_model_in_service_and_old_models_leave_memory(
    runs: list[int], database: Database, engine: Engine
) -> None:
    pointer = Pointer(engine, runs, [(0.0, 0.0, runs[-1])])
    with serving(settings_for(database)) as api:
        followed: dict[int, weakref.ref[object]] = {}

        def note() -> None:
            version = api.state.scorers.in_service
            scorer = api.state.scorers.find(version)
            if version is not None and scorer is not None:
                followed.setdefault(version, weakref.ref(scorer))

        note()
        ended = threading.Event()
        with working(ended, lambda: _watch(note, ended)):
            heard = asyncio.run(hammer(pointer, str(api.client.base_url), clients=4, moves=8))
        assert len(followed) == 5

        def alive() -> int:
            gc.collect()
            return sum(found() is not None for found in followed.values())

        wait_until(lambda: alive() <= MAX_SCORERS)
    check(pointer, heard)


def _watch(note: object, ended: threading.Event) -> None:
    while not ended.wait(0.01):
        note()  # type: ignore[operator]


def resident_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


@pytest.mark.slow
@pytest.mark.parametrize("runs", [7], indirect=True)
def test_twenty_publishes_under_load_leave_memory_where_it_was(
    runs: list[int], database: Database, engine: Engine, tmp_path: Path
) -> None:
    with serve_command(database, tmp_path, PREDAWN_INFERENCE_MEMORY="1000") as served:
        # What is loaded once, and the caches that are filled once, are no growth.
        warm = Pointer(engine, runs, [(0.0, 0.0, runs[-1])])
        asyncio.run(hammer(warm, served.url, clients=16, moves=8))
        before = resident_mib(served.process.pid)
        pointer = Pointer(engine, runs, [(0.0, 0.0, warm.moves[-1][2])])
        heard = asyncio.run(hammer(pointer, served.url, clients=16, moves=20))
        after = resident_mib(served.process.pid)
    check(pointer, heard)
    assert after - before < 20, f"{before:.0f} MiB before, {after:.0f} MiB after"
