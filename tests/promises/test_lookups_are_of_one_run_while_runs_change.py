"""Promises 1 and 10, as those see them who look up without a pause while runs are published and rolled back.

1. Every answer belongs wholly to one run, which was in service at some moment between request and answer.
10. An entity tag holds until a publish or a rollback, and not longer, on every worker.
"""

import asyncio
import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from store.connect.database import Database
from store.serving import pointer as publication
from store.serving.pointer import PointerMove
from tests.promises.conftest import NumberedNight
from tests.serving import NO_CERTIFICATES, serve_command

IDS = 100


@dataclass
class Pointer:
    """Where the pointer stood; of each move, between which moments it was made."""

    engine: Engine
    runs: list[int]
    moves: list[tuple[float, float, int]] = field(default_factory=list)

    def move(self, loop: asyncio.AbstractEventLoop, run_id: int) -> None:
        """Move the pointer, and note between which moments that was."""
        before = loop.time()
        with self.engine.begin() as connection:
            seen = publication.read_serving(connection)
            kind = "publish" if seen.run_id is None or run_id > seen.run_id else "rollback"
            publication.move_pointer(
                connection, PointerMove(run_id, kind, "test", "a try"), expected=seen.publication_id
            )
        self.moves.append((before, loop.time(), run_id))

    def could_answer(self, run_id: int, asked: float, answered: float) -> bool:
        """Return whether a run was, or may have been, in service between two moments."""
        ends = [(came, gone_by) for (came, _, run), (_, gone_by, _) in pairwise(self.moves) if run == run_id]
        if self.moves[-1][2] == run_id:
            ends.append((self.moves[-1][0], float("inf")))
        return any(came <= answered and asked <= gone_by for came, gone_by in ends)


@dataclass
class Observed:
    """Answers that clients got: the run, tag and model of each, between which moments, and the statuses."""

    answers: list[tuple[float, float, int, str, int]] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


async def read_on(url: str, ids: list[str], observed: Observed, ended: threading.Event, number: int) -> None:
    """Look up without a pause, over one connection."""
    loop = asyncio.get_running_loop()
    port = httpx.URL(url).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    step = number
    while not ended.is_set():
        step += 7
        asked = loop.time()
        writer.write(f"GET /predictions/{ids[step % len(ids)]} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(head.lower().partition("content-length: ")[2].partition("\r")[0])
        body = json.loads(await reader.readexactly(length))
        status = int(head[9:12])
        observed.statuses[status] += 1
        if status == 200:
            data = body["data"]
            observed.answers.append(
                (asked, loop.time(), data["run_id"], data["predicted_tag"], data["model_version"])
            )
    writer.close()


async def hammer(pointer: Pointer, url: str, ids: list[str], *, clients: int, moves: int) -> Observed:
    """Read from many connections while the pointer moves to and fro."""
    observed, ended = Observed(), threading.Event()
    loop = asyncio.get_running_loop()
    readers = [asyncio.create_task(read_on(url, ids, observed, ended, number)) for number in range(clients)]
    try:
        for number in range(moves):
            enough = len(observed.answers) + clients * 10
            while len(observed.answers) < enough:
                done = [reader for reader in readers if reader.done()]
                assert not done, done[0].exception()
                await asyncio.sleep(0.01)
            await asyncio.to_thread(pointer.move, loop, pointer.runs[number % 2])
    finally:
        ended.set()
    await asyncio.gather(*readers)
    return observed


@pytest.fixture
def pointer(numbered_night: NumberedNight, engine: Engine) -> Pointer:
    """Publish two runs, of predictors whose tags and models are never the same."""
    runs = [numbered_night(number).run_id for number in (1, 2)]
    return Pointer(engine, runs)


def check(pointer: Pointer, database: Database, folder: Path, *, clients: int, moves: int) -> None:
    with pointer.engine.connect() as connection:
        ids = [
            name
            for (name,) in connection.exec_driver_sql(f"SELECT project_id FROM predawn.projects LIMIT {IDS}")
        ]
    with serve_command(database, folder, "--workers", "2") as served:
        pointer.moves.append((0.0, 0.0, pointer.runs[1]))
        observed = asyncio.run(hammer(pointer, served.url, ids, clients=clients, moves=moves))
        assert served.stop() == 0
    assert set(observed.statuses) == {200}
    belongs = {(run, f"tag-{number}", number + 1) for number, run in enumerate(pointer.runs, 1)}
    assert {(run, tag, model) for _, _, run, tag, model in observed.answers} == belongs
    wrong = [
        (asked, answered, run)
        for asked, answered, run, _, _ in observed.answers
        if not pointer.could_answer(run, asked, answered)
    ]
    assert wrong == []


def test_every_answer_is_of_a_run_that_was_in_service(
    pointer: Pointer, database: Database, tmp_path: Path
) -> None:
    check(pointer, database, tmp_path, clients=32, moves=10)


@pytest.mark.slow
def test_the_same_from_32_connections_over_ten_publishes_and_rollbacks_twenty_times(
    pointer: Pointer, database: Database, tmp_path: Path
) -> None:
    check(pointer, database, tmp_path, clients=32, moves=200)


def test_a_conditional_client_gets_304_until_a_publish_and_200_after_it_on_every_worker(
    pointer: Pointer, database: Database, engine: Engine, tmp_path: Path
) -> None:
    def ask(etag: str | None) -> list[httpx.Response]:
        """Ask over connections of their own, so that both workers answer."""
        headers = {} if etag is None else {"If-None-Match": etag}
        return [
            httpx.get(f"{served.url}/predictions/4", timeout=60, headers=headers, verify=NO_CERTIFICATES)
            for _ in range(12)
        ]

    with serve_command(database, tmp_path, "--workers", "2") as served:
        (second,) = {answer.headers["etag"] for answer in ask(None)}
        held = second
        for run_id in [pointer.runs[0], pointer.runs[1]] * 2:
            assert {answer.status_code for answer in ask(held)} == {304}
            with engine.begin() as connection:
                seen = publication.read_serving(connection)
                publication.move_pointer(
                    connection, PointerMove(run_id, "publish", "test"), expected=seen.publication_id
                )
            answers = ask(held)
            assert {(answer.status_code, answer.json()["data"]["run_id"]) for answer in answers} == {
                (200, run_id)
            }
            (held,) = {answer.headers["etag"] for answer in answers}
            assert (held == second) == (run_id == pointer.runs[1])
        assert served.stop() == 0
