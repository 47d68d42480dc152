"""`predawn serve`."""

import contextlib
import errno
import os
import socket
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from pydantic import SecretStr
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import ChangeReload, Multiprocess

from api.app import create_app
from api.fast_path.protocol import LookupProtocol
from cli.context import read_settings
from cli.server_log import log_config
from core.errors import InputError, StoreError
from core.settings import Settings
from store.connect.database import Database, open_database
from store.connect.engine import Role
from store.readiness import check_readable

START_SECONDS = 60
"""How long a worker may be silent before it is taken for hung.

It answers only once its imports are done; with uvicorn's own five seconds, a busy machine killed workers
over and over while they were still starting.
"""

_BACKLOG = 2048
_ROOT = Path(__file__).parents[1]


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="The address to listen on (PREDAWN_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on (PREDAWN_PORT).")] = None,
    workers: Annotated[int, typer.Option(help="How many processes serve.", min=1)] = 1,
    reload: Annotated[
        bool, typer.Option("--reload", help="Start anew whenever the code changes, for development.")
    ] = False,
) -> None:
    """Serve the predictions over HTTP until SIGTERM or Ctrl-C."""
    settings = read_settings(context, host=host, port=port)
    if reload and workers > 1:
        raise InputError("--reload works with one worker only. Leave --workers out, or --reload.")
    with listen(settings) as listener, open_database(settings) as database:
        check_database(database)
        serve_app(settings, listener, workers=workers, reload=reload)


def listen(settings: Settings) -> socket.socket:
    """Take the port that the settings name.

    Raises
    ------
    InputError
        If it is in use, or cannot be had.
    """
    host, port = settings.host, settings.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise InputError(
            f"There is no address {host!r} to listen on: {error}. Correct PREDAWN_HOST."
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Two programs that are bound and do not listen yet would not notice each other.
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"Port {port} of {host} is in use by another program. Stop that, or choose another port with "
                "--port or PREDAWN_PORT."
            ) from error
        raise InputError(
            f"Port {port} of {host} cannot be listened on: {error.strerror}. Choose others with PREDAWN_HOST "
            "and PREDAWN_PORT."
        ) from error
    return listener


def check_database(database: Database) -> None:
    """Refuse a database that is away, not set up, or that the API could write predictions to.

    Raises
    ------
    StoreError
        With what to do.
    """
    engine = database.engine(Role.API, "predawn serve")
    try:
        check_readable(engine)
    finally:
        engine.dispose()


def serve_app(settings: Settings, listener: socket.socket, *, workers: int = 1, reload: bool = False) -> None:
    """Serve on a socket until a signal, and finish the requests at hand.

    Raises
    ------
    StoreError
        If the app, or a worker, could not start.
    """
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    documentation = "" if settings.production else f", documentation at {settings.docs_url}"
    typer.echo(f"Serving on http://{shown}:{port}{documentation}; Ctrl-C stops it.")
    options: dict[str, Any] = {
        "log_config": log_config(settings),
        "log_level": settings.log_level,
        "timeout_graceful_shutdown": settings.stop_seconds + settings.drain_seconds,
        "timeout_keep_alive": settings.keep_alive_seconds,
        "forwarded_allow_ips": settings.trusted_proxies,
        "root_path": settings.root_path,
        "server_header": False,
        "http": LookupProtocol,
        # Where nobody reads it, it should not be put together either.
        "access_log": settings.log_level in ("debug", "info"),
    }
    if workers == 1 and not reload:
        _serve_here(uvicorn.Config(create_app(settings), **options), listener)
        return
    with contextlib.ExitStack() as stack:
        if workers > 1 and settings.metrics_folder is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="predawn-metrics-"))
            settings = settings.model_copy(update={"metrics_folder": Path(folder)})
        _serve_elsewhere(settings, listener, options, workers=workers, reload=reload)


def _serve_elsewhere(
    settings: Settings, listener: socket.socket, options: Mapping[str, Any], *, workers: int, reload: bool
) -> None:
    # Other processes read their settings from the environment; options of the command go with it.
    os.environ.update(as_variables(settings))
    config = uvicorn.Config(
        "api.app:create_app",
        factory=True,
        workers=workers,
        reload=reload,
        timeout_worker_healthcheck=START_SECONDS,
        reload_dirs=[str(_ROOT / name) for name in ("api", "core", "model", "store")] if reload else None,
        **options,
    )
    if reload:
        ChangeReload(config, uvicorn.Server(config).run, [listener]).run()
    else:
        _serve_in_workers(config, listener)


def _serve_here(config: uvicorn.Config, listener: socket.socket) -> None:
    server = uvicorn.Server(config)
    # uvicorn repeats the signal that stopped it, once everything is closed in good order.
    with contextlib.suppress(KeyboardInterrupt):
        server.run([listener])
    if not server.started:
        raise StoreError("The API could not start; the lines above say why.")


def _serve_in_workers(config: uvicorn.Config, listener: socket.socket) -> None:
    supervisor = _Supervisor(config, sockets=[listener])
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise StoreError("A worker of the API could not start; the lines above say why.")


class _Supervisor(Multiprocess):
    """Replaces workers that died at once, and lets go of the port with the last ones.

    Nobody is to queue at a server that takes no more requests.
    """

    def keep_subprocess_alive(self) -> None:
        """Look after the workers as uvicorn does, and notice one that dies while it is asked for a sign."""
        for worker in self.processes:
            # As long as this process holds the worker's end open too, one that died looks like one that is
            # silent: it is waited for, and meanwhile no signal is taken.
            worker.child_conn.close()
        super().keep_subprocess_alive()

    def terminate_all(self) -> None:
        """End the workers in order; each takes requests until it has drained."""
        super().terminate_all()
        for listener in self.sockets:
            listener.close()


def as_variables(settings: Settings) -> dict[str, str]:
    """Return the settings that were given, as variables of the environment."""
    return {
        f"PREDAWN_{name.upper()}": _as_text(getattr(settings, name))
        for name in settings.model_fields_set
        if getattr(settings, name) is not None
    }


def _as_text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, timedelta):
        return f"{value.total_seconds()}s"
    return str(value)
