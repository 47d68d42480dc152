"""Worker processes: they end with their parent, and start processes of their own as any program does."""

import multiprocessing
import os
import signal
import threading
import time
from types import FrameType

_INTERVAL_SECONDS = 1.0
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def end_with(parent: int) -> None:
    """End this process soon after its parent; otherwise it would stay connected for minutes.

    The server rolls back uncommitted work, and the next run does it again. What ends all processes of a run,
    as a service manager or a terminal that closes does, is left to the parent: a worker that died first
    would make a cancelled run a failed one.

    Parameters
    ----------
    parent
        The process id of the parent, which may have died already.
    """
    for number in _SIGNALS:
        # Not ignored, which programs that a predictor starts would inherit.
        signal.signal(number, _leave_to_parent)
    os.register_at_fork(after_in_child=_obey_signals)
    # loky has set a method of its own, which starts processes for loky alone.
    multiprocessing.set_start_method(None, force=True)
    threading.Thread(target=_watch, args=(parent,), name="watches the parent", daemon=True).start()


def _leave_to_parent(_number: int, _frame: FrameType | None) -> None:
    pass


def _obey_signals() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def _watch(parent: int) -> None:
    # Polled, because the signal that Linux offers for this is sent as soon as the thread that started the
    # process ends, even while the parent lives.
    while os.getppid() == parent:
        time.sleep(_INTERVAL_SECONDS)
    for child in multiprocessing.active_children():
        child.terminate()
    os._exit(1)
