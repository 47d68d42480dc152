"""Runs commands of `predawn`, each in a process of its own: a program that imports once and forks for each.

Starting Python and importing the program takes most of a short command. It takes orders over a socket at the
path that is its argument, many at once, each with the three standard files of its command: a line of JSON
with `arguments`, `environment` and `folder`. It answers with a line that has the process, and with one that
has its exit code. A command is killed where its sender has gone. The program ends with its standard input.

`tests/forked_workers.py` does the same for the processes that run tests.

Commands spawn the workers of servers. Here each worker is forked from its command, which has imported what it
needs, and has nothing else of it than a new process has: the files that it is handed and the environment.
"""

import atexit
import gc
import json
import logging
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing import util
from types import ModuleType
from typing import Any, NoReturn

from sqlalchemy import Engine
from sqlalchemy.event import listen

from cli.commands import SUMMARIES
from cli.main import main as predawn

# The commands that train. What they import takes longer than all other imports of most commands.
TRAINING = {"train", "up"}


def tell(**event: object) -> None:
    """Write an answer."""
    os.write(1, json.dumps(event).encode() + b"\n")


def take(descriptor: int, opened: int) -> None:
    """Make an open file one of the standard files."""
    os.dup2(opened, descriptor)
    os.close(opened)


def put_in_place(order: Mapping[str, Any]) -> None:
    """Give this process the environment, the folder and the arguments of a command."""
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


def listen_at(path: str, command: Callable[[], int | None]) -> None:
    """Fork for each order that comes over a socket, and tell each sender how its command ends."""
    ended, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.set_wakeup_fd(wake)
    senders: dict[int, socket.socket] = {}
    waiting: dict[socket.socket, int] = {}
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        tell(listening=path)
        while 0 not in (ready := select.select([0, listener, ended, *waiting], [], [])[0]):
            if listener in ready:
                sender, _ = listener.accept()
                pid = fork_for(sender, [listener, *senders.values()], command)
                senders[pid] = sender
                waiting[sender] = pid
                sender.sendall(b'{"pid": %d}\n' % pid)
            # Those who wait for an answer say nothing; what can be read is their end.
            for sender in waiting.keys() & set(ready):
                os.kill(waiting.pop(sender), signal.SIGKILL)
            if ended in ready:
                os.read(ended, 4096)
                for sender in reap(senders):
                    waiting.pop(sender, None)


def fork_for(sender: socket.socket, others: list[socket.socket], command: Callable[[], int | None]) -> int:
    """Take an order and run its command in a fork, which closes all sockets; return its process."""
    data, files, _, _ = socket.recv_fds(sender, 1 << 20, 3)
    while not data.endswith(b"\n"):
        data += sender.recv(1 << 20)
    order = json.loads(data)
    if not TRAINING.isdisjoint(order["arguments"]):
        # The first of them imports it for those that come after it.
        import_module("model.training.training")
    pid = os.fork()
    if pid == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for one in (sender, *others):
            one.close()
        for descriptor, opened in enumerate(files):
            take(descriptor, opened)
        # Those that are open here know whether their files could be sought in.
        sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)  # type: ignore[misc]
        sys.stdout = sys.__stdout__ = os.fdopen(1, "w", closefd=False)  # type: ignore[misc]
        sys.stderr = sys.__stderr__ = os.fdopen(  # type: ignore[misc]
            2, "w", buffering=1, errors="backslashreplace", closefd=False
        )
        put_in_place(order)
        # Processes that commands start look at the main module, which must not be this one.
        sys.modules["__main__"] = ModuleType("__main__")
        run_to_its_end(command)
    for opened in files:
        os.close(opened)
    return pid


def spawn_by_fork(path: bytes, arguments: Sequence[str], passed: Sequence[int]) -> int:
    """Start a process of `multiprocessing` as it spawns one, but from what this one has imported."""
    if "--multiprocessing-fork" not in arguments:
        return _spawn(path, arguments, passed)
    pid = os.fork()
    if pid == 0:
        # What the other process has opened, or would do at its end, is not this one's.
        gc.freeze()
        atexit._clear()
        close_all_but({0, 1, 2, *passed})
        for number in signal.valid_signals():
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        program = arguments[arguments.index("-c") + 1]
        sys.argv = ["-c", "--multiprocessing-fork"]
        run_to_its_end(lambda: exec(program, {}))  # noqa: S102 - the program of the standard library
    return pid


_spawn = util.spawnv_passfds


def close_all_but(kept: set[int]) -> None:
    """Close all open files but some, as a new program has none but those that it is handed."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - the names alone
        if int(name) not in kept:
            with suppress(OSError):
                os.close(int(name))


def run_to_its_end(command: Callable[[], int | None]) -> NoReturn:
    """Run a command and end the process as Python does, but for taking apart what was imported.

    To change what this process shares with others, all at once, takes a tenth of a second in the kernel.
    """
    try:
        code = command()
    except SystemExit as ended:
        if not isinstance(ended.code, int | None):
            raise
        code = ended.code
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)
    sys.exit(code)


def reap(senders: dict[int, socket.socket]) -> list[socket.socket]:
    """Tell the senders whose commands have ended how, and return them."""
    told = []
    while senders:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            break
        with senders.pop(pid) as sender, suppress(OSError):
            sender.sendall(b'{"code": %d}\n' % os.waitstatus_to_exitcode(status))
        told.append(sender)
    return told


def main() -> None:
    """Fork for each order, and tell how each ends."""
    # Commands import these when they need them.
    for name in ("batch.run", "cli.served_app", *(f"cli.{name}" for name in SUMMARIES)):
        import_module(name)
    util.spawnv_passfds = spawn_by_fork
    # What is imported need not be looked at, and so copied, when a child ends.
    gc.freeze()
    listen_at(sys.argv[1], predawn)


if __name__ == "__main__":
    main()
