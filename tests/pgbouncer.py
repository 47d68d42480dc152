"""Debian's PgBouncer in front of a test server."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from tests.external_postgres import free_port
from tests.server_folders import server_folder
from tests.waiting import wait_until

_PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def is_installed() -> bool:
    """Return whether the machine has the program."""
    return _PROGRAM is not None


@contextmanager
def pgbouncer(server: URL, pool_mode: str, *settings: str) -> Iterator[URL]:
    """Start a pooler with its own defaults in front of a server, and yield the URL of the same login."""
    with server_folder("pgbouncer") as folder:
        port = free_port()
        (folder / "userlist.txt").write_text(f'"{server.username}" "{server.password}"\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\n* = host={server.host} port={server.port}\n"
            "[pgbouncer]\nlisten_addr = 127.0.0.1\n"
            f"listen_port = {port}\nunix_socket_dir =\nauth_type = scram-sha-256\n"
            f"auth_file = {folder / 'userlist.txt'}\nlogfile = {folder / 'log'}\npool_mode = {pool_mode}\n"
            + "".join(f"{line}\n" for line in settings)
        )
        process = _start(folder)
        try:
            wait_until(lambda: _listens(port) or process.poll() is not None)
            assert process.poll() is None, (folder / "log").read_text()
            yield server.set(host="127.0.0.1", port=port)
        finally:
            process.kill()
            process.wait()


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    user = None
    if os.geteuid() == 0:
        user = "postgres"
        shutil.chown(folder, user)
        for file in folder.iterdir():
            shutil.chown(file, user)
    return subprocess.Popen(
        [str(_PROGRAM), str(folder / "pgbouncer.ini")],
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
