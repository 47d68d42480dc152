"""Promise 1, under canaries that start, are promoted, stopped and rolled back while clients look up without a
pause, on two workers, some of which are replaced meanwhile.

No request fails. Every prediction is of the run that answers for its project's side, at some moment between
request and answer, and says whether that is a canary's. What the start counts is what then differs, over all
ids.
"""

import asyncio
import itertools
import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from sqlalchemy import Engine, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.canary import promote_canary
from core.settings import Settings
from store.connect.database import Database
from store.serving import canary, pointer
from tests.promises.test_a_canary_answers_for_its_share_alone import look_up_ids, slot
from tests.serving import Process, serve_command, serving, settings_for
from tests.waiting import TIMEOUT_SECONDS

SHARE = 1000


class Serving(NamedTuple):
    """What answers from a moment on and up to another: a run, and a canary's run for a share of the slots."""

    since: float
    run_id: int
    canary_run: int | None
    until: float = float("inf")

    def answers(self, project_id: str) -> tuple[int, bool]:
        """Return the run that answers for a project, and whether it is a canary's."""
        if self.canary_run is not None and slot(project_id) < SHARE:
            return self.canary_run, True
        return self.run_id, False


@dataclass
class Observed:
    """What clients saw: id, run, canary or not, tag, and between which moments."""

    answers: list[tuple[str, int, bool, str, float, float]] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    reconnects: int = 0


class Client:
    """Looks up over one connection, and over a new one when that ends with an answer or before one."""

    def __init__(self, port: int, observed: Observed) -> None:
        self._port = port
        self._observed = observed
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, project_id: str) -> tuple[int, Any]:
        """Return status and document of a lookup."""
        async with asyncio.timeout(TIMEOUT_SECONDS):
            while True:
                try:
                    if self._streams is None:
                        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
                    return await self._exchange(*self._streams, project_id)
                except (asyncio.IncompleteReadError, ConnectionError) as error:
                    if getattr(error, "partial", b""):
                        raise AssertionError("an answer was cut off") from error
                    self.close()
                    self._observed.reconnects += 1

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, project_id: str
    ) -> tuple[int, Any]:
        writer.write(f"GET /predictions/{project_id} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length: ")[2].partition("\r")[0])
        body = json.loads(await reader.readexactly(length))
        if "connection: close" in head:
            self.close()
            self._observed.reconnects += 1
        return int(head[9:12]), body

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def read_on(client: Client, ids: Iterable[str], observed: Observed, ended: threading.Event) -> None:
    """Look up one project after another without a pause."""
    loop = asyncio.get_running_loop()
    for project_id in ids:
        if ended.is_set():
            break
        asked = loop.time()
        status, body = await client.ask(project_id)
        observed.statuses[status] += 1
        if status == 200:
            data = body["data"]
            answer = (data["run_id"], data.get("canary", False), data["predicted_tag"])
            observed.answers.append((project_id, *answer, asked, loop.time()))
    client.close()


@dataclass
class Stage:
    """Two runs of other models, in a store that two workers serve, and what answers at which time."""

    database: Database
    engine: Engine
    settings: Settings
    runs: list[int]
    states: list[Serving] = field(default_factory=list)
    counted: dict[int, int] = field(default_factory=dict)

    def change(self, loop: asyncio.AbstractEventLoop, work: Callable[[], object]) -> None:
        """Change what answers, and note what may have answered meanwhile: the state before and that after."""
        before = loop.time()
        work()
        if self.states:
            self.states[-1] = self.states[-1]._replace(until=loop.time())
        with self.engine.connect() as connection:
            running = canary.read_canary(connection)
            run_id = pointer.read_serving(connection).run_id
        assert run_id is not None
        self.states.append(Serving(before, run_id, None if running is None else running.run_id))

    def start(self, run_id: int) -> None:
        with self.engine.begin() as connection:
            plan = canary.plan_canary(connection, run_id, SHARE)
        with self.engine.begin() as connection:
            canary.start_canary(connection, plan, actor="tests", reason="a try")
        self.counted[run_id] = plan.moved.differing

    def stop(self) -> None:
        with self.engine.begin() as connection:
            canary.stop_canary(connection, actor="tests", reason=None)

    def promote(self) -> None:
        promote_canary(self.engine, self.settings, None)

    def roll_back(self) -> None:
        with self.engine.begin() as connection:
            pointer.roll_back(connection, to_run=None, actor="tests", reason="a try")

    def steps(self) -> list[Callable[[], None]]:
        """Return what happens, one after another; at the beginning the first run is in service."""
        first, second = self.runs
        return [
            lambda: self.start(second),
            self.stop,
            lambda: self.start(second),
            self.promote,
            lambda: self.start(first),
            self.roll_back,
        ]

    def wrong(self, observed: Observed) -> list[Any]:
        """Return the answers that nothing which may have answered explains."""
        return [
            answer
            for answer in observed.answers
            if not any(
                state.since <= answer[5]
                and answer[4] <= state.until
                and state.answers(answer[0]) == answer[1:3]
                for state in self.states
            )
        ]


async def hammer(
    stage: Stage,
    ports: Sequence[int],
    ids: Sequence[str],
    *,
    clients: int,
    answers: int,
    replace: Callable[[], None] | None,
) -> Observed:
    """Read from many connections while canaries come and go; after each step, a worker may be replaced."""
    observed, ended = Observed(), threading.Event()
    loop = asyncio.get_running_loop()
    port = itertools.cycle(ports)
    stage.change(loop, lambda: None)
    readers = [
        asyncio.create_task(
            read_on(
                Client(next(port), observed),
                itertools.islice(itertools.cycle(ids), number, None),
                observed,
                ended,
            )
        )
        for number in range(0, len(ids), max(len(ids) // clients, 1))
    ]
    try:
        for step in stage.steps():
            await _wait(observed, readers, answers)
            await asyncio.to_thread(stage.change, loop, step)
            if replace is not None:
                await _wait(observed, readers, answers)
                replace()
        await _wait(observed, readers, answers)
    finally:
        ended.set()
    await asyncio.gather(*readers)
    return observed


async def _wait(observed: Observed, readers: Sequence["asyncio.Task[None]"], answers: int) -> None:
    """Wait for so many more answers."""
    enough = len(observed.answers) + answers
    while len(observed.answers) < enough:
        done = [reader for reader in readers if reader.done()]
        assert not done, done[0].exception()
        await asyncio.sleep(0.01)


@pytest.fixture
def stage(database: Database, engine: Engine, lenient: Settings, tmp_path: Path) -> Callable[[int], Stage]:
    """Make two runs of as many more projects: the first one in service, the second one ready."""

    def make(more: int) -> Stage:
        with engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO predawn.projects (project_id, title, description)"
                    " SELECT 'many-' || n, 'Project ' || n, '' FROM generate_series(1, :more) AS n"
                ),
                {"more": more},
            )
        runs = []
        for number in (1, 2):
            config = tmp_path / f"{number}.toml"
            config.write_text(f'tag = "tag-{number}"\n')
            settings = lenient.model_copy(
                update={"predictor": "tests.promises.predictors:Striped", "predictor_config": config}
            )
            request = RunRequest(publish=number == 1)
            runs.append(run_batch(database, settings, request, Silent()).run_id)
        return Stage(database, engine, settings, runs)

    return make


def check_counts(stage: Stage, url: str, ids: Sequence[str]) -> int:
    """Compare what a start counts with what then differs over all ids, and return it."""
    before = look_up_ids(url, ids)
    stage.start(stage.runs[1])
    after = look_up_ids(url, ids)
    stage.stop()
    differing = sum(before[name]["predicted_tag"] != after[name]["predicted_tag"] for name in ids)
    assert differing == stage.counted[stage.runs[1]] > 0
    assert {name for name in ids if after[name].get("canary")} == {n for n in ids if slot(n) < SHARE}
    assert all(before[name] == after[name] for name in ids if slot(name) >= SHARE)
    return differing


def check(
    stage: Stage,
    urls: Sequence[str],
    *,
    clients: int,
    answers: int,
    replace: Callable[[], None] | None = None,
) -> dict[str, int]:
    with stage.engine.connect() as connection:
        ids = list(connection.scalars(text("SELECT project_id FROM predawn.projects ORDER BY 1")))
    differing = check_counts(stage, urls[0], ids)
    ports = [httpx.URL(url).port or 0 for url in urls]
    observed = asyncio.run(hammer(stage, ports, ids, clients=clients, answers=answers, replace=replace))
    assert set(observed.statuses) == {200}
    assert stage.wrong(observed) == []
    kinds = {(run, from_canary) for _, run, from_canary, *_ in observed.answers}
    first, second = stage.runs
    assert kinds == {(first, False), (second, True), (second, False), (first, True)}
    tags = {run: f"tag-{number}" for number, run in enumerate(stage.runs, 1)}
    assert all(tag in ("same", tags[run]) for _, run, _, tag, *_ in observed.answers)
    return {
        "ids": len(ids),
        "differing": differing,
        "answers": len(observed.answers),
        "ids asked": len({answer[0] for answer in observed.answers}),
        "reconnects": observed.reconnects,
    }


def test_every_prediction_is_of_its_side_while_canaries_come_and_go(
    stage: Callable[[int], Stage], database: Database
) -> None:
    made = stage(0)
    with serving(settings_for(database)) as one, serving(settings_for(database)) as other:
        check(made, [str(api.client.base_url) for api in (one, other)], clients=8, answers=150)


def terminate_a_worker(served: Process) -> None:
    """Let the first worker of a command finish its requests, and be replaced."""
    os.kill(served.find_workers()[0], signal.SIGTERM)


@pytest.mark.slow
def test_the_same_with_100_000_ids_and_workers_that_are_replaced(
    stage: Callable[[int], Stage],
    database: Database,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    made = stage(100_000)
    with serve_command(database, tmp_path, "--workers", "2", anew=True) as served:
        counts = check(
            made,
            [served.url],
            clients=32,
            answers=20_000,
            replace=lambda: terminate_a_worker(served),
        )
        assert served.stop() == 0
    for name, number in counts.items():
        record_property(name, number)
    assert counts["ids"] >= 100_000
    assert counts["ids asked"] >= 100_000
    assert counts["reconnects"] > 0
