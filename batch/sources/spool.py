"""A source kept in a temporary file, so that it can be read again without waiting for it."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import IO

import pyarrow as pa

from core.errors import CatalogueError

Spool = Callable[[], Iterator[pa.RecordBatch]]


@contextmanager
def spooled(batches: Iterable[pa.RecordBatch], schema: pa.Schema, name: str) -> Iterator[Spool]:
    """Write batches to a temporary file, and yield what reads them, from their beginning each time.

    Raises
    ------
    CatalogueError
        If the file cannot be written.
    """
    with ExitStack() as stack:
        file = tempfile.TemporaryFile(prefix="predawn-")  # noqa: SIM115 - closed below
        # Closing fails once more where there was no room for what is left to write.
        stack.callback(_close, file)
        try:
            with pa.ipc.new_stream(file, schema) as writer:
                for batch in batches:
                    writer.write_batch(batch)
            file.flush()
        except OSError as error:
            raise CatalogueError(
                f"{name} is read into a temporary file in {tempfile.gettempdir()} first, and that failed: "
                f"{error.strerror or error}. Make room there, or set TMPDIR to another folder."
            ) from error

        def read() -> Iterator[pa.RecordBatch]:
            file.seek(0)
            with pa.ipc.open_stream(file) as reader:
                yield from reader

        yield read


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):
        file.close()
