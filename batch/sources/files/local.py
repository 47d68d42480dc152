"""A file of this machine, which may be written to while it is read."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import CatalogueError


class LocalFile:
    """A file of this machine, and its state when it was hashed.

    Parameters
    ----------
    path
        The file.
    name
        The source that it is, for messages.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self._name = name
        self._hashed: tuple[int, ...] | None = None

    def sha256(self) -> bytes | None:
        """Return the hash of its bytes; None if it cannot be read."""
        try:
            self._hashed = _state(self.path)
            with self.path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").digest()
        except OSError:
            return None  # reading it says what is wrong

    def is_untouched(self) -> bool:
        """Return whether it is the file that `sha256` looked at, and nothing was written to it since."""
        return self._hashed is not None and self._hashed == self._find_state()

    @contextmanager
    def left_alone(self) -> Iterator[None]:
        """Refuse a file that was written to in this block; one that was replaced is read as it was."""
        before = self._find_state()
        try:
            yield
        except CatalogueError:
            self._refuse_written(before)
            raise
        self._refuse_written(before)

    def _find_state(self) -> tuple[int, ...] | None:
        try:
            return _state(self.path)
        except OSError:
            return None

    def _refuse_written(self, before: tuple[int, ...] | None) -> None:
        now = self._find_state()
        if before is not None and now is not None and now != before and now[:2] == before[:2]:
            raise CatalogueError(
                f"{self._name} was written to while it was read, so what was read is neither its old nor its "
                "new content. Repeat once it is written; to replace it at any time, write another file and "
                "rename it."
            )


def _state(path: Path) -> tuple[int, ...]:
    """Return which file it is, by its first two numbers, and what tells that it was written to."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
