"""Forks the processes that run tests with pytest-xdist from one that has imported all of them.

To import the tests, and what they import, takes as much processor time as hundreds of tests, and each worker
does it anew. This module as a program collects the tests once; the workers that it forks collect them again,
which takes little where all is imported. It takes its orders as `tests/e2e/forked_commands.py` does.
"""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.e2e.forked_commands import listen_at
from tests.forked_process import stand_in

_ROOT = Path(__file__).parents[1]


def start(arguments: Sequence[str]) -> str | None:
    """Start the program that forks, which ends with this process.

    Parameters
    ----------
    arguments
        The files and folders of the tests.

    Returns
    -------
    str | None
        The command that stands for Python where a worker is started; None where the program has failed.
    """
    folder = Path(tempfile.mkdtemp(prefix="predawn-workers-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.forked_workers", folder / "socket", *arguments],
        cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    atexit.register(program.communicate)
    assert program.stdout is not None
    return str(stand_in(folder / "python")) if program.stdout.readline() else None


def collect(arguments: Sequence[str]) -> None:
    """Import the tests as pytest does, and print nothing; errors are those of the workers."""
    said = os.dup(1)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    pytest.main(
        ["--collect-only", "-qq", "--capture=no", "-p", "no:xdist", "-p", "no:cacheprovider", *arguments]
    )
    sys.stdout.flush()
    os.dup2(said, 1)
    os.close(said)
    # What each worker would do for itself, in seconds: load skops, and list the characters for hypothesis.
    import_module("skops.io")
    given(st.text())(settings(max_examples=1, database=None)(_do_nothing))()


def _do_nothing(_text: str) -> None:
    pass


def work() -> int:
    """Do what the program does that is on the first line of standard input, as Python does with `-c`."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["-c"]
    exec(eval(sys.stdin.readline()), vars(sys.modules["__main__"]))  # noqa: S102, S307 - execnet's first line
    return 0


def main() -> None:
    """Collect the tests, and fork for each order."""
    collect(sys.argv[2:])
    # Ctrl-C is for the workers; this ends once they are gone, with its standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listen_at(sys.argv[1], work)


if __name__ == "__main__":
    main()
