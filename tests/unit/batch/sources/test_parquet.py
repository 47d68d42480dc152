"""Parquet: read in bounded memory, whatever its pages hold."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from batch.sources.parquet import reader as source_parquet
from batch.sources.parquet.pages import Page, read_pages
from batch.sources.source import Source, open_source
from batch.sources.validation import RejectionReason
from core.errors import CatalogueError
from core.settings import Settings

LONG = "x" * 200_000
IDS = [f"p{number}" for number in range(99)]


def source_of(path: Path, **overrides: object) -> Source:
    return open_source(Settings(_env_file=None, **overrides), str(path))


def rows_of(source: Source) -> list[dict[str, object]]:
    return [row for batch in source.batches() for row in batch.to_pylist()]


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(source_parquet, "_BATCH_BYTES", 1 << 20)
    monkeypatch.setattr(source_parquet, "_FEW_ROWS", 10)


def repeating(kind: pa.DataType) -> pa.Table:
    """Two long columns in which every other row refers to one value of 200,000 bytes."""
    indices = pa.array([number % 2 for number in range(99)], pa.int32())
    texts = pa.DictionaryArray.from_arrays(indices, pa.array([LONG, "y"]).cast(kind))
    return pa.table({"id": IDS, "title": texts, "description": texts})


@pytest.fixture
def sizes(monkeypatch):
    """The sizes of what was read, each with its references resolved."""
    found: list[int] = []
    split = source_parquet._split

    def note(batch: pa.RecordBatch) -> Iterator[tuple[pa.RecordBatch, int]]:
        for piece, size in split(batch):
            found.append(size)
            yield piece, size

    monkeypatch.setattr(source_parquet, "_split", note)
    return found


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary()], ids=str)
@pytest.mark.parametrize("typed", [True, False], ids=["dictionary", "texts"])
@pytest.mark.usefixtures("small_batches")
def test_a_value_that_is_repeated_by_reference_is_read_in_bounded_pieces(tmp_path, sizes, kind, typed):
    path = tmp_path / "a.parquet"
    # Without Arrow's schema, the columns are texts and no dictionaries.
    pq.write_table(repeating(kind), path, store_schema=typed, dictionary_pagesize_limit=1 << 30)
    assert path.stat().st_size < 50_000
    source = source_of(path)
    assert [row["project_id"] for row in rows_of(source)] == IDS[1::2]
    assert source.report().rows_read == 99
    assert source.report().rejected_counts == {RejectionReason.LONG_TEXT: 50}
    assert max(sizes) < 2 << 20 < sum(sizes)


def test_a_long_value_makes_no_small_batches_of_rows_that_refer_to_short_ones(tmp_path, small_batches):
    texts = pa.DictionaryArray.from_arrays(pa.array([0] + [1] * 1_999, pa.int32()), pa.array([LONG, "y"]))
    path = tmp_path / "a.parquet"
    table = pa.table({"id": pa.arange(0, 2_000), "title": texts, "description": texts})
    pq.write_table(table, path, store_schema=False, dictionary_pagesize_limit=1 << 30)
    # By the longest value of the dictionaries, a batch would have two rows.
    assert len([*source_of(path).batches()]) <= 3


def test_what_is_repeated_counts_towards_the_bound(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(repeating(pa.string()), path, store_schema=False, dictionary_pagesize_limit=1 << 30)
    with pytest.raises(CatalogueError, match=r"a\.parquet has more than 10,485,760 bytes unpacked"):
        rows_of(source_of(path, max_source_bytes="10MiB"))


def test_a_page_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source_parquet, "MAX_PAGE_BYTES", 1 << 20)
    texts = [LONG] * 10
    path = tmp_path / "a.parquet"
    table = pa.table({"id": IDS[:10], "title": ["t"] * 10, "description": texts, "other": texts})
    pq.write_table(table, path, use_dictionary=False)
    told = r'page of 2,000,\d{3} bytes in its column "description", and pages may have 1,048,576'
    with pytest.raises(CatalogueError, match=told):
        rows_of(source_of(path))
    pq.write_table(table.drop_columns("description").rename_columns(["id", "title", "other"]), path)
    assert len(rows_of(source_of(path, column_description="title"))) == 10


def test_batches_are_small_where_rows_are_long(tmp_path, small_batches):
    texts = [LONG if number < 20 else "short" for number in range(2_000)]
    path = tmp_path / "a.parquet"
    table = pa.table({"id": pa.arange(0, 2_000), "title": texts, "description": texts})
    pq.write_table(table, path, use_dictionary=False, data_page_size=1 << 10, write_batch_size=5)
    assert max(batch.nbytes for batch in source_of(path, column_description="id").batches()) < 2 << 20
    assert len(rows_of(source_of(path, column_description="id"))) == 2_000


def test_row_groups_are_read_together_while_they_are_small(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": IDS, "title": IDS, "description": IDS}), path, row_group_size=10)
    assert [batch.num_rows for batch in source_of(path).batches()] == [99]


CODECS = ["NONE", "SNAPPY", "GZIP", "ZSTD", "LZ4", "BROTLI"]


FORMATS = st.fixed_dictionaries(
    {
        "compression": st.sampled_from(["NONE", "SNAPPY", "GZIP", "ZSTD", "LZ4", "BROTLI"]),
        "data_page_version": st.sampled_from(["1.0", "2.0"]),
        "use_dictionary": st.booleans(),
        "row_group_size": st.integers(1, 300),
        "write_page_checksum": st.booleans(),
    }
)


@given(st.lists(st.text(max_size=30) | st.none(), min_size=1, max_size=300), FORMATS)
def test_pages_are_those_that_were_written(tmp_path_factory, values, form):
    path = tmp_path_factory.getbasetemp() / "pages.parquet"
    table = pa.table({"text": pa.array(values, pa.string()), "list": [[value] * 3 for value in values]})
    pq.write_table(table, path, data_page_size=64, write_batch_size=16, **form)
    group = form["row_group_size"]
    with path.open("rb") as stream, pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            for index in range(2):
                chunk = file.metadata.row_group(number).column(index)
                pages = [*read_pages(stream, chunk)]
                assert sum(page.values for page in pages) == chunk.num_values
                assert pages[0].values == 0 or not chunk.has_dictionary_page
                assert sum(page.unpacked for page in pages) <= chunk.total_uncompressed_size
                texts = values[number * group : (number + 1) * group] if index == 0 else []
                if not form["use_dictionary"]:
                    assert sum(page.unpacked for page in pages) >= sum(len(text or "") for text in texts)


def test_a_header_with_long_statistics_is_read(tmp_path):
    values = ["a" * 100_000, "b" * 100_000]
    pq.write_table(pa.table({"text": values}), tmp_path / "a.parquet", use_dictionary=False)
    with (tmp_path / "a.parquet").open("rb") as stream, pq.ParquetFile(stream) as file:
        (page,) = read_pages(stream, file.metadata.row_group(0).column(0))
    assert page == Page(page.unpacked, 2)
    assert page.unpacked >= 200_000


@given(st.integers(0, 2_000), st.integers(0, 255))
@example(239, 255)  # of which Arrow says so in two lines
def test_a_damaged_file_is_read_or_refused_in_one_line(tmp_path_factory, position, byte):
    path = tmp_path_factory.getbasetemp() / "damaged.parquet"
    texts = [f"text {number % 7}" for number in range(50)]
    pq.write_table(pa.table({"id": np.arange(50), "title": texts, "description": texts}), path)
    data = bytearray(path.read_bytes())
    pages = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    data[4 + position % (pages - 4)] = byte
    path.write_bytes(data)
    refusal = ""
    try:
        rows_of(source_of(path))
    except CatalogueError as error:
        refusal = str(error)
    assert "\n" not in refusal


def test_a_name_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["1"], "title": ["t"], "description": ["d"]}), path)
    path.write_bytes(path.read_bytes().replace(b"title", b"t\xfftle"))
    with pytest.raises(CatalogueError, match=r"a\.parquet cannot be read as Parquet"):
        rows_of(source_of(path))


@pytest.mark.parametrize("typed", [True, False], ids=["of Arrow", "of other writers"])
def test_uuids_are_read_as_texts_and_their_bytes_are_refused_with_what_to_do(tmp_path, typed):
    path = tmp_path / "a.parquet"
    identifiers = [uuid.UUID(int=2**127 + number) for number in range(2)]
    for kind in (pa.uuid(), pa.binary(16)):
        ids = pa.array([identifier.bytes for identifier in identifiers], kind)
        table = pa.table({"id": ids, "title": ["t", "t"], "description": ["d", "d"]})
        pq.write_table(table, path, store_schema=typed)
        if kind == pa.uuid():
            assert [row["project_id"] for row in rows_of(source_of(path))] == [*map(str, identifiers)]
        else:
            with pytest.raises(CatalogueError, match=r'2 times .*UUID, to text .* \(column "id"\)'):
                rows_of(source_of(path))


@pytest.mark.parametrize("title", ["t", LONG], ids=["texts", "references"])
def test_times_of_96_bits_are_read_in_every_year(tmp_path, title):
    path, years = tmp_path / "a.parquet", [1, 1600, 2025, 2300, 9999]
    times = [datetime(year, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC) for year in years]
    table = pa.table(
        {
            "id": [*map(str, years)],
            "title": [title] * len(years),
            "description": ["d"] * len(years),
            "created_on": pa.array(times, pa.timestamp("us", "UTC")),
        }
    )
    pq.write_table(table, path, use_deprecated_int96_timestamps=True, store_schema=False)
    assert [row["created_on"] for row in rows_of(source_of(path))] == times
