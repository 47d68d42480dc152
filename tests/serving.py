"""The API as tests run it: in a thread of their own process, or as `predawn serve` in its own."""

import contextlib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from pydantic import SecretStr

from api.app import Application, create_app
from api.connections.server import Server
from api.fast_path.server import server_options
from api.services.access_log import AccessLog
from api.services.pages.long_answers import LongAnswers
from api.state import State
from core.settings import Settings
from store.connect.database import Database
from tests.forked_process import ForkedProcess
from tests.waiting import TIMEOUT_SECONDS, in_time, wait_until

PREDAWN = Path(sys.executable).with_name("predawn")
# For clients of plain HTTP. Without it each reads all certificates, which takes 50 ms of processor time.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# What waits for a loaded machine, unless a test says how long.
PATIENT: dict[str, Any] = {
    "lookup_timeout_seconds": TIMEOUT_SECONDS,
    "inference_timeout_seconds": TIMEOUT_SECONDS,
    "keep_alive_seconds": TIMEOUT_SECONDS,
}
PATIENT_VARIABLES = {f"PREDAWN_{name.upper()}": str(value) for name, value in PATIENT.items()}


@dataclass(frozen=True)
class Api:
    """An app that serves: a client of it, and what it holds."""

    client: httpx.Client
    state: State
    app: Application


def run_followed(api: Api) -> int | None:
    """Return the run that the watcher of an API follows, None before it has read the database."""
    current = api.state.watcher.current
    return None if current is None else current.run_id


def settings_for(database: Database, **changes: object) -> Settings:
    """Return settings of an API on a database, whatever the environment says."""
    return Settings(_env_file=None, database_url=SecretStr(database.url), **(PATIENT | changes))


@contextlib.contextmanager
def serving(settings: Settings, access_log: AccessLog | None = None) -> Iterator[Api]:
    """Serve in a thread, with the real server, until the block ends.

    A page waits on a loaded machine for what it works out aside, unless a test says how long.
    """
    app = create_app(settings, access_log)
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(
        uvicorn.Config(
            app,
            **server_options(settings),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=settings.keep_alive_seconds,
        )
    )
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    wait_until(lambda: server.started or not thread.is_alive())
    try:
        assert server.started, "the app did not start"
        app.state.predawn.long_answers = LongAnswers(TIMEOUT_SECONDS)
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx.Client(base_url=base, timeout=TIMEOUT_SECONDS, verify=NO_CERTIFICATES) as client:
            yield Api(client, app.state.predawn, app)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@dataclass
class Process:
    """A `predawn serve` and where it listens."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def find_workers(self) -> list[int]:
        """Return the process ids of its workers, if it was started `anew`."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(pid) for pid in children if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]

    def stop(self) -> int:
        """Stop it as a service manager does, and return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=120)


@contextlib.contextmanager
def serve_command(
    database: Database, folder: Path, *arguments: str, anew: bool = False, **variables: str
) -> Iterator[Process]:
    """Run `predawn serve` on any free port until the block ends; `anew` is for one with all its imports."""
    log = folder / "serve.log"
    environment = {
        **os.environ,
        "PREDAWN_DATABASE_URL": database.url,
        "PREDAWN_DRAIN_SECONDS": "0",
        **PATIENT_VARIABLES,
        **variables,
    }
    with log.open("w") as stderr:
        process = (subprocess.Popen if anew else ForkedProcess)(
            [PREDAWN, "serve", "--port", "0", *arguments],
            env=environment, stdout=subprocess.PIPE, stderr=stderr, text=True, cwd=folder,
        )  # fmt: skip
    assert process.stdout is not None
    try:
        line = in_time(process.stdout.readline)
        found = re.search(r"http://\S+:\d+", line)
        assert found, line + log.read_text()
        served = Process(process, found[0], log)
        workers = int(arguments[arguments.index("--workers") + 1]) if "--workers" in arguments else 1
        wait_until(lambda: log.read_text().count("Application startup complete") >= workers)
        yield served
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=120)
        process.stdout.close()


def get_json(port: int, path: str) -> tuple[int, Any]:
    """Return the status and the document that a port of this machine answers with: 0 and none without one."""
    return _ask_json(urllib.request.Request(f"http://127.0.0.1:{port}{path}"))


def post_json(port: int, path: str, body: object) -> tuple[int, Any]:
    """Send a document to a port of this machine; the answer is that of `get_json`."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    return _ask_json(request)


def _ask_json(request: urllib.request.Request) -> tuple[int, Any]:
    # Not with httpx: it reads all certificates for each client, which slows down what is waited for.
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
    except (OSError, ValueError):
        return 0, None


def answers(url: str) -> bool:
    """Return whether an address is answered with 200."""
    try:
        # Not with httpx: it reads all certificates for each client, which slows down what is waited for.
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:
        return False
