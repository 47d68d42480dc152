"""Promises 1, 5, 6 and 7 as clients of the API see them.

1. A reader never sees a partial run, nor two runs in one answer.
5. A project that left the catalogue leaves the answers at once.
6. Rollback is one pointer move, and takes the on-demand model with it.
7. The API cannot change a prediction, a project, a run or a model.
"""

import json
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import httpx
from sqlalchemy import Engine, make_url, text

from batch.steps.publish import publish_by_hand
from batch.steps.sync import sync_alone
from core.types import Run
from store.connect.database import Database
from store.serving import pointer
from tests.conftest import PASSWORD, SAMPLE, Server
from tests.e2e.command_line import CommandLine
from tests.promises.conftest import TwoRuns
from tests.serving import NO_CERTIFICATES, Process, serve_command, serving, settings_for
from tests.threads import working
from tests.waiting import wait_until


class Received(NamedTuple):
    """An answer that a client got, and when it asked."""

    asked_at: datetime
    source: str
    run_id: int | None
    model_version: int


@dataclass
class Readers:
    """Clients that ask without a pause, and the answers that they should not have got."""

    url: str
    two_runs: TwoRuns
    received: list[Received] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def reading(self, clients: int = 3) -> AbstractContextManager[None]:
        return working(self.ended, *[self._read] * clients)

    def models_seen(self, since: datetime) -> set[int]:
        """Return which models answered what was asked later; wait until a good deal was."""
        wait_until(lambda: len(self._later(since)) >= 60)
        return {answer.model_version for answer in self._later(since)}

    def _later(self, since: datetime) -> list[Received]:
        return [answer for answer in self.received if answer.asked_at > since]

    def _read(self) -> None:
        asks: tuple[Callable[[httpx.Client], httpx.Response], ...] = (
            lambda client: client.get("/predictions/4"),
            lambda client: client.get("/predictions/new"),
            lambda client: client.post("/predict", json={"texts": [{"text": "Graph networks"}]}),
        )
        while not self.ended.is_set():
            # A connection each round, so that both workers are asked.
            with httpx.Client(base_url=self.url, timeout=60, verify=NO_CERTIFICATES) as client:
                for ask in asks:
                    self._judge(datetime.now(UTC), ask(client))

    def _judge(self, asked_at: datetime, response: httpx.Response) -> None:
        if response.status_code != 200:
            self.wrong.append(f"{response.status_code} {response.text}")
            return
        data = response.json()["data"]
        answer = data["predictions"][0] if "predictions" in data else data
        # What is remembered was made on demand before, by the model that it names.
        source = "on_demand" if answer["source"] == "memory" else answer["source"]
        self.received.append(Received(asked_at, source, answer["run_id"], answer["model_version"]))
        if not self.two_runs.belongs(answer):
            self.wrong.append(str(answer))


def run_command(database: Database, *arguments: object) -> None:
    """Run a command as a person does."""
    CommandLine(Path.cwd()).succeed("--database-url", database.url, *arguments)


def moved_at(engine: Engine) -> datetime:
    with engine.connect() as connection:
        found = pointer.read_serving(connection).moved_at
    assert found is not None
    return found


def followers(served: Process, run: Run, since: datetime) -> set[int]:
    """Return the workers that said, after a move of the pointer, that they follow it."""
    lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    later = since - timedelta(milliseconds=1)  # the log's times are cut off there
    return {
        line["pid"]
        for line in lines
        if line["message"].startswith("in service") and line["run_id"] == run.run_id
        if datetime.fromisoformat(line["time"]) >= later
    }


def test_publish_and_rollback_show_on_both_workers_and_no_answer_mixes_runs(
    two_runs: TwoRuns, database: Database, engine: Engine, tmp_path: Path
) -> None:
    first, second = two_runs.first, two_runs.second
    with serve_command(database, tmp_path, "--workers", "2", anew=True) as served:
        readers = Readers(served.url, two_runs)
        with readers.reading():
            assert readers.models_seen(datetime.now(UTC)) == {first.model_version}
            for command, run in (
                (("publish", second.run_id, "--reason", "a try"), second),
                (("rollback", "--reason", "it was one"), first),
            ):
                run_command(database, "runs", *command)
                since = moved_at(engine)
                wait_until(lambda: len(followers(served, run, since)) == 2)  # noqa: B023 - called at once
                assert readers.models_seen(datetime.now(UTC)) == {run.model_version}
        assert served.stop() == 0
    assert readers.wrong == []
    # Which answers come from a worker's memory of earlier ones is chance.
    assert {answer[1:] for answer in readers.received if answer[1] != "memory"} == {
        (source, run.run_id if source == "cache" else None, run.model_version)
        for run in (first, second)
        for source in ("cache", "on_demand")
    }


def test_a_project_that_left_the_catalogue_leaves_the_answers_at_once(
    two_runs: TwoRuns, database: Database, engine: Engine, tmp_path: Path
) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = tmp_path / "catalogue.csv"
    kept.write_text("".join(line for line in lines if not line.startswith("4,")), encoding="utf-8")
    with serving(settings_for(database)) as api:
        assert api.client.get("/predictions/4").status_code == 200
        sync_alone(engine, two_runs.settings, str(kept), 0.2)
        assert api.client.get("/predictions/4").status_code == 404
        publish_by_hand(engine, two_runs.settings, two_runs.second.run_id, force=False, reason=None)
        assert api.client.get("/predictions/4").status_code == 404
        sync_alone(engine, two_runs.settings, str(SAMPLE), 0.2)
        assert api.client.get("/predictions/4").status_code == 200


def test_the_api_changes_nothing_but_the_log_whatever_it_is_asked(
    two_runs: TwoRuns, database: Database, engine: Engine
) -> None:
    before = contents(engine)
    with serving(settings_for(database)) as api:
        for path in api.client.get("/openapi.json").json()["paths"]:
            filled = path.format(project_id="new", arg="c", version=1, run_id=1)
            for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
                answer = api.client.request(
                    method,
                    filled,
                    params={"base": 2} if path.endswith("/diff") else {},
                    json={"ids": ["4"]} if path == "/prediction-lookups" else {"texts": [{"text": "Graphs"}]},
                )
                assert answer.status_code in (200, 405), (method, filled)
    after = contents(engine)
    assert {name for name in after if after[name] != before[name]} == {"inference_log"}


def contents(engine: Engine) -> dict[str, object]:
    """Return a fingerprint of every table of the program."""
    with engine.connect() as connection:
        # The batch may not read all of them.
        connection.execute(text("SET LOCAL ROLE NONE"))
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'predawn' ORDER BY 1")
        ).all()
        return {
            name: connection.scalar(
                text(f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM predawn.{name} AS t")
            )
            for name in names
            if name not in ("schema_version", "api_access")  # whose secret the batch cannot read
        }


def test_a_login_that_could_write_gets_no_api(external_server: Server, tmp_path: Path) -> None:
    database = external_server.clone()
    try:
        external_server.execute(
            "DO $$ BEGIN "
            f"CREATE ROLE http_writer LOGIN PASSWORD '{PASSWORD}' IN ROLE predawn_batch; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
        url = make_url(database.url).set(username="http_writer").render_as_string(hide_password=False)
        complaint = CommandLine(tmp_path).refuse(5, "--database-url", url, "serve", "--port", "0")
        assert "refuses to run with such rights" in complaint
    finally:
        external_server.drop(database)
