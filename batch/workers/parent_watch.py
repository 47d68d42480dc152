"""Termination of a worker process whose parent has died."""

import os
import signal
import threading
import time

_INTERVAL_SECONDS = 1.0


def end_with(parent: int) -> None:
    """End this process soon after its parent was killed; otherwise it would stay connected for minutes.

    The server rolls back uncommitted work, and the next run does it again. What ends all processes of a run,
    as a service manager or a terminal that closes does, is left to the parent: a worker that died first
    would make a cancelled run a failed one.

    Parameters
    ----------
    parent
        The process id of the parent, which may have died already.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), name="watches the parent", daemon=True).start()


def _watch(parent: int) -> None:
    # Polled, because the signal that Linux offers for this is sent as soon as the thread that started the
    # process ends, even while the parent lives.
    while os.getppid() == parent:
        time.sleep(_INTERVAL_SECONDS)
    os._exit(1)
