"""Lists of project ids: whatever file is named, it is read within bounds or refused with a sentence."""

import io
from pathlib import Path

import pytest

from core import ids
from core.errors import InputError


class Endless(io.BytesIO):
    """Repeats some bytes, and counts how many were read."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.content = content
        self.given = 0

    def read(self, size: int | None = -1) -> bytes:
        assert size
        part = (self.content * (size // len(self.content) + 1))[:size]
        self.given += len(part)
        assert self.given <= 16 << 20, "it goes on reading"
        return part


def test_ids_are_read_once_each_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_bytes("\ufeff4\r\n\n 6 \n4\n\u00fc".encode())
    assert ids.read_ids(path) == ("4", "6", "\u00fc")


def test_a_list_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "MAX_BYTES", 4 << 20)
    endless = Endless(b"4\n")
    with pytest.raises(InputError, match=r"The pipe is longer than 4 MiB\. Give it in parts\."):
        ids.read_ids_of(endless, "The pipe")
    assert endless.given <= 6 << 20


def test_a_list_with_a_nul_is_refused_whatever_follows() -> None:
    with pytest.raises(InputError, match=r"Line 1 of /dev/zero holds a NUL"):
        ids.read_ids(Path("/dev/zero"))
    zeros = Endless(b"4\n\0")
    with pytest.raises(InputError, match="Line 2 of The pipe holds a NUL"):
        ids.read_ids_of(zeros, "The pipe")
    assert zeros.given <= 2 << 20
