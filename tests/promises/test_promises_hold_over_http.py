"""Promises 1, 5, 6, 7 and 10 as clients of the API see them.

1. A reader never sees a partial run, nor two runs in one answer.
5. A project that left the catalogue leaves the answers at once.
6. Rollback is one pointer move, and takes the on-demand model with it.
7. The API cannot change a prediction, a project, a run or a model.
10. Every answer says run, model, when, from where, and whether it is stale.
"""

import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, make_url, text

from batch.job import RunRequest
from batch.progress import Silent
from batch.publish import publish_by_hand
from batch.run import run_batch
from batch.sync import sync_alone
from batch.train import train_model
from core.settings import Settings
from core.types import Run
from store import publication
from store.database import Database
from tests.conftest import PASSWORD, SAMPLE, Server
from tests.serving import PREDAWN, serve_command, serving, settings_for

SHOWN_WITHIN_SECONDS = 2.0
ORIGIN = ("run_id", "model_version", "scored_at", "source", "stale")


@dataclass(frozen=True)
class TwoRuns:
    """Two complete runs of models that never agree: the second one answers `other` whatever it is asked."""

    first: Run
    second: Run
    settings: Settings

    def belongs(self, answer: dict[str, Any]) -> bool:
        """Return whether run, model and tag of an answer are of one run."""
        of_second = answer["predicted_tag"] == "other"
        run = self.second if of_second else self.first
        return answer["model_version"] == run.model_version and answer["run_id"] in (None, run.run_id)


@pytest.fixture
def two_runs(database: Database, engine: Engine) -> TwoRuns:
    """Publish a run of the first model; leave one of a model with a prohibitive smallest score ready."""
    settings = settings_for(
        database, engine="threading", workers=1, min_score=1.0,
        max_other=1.0, max_churn=1.0, max_psi=1000.0, min_f1=0.0,
    )  # fmt: skip
    model = train_model(engine, settings, None, lambda _step: None)
    first = run_batch(database, settings, RunRequest(model_version=1), Silent())
    second = run_batch(database, settings, RunRequest(model_version=model.version, publish=False), Silent())
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO predawn.projects (project_id, title, description) VALUES ('new', 'Graphs', '')")
        )
    return TwoRuns(first, second, settings)


@dataclass
class Readers:
    """Clients that ask without a pause, and what they were told that they should not have been."""

    url: str
    two_runs: TwoRuns
    seen: Counter[tuple[str, int | None, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def reading(self, clients: int = 3) -> Iterator[None]:
        threads = [threading.Thread(target=self._read) for _ in range(clients)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.ended.set()
            for thread in threads:
                thread.join()

    def _read(self) -> None:
        asks: tuple[Callable[[httpx.Client], httpx.Response], ...] = (
            lambda client: client.get("/predictions/4"),
            lambda client: client.get("/predictions/new"),
            lambda client: client.post("/predict", json={"texts": [{"text": "Graph networks"}]}),
        )
        while not self.ended.is_set():
            # A connection each round, so that both workers are asked.
            with httpx.Client(base_url=self.url, timeout=20) as client:
                for ask in asks:
                    self._judge(ask(client))

    def _judge(self, response: httpx.Response) -> None:
        if response.status_code != 200:
            self.wrong.append(f"{response.status_code} {response.text}")
            return
        data = response.json()["data"]
        answer = data["predictions"][0] if "predictions" in data else data
        self.seen[answer["source"], answer["run_id"], answer["model_version"]] += 1
        if not self.two_runs.belongs(answer):
            self.wrong.append(str(answer))


def models_that_answer(url: str) -> set[int]:
    """Ask a few times, over a connection each, which model answers lookups and texts."""
    found = set()
    for _ in range(8):
        with httpx.Client(base_url=url, timeout=20) as client:
            answer = client.post("/predict", json={"texts": [{"text": "Graph networks"}]})
            found.add(answer.json()["data"]["predictions"][0]["model_version"])
            found.update(
                client.get(f"/predictions/{name}").json()["data"]["model_version"] for name in ("4", "new")
            )
            found.add(client.get("/args").json()["data"]["model_version"])
    return found


def test_publish_and_rollback_show_on_both_workers_and_no_answer_mixes_runs(
    two_runs: TwoRuns, database: Database, engine: Engine, tmp_path: Path
) -> None:
    first, second = two_runs.first, two_runs.second
    with serve_command(database, tmp_path, "--workers", "2") as served:
        readers = Readers(served.url, two_runs)
        with readers.reading():
            assert models_that_answer(served.url) == {first.model_version}
            publish_by_hand(engine, two_runs.settings, second.run_id, force=False, reason=None)
            time.sleep(SHOWN_WITHIN_SECONDS)
            assert models_that_answer(served.url) == {second.model_version}
            with engine.begin() as connection:
                publication.roll_back(connection, to_run=None, actor="test", reason="a try")
            time.sleep(SHOWN_WITHIN_SECONDS)
            assert models_that_answer(served.url) == {first.model_version}
        assert served.stop() == 0
    assert readers.wrong == []
    told = set(readers.seen)
    assert told == {
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
                    method, filled, params={"base": 2}, json={"texts": [{"text": "Graphs"}]}
                )
                assert answer.status_code in (200, 405), (method, filled)
    after = contents(engine)
    assert {name for name in after if after[name] != before[name]} == {"inference_log"}


def contents(engine: Engine) -> dict[str, object]:
    """Return a fingerprint of every table of the program."""
    with engine.connect() as connection:
        names = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'predawn' ORDER BY 1")
        ).all()
        return {
            name: connection.scalar(
                text(f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM predawn.{name} AS t")
            )
            for name in names
            if name != "schema_version"
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
        ended = subprocess.run(
            [PREDAWN, "--database-url", url, "serve", "--port", "0"],
            capture_output=True, text=True, check=False, cwd=tmp_path,
        )  # fmt: skip
        assert ended.returncode == 5
        assert "refuses to run with such rights" in ended.stderr
    finally:
        external_server.drop(database)


def test_every_answer_says_where_it_comes_from(two_runs: TwoRuns, database: Database) -> None:
    with serving(settings_for(database)) as api:
        stored = api.client.get("/predictions/4").json()["data"]
        inferred = api.client.get("/predictions/new").json()["data"]
        (tagged,) = api.client.post("/predict", json={"texts": [{"text": "Graphs"}]}).json()["data"][
            "predictions"
        ]
        figures = [
            api.client.get(path).json()["data"] for path in ("/performance", "/args", "/args/c", "/tags")
        ]
    for answer in (stored, inferred, tagged):
        assert set(ORIGIN) <= set(answer)
        assert datetime.fromisoformat(answer["scored_at"]).tzinfo is not None
    assert [stored[name] for name in ("run_id", "source", "stale")] == [two_runs.first.run_id, "cache", False]
    for answer in (inferred, tagged):
        assert [answer[name] for name in ("run_id", "source", "stale")] == [None, "on_demand", False]
    for answer in figures:
        assert (answer["run_id"], answer["model_version"]) == (two_runs.first.run_id, 1)
