"""The end of a worker process whose parent is gone."""

import os
import threading
import time

_INTERVAL_SECONDS = 1.0


def end_with(parent: int) -> None:
    """End this process soon after its parent was killed, instead of idling, connected, for minutes.

    What it has not committed is rolled back by the server; the parent's successor does it again.

    Parameters
    ----------
    parent
        The process id of the parent, which may be gone already.
    """
    threading.Thread(target=_watch, args=(parent,), name="watches the parent", daemon=True).start()


def _watch(parent: int) -> None:
    # Asked again and again: the signal that Linux can send when a parent dies is sent already when the thread
    # of the parent that started the process ends.
    while os.getppid() == parent:
        time.sleep(_INTERVAL_SECONDS)
    os._exit(1)
