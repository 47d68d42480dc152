"""Promise 1, for those who are answered from a streaming replica: an answer is of one run.

And what a replica brings with it: what it has not seen yet is not told, but nobody is led back behind a
publication that was told; while it is gone or too far behind, the primary is read; while the primary is gone,
the replica is.
"""

import asyncio
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, make_url, text

from core.errors import StoreUnavailableError
from store.connect.database import Database
from tests.conftest import Server, external_with_templates
from tests.e2e.command_line import CommandLine
from tests.external_postgres import ExternalPostgres, external_postgres
from tests.promises.conftest import NumberedNight
from tests.promises.test_lookups_are_of_one_run_while_runs_change import Observed, Pointer, hammer
from tests.serving import Api, serving, settings_for
from tests.waiting import wait_until

Serve = Callable[..., AbstractContextManager[Api]]

LOOKING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%serving_run%' "
    "AND pid <> pg_backend_pid()"
)
LOOKED = text(
    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_last_wal_replay_lsn%' AND state = 'idle'"
    " AND query_start > :since AND pid <> pg_backend_pid()"
)
TEXTS = {"texts": [{"text": "Object detection"}]}


@dataclass(frozen=True)
class Pair:
    """A primary and its replica, both of the machine's own PostgreSQL."""

    server: Server
    primary: ExternalPostgres
    replica: ExternalPostgres

    def replica_url(self, database: Database) -> str:
        url = make_url(database.url).set(port=self.replica.port)
        return url.render_as_string(hide_password=False)

    def has(self, database: Database) -> bool:
        """Return whether the replica has a database already."""
        try:
            Server(self.replica_url(database), "replica").execute("SELECT FROM predawn.projects")
        except psycopg2.Error:
            return False
        return True

    def replay(self, what: str) -> None:
        """Let the replica pause or resume with what it receives."""
        Server(self.replica.url, "replica").execute(f"SELECT pg_wal_replay_{what}()")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with (
        external_with_templates(tmp_path_factory) as (server, primary),
        external_postgres(primary) as replica,
    ):
        # The copy for another replica ends a segment, which this one may not have when the primary is killed.
        server.execute("ALTER SYSTEM SET wal_keep_size = '1GB'")
        server.execute("SELECT pg_reload_conf()")
        yield Pair(server, primary, replica)


@pytest.fixture
def database(pair: Pair) -> Iterator[Database]:
    database = pair.server.clone()
    wait_until(lambda: pair.has(database))
    yield database
    pair.server.drop(database)


@pytest.fixture
def pointer(numbered_night: NumberedNight, engine: Engine) -> Pointer:
    """Publish two runs, of predictors whose tags and models are never the same."""
    return Pointer(engine, [numbered_night(number).run_id for number in (1, 2)])


@pytest.fixture
def serve(pair: Pair, database: Database) -> Serve:
    """Serve with the replica."""

    @contextmanager
    def begin(**changes: object) -> Iterator[Api]:
        url = SecretStr(pair.replica_url(database))
        with serving(settings_for(database, read_database_url=url, **changes)) as api:
            yield api

    return begin


@contextmanager
def killed_within(server: ExternalPostgres) -> Iterator[None]:
    """Start a server again in the end, if it was killed."""
    try:
        yield
    finally:
        if not server.is_up():
            server.start()


def health(api: Api) -> dict[str, Any]:
    return api.client.get("/health").json()["data"]


def run_of(api: Api) -> int:
    answer = api.client.get("/predictions/4")
    assert answer.status_code == 200
    return answer.json()["data"]["run_id"]


def reads_replica(api: Api) -> bool:
    return health(api)["replica"]["status"] == "ok"


def test_answers_are_of_one_run_and_go_on_when_the_replica_is_gone(
    pair: Pair, pointer: Pointer, database: Database, serve: Serve
) -> None:
    owner = database.engine(None, "tests")
    with owner.connect() as connection:
        found = connection.exec_driver_sql("SELECT project_id FROM predawn.projects LIMIT 100")
        ids = [name for (name,) in found]

    def looks_up_on_primary() -> bool:
        with owner.connect() as connection:
            return connection.execute(LOOKING).scalar_one() > 0

    async def scenario(api: Api) -> Observed:
        moving = asyncio.create_task(hammer(pointer, str(api.client.base_url), ids, clients=32, moves=10))
        await asyncio.to_thread(wait_until, lambda: len(pointer.moves) > 5)
        assert not await asyncio.to_thread(looks_up_on_primary)
        await asyncio.to_thread(pair.replica.kill)
        return await moving

    with serve() as api:
        wait_until(lambda: reads_replica(api))
        pointer.moves.append((0.0, 0.0, pointer.runs[1]))
        with killed_within(pair.replica):
            observed = asyncio.run(scenario(api))
            assert looks_up_on_primary()
            assert not reads_replica(api)
        wait_until(lambda: reads_replica(api))
    owner.dispose()
    assert set(observed.statuses) == {200}
    belongs = {(run, f"tag-{number}", number + 1) for number, run in enumerate(pointer.runs, 1)}
    assert {(run, tag, model) for _, _, run, tag, model in observed.answers} == belongs


def test_a_publish_is_seen_when_the_replica_has_it_and_never_taken_back(
    pair: Pair, pointer: Pointer, numbered_night: NumberedNight, serve: Serve
) -> None:
    def first_page(api: Api, **query: str) -> dict[str, Any]:
        answer = api.client.get("/predictions", params={"limit": 1, **query})
        assert answer.status_code == 200
        return answer.json()["data"]

    old = pointer.runs[1]
    with serve(max_replica_lag=3_600.0) as api, serve(max_replica_lag=1.0) as impatient:
        wait_until(lambda: reads_replica(api) and run_of(api) == old)
        pair.replay("pause")
        try:
            new = numbered_night(3).run_id
            # What the primary has is known at once, and the replica answers as it did.
            wait_until(lambda: health(api)["run"]["run_id"] == new)
            assert (run_of(api), first_page(api)["run_id"], reads_replica(api)) == (old, old, True)
            wait_until(lambda: health(api)["replica"]["lag_seconds"] > 1.5)
            metrics = api.client.get("/metrics").text
            lag = re.search(r"^predawn_replica_lag_seconds (.+)$", metrics, re.MULTILINE)
            assert lag is not None
            assert float(lag[1]) > 1
            assert "predawn_replica_used 1.0" in metrics
            # Who allows for less reads the primary; a listing that was begun there goes on anywhere.
            wait_until(lambda: health(impatient)["replica"]["status"] == "behind")
            page = first_page(impatient)
            assert (run_of(impatient), page["run_id"]) == (new, new)
            assert first_page(api, cursor=page["next"])["run_id"] == new
            # A change that the replica does not have yet is not one that the store will never have.
            assert int(page["changes"]) > int(first_page(api)["changes"])
            changes = api.client.get("/changes", params={"after": page["changes"]})
            assert (changes.status_code, changes.json()["data"]["changes"]) == (200, [])
            # A replica that was not read from comes back with the publication that was told meanwhile.
            replica = api.state.read_router.replica
            assert replica is not None
            replica.mark_unusable(StoreUnavailableError("a try"))
            assert run_of(api) == new
            wait_until(lambda: health(api)["replica"]["status"] == "behind")
            assert run_of(api) == new
        finally:
            pair.replay("resume")
        wait_until(lambda: reads_replica(api) and reads_replica(impatient))
        assert (run_of(api), run_of(impatient)) == (new, new)


def test_while_the_primary_is_gone_the_replica_answers(
    pair: Pair, pointer: Pointer, database: Database, serve: Serve, tmp_path: Path
) -> None:
    with serve(
        predictor="tests.promises.predictors:Constant",
        predictor_config=tmp_path / "2.toml",
        min_score=0.0,
        max_replica_lag=1.0,
    ) as api:
        wait_until(lambda: reads_replica(api) and run_of(api) == pointer.runs[1])
        with killed_within(pair.primary):
            # Too far behind, it is better than nothing.
            pair.replay("pause")
            with pointer.engine.begin() as connection:
                connection.exec_driver_sql("UPDATE predawn.runs SET heartbeat_at = now()")
            wait_until(lambda: health(api)["replica"]["status"] == "behind")
            pair.primary.kill()
            wait_until(lambda: health(api)["database"]["status"] == "away" and reads_replica(api))
            assert run_of(api) == pointer.runs[1]
            assert health(api)["status"] == "degraded"
            assert api.client.get("/predictions/4/history").status_code == 200
            assert api.client.get("/runs").status_code == 503
            assert api.client.post("/predict", json=TEXTS).status_code == 200
            with killed_within(pair.replica):
                pair.replica.kill()
                wait_until(lambda: api.client.get("/predictions/4").status_code == 503)
        wait_until(lambda: health(api)["database"]["status"] == "ok" and reads_replica(api))
        assert run_of(api) == pointer.runs[1]


def test_a_replica_that_is_promoted_goes_on_answering(
    pair: Pair, pointer: Pointer, database: Database
) -> None:
    """Also where both servers are named for the primary, which then is the promoted one."""
    with external_postgres(pair.primary) as promoted, killed_within(pair.primary):
        url = Pair(pair.server, pair.primary, promoted).replica_url(database)
        engine = Database(url, embedded=False).engine(None, "tests")
        primary = f"127.0.0.1:{pair.primary.port}"
        both = f"{primary},127.0.0.1:{promoted.port}"
        following = database.url.replace(primary, both) + "?target_session_attrs=primary"
        of_one = settings_for(database, read_database_url=SecretStr(url))
        of_both = settings_for(Database(following, embedded=False), read_database_url=SecretStr(url))
        with serving(of_one) as api, serving(of_both) as follower:
            wait_until(lambda: reads_replica(api) and reads_replica(follower))
            pair.primary.kill()
            wait_until(lambda: health(api)["database"]["status"] == "away")
            with engine.connect() as connection:
                promoted_at = connection.exec_driver_sql(
                    "SELECT clock_timestamp() FROM pg_promote()"
                ).scalar()
            wait_until(lambda: health(follower)["database"]["status"] == "ok" and not reads_replica(follower))
            assert run_of(follower) == pointer.runs[1]
            with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                # Both have looked at the promoted server since.
                wait_until(lambda: connection.scalar(LOOKED, {"since": promoted_at}) == 2)
            assert (run_of(api), reads_replica(api)) == (pointer.runs[1], True)
        engine.dispose()


def test_doctor_says_what_becomes_of_the_replica(pair: Pair, database: Database) -> None:
    good = pair.replica_url(database)
    assert _doctor(database, good) == ("ok", "reachable; lookups read it")
    verdict, found = _doctor(database, database.url)
    assert (verdict, "names a server that is not a streaming replica" in found) == ("problem", True)
    with killed_within(pair.replica):
        pair.replica.kill()
        verdict, found = _doctor(database, good)
    assert (verdict, found.startswith("lookups read the primary: ")) == ("problem", True)
    assert "that PREDAWN_READ_DATABASE_URL names it" in found


def _doctor(database: Database, replica_url: str) -> tuple[str, str]:
    """Return what `predawn doctor` says of a replica."""
    predawn = CommandLine(Path.cwd()).with_settings(database_url=database.url, read_database_url=replica_url)
    done = predawn.run("doctor", COLUMNS="500", PREDAWN_SCHEDULE=os.environ["PREDAWN_SCHEDULE"])
    found = re.search(r"^(\w+) +replica +(.*)$", done.out, re.MULTILINE)
    assert found is not None, done.out
    return found[1], found[2].strip()
