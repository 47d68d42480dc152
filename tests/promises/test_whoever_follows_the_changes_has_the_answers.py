"""Promise 19: whoever has read `GET /changes` to its end has, within two seconds, the predicted tag of every
stored answer; scores are as of the last change of a tag.

Random histories are lived through with the real code: publications of runs that differ in texts, models and
failed projects, rollbacks, projects that leave and come back through a source or by hand, and pruning, after
which an old cursor is no longer taken. The followers of `examples/followers` keep copies meanwhile. They and
the workers of the API are killed and started again. After each step every copy is what lookups answer.
"""

import importlib.util
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store.connect.database import Database
from store.serving import retention
from tests.conftest import ROOT, free_port
from tests.nights_of_outputs import Nights
from tests.promises.histories import PROJECTS, History
from tests.serving import Process, post_json, serve_command, serving, settings_for
from tests.waiting import wait_until

FOLLOWERS = ROOT / "examples" / "followers"
SECONDS = 2.0
"""The time within which a follower has what changed."""


class FollowedHistory(History):
    """A history whose past is forgotten now and then; promise 16 checks its runs and readers."""

    OPERATIONS = (*History.OPERATIONS, ("forget", 2))

    def forget(self) -> None:
        """Forget all changes that may be forgotten."""
        retention.prune(self.engine, published=2, unpublished=0)
        retention.prune_history(self.engine, keep=timedelta(0), most=3)

    def step(self, name: str | None = None) -> None:
        """Do a random operation, or a named one."""
        names, weights = zip(*self.OPERATIONS, strict=True)
        self.told.append(name or self.generator.choices(names, weights)[0])
        getattr(self, self.told[-1])()


@pytest.fixture
def history(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[FollowedHistory]:
    history = FollowedHistory(database, tmp_path, random.Random(request.param))
    yield history
    history.engine.dispose()


def load_copy() -> Any:
    """Return the class of the example that keeps a copy in SQLite."""
    spec = importlib.util.spec_from_file_location("sqlite_copy", FOLLOWERS / "sqlite_copy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Copy


def answers(port: int) -> dict[str, str]:
    """Return the tag of every stored answer."""
    status, found = post_json(port, "/prediction-lookups", {"ids": PROJECTS})
    assert status == 200, found
    return {row["project_id"]: row["predicted_tag"] for row in found["data"]["predictions"]}


def live_through(
    history: FollowedHistory, folder: Path, steps: Sequence[str | None], ending: Sequence[str] = ()
) -> int:
    """Compare two copies with lookups, and return how often they began with a listing.

    One is brought up to date after most steps and opened again now and then, the other one rarely, so that
    changes that it has not read yet may be forgotten. Neither is during the steps of the ending.
    """
    begun = 0

    class Counted(load_copy()):  # type: ignore[misc]
        def begin(self) -> int:
            nonlocal begun
            begun += 1
            return int(super().begin())

    def check(copy: Counted) -> None:
        while copy.catch_up():
            pass
        kept = dict(copy.database.execute("SELECT project_id, tag FROM predictions"))
        assert kept == answers(port), history.told

    with serving(settings_for(history.database)) as api:
        url, port = str(api.client.base_url), int(api.client.base_url.port or 0)
        copy, late = Counted(url, str(folder / "copy.db")), Counted(url, ":memory:")
        for name in steps:
            history.step(name)
            if history.generator.random() < 0.3:
                copy.database.close()
                copy = Counted(url, str(folder / "copy.db"))
            if name is not None or history.generator.random() < 0.7:
                check(copy)
            if history.generator.random() < 0.1:
                check(late)
        check(copy)
        check(late)
        for name in ending:
            history.step(name)
        check(copy)
        check(late)
        copy.database.close()
        late.database.close()
    return begun


@pytest.mark.parametrize("history", [0], indirect=True)
def test_a_copy_is_what_lookups_answer_after_every_step(history: FollowedHistory, tmp_path: Path) -> None:
    named = ("change", "night", "change", "night", "roll_back", "forget", "change", "retrain")
    assert live_through(history, tmp_path, [*named, *[None] * 6]) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("history", range(1, 4), indirect=True)
def test_a_copy_is_what_lookups_answer_after_many_steps(history: FollowedHistory, tmp_path: Path) -> None:
    # Whether a cursor becomes too old among random steps is up to the seed; in this ending all do.
    ending = ("heal", *("change", "full") * 8, "forget")
    assert live_through(history, tmp_path, ["change", *[None] * 100], ending) >= 4


class Follower:
    """A follower in a process of its own, which is killed and started again."""

    def __init__(self, folder: Path, command: Sequence[str | Path]) -> None:
        self.folder = folder
        self.command = command
        folder.mkdir()
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, cwd=self.folder, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def kill(self) -> None:
        """Kill it with all that it has started, in the middle of whatever it does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def tags(self) -> dict[str, Any] | None:
        """Return the copy; None before there is any."""
        raise NotImplementedError


class SqliteFollower(Follower):
    def tags(self) -> dict[str, Any] | None:
        with (
            suppress(sqlite3.OperationalError),
            closing(sqlite3.connect(self.folder / "copy.db")) as database,
        ):
            rows = database.execute("SELECT project_id, coalesce(tag, value), items FROM predictions")
            return {name: said if items is None else json.loads(items) for name, said, items in rows}
        return None


class ShellFollower(Follower):
    def tags(self) -> dict[str, Any] | None:
        file = self.folder / "tags.json"
        found: dict[str, Any] | None = json.loads(file.read_text()) if file.exists() else None
        return found


@contextmanager
def following(folder: Path, url: str) -> Iterator[list[Follower]]:
    """Run both followers."""
    python = [sys.executable, FOLLOWERS / "sqlite_copy.py", url, "copy.db"]
    followers: list[Follower] = [
        SqliteFollower(folder / "sqlite", python),
        ShellFollower(folder / "shell", ["sh", FOLLOWERS / "follow.sh", url]),
    ]
    try:
        yield followers
    finally:
        for follower in followers:
            follower.kill()


def seconds_until_copied(expected: Mapping[str, object], followers: Sequence[Follower]) -> float:
    """Wait until all followers have the answers, and return how long that took."""
    began = time.monotonic()
    wait_until(lambda: all(follower.tags() == expected for follower in followers))
    return time.monotonic() - began


with_tools = pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("jq")), reason="follow.sh needs curl and jq"
)


@with_tools
@pytest.mark.parametrize("history", [3], indirect=True)
def test_followers_in_processes_of_their_own_have_the_answers(
    history: FollowedHistory, tmp_path: Path
) -> None:
    with serving(settings_for(history.database)) as api:
        url, port = str(api.client.base_url), int(api.client.base_url.port or 0)
        history.step("change")
        history.step("night")
        with following(tmp_path, url) as followers:
            for name in ("change", "retrain", "roll_back", "forget"):
                seconds_until_copied(answers(port), followers)
                history.step(name)
                for follower in followers:
                    follower.kill()
                    follower.start()
            seconds_until_copied(answers(port), followers)


NIGHTS: dict[str, list[dict[str, object]]] = {
    "Number": [{"a": "1.5", "b": "0", "c": "-3"}, {"a": "1.5", "b": "7", "d": "1e+300"}],
    "Ranking": [{"a": "x y", "b": "-", "c": "z"}, {"a": "y x", "b": "x", "d": "-"}],
}


@with_tools
@pytest.mark.parametrize("predictor", NIGHTS)
def test_numbers_and_rankings_are_followed(
    migrated_database: Database, tmp_path: Path, predictor: str
) -> None:
    def read(said: object) -> object:
        return float(str(said)) if predictor == "Number" else str(said).removeprefix("-").split()

    nights = Nights(migrated_database, tmp_path, predictor)
    limits = {"max_churn": 1.0, "max_psi": 1000, "max_other": 1.0, "max_shrink": 1.0}
    nights.run(NIGHTS[predictor][0], **limits)
    with (
        serving(settings_for(migrated_database)) as api,
        following(tmp_path, str(api.client.base_url)) as followers,
    ):
        for night in NIGHTS[predictor]:
            nights.run(night, **limits)
            seconds_until_copied({name: read(said) for name, said in night.items()}, followers)
    nights.close()


def test_a_copy_of_tags_alone_begins_anew(tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(
            "CREATE TABLE predictions (project_id TEXT PRIMARY KEY, tag TEXT NOT NULL, score REAL)"
        )
        database.execute("CREATE TABLE position (cursor TEXT NOT NULL)")
        database.execute("INSERT INTO position VALUES ('12')")
    for _ in range(2):
        copy = load_copy()("http://nowhere.invalid", str(file))
        assert copy.database.execute("SELECT count(*) FROM position").fetchone() == (0,)
        assert copy.database.execute("SELECT count(value) FROM predictions").fetchone() == (0,)
        copy.database.close()


def kill_worker(server: Process) -> None:
    """Kill one of the workers of an API; the other one goes on, and it is started again."""
    os.kill(random.choice(server.find_workers()), signal.SIGKILL)


@pytest.mark.slow
@with_tools
@pytest.mark.parametrize("history", [1], indirect=True)
def test_followers_that_are_killed_have_the_answers_two_seconds_after_each_stop(
    history: FollowedHistory, database: Database, tmp_path: Path
) -> None:
    history.step("change")
    history.step("night")
    port = free_port()
    with ExitStack() as stack:
        server = stack.enter_context(ExitStack())

        def serve() -> Process:
            server.close()
            return server.enter_context(
                serve_command(database, tmp_path, "--workers", "2", "--port", str(port), anew=True)
            )

        process = serve()
        followers = stack.enter_context(following(tmp_path, f"http://127.0.0.1:{port}"))
        seconds_until_copied(answers(port), followers)
        late = []
        for number in range(200):
            history.step()
            match history.generator.choice(
                ("", "", "", "", "follower", "worker", "" if number % 5 else "api")
            ):
                case "follower":
                    follower = history.generator.choice(followers)
                    follower.kill()
                    follower.start()
                    continue
                case "worker":
                    kill_worker(process)
                    continue
                case "api":
                    process = serve()
                    seconds_until_copied(answers(port), followers)
            late.append(seconds_until_copied(answers(port), followers))
    assert len(late) > 100
    assert max(late) < SECONDS, sorted(late)[-10:]
