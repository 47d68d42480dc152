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
    pause = LOOK_SECONDS
    while not leaving.wait(pause):
        try:
            server.start_if_ended()
            pause = LOOK_SECONDS
        except StoreError as error:
            pause = min(2 * pause, _MAX_PAUSE_SECONDS)
            _logger.error("%s It is tried again in %d s.", error, pause)  # noqa: TRY400 - it says it all
