"""Runs commands of `predawn`, each in a process of its own: a program that imports once and forks for each.

Starting Python and importing the program takes most of a short command. It reads one order a line, as JSON:
`arguments`, `environment`, `folder`, and the files that take what the command writes. It answers with a line
that has the process, and with one that has its exit code.
"""

import gc
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import batch.run
from cli.commands import SUMMARIES
from cli.main import main as predawn


def tell(**event: object) -> None:
    """Write an answer."""
    os.write(1, json.dumps(event).encode() + b"\n")


def become(order: Mapping[str, Any]) -> None:
    """Make this process the one that the command would have been started as."""
    for descriptor, path in enumerate((os.devnull, order["out"], order["err"])):
        opened = os.open(path, os.O_RDWR)
        os.dup2(opened, descriptor)
        os.close(opened)
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    os.chdir(order["folder"])
    if message := os.environ.pop("SIGNAL_AT", ""):
        signal_at(message, int(os.environ.pop("SIGNAL")))
    sys.argv = order["arguments"]


def signal_at(message: str, number: int) -> None:
    """Send this process a signal when it logs a message."""
    make = logging.getLogRecordFactory()

    def make_and_signal(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        if record.getMessage() == message:
            signal.raise_signal(number)
        return record

    logging.setLogRecordFactory(make_and_signal)


def main() -> None:
    """Fork for each order, and tell how each ends."""
    assert batch.run
    for name in SUMMARIES:
        import_module(f"cli.{name}")
    # What is imported need not be looked at, and so copied, when a child ends.
    gc.freeze()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            become(json.loads(line))
            sys.exit(predawn())
        tell(pid=pid)
        _, status = os.waitpid(pid, 0)
        tell(code=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
