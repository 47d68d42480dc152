"""A spool gives back what was written to it, as often as it is asked, or says where there is no room."""

from pathlib import Path

import pyarrow as pa
import pytest

from batch.sources.spool import spooled
from core.errors import CatalogueError

SCHEMA = pa.schema([("title", pa.string())])
BATCH = pa.record_batch([pa.array(["x" * 100] * 1000)], schema=SCHEMA)


def test_it_can_be_read_again() -> None:
    with spooled([BATCH, BATCH], SCHEMA, "a source") as read:
        assert [list(read()) for _ in range(2)] == [[BATCH, BATCH]] * 2


@pytest.mark.parametrize("rows", [1, 1000])
def test_where_there_is_no_room_the_folder_is_named(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full").open("wb")  # noqa: SIM115 - the spool closes it
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_options: full)
    refused = pytest.raises(
        CatalogueError, match=r"temporary file in \S+ first, and that failed: No space left"
    )
    with refused, spooled([BATCH.slice(0, rows)], SCHEMA, "a source"):
        pass
