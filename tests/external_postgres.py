"""A PostgreSQL server over TCP with a password: the machine's own version, or another."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.server_folders import server_folder

PASSWORD = "only-for-tests"
# Below the ephemeral ports, from which a system takes those of outgoing connections.
_PORTS = range(15_000, 32_000)


@dataclass(frozen=True)
class ExternalPostgres:
    """A server in a folder of its own, which runs as a user that is not root."""

    folder: Path
    port: int
    user: str | None
    options: tuple[str, ...] = ()
    programs: Path | None = None

    @property
    def url(self) -> str:
        """The URL of a superuser."""
        return f"postgresql://postgres:{PASSWORD}@127.0.0.1:{self.port}/postgres"

    def initialise(self) -> None:
        password = self.folder / "password"
        password.write_text(PASSWORD)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "scram-sha-256",
            f"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip

    def copy_of(self, primary: "ExternalPostgres") -> None:
        """Become a streaming replica of a server that runs."""
        self._run("pg_basebackup", "-D", self.data, "-d", primary.url, "-R", "-X", "stream",
            "--checkpoint=fast", "--no-sync")  # fmt: skip

    def start(self) -> None:
        own = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off"
        options = " ".join((own, *self.options))
        self._run("pg_ctl", "-D", self.data, "-w", "-o", options, "-l", self.folder / "log", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server, unless told otherwise as a crash does; harmless where it does not run."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "stop", check=False)

    def kill(self) -> None:
        """End every process of the server this very moment, as `stop` does, and wait until they are gone."""
        pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGQUIT)
        self.stop()

    def is_up(self) -> bool:
        """Return whether it takes connections."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    def _run(self, program: str, *arguments: str | Path, check: bool = True) -> None:
        subprocess.run(
            [str(shutil.which(program, path=self.programs)), *map(str, arguments)],
            check=check,
            user=self.user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=None if check else subprocess.DEVNULL,
        )


def is_installed() -> bool:
    """Return whether the machine has a PostgreSQL of its own."""
    return all(map(shutil.which, ("initdb", "pg_ctl", "pg_basebackup")))


@contextmanager
def external_postgres(
    primary: ExternalPostgres | None = None,
    options: tuple[str, ...] = (),
    initialise: Callable[[ExternalPostgres], None] = ExternalPostgres.initialise,
    programs: Path | None = None,
) -> Iterator[ExternalPostgres]:
    """Start a new server, or a streaming replica of one, and remove it in the end.

    Its version is that of the programs, by default of those that the machine finds.
    """
    with server_folder("external") as folder:
        server = ExternalPostgres(folder, free_port(), _unprivileged(folder), options, programs)
        try:
            if primary is None:
                initialise(server)
            else:
                server.copy_of(primary)
            server.start()
            yield server
        finally:
            server.stop()


def _unprivileged(folder: Path) -> str | None:
    """Hand the folder over to the user that PostgreSQL runs as, which must not be root, and return it."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    return "postgres"


def free_port() -> int:
    """Return a TCP port that nobody listens on, outside the range of ephemeral ports."""
    while True:
        port = secrets.choice(_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
