"""Starting the servers to measure, each on one processor by default."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.processor import living_seconds

_FOLDER = Path(__file__).parents[1]
_ABSENT = _FOLDER.parent / "tests" / "absent"
PREDAWN = Path(sys.executable).with_name("predawn")
ALL_PROCESSORS = frozenset(os.sched_getaffinity(0))
SERVER_PROCESSOR, CLIENT_PROCESSOR = min(ALL_PROCESSORS), max(ALL_PROCESSORS)
START_SECONDS = 60.0
_QUIET_SECONDS, _QUIET_SHARE = 0.5, 0.1


def environment(**variables: str) -> dict[str, str]:
    """Return the variables that a user's command has: these, and none of Predawn's own from here.

    Python keeps its bytecode, as it does where nobody forbids it and in the image: compiling what is imported
    would take half of a night with nothing changed. pandas, which an installation need not have, is not found
    either: pyarrow imports it wherever it is, which takes a quarter of a command's start.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREDAWN_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    path = os.pathsep.join(filter(None, (str(_ABSENT), kept.get("PYTHONPATH"))))
    return kept | {"PYTHONPATH": path} | variables


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def processor_seconds(self) -> float:
        """Return the processor time of the server and its workers."""
        return living_seconds(self.process.pid)


@contextmanager
def serving(
    name: str,
    command: Sequence[str],
    variables: Mapping[str, str],
    path: str = "/predictions/1",
    *,
    processors: AbstractSet[int] = frozenset({SERVER_PROCESSOR}),
    log: Path | None = None,
) -> Iterator[Server]:
    """Start a server on some processors, wait until it answers and is idle, and stop it at the end.

    Its output goes to `log`; without a log, only its errors are shown.
    """
    port = free_port()
    with (log or Path(os.devnull)).open("wb") as written:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment(**variables),
            cwd=_FOLDER,
            stdout=written,
            stderr=written if log else None,
            preexec_fn=lambda: os.sched_setaffinity(0, processors),  # noqa: PLW1509 - no threads here
        )
    try:
        server = Server(name, port, process)
        _wait_for(server, path)
        _settle(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that is currently free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: Server, path: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            read(server, path)
        except OSError:
            if time.monotonic() > deadline or server.process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


def read(server: Server, path: str) -> bytes:
    """Return the answer for a path."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}") as answer:
        body: bytes = answer.read()
    return body


def _settle(server: Server) -> None:
    """Wait until a server is idle, because its first worker answers while others are still starting."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        before = server.processor_seconds()
        time.sleep(_QUIET_SECONDS)
        if server.processor_seconds() - before <= _QUIET_SHARE * _QUIET_SECONDS:
            return
    raise RuntimeError(
        f"{server.name} is not at rest {START_SECONDS:.0f} s after its start; see what it does."
    )
