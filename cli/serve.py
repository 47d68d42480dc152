"""`predawn serve`."""

import contextlib
import errno
import os
import socket
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from pydantic import SecretStr
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import ChangeReload

from api.connections.server import Server
from api.fast_path.server import server_options
from cli.context import read_settings
from cli.output import say
from cli.server_log import log_config
from cli.workers import Supervisor
from core.errors import InputError, StoreError
from core.setting_kinds import write_value
from core.settings import Settings
from store.connect.database import Database, open_database
from store.connect.engine import Role
from store.readiness import check_readable

# By name: the process that watches over workers answers no request, and does not import what they serve with.
# That was a third of the memory of all three.
_APP = "cli.served_app:create_served_app"
_BACKLOG = 2048
_ROOT = Path(__file__).parents[1]


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="The address to listen on (PREDAWN_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on (PREDAWN_PORT).")] = None,
    workers: Annotated[int, typer.Option(help="The number of worker processes.", min=1)] = 1,
    reload: Annotated[
        bool, typer.Option("--reload", help="Restart whenever the code changes, for development.")
    ] = False,
) -> None:
    """Serve the predictions over HTTP until SIGTERM or Ctrl-C."""
    settings = read_settings(context, host=host, port=port)
    if reload and workers > 1:
        raise InputError("--reload works with one worker only. Omit --workers or --reload.")
    with listen(settings) as listener, open_database(settings) as database:
        check_database(database)
        serve_app(settings, listener, workers=workers, reload=reload)


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens on the configured address.

    Raises
    ------
    InputError
        If the address does not exist, or the port is in use or not permitted.
    """
    host, port = settings.host, settings.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise InputError(f"Cannot listen on {host!r}: {error}. Correct PREDAWN_HOST.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Two programs may bind the same port; only `listen` fails for the second.
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"Cannot listen on {host}:{port}: another program is using the port. Stop it, or choose "
                "another port with --port or PREDAWN_PORT."
            ) from error
        raise InputError(
            f"Cannot listen on {host}:{port}: {error.strerror}. Choose another address with PREDAWN_HOST and "
            "PREDAWN_PORT."
        ) from error
    return listener


def check_database(database: Database) -> None:
    """Refuse a database that is unavailable or not migrated, or whose predictions the API could change.

    Raises
    ------
    StoreError
        With the remedy.
    """
    engine = database.engine(Role.API, "predawn serve")
    try:
        check_readable(engine)
    finally:
        engine.dispose()


def serve_app(settings: Settings, listener: socket.socket, *, workers: int = 1, reload: bool = False) -> None:
    """Serve on a socket until a signal, then finish the open requests.

    Raises
    ------
    StoreError
        If the app or a worker cannot start.
    """
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    documentation = "" if settings.production else f", documentation at {settings.docs_url}"
    say(f"Serving on http://{shown}:{port}{documentation}; Ctrl-C stops it.")
    options: dict[str, Any] = {
        "log_config": log_config(settings),
        "log_level": settings.log_level,
        "timeout_graceful_shutdown": settings.stop_seconds + settings.drain_seconds,
        "timeout_keep_alive": settings.keep_alive_seconds,
        "forwarded_allow_ips": settings.trusted_proxies,
        "root_path": settings.root_path,
        "server_header": False,
        **server_options(settings),
        # The app writes its own, with more fields and without delaying requests.
        "access_log": False,
    }
    with contextlib.ExitStack() as stack:
        if workers > 1 and settings.metrics_folder is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="predawn-metrics-"))
            settings = settings.model_copy(update={"metrics_folder": Path(folder)})
        # The app reads its settings from the environment, so the command's options are added to it.
        os.environ.update(as_variables(settings))
        if workers == 1 and not reload:
            _serve_here(uvicorn.Config(_APP, factory=True, **options), listener)
        else:
            _serve_elsewhere(settings, listener, options, workers=workers, reload=reload)


def _serve_elsewhere(
    settings: Settings, listener: socket.socket, options: Mapping[str, Any], *, workers: int, reload: bool
) -> None:
    config = uvicorn.Config(
        _APP,
        factory=True,
        workers=workers,
        reload=reload,
        reload_dirs=[str(_ROOT / name) for name in ("api", "core", "model", "store")] if reload else None,
        **options,
    )
    if reload:
        ChangeReload(config, uvicorn.Server(config).run, [listener]).run()
    else:
        _serve_in_workers(
            Supervisor(
                config,
                [listener],
                hang_seconds=settings.worker_timeout_seconds,
                stop_seconds=settings.drain_seconds + options["timeout_graceful_shutdown"],
            )
        )


def _serve_here(config: uvicorn.Config, listener: socket.socket) -> None:
    server = Server(config)
    try:
        server.run([listener])
    except KeyboardInterrupt:
        # uvicorn raises the signal that stopped it again after a clean shutdown.
        if not server.started:
            raise
    except SystemExit as ended:
        if ended.code != STARTUP_FAILURE:
            raise
        raise StoreError("The API could not start; see the lines above.") from ended


def _serve_in_workers(supervisor: Supervisor) -> None:
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise StoreError("A worker of the API could not start; see the lines above.")


def as_variables(settings: Settings) -> dict[str, str]:
    """Return the settings that were given as environment variables."""
    return {
        f"PREDAWN_{name.upper()}": value.get_secret_value()
        if isinstance(value, SecretStr)
        else write_value(value)
        for name in settings.model_fields_set
        if (value := getattr(settings, name)) is not None
    }
