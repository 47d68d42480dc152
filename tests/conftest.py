"""Real PostgreSQL servers, and databases cloned from a migrated and trained template for each test."""

import functools
import gc
import os
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import psycopg2
import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.util import LRUCache

from batch.job import RunRequest
from batch.models.train import train_model
from batch.progress import Silent
from batch.run import run_batch
from batch.steps.sync import sync_alone
from core.settings import Settings
from core.types import Run
from store.connect import async_sessions
from store.connect.database import Database
from store.connect.engine import Role
from store.embedded.server import EmbeddedServer
from store.runs import ledger
from store.upgrade import migrate
from tests import forked_workers
from tests.examples import SHORT
from tests.external_postgres import PASSWORD, ExternalPostgres, external_postgres, free_port, is_installed
from tests.forked_process import shared_forks
from tests.server_folders import server_folder
from tests.shared_servers import share, shared_folder

__all__ = ["PASSWORD", "free_port"]

ROOT = Path(__file__).parents[1]

hypothesis.settings.load_profile(SHORT)
SAMPLE = ROOT / "examples" / "catalogue.csv"


def pytest_configure() -> None:
    """Prepare what the programs that tests start inherit."""
    # What a shell runs in the background ignores Ctrl-C.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # What `nohup` starts ignores SIGHUP; a handler, unlike that, ends with the process that has it.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda _number, _frame: None)
    # What tests start finds what an installation has: some libraries of a checkout are for its tools alone.
    absent, inherited = str(ROOT / "tests" / "absent"), os.environ.get("PYTHONPATH", "")
    if absent not in inherited.split(os.pathsep):
        os.environ["PYTHONPATH"] = absent + (os.pathsep + inherited if inherited else "")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config, specs: list[Any]) -> None:
    """Have the processes that run tests forked from one that has imported all tests."""
    # One of them imports what it needs in the same time.
    if len(specs) > 1:
        with shared_forks():
            command = forked_workers.start(config.args)
        for spec in specs if command else []:
            spec.python = command


class CompiledStatements(LRUCache[tuple[Any, ...], Any]):
    """Compiled statements of all engines, by the version of their server.

    Each test has engines of its own, which compile what others have compiled: a fifth of the time of a run.
    """

    @staticmethod
    def _shared(key: tuple[Any, ...]) -> tuple[Any, ...]:
        dialect, *statement = key
        return (type(dialect), getattr(dialect, "server_version_info", None), *statement)

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(self._shared(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(self._shared(key), compiled)


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """Let all engines share what is compiled."""
    options = {"compiled_cache": CompiledStatements(1000)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "store.connect.engine.create_engine", functools.partial(create_engine, execution_options=options)
        )
        yield


def pytest_collection_finish() -> None:
    """Leave what was imported out of every search for garbage, which takes a tenth of the time otherwise."""
    gc.collect()
    gc.freeze()


def distant_schedule() -> str:
    """A nightly schedule that cannot come due during a test: its time is half a day away."""
    return f"0 {(datetime.now(UTC).hour + 12) % 24} * * *"


@pytest.fixture(autouse=True)
def isolated_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the settings of whoever runs it, nor writes into the checkout."""
    isolate(monkeypatch)
    monkeypatch.chdir(tmp_path)


def isolate(patch: pytest.MonkeyPatch) -> None:
    """Hide the settings of whoever runs the tests."""
    for name in list(os.environ):
        if name.startswith(("PREDAWN_", "PG")) and name != "PREDAWN_TEST_CATALOGUE":
            patch.delenv(name)
    patch.setenv("PREDAWN_SCHEDULE", distant_schedule())


@pytest.fixture
def real_catalogue() -> Path:
    """The path of a real catalogue with known tags."""
    path = os.environ.get("PREDAWN_TEST_CATALOGUE")
    if not path:
        pytest.skip("PREDAWN_TEST_CATALOGUE does not name a real catalogue with known tags")
    return Path(path)


# Databases that others are cloned from: with the schema, with a catalogue and a champion, with a first run.
MIGRATED = "template_migrated"
TRAINED = "template_trained"
PUBLISHED = "template_published"


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server with a superuser's URL."""

    url: str
    name: str
    _sessions: list[Any] = field(default_factory=list, repr=False, compare=False)

    def execute(self, statement: str) -> None:
        """Execute a statement outside of any transaction."""
        try:
            self._execute(statement)
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            # The server may have been started anew since.
            self._sessions.clear()
            self._execute(statement)

    def _execute(self, statement: str) -> None:
        # Each test begins and ends with a statement: with a session for each they take a third more time.
        # The session is not an engine's, which asks the server many things first.
        if not self._sessions:
            session = psycopg2.connect(self.url, options="-c default_transaction_read_only=off")
            session.autocommit = True
            self._sessions.append(session)
        with self._sessions[0].cursor() as cursor:
            cursor.execute(statement)

    def clone(self, template: str = TRAINED) -> Database:
        """Return a new database with the content of a template."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return Database(_with_database(self.url, name), embedded=False)

    def empty(self) -> Database:
        """Return a new database with nothing in it."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return Database(_with_database(self.url, name), embedded=False)

    def drop(self, database: Database) -> None:
        """Drop a database, whoever is connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {make_url(database.url).database} WITH (FORCE)")


def _with_database(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def prepare_templates(server: Server) -> None:
    """Make the databases that others are cloned from."""
    # Nothing here outlives the machine, and without it a clone by files takes half of a clone by WAL.
    server.execute("ALTER SYSTEM SET fsync = off")
    # Each clone looks through all buffers several times: with 1 GB of them it took three times as long.
    server.execute("ALTER SYSTEM SET shared_buffers = '32MB'")
    # The queries of tests are over before a compiler would be done.
    server.execute("ALTER SYSTEM SET jit = off")
    # No database lives for as long as a table takes to need it, and to look at each one takes a process.
    server.execute("ALTER SYSTEM SET autovacuum_naptime = '1d'")
    server.execute("SELECT pg_reload_conf()")
    server.execute(f"CREATE DATABASE {MIGRATED} TEMPLATE template0 ENCODING 'UTF8'")
    owner = Database(_with_database(server.url, MIGRATED), embedded=False).engine(None, "tests")
    migrate(owner)
    owner.dispose()
    server.execute(f"CREATE DATABASE {TRAINED} TEMPLATE {MIGRATED} STRATEGY FILE_COPY")
    prepare(Database(_with_database(server.url, TRAINED), embedded=False))
    server.execute(f"CREATE DATABASE {PUBLISHED} TEMPLATE {TRAINED} STRATEGY FILE_COPY")
    published = Database(_with_database(server.url, PUBLISHED), embedded=False)
    run_batch(published, quiet_settings(), RunRequest(), Silent())


def quiet_settings() -> Settings:
    """Return the settings of a run in one process."""
    return Settings(_env_file=None, engine="threading", workers=1, publish_wait_seconds=5.0)


def prepare(database: Database) -> None:
    """Migrate a database, sync the sample catalogue into it, and train a first model."""
    owner = database.engine(None, "tests")
    migrate(owner)
    owner.dispose()
    engine = database.engine(Role.BATCH, "tests")
    settings = Settings(_env_file=None, min_score=0.2)
    sync_alone(engine, settings, str(SAMPLE), settings.max_shrink)
    train_model(engine, settings, None, lambda _step: None)
    engine.dispose()


@contextmanager
def embedded_with_templates(factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The bundled PostgreSQL 18 with the databases that others are cloned from, and its home."""
    shared = shared_folder(factory)
    with server_folder("tests") as home:
        share(shared, home / "postgres", lambda: prepare_embedded(home))
        with EmbeddedServer(home) as lease:
            yield Server(lease.url, "embedded"), home


def prepare_embedded(home: Path) -> None:
    """Make the embedded server of a home with the databases that others are cloned from, and stop it."""
    with EmbeddedServer(home) as lease:
        prepare_templates(Server(lease.url, "embedded"))


@contextmanager
def external_with_templates(factory: pytest.TempPathFactory) -> Iterator[tuple[Server, ExternalPostgres]]:
    """The machine's own PostgreSQL with the databases that others are cloned from."""
    if not is_installed():
        pytest.skip("no PostgreSQL of the machine's own: initdb, pg_ctl or pg_basebackup is missing")
    shared = shared_folder(factory)

    def initialise(postgres: ExternalPostgres) -> None:
        share(shared, postgres.data, lambda: prepare_external(postgres))

    with external_postgres(initialise=initialise) as postgres:
        yield Server(postgres.url, "external"), postgres


def prepare_external(postgres: ExternalPostgres) -> None:
    """Make a server with the databases that others are cloned from, and stop it."""
    postgres.initialise()
    postgres.start()
    prepare_templates(Server(postgres.url, "external"))
    postgres.stop("fast")


@pytest.fixture(scope="session")
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The bundled PostgreSQL 18."""
    with embedded_with_templates(tmp_path_factory) as (server, _):
        yield server


@pytest.fixture(scope="session")
def external_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The machine's own PostgreSQL, over TCP with a password."""
    with external_with_templates(tmp_path_factory) as (server, _):
        yield server


@pytest.fixture(scope="module", params=["embedded", "external"])
def any_server(request: pytest.FixtureRequest) -> Server:
    """Each of the two servers in turn."""
    server: Server = request.getfixturevalue(f"{request.param}_server")
    return server


@pytest.fixture
def database(request: pytest.FixtureRequest, embedded_server: Server) -> Iterator[Database]:
    """A database with the sample catalogue and a champion; published is only what `first_run` asks for."""
    database = embedded_server.clone(PUBLISHED if "first_run" in request.fixturenames else TRAINED)
    yield database
    embedded_server.drop(database)


@pytest.fixture
def first_run(engine: Engine) -> Run:
    """The published run of a first night, with which the database begins; to copy it is quick."""
    with engine.connect() as connection:
        return ledger.find_run(connection, 1)


@pytest.fixture
def migrated_database(embedded_server: Server) -> Iterator[Database]:
    """A database with the schema, and nothing in it."""
    database = embedded_server.clone(MIGRATED)
    yield database
    embedded_server.drop(database)


@pytest.fixture
def empty_database(embedded_server: Server) -> Iterator[Database]:
    """A database with nothing in it."""
    database = embedded_server.empty()
    yield database
    embedded_server.drop(database)


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    """An engine that acts as the batch."""
    engine = database.engine(Role.BATCH, "tests")
    yield engine
    engine.dispose()


@pytest.fixture
def skops_io() -> ModuleType:
    """The module `skops.io`. It takes seconds to import, in each process that collects tests."""
    return import_module("skops.io")


@pytest.fixture
def sessions_made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The asynchronous sessions that the program makes from now on, as its driver has them."""
    made: list[Any] = []
    begin = async_sessions._begin

    async def note(session: Any) -> None:
        made.append(session)
        await begin(session)

    monkeypatch.setattr(async_sessions, "_begin", note)
    return made


@pytest.fixture
def settings() -> Settings:
    """The settings of a run in one process."""
    return quiet_settings()


RunNight = Callable[..., Run]


@pytest.fixture
def night(database: Database, settings: Settings) -> RunNight:
    """Run the batch once; keyword arguments go into the request."""

    def run(**request: object) -> Run:
        return run_batch(database, settings, RunRequest(**request), Silent())

    return run
