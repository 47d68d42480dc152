"""Starting the embedded server again when it ends while a long command uses it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from core.errors import StoreError
from store.embedded.server import EmbeddedServer

LOOK_SECONDS: Final = 1.0
"""The interval between looks at the process of the server."""

# A server that is told to stop goes on for the sessions that it has, such as those of an API that is told to
# stop at the same moment and finishes its requests.
_MAX_LOOKS_AT_STOPPING: Final = 20
_MAX_PAUSE_SECONDS: Final = 60.0

_logger = logging.getLogger(__name__)


@contextmanager
def kept_running(server: EmbeddedServer) -> Iterator[None]:
    """Start a server again whenever it ends inside the context, as when it is killed for lack of memory."""
    leaving = threading.Event()
    threading.Thread(target=_watch, args=(server, leaving), name="embedded server", daemon=True).start()
    try:
        yield
    finally:
        leaving.set()


def _watch(server: EmbeddedServer, leaving: threading.Event) -> None:
    pause, failures, looks_at_stopping = LOOK_SECONDS, 0, 0
    while not leaving.wait(pause):
        pause = LOOK_SECONDS
        looks_at_stopping = looks_at_stopping + 1 if server.is_stopping else 0
        if server.is_running and looks_at_stopping < _MAX_LOOKS_AT_STOPPING:
            failures = 0
            continue
        try:
            server.start_again()
        except StoreError as error:
            failures += 1
            pause = min(LOOK_SECONDS * 2**failures, _MAX_PAUSE_SECONDS)
            _logger.error("%s It is tried again in %d s.", error, pause)  # noqa: TRY400 - it says it all
