"""Folders of PostgreSQL servers, which end with the process of the tests however that ends.

A test that cannot be interrupted takes its whole process along, and whoever is killed cleans nothing up. So
another process, this module as a program, is told of each folder. Its standard input ends with the process of
the tests: then it ends the servers in the folders that are still there, and removes them.
"""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_TIMEOUT_SECONDS = 60.0

# Making and removing the 300 files of a database, which most tests do, takes 20 ms of processor time in
# memory, and 70 to 200 on ext4.
_MEMORY = Path("/dev/shm")  # noqa: S108 -- mkdtemp makes the folders
_ROOM_BYTES = 8 << 30

_watchers: dict[int, "subprocess.Popen[str]"] = {}


@contextmanager
def server_folder(name: str) -> Iterator[Path]:
    """Make a folder that the account of a server can get into, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix=f"predawn-{name}-", dir=_place())).resolve()
    _watch(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _place() -> Path | None:
    """Return the folder to make others in: one in memory, where that has room; None for the usual one."""
    with suppress(OSError):
        if shutil.disk_usage(_MEMORY).free >= _ROOM_BYTES:
            return _MEMORY
    return None


def _watch(folder: Path) -> None:
    watcher = _watchers.get(os.getpid())
    if watcher is None:
        # In a session of its own, because Ctrl-C is for the tests, and they may need it afterwards.
        watcher = _watchers[os.getpid()] = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, text=True, start_new_session=True
        )
        atexit.register(_leave, watcher)
    assert watcher.stdin is not None
    print(folder, file=watcher.stdin, flush=True)


def _leave(watcher: "subprocess.Popen[str]") -> None:
    watcher.communicate()


def end_servers(folder: Path) -> None:
    """End the servers in a folder, as a crash does, and remove it."""
    ended = [pid for file in folder.rglob("postmaster.pid") if (pid := _read_pid(file, folder))]
    for pid in ended:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)
    end = time.monotonic() + _TIMEOUT_SECONDS
    while any(Path(f"/proc/{pid}").exists() for pid in ended) and time.monotonic() < end:
        time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


def _read_pid(file: Path, folder: Path) -> int | None:
    """Return the process that a file names, if that is a server in the folder still."""
    with suppress(OSError, ValueError, IndexError):
        pid = int(file.read_text().splitlines()[0])
        if os.fsencode(folder) in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    return None


if __name__ == "__main__":
    for told in [line.strip() for line in sys.stdin]:
        end_servers(Path(told))
