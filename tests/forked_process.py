"""Processes of `predawn` that are forked instead of started, and are used like those that are started.

Starting Python and importing the program takes two seconds of processor time for a server, and one for most
other commands: more than what tests want of them.
"""

import atexit
import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.waiting import in_time

_PROGRAM = Path(__file__).parent / "e2e" / "forked_commands.py"
_SHARED = "FORKS_OF_TESTS"
_INHERITED = ("PATH", "HOME", "LANG", "TZ", "PYTHONPATH", "OPENBLAS_NUM_THREADS")


def inherited() -> dict[str, str]:
    """Return the variables that commands have from the process of the tests."""
    return {name: os.environ[name] for name in _INHERITED if name in os.environ}


class ForkedProcess(subprocess.Popen[str]):
    """A command of `predawn` in a fork of a program that has imported everything, and tells how it ends.

    It has the arguments, the folder, the variables and the standard files; other options have no effect.
    """

    _ends_over: socket.socket | None = None

    def _execute_child(self, arguments: list[object], *options: Any) -> None:
        # The standard library calls it with all options, and with both ends of each pipe.
        folder, variables, ends = options[4], options[5], options[9:15]
        opened = [end if end != -1 else number for number, end in enumerate((ends[0], ends[3], ends[5]))]
        order = {
            "arguments": list(map(str, arguments)),
            "environment": {name: str(value) for name, value in (variables or os.environ).items()},
            "folder": str(folder or Path.cwd()),
        }
        ends_over = socket.socket(socket.AF_UNIX)
        try:
            ends_over.connect(str(_forks() / "socket"))
            socket.send_fds(ends_over, [json.dumps(order).encode() + b"\n"], opened)
            self.pid = _read_event(ends_over)["pid"]
        except BaseException:
            ends_over.close()
            raise
        finally:
            self._close_pipe_fds(*ends)  # type: ignore[attr-defined]
        self._ends_over = ends_over
        self._child_created = True

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end, and return the exit code."""
        if self.returncode is None and not select.select([self._ends_over], [], [], timeout)[0]:
            assert timeout is not None
            raise subprocess.TimeoutExpired(self.args, timeout)
        return super().wait()

    def _internal_poll(self, *_options: Any, **_more: Any) -> int | None:
        if self.returncode is None and self._ends_over is not None:
            with self._waitpid_lock:  # type: ignore[attr-defined]
                if self.returncode is None:
                    self._try_wait(os.WNOHANG)
        return self.returncode

    def _try_wait(self, flags: int) -> tuple[int, int]:
        ends_over = self._ends_over
        assert ends_over is not None
        if flags & os.WNOHANG and not select.select([ends_over], [], [], 0)[0]:
            return 0, 0
        code = _read_event(ends_over)["code"]
        ends_over.close()
        self.returncode = code
        return self.pid, code << 8 if code >= 0 else -code


def _read_event(answers: socket.socket) -> dict[str, int]:
    line = b""
    while not line.endswith(b"\n"):
        # No more than the line: what comes after it is waited for.
        piece = answers.recv(1)
        assert piece, "the program that forks is gone"
        line += piece
    event: dict[str, int] = json.loads(line)
    return event


def forked_predawn() -> Path:
    """Return a program that stands for `predawn` in a shell, or wherever a real process has to be started."""
    return _forks() / "predawn"


def stand_in(program: Path) -> Path:
    """Make a program that is run by a fork, and return it; what forks listens at a socket beside it."""
    script = _PROGRAM.with_name("forked_predawn.py").read_text(encoding="utf-8")
    program.write_text(f"#!{sys.executable} -IS\n{script}", encoding="utf-8")
    program.chmod(0o755)
    return program


@contextmanager
def shared_forks() -> Iterator[None]:
    """Start the program that forks, for all processes of these tests, and wait for it at the end."""
    folder, program = _start()
    os.environ[_SHARED] = str(folder)
    yield
    _wait_for(program)


@cache
def _forks() -> Path:
    """Return the folder of the socket of the program that forks, which is started where none is shared."""
    if _SHARED in os.environ:
        return Path(os.environ[_SHARED])
    folder, program = _start()
    _wait_for(program)
    return folder


def _start() -> tuple[Path, subprocess.Popen[bytes]]:
    """Start a program that forks, which ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="predawn-forks-"))
    stand_in(folder / "predawn")
    program = subprocess.Popen(
        [sys.executable, _PROGRAM, folder / "socket"],
        env=inherited(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )

    def end() -> None:
        program.communicate()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return folder, program


def _wait_for(program: subprocess.Popen[bytes]) -> None:
    """Wait until the program listens."""
    assert program.stdout is not None
    assert in_time(program.stdout.readline)
