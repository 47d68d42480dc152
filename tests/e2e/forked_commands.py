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

from sqlalchemy import Engine
from sqlalchemy.event import listen

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
    if moment := os.environ.pop("SIGNAL_AT", ""):
        signal_at(moment, int(os.environ.pop("SIGNAL")))
    sys.argv = order["arguments"]


def signal_at(moment: str, number: int) -> None:
    """Send this process a signal, once, at a moment.

    Parameters
    ----------
    moment
        A part of a log message, a statement of SQL, the command line of a program, or the name of a module to
        import or of a file to rename, before which the process then is.
    number
        The signal.
    """
    sent = False

    def reach(what: str) -> None:
        nonlocal sent
        if not sent and moment in what:
            sent = True
            signal.raise_signal(number)

    make = logging.getLogRecordFactory()

    def make_and_signal(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        reach(record.getMessage())
        return record

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            reach(" ".join(map(str, arguments[1])))
        elif event in ("import", "os.rename"):
            reach(f"{event} {arguments[0]}")

    logging.setLogRecordFactory(make_and_signal)
    sys.addaudithook(hear)
    listen(
        Engine, "before_cursor_execute", lambda _connection, _cursor, statement, *_others: reach(statement)
    )


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
