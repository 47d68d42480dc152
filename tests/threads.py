"""Work that goes on in threads while a test does something else."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def working(ended: threading.Event, *works: Callable[[], object]) -> Iterator[None]:
    """Run each function in a thread until the block ends, which sets the event that they watch."""
    started = [threading.Thread(target=work) for work in works]
    for thread in started:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in started:
            thread.join()
