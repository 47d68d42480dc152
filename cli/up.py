"""`predawn up`."""

import contextlib
import logging
import os
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer
from sqlalchemy import Engine

from batch.job import RunRequest
from batch.models.train import train_model
from batch.run import run_batch
from batch.steps.sync import describe, sync_alone
from cli.batch import summarise
from cli.context import read_settings
from cli.flags import Flags
from cli.output import say
from cli.progress import show_progress
from cli.schedule import read_times, show_log
from cli.serve import as_variables, listen, serve_app
from core.errors import InputError, RunFailedError, RunHeldError, RunInProgressError
from core.settings import Settings
from store.catalogue import projects
from store.connect.database import Database, open_database
from store.connect.engine import Role
from store.connect.errors import translate_errors
from store.models import registry
from store.runs.lock import RunLock
from store.serving import pointer
from store.upgrade import migrate

_SAMPLE = Path(__file__).parents[1] / "examples" / "catalogue.csv"
_STOP_SECONDS = 15.0
_WAIT_SECONDS = 0.5

log = logging.getLogger("predawn.up")


def up(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="The address to listen on (PREDAWN_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on (PREDAWN_PORT).")] = None,
) -> None:
    """Start everything: database, catalogue, model, predictions, schedule and API, until Ctrl-C.

    Without PREDAWN_CATALOGUE it uses the sample catalogue of the checkout. Existing work is kept: if the
    catalogue has not changed, a second start trains nothing and scores nothing.
    """
    settings = _with_catalogue(read_settings(context, host=host, port=port))
    times = read_times(settings, settings.schedule)
    with listen(settings) as listener, open_database(settings) as database:
        prepare(database, settings)
        with scheduler(settings):
            address = listener.getsockname()[:2]
            next_run = times.after(datetime.now(UTC)).astimezone(times.zone)
            say("\n" + "\n".join(_what_to_open(context, settings, database, address)))
            say(f"The next run is due at {next_run:%Y-%m-%d %H:%M %Z}.\n")
            serve_app(settings, listener)
            say("Stopping.")
    say("Everything is stopped.")


def _with_catalogue(settings: Settings) -> Settings:
    if settings.catalogue is not None:
        return settings
    if not _SAMPLE.is_file():
        raise InputError(f"There is no sample catalogue at {_SAMPLE}. Set PREDAWN_CATALOGUE to your own.")
    return settings.model_copy(update={"catalogue": str(_SAMPLE)})


def prepare(database: Database, settings: Settings) -> None:
    """Bring the schema, the model and the published run up to date.

    Raises
    ------
    PredawnError
        If that fails. A run that is held, fails or is in progress elsewhere is only reported if an earlier
        run is in service. With nothing in service, one that is in progress is waited for.
    """
    owner = database.engine(None, "predawn up")
    try:
        migrate(owner)
    finally:
        owner.dispose()
    engine = database.engine(Role.BATCH, "predawn up")
    try:
        with translate_errors(engine):
            _wait_and_bring_up_to_date(database, engine, settings)
    except (RunHeldError, RunFailedError, RunInProgressError) as error:
        with translate_errors(engine):
            serving = _find_serving(engine)
        if serving is None:
            raise
        say(f"{error}\nRun {serving} stays in service.", err=True)
    finally:
        engine.dispose()


def _find_serving(engine: Engine) -> int | None:
    with engine.connect() as connection:
        return pointer.read_serving(connection).run_id


def _wait_and_bring_up_to_date(database: Database, engine: Engine, settings: Settings) -> None:
    """Bring all of it up to date; what another process brings into service first is waited for."""
    is_told = False
    while True:
        try:
            _bring_up_to_date(database, engine, settings)
        except RunInProgressError as error:
            if _find_serving(engine) is not None:
                raise
            if not is_told:
                say(f"{error}\nNothing is in service yet, so this one waits for it.", err=True)
                is_told = True
            time.sleep(_WAIT_SECONDS)
        else:
            return


def _bring_up_to_date(database: Database, engine: Engine, settings: Settings) -> None:
    if settings.predictor is None:
        # So that of two that start at the same moment one alone trains.
        with RunLock(engine):
            if not _has_champion(engine):
                _train_first(engine, settings)
    with show_progress() as progress:
        run = run_batch(database, settings, RunRequest(), progress)
    say(summarise(run))


def _has_champion(engine: Engine) -> bool:
    with engine.connect() as connection:
        return registry.find_champion(connection) is not None


def _train_first(engine: Engine, settings: Settings) -> None:
    # Before the first sync there is nothing to train on; the run then syncs again, like every run.
    say(describe(sync_alone(engine, settings, None, settings.max_shrink)))
    model = train_model(engine, settings, None, lambda step: say(step, err=True))
    say(f"model {model.version} is trained and is the champion")


@contextmanager
def scheduler(settings: Settings) -> Iterator[None]:
    """Keep the schedule in a separate process, so that it does not slow down the API."""
    show_log(settings)
    # `-P` ignores a folder `cli` in the working directory. In a separate session, Ctrl-C does not reach the
    # scheduler, which is stopped after the server. It also stops when its standard input ends, which happens
    # with this process in any case.
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "cli.main", "schedule", "--with-parent"],
        stdin=subprocess.PIPE,
        env=os.environ | as_variables(settings),
        start_new_session=True,
    )
    stopping = threading.Event()
    threading.Thread(target=_watch, args=(process, stopping), name="scheduler", daemon=True).start()
    try:
        yield
    finally:
        stopping.set()
        _stop(process)


def _watch(process: subprocess.Popen[bytes], stopping: threading.Event) -> None:
    code = process.wait()
    if not stopping.is_set():
        log.error(
            "the scheduler ended with exit code %d, so there will be no runs; start `predawn up` again",
            code,
            extra={"outcome": "scheduler ended"},
        )


def _stop(process: subprocess.Popen[bytes]) -> None:
    try:
        process.terminate()
        process.wait(_STOP_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()  # a second Ctrl-C, or the scheduler does not stop
        process.wait()
    finally:
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()


def _what_to_open(
    context: typer.Context, settings: Settings, database: Database, address: tuple[str, int]
) -> Iterator[str]:
    host, port = address
    site = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    engine = database.engine(Role.BATCH, "predawn up")
    try:
        with translate_errors(engine), engine.connect() as connection:
            project_id = projects.find_first_id(connection)
    finally:
        engine.dispose()
    yield f"Dashboard       {site}/dashboard"
    if project_id is not None:
        yield f"A prediction    {site}/predictions/{quote(project_id, safe='')}"
    if not settings.production:
        yield f"Documentation   {site}{settings.docs_url}"
    yield f'SQL             {_program(context)} sql -c "SELECT * FROM analytics.predictions LIMIT 5"'


def _program(context: typer.Context) -> str:
    """Return the command line of this program, with the home folder if it was given."""
    flags = context.find_root().obj
    assert isinstance(flags, Flags)
    home = flags.values.get("home")
    return shlex.join([sys.argv[0], *([] if home is None else ["--home", str(home)])])
