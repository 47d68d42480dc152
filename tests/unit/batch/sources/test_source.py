import bz2
import csv
import gzip
import io
import json
import lzma
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.sources import json as source_json
from batch.sources import source as source_module
from batch.sources.csv import reader as source_csv
from batch.sources.source import CATALOGUE_SCHEMA, REJECTED_KEPT, Source, open_source
from batch.sources.validation import MAX_TEXT_CHARACTERS, RejectionReason, Remark
from core.errors import CatalogueError, InputError
from core.settings import Settings
from core.sync import RejectedRow
from tests.examples import examples

HEADER = "id,created_on,title,description,tag\n"
CSV = HEADER + '6,2020-02-20 06:43:18,"A, title","two\nlines ""quoted""",vision\n007,,NA,null,\n'
ROWS = [
    {
        "row_number": 1,
        "project_id": "6",
        "title": "A, title",
        "description": 'two\nlines "quoted"',
        "created_on": datetime(2020, 2, 20, 6, 43, 18, tzinfo=UTC),
        "tag": "vision",
    },
    {
        "row_number": 2,
        "project_id": "007",
        "title": "NA",
        "description": "null",
        "created_on": None,
        "tag": None,
    },
]
OBJECTS = [
    {
        "id": row["project_id"],
        "created_on": row["created_on"] and "2020-02-20T06:43:18Z",
        "title": row["title"],
        "description": row["description"],
        "tag": row["tag"],
    }
    for row in ROWS
]
NDJSON = "".join(json.dumps(row) + "\n" for row in OBJECTS)


def source_of(path: object, **overrides: object) -> Source:
    return open_source(Settings(_env_file=None, **overrides), str(path))


def rows_of(source: Source) -> list[dict[str, object]]:
    rows = []
    for batch in source.batches():
        assert batch.schema.equals(CATALOGUE_SCHEMA)
        batch.validate(full=True)
        rows += batch.to_pylist()
    # test_tags.py, test_feature_columns.py and test_targets.py are about these.
    others = [row.pop(name) for row in rows for name in ("tags", "features", "target")]
    assert not any(others)
    return rows


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(content: bytes, *names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return target.getvalue()


def arrow_compressed(content: bytes, codec: str) -> bytes:
    target = pa.BufferOutputStream()
    with pa.CompressedOutputStream(target, codec) as stream:
        stream.write(content)
    return target.getvalue().to_pybytes()


def parquet(path: Path) -> Path:
    pq.write_table(
        pa.Table.from_pylist([{**row, "id": row["project_id"], "extra": [1]} for row in ROWS]), path
    )
    return path


COMPRESSED = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda content: arrow_compressed(content, "zstd"),
    ".lz4": lambda content: arrow_compressed(content, "lz4"),
    ".zip": lambda content: zipped(content, "inside.txt"),
}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_would_be_unpacked_as_a_whole_is_refused(tmp_path, method):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.csv", CSV)
    with pytest.raises(CatalogueError, match=r"a\.csv in .*bomb\.zip is not packed by deflate"):
        rows_of(source_of(path))


# Formats


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", CSV),
        ("a.CSV", CSV),
        ("bom.csv", "\ufeff" + CSV),
        ("crlf.csv", HEADER.replace("\n", "\r\n") + CSV.removeprefix(HEADER).replace(",\n", ",\r\n")),
        ("no-end.csv", CSV.removesuffix("\n")),
        ("blank-lines.csv", CSV + "\n\n"),
        ("a.json", json.dumps(OBJECTS, indent=1)),
        ("bom.json", "\ufeff " + json.dumps(OBJECTS)),
        ("lines.json", NDJSON),
        ("a.ndjson", NDJSON),
        ("a.jsonl", NDJSON.removesuffix("\n")),
        ("blank-lines.ndjson", "\n" + NDJSON.replace("\n", "\r\n\n")),
    ],
)
def test_text_formats_give_the_same_rows(tmp_path, name, content):
    source = source_of(write(tmp_path / name, content))
    assert rows_of(source) == ROWS
    report = source.report()
    assert (report.rows_read, report.rejected, report.rejected_counts, report.warnings) == (2, (), {}, {})


def test_parquet_gives_the_same_rows(tmp_path):
    assert rows_of(source_of(parquet(tmp_path / "a.parquet"))) == ROWS


@pytest.mark.parametrize("suffix", COMPRESSED)
def test_compressed_sources_give_the_same_rows(tmp_path, suffix):
    text = write(tmp_path / f"a.csv{suffix}", COMPRESSED[suffix](CSV.encode()))
    columns = write(
        tmp_path / f"a.parquet{suffix}", COMPRESSED[suffix](parquet(tmp_path / "plain.parquet").read_bytes())
    )
    assert rows_of(source_of(text)) == ROWS
    assert rows_of(source_of(columns)) == ROWS


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst", ".lz4"])
def test_a_compressed_source_that_was_cut_off_is_refused(tmp_path, suffix):
    content = COMPRESSED[suffix](CSV.encode())
    path = write(tmp_path / f"a.csv{suffix}", content[:-5])
    with pytest.raises(CatalogueError, match=rf"a\.csv\{suffix} cannot be read"):
        rows_of(source_of(path))


def test_the_member_of_an_archive_tells_the_format(tmp_path):
    path = write(tmp_path / "a.zip", zipped(NDJSON.encode(), "export/rows.ndjson", "__MACOSX/export/x"))
    assert rows_of(source_of(path)) == ROWS
    with pytest.raises(InputError, match=r"inside\.txt in .*a\.zip.*PREDAWN_CATALOGUE_FORMAT"):
        rows_of(source_of(write(path, zipped(CSV.encode(), "inside.txt"))))
    with pytest.raises(CatalogueError, match="holds 2 files"):
        rows_of(source_of(write(path, zipped(CSV.encode(), "a.csv", "b.csv"))))


def test_the_format_can_be_set(tmp_path):
    path = write(tmp_path / "export.txt", CSV)
    assert rows_of(source_of(path, catalogue_format="csv")) == ROWS
    with pytest.raises(InputError, match=r"export\.txt does not show .*PREDAWN_CATALOGUE_FORMAT"):
        source_of(path)
    for name in ("export.XLSX", "https://example.org/a.ods?x=1"):
        with pytest.raises(InputError, match=r"is a spreadsheet\. Save it as CSV in UTF-8"):
            source_of(name)


def test_the_source_comes_from_the_settings_or_the_argument(tmp_path):
    path = write(tmp_path / "a.csv", CSV)
    configured = Settings(_env_file=None, catalogue=str(path))
    assert rows_of(open_source(configured)) == ROWS
    assert rows_of(open_source(configured, str(write(tmp_path / "b.ndjson", NDJSON)))) == ROWS
    with pytest.raises(InputError, match="PREDAWN_CATALOGUE"):
        open_source(Settings(_env_file=None, catalogue=None))


def test_a_source_can_be_read_again(tmp_path):
    source = source_of(write(tmp_path / "a.csv", CSV + ",,no id,x,\n"))
    assert rows_of(source) == rows_of(source) == ROWS
    assert source.report().rows_read == 3
    assert len(source.rejected) == 1


WRITERS = {
    "csv": lambda path: write(path, CSV),
    "csv.gz": lambda path: write(path, gzip.compress(CSV.encode())),
    "json": lambda path: write(path, json.dumps(OBJECTS)),
    "ndjson": lambda path: write(path, NDJSON),
    "parquet": parquet,
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path, suffix):
    path = WRITERS[suffix](tmp_path / f"projects.{suffix}")
    batches = source_of(path).batches()
    next(batches)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(CatalogueError, match=r"was written to while it was read.*Repeat once it is written"):
        next(batches)


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_file_that_is_replaced_while_it_is_read_is_read_as_it_was(tmp_path, suffix):
    path, other = WRITERS[suffix](tmp_path / f"projects.{suffix}"), tmp_path / "other"
    source = source_of(path)
    for batch in source.batches():
        other.touch()
        other.rename(path)
        assert batch["project_id"].to_pylist() == ["6", "007"]
    assert source.report().rows_read == 2


def test_a_file_that_is_cut_off_while_it_is_read_is_not_called_damaged(tmp_path, monkeypatch):
    path = write(tmp_path / "projects.json", json.dumps(OBJECTS * 1_000))
    monkeypatch.setattr(source_json, "_ROWS", 100)
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", 10_000)
    batches = source_of(path).batches()
    next(batches)
    os.truncate(path, 60_000)
    with pytest.raises(CatalogueError, match="was written to while it was read"):
        list(batches)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.ndjson"])
def test_a_file_of_another_format_than_its_name_says_is_told_by_its_first_bytes(tmp_path, name):
    path = parquet(tmp_path / name)
    with pytest.raises(CatalogueError, match=r"is a Parquet file\. Set PREDAWN_CATALOGUE_FORMAT=parquet"):
        rows_of(source_of(path))
    assert rows_of(source_of(path, catalogue_format="parquet")) == ROWS
    table = pq.read_table(path)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    with pytest.raises(CatalogueError, match=r"is an Arrow file, which is not read\. Write it as Parquet"):
        rows_of(source_of(path))
    write(path, "PAR1,id,title,description\n1,2,3,4\n")
    assert rows_of(source_of(path, catalogue_format="csv"))[0]["project_id"] == "2"


def test_the_made_with_ml_projects_are_read_whole():
    path = os.environ.get("PREDAWN_TEST_CATALOGUE")
    if not path:
        pytest.skip("PREDAWN_TEST_CATALOGUE does not name the CSV of the Made With ML projects")
    with Path(path).open(newline="", encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    source = source_of(path)
    rows = rows_of(source)
    assert len(rows) == 764
    assert source.report().rejected_counts == source.report().warnings == {}
    for row, given_row in zip(rows, expected, strict=True):
        assert (row["project_id"], row["title"], row["description"], row["tag"]) == (
            given_row["id"],
            given_row["title"],
            given_row["description"],
            given_row["tag"],
        )
        assert row["created_on"].strftime("%Y-%m-%d %H:%M:%S") == given_row["created_on"]


# CSV

VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40) | st.text(
    st.sampled_from('",\r\n x'), max_size=12
)


@examples(150)
@given(st.lists(st.tuples(VALUES, VALUES.filter(str.strip)), min_size=1, max_size=8), st.booleans())
def test_whatever_csv_can_write_is_read_back(texts, quote_all):
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(["description", "title", "id"])
    writer.writerows((description, title, number) for number, (description, title) in enumerate(texts))
    with tempfile.TemporaryDirectory() as folder:
        source = source_of(write(Path(folder) / "a.csv", written.getvalue()))
        read = [(row["project_id"], row["description"], row["title"]) for row in rows_of(source)]
    assert read == [(str(number), *text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('1,,"a\n\nb",x,\n2,,t,x\n3,,t,x,\n', r"Row 2 of .*a\.csv has 4 values, and the header has 5"),
        ("1,,t,x,\n\n2,,t,x,,\n", r"Row 2 of .*a\.csv has 6 values"),
        (
            '1,,t,x,\n2,,t,x,"y\n3,,t,x,\n4,,t,x,\n',
            r'Row 2 of .*a\.csv, column "tag", opens a quote that is never closed',
        ),
        ("", r"a\.csv holds no rows"),
        (
            ",,t,x,\n2,,,,\n",
            r"None of the 2 rows of .*a\.csv can be used: 1 times .* id .*; 1 times .*text",
        ),
    ],
)
def test_a_csv_that_cannot_be_right_is_refused_with_the_row(tmp_path, rows, message):
    with pytest.raises(CatalogueError, match=message):
        rows_of(source_of(write(tmp_path / "a.csv", HEADER + rows)))


def test_a_quote_that_swallows_megabytes_is_refused(tmp_path):
    good = f"1,,t,{'x' * 1000},\n"
    path = write(tmp_path / "a.csv", HEADER + '0,,t,x,"\n' + good * (3 * source_csv.BLOCK_BYTES // len(good)))
    with pytest.raises(CatalogueError, match=r'Row 1 of .*a\.csv, column "tag", is longer .*quote'):
        rows_of(source_of(path))


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.ndjson"])
@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_source_is_refused(tmp_path, name, content):
    with pytest.raises(CatalogueError, match=rf"{name} (is empty|holds no rows)"):
        rows_of(source_of(write(tmp_path / name, content)))


def test_a_header_that_is_no_csv_is_refused(tmp_path):
    path = write(tmp_path / "a.csv", "x" * (csv.field_size_limit() + 1) + ",title\n")
    with pytest.raises(CatalogueError, match=r"The header of .*a\.csv cannot be read as CSV"):
        rows_of(source_of(path))


def test_a_line_that_never_ends_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", 16)
    monkeypatch.setattr(source_json, "_MAX_ROW_BYTES", 256)
    short = json.dumps(OBJECTS[0]) + "\n"
    path = write(tmp_path / "a.ndjson", short + json.dumps({**OBJECTS[1], "title": "x" * 256}))
    with pytest.raises(CatalogueError, match=r"Line 2 of .*a\.ndjson is longer than .*CATALOGUE_FORMAT=json"):
        rows_of(source_of(path))


def test_an_archive_with_a_password_is_refused(tmp_path):
    archive = bytearray(zipped(CSV.encode(), "catalogue.csv"))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(signature) + flags] |= 1
    with pytest.raises(CatalogueError, match=r"catalogue\.csv in .*a\.csv\.zip is encrypted"):
        rows_of(source_of(write(tmp_path / "a.csv.zip", bytes(archive))))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("http://[::1/a.csv", "not a usable http address: Invalid IPv6 URL"),
        ("https://host:port/a.csv", "not a usable https address"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused(source, message):
    with pytest.raises(InputError, match=message):
        source_of(source)


def test_the_longest_text_allowed_fits_into_a_block(tmp_path):
    texts = ["\U0001f600" * MAX_TEXT_CHARACTERS, "x" * (MAX_TEXT_CHARACTERS + 1), "x"]
    rows = "".join(f"{number},,,{text},\n" for number, text in enumerate(texts))
    source = source_of(write(tmp_path / "a.csv", HEADER + rows))
    assert [row["description"] for row in rows_of(source)] == [texts[0], texts[2]]
    assert source.report().rejected_counts == {RejectionReason.LONG_TEXT: 1}


def test_rows_are_numbered_across_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(source_csv, "BLOCK_BYTES", 300)
    monkeypatch.setattr(source_csv, "_BATCH_ROWS", 15)
    rows = [f"{n},,title {n},x{n},\n" if n % 10 else f",,title {n},x,\n" for n in range(1, 101)]
    source = source_of(write(tmp_path / "a.csv", HEADER + "".join(rows)))
    assert len(list(source.batches())) > 5
    read = rows_of(source)
    assert [row["row_number"] for row in read] == [n for n in range(1, 101) if n % 10]
    assert all(row["title"] == f"title {row['row_number']}" for row in read)
    assert [row.row_number for row in source.rejected] == list(range(10, 101, 10))


# Encodings


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "shift_jis", "utf-8-sig"])
@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", CSV), ("a.json", json.dumps(OBJECTS)), ("a.ndjson", NDJSON)]
)
def test_other_encodings_are_read(tmp_path, encoding, name, content):
    title = "日本" if encoding == "shift_jis" else "café"
    path = write(tmp_path / name, content.replace("A, title", title).encode(encoding))
    assert rows_of(source_of(path, catalogue_encoding=encoding))[0]["title"] == title


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.csv", HEADER + "1,,t,x,\n2,,café,x,\n", "row 2"),
        ("header.csv", "id,title,description,étiquette\n1,t,x,\n", "its header"),
        ("a.json", '[{"id": 1, "title": "café", "description": ""}]', "the byte at position 24"),
        ("a.ndjson", '{"id": 1, "title": "t", "description": ""}\n{"title": "café"}\n', "line 2"),
    ],
)
def test_latin_1_read_as_utf_8_is_refused_with_the_place_and_the_remedy(tmp_path, name, content, place):
    path = write(tmp_path / name, content.encode("latin-1"))
    with pytest.raises(
        CatalogueError, match=rf"{name} is not in utf-8: {place} .*PREDAWN_CATALOGUE_ENCODING"
    ):
        rows_of(source_of(path))


def test_a_byte_that_the_encoding_lacks_is_named_by_its_position(tmp_path):
    rows = "".join(f"{number},,t,{'x' * (1 << 16)},\n" for number in range(32))
    content = (HEADER + rows + "32,,t,").encode() + b"\x81"
    path = write(tmp_path / "a.csv", content)
    with pytest.raises(CatalogueError, match=rf"position {len(content) - 1:,}.*PREDAWN_CATALOGUE_ENCODING"):
        rows_of(source_of(path, catalogue_encoding="cp1252"))


def test_utf_16_read_as_utf_8_is_recognised(tmp_path):
    with pytest.raises(CatalogueError, match="PREDAWN_CATALOGUE_ENCODING=utf-16"):
        rows_of(source_of(write(tmp_path / "a.csv", CSV.encode("utf-16"))))


@pytest.mark.parametrize("encoding", ["klingon", "hex"])
def test_an_unknown_encoding_is_refused(tmp_path, encoding):
    with pytest.raises(InputError, match=rf"PREDAWN_CATALOGUE_ENCODING.*{encoding}"):
        source_of(tmp_path / "a.csv", catalogue_encoding=encoding)


# JSON


def test_numbers_and_nulls_of_json(tmp_path):
    rows = [
        '{"id": 12345678901234567890123, "title": 7, "description": null, "tag": NaN}',
        '{"id": 7.0, "title": "t", "created_on": 5}',
        '{"id": 1e3, "title": "t"}',
        '{"id": 0.50, "title": "t", "description": 1e999999999}',
    ]
    for name, content in (("a.json", f"[{','.join(rows)}]"), ("a.ndjson", "\n".join(rows))):
        source = source_of(write(tmp_path / name, content))
        read = rows_of(source)
        assert [row["project_id"] for row in read] == ["12345678901234567890123", "7", "1000", "0.5"]
        assert (read[0]["title"], read[0]["description"], read[0]["tag"]) == ("7", "", None)
        assert read[3]["description"] == "1e999999999"
        assert source.report().warnings == {Remark.UNREADABLE_DATE: 1}


@pytest.mark.parametrize("name", ["a.json", "a.ndjson"])
def test_json_values_that_are_no_text_cost_their_row(tmp_path, name):
    rows = [
        {"id": 1, "title": "t", "description": "x", "tag": "y"},
        {"id": True, "title": "t"},
        {"id": 3, "title": ["t"]},
        {"id": 4, "title": "t", "description": {}, "tag": []},
        {"id": 5, "title": "half \ud800"},
        {"id": 6, "title": "t\0"},
    ]
    text = json.dumps(rows) if name == "a.json" else "\n".join(map(json.dumps, rows))
    source = source_of(write(tmp_path / name, text))
    assert [row["project_id"] for row in rows_of(source)] == ["1"]
    assert source.report().rejected_counts == {
        RejectionReason.NOT_TEXT.in_column("id"): 1,
        RejectionReason.NOT_TEXT.in_column("title"): 1,
        RejectionReason.NOT_TEXT.in_column("description"): 1,
        RejectionReason.SURROGATE.in_column("title"): 1,
        RejectionReason.NUL.in_column("title"): 1,
    }
    assert source.report().rejected[1] == RejectedRow(3, "3", RejectionReason.NOT_TEXT.in_column("title"))


BROKEN_LINES = [
    ('{"id": 4, "title": }', "Line 3 .* is not JSON"),
    ('{"id": 4} {"id": 5}', "Line 3 .* is not JSON"),
    ("null", "Line 3 .* is not a JSON object"),
    ("[1]", "Line 3 .* is not a JSON object"),
    ("[" * 100_000, "Line 3 .* is not JSON"),
]


@pytest.mark.parametrize(("line", "message"), BROKEN_LINES)
@pytest.mark.parametrize("block_bytes", [1 << 20, 1])
def test_a_broken_line_is_named(tmp_path, monkeypatch, line, message, block_bytes):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", block_bytes)
    path = write(tmp_path / "a.ndjson", '{"id": 1, "title": "t", "description": "x"}\n\n' + line + "\n")
    with pytest.raises(CatalogueError, match=message):
        rows_of(source_of(path))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"id": 1, "title": "t", "description": ""}, {"id": 2', "Row 2 .* is not JSON"),
        ('[{"id": 1, "title": "t", "description": ""}', "follows row 1"),
        ('[{"id": 1}, 5]', "Row 2 .* is not a JSON object"),
        ('[{"id": 1, "title": "t", "description": ""}] x', "trailing content after"),
        ('"text"', "neither a JSON array"),
        ("[]", "holds no rows"),
    ],
)
def test_a_broken_array_is_refused_with_the_row(tmp_path, text, message):
    with pytest.raises(CatalogueError, match=message):
        rows_of(source_of(write(tmp_path / "a.json", text)))


IDS = st.one_of(st.text(max_size=5), st.integers(), st.floats(), st.booleans(), st.none())
OBJECTS_OF_ANY_KIND = st.fixed_dictionaries(
    {"id": IDS, "title": st.text(max_size=9) | IDS, "description": st.text(min_size=1, max_size=9)},
    optional={
        "tag": st.text(max_size=3),
        "created_on": st.text(max_size=3) | st.just("2020-01-01"),
        "x": IDS,
    },
)


@examples(75)
@given(st.lists(OBJECTS_OF_ANY_KIND, min_size=1, max_size=12), st.booleans())
def test_lines_through_arrow_and_through_python_are_read_alike(objects, ascii_only):
    first = {"id": "first", "title": "t", "description": "d", "tag": "", "created_on": ""}
    lines = [json.dumps(row, ensure_ascii=ascii_only) for row in [first, *objects]]
    if any("\ud800" <= character <= "\udfff" for line in lines for character in line):
        lines = [json.dumps(row) for row in [first, *objects]]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        one = source_of(write(Path(folder) / "a.ndjson", "\n".join(lines)))
        through_python = rows_of(one), one.rejected, one.report().warnings
        patch.setattr(source_json, "_BLOCK_BYTES", len(lines[0].encode()) + 2)
        through_arrow = rows_of(one), one.rejected, one.report().warnings
    assert through_arrow == through_python


def test_later_blocks_are_parsed_by_arrow(tmp_path, monkeypatch):
    line = '{"id": %s, "title": "t", "description": "x", "more": {"a": [1]}}\n'
    path = write(tmp_path / "a.ndjson", "".join(line % n for n in range(1000)))
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", 5000)
    parsed_lines = []
    parse = source_json._parse_lines
    monkeypatch.setattr(
        source_json,
        "_parse_lines",
        lambda block, *rest: parsed_lines.append(block.count(b"\n")) or parse(block, *rest),
    )
    assert [row["project_id"] for row in rows_of(source_of(path))] == [str(n) for n in range(1000)]
    assert len(parsed_lines) == 1


# Columns


def test_columns_can_be_named_by_settings(tmp_path):
    path = write(tmp_path / "a.csv", "key,name,body,made,label,id\n1,t,x,2020-01-01,a,9\n")
    source = source_of(
        path,
        column_id="key",
        column_title="name",
        column_description="body",
        column_created_on="made",
        column_tag="label",
    )
    row = rows_of(source)[0]
    assert [*row.values()] == [1, "1", "t", "x", datetime(2020, 1, 1, tzinfo=UTC), "a"]


def test_project_id_goes_before_id(tmp_path):
    path = write(tmp_path / "a.csv", "id,project_id,title,description\n1,2,t,x\n")
    assert rows_of(source_of(path))[0]["project_id"] == "2"


def test_one_column_may_hold_two_fields(tmp_path):
    row = rows_of(
        source_of(write(tmp_path / "a.csv", "id,text\n1,t\n"), column_title="text", column_description="text")
    )
    assert (row[0]["title"], row[0]["description"]) == ("t", "t")


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.ndjson", "a.parquet"])
@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            ["number", "title", "description"],
            '"project_id" or "id" .*"number", "title", "desc.*PREDAWN_COLUMN_ID',
        ),
        (["id", "titel", "description"], 'no column "title" .*"id", "titel", .*PREDAWN_COLUMN_TITLE'),
        (["id", "title", "text"], 'no column "description" .*PREDAWN_COLUMN_DESCRIPTION'),
    ],
)
def test_a_source_without_a_needed_column_is_refused_with_those_it_has(tmp_path, name, columns, message):
    row = dict.fromkeys(columns, "x")
    content = {
        "a.csv": ",".join(columns) + "\nx,x,x\n",
        "a.json": json.dumps([row]),
        "a.ndjson": json.dumps(row),
    }.get(name)
    path = tmp_path / name
    if content is None:
        pq.write_table(pa.Table.from_pylist([row]), path)
    else:
        write(path, content)
    with pytest.raises(CatalogueError, match=message):
        rows_of(source_of(path))


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match='2 columns "title"'):
        rows_of(source_of(write(tmp_path / "a.csv", "id,title,title,description\n1,a,b,c\n")))
    read = rows_of(source_of(write(tmp_path / "b.csv", "id,x,x,title,description\n1,a,b,c,d\n")))
    assert (read[0]["title"], read[0]["description"]) == ("c", "d")


# Parquet


def test_parquet_of_other_types(tmp_path):
    table = pa.table(
        {
            "id": pa.array([2**60, 2], pa.int64()),
            "title": pa.array(["a", "b"]).dictionary_encode(),
            "description": pa.array(["x", None], pa.large_string()),
            "created_on": pa.array([datetime(2020, 1, 1), None], pa.timestamp("ns")),  # noqa: DTZ001 - naive is UTC
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert [[*row.values()] for row in rows_of(source_of(tmp_path / "a.parquet"))] == [
        [1, str(2**60), "a", "x", datetime(2020, 1, 1, tzinfo=UTC), None],
        [2, "2", "b", "", None, None],
    ]


def test_undecodable_text_in_parquet_costs_its_row(tmp_path):
    bad = pa.array([b"\xe9", b"fine"]).view(pa.string())
    pq.write_table(pa.table({"id": ["1", "2"], "title": bad, "description": bad}), tmp_path / "a.parquet")
    source = source_of(tmp_path / "a.parquet")
    assert [row["project_id"] for row in rows_of(source)] == ["2"]
    assert source.rejected == (RejectedRow(1, "1", RejectionReason.NOT_UTF8.in_column("title")),)


@pytest.mark.parametrize("content", [CSV.encode(), b"", b"PAR1"])
def test_what_is_no_parquet_is_refused(tmp_path, content):
    with pytest.raises(CatalogueError, match="cannot be read as Parquet"):
        rows_of(source_of(write(tmp_path / "a.parquet", content)))


# Reports


def test_all_rejected_rows_are_counted_and_the_first_are_kept(tmp_path):
    bad = REJECTED_KEPT + 5
    source = source_of(write(tmp_path / "a.csv", CSV + "5,,,,\n" * bad))
    assert rows_of(source) == ROWS
    report = source.report()
    assert report.rows_read == bad + 2
    assert report.rejected_counts == {RejectionReason.NO_TEXT: bad}
    assert len(source.rejected) == REJECTED_KEPT
    assert report.rejected == source.rejected[:20]
    assert source.rejected[0] == RejectedRow(3, "5", RejectionReason.NO_TEXT)


def test_a_path_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match=r"a\.csv cannot be read: there is no such file"):
        rows_of(source_of(tmp_path / "a.csv"))
    with pytest.raises(CatalogueError, match="is a folder"):
        rows_of(source_of(tmp_path, catalogue_format="csv"))


@contextmanager
def pipe_of(content: str) -> Iterator[str]:
    """A pipe that ends after its content, by the name that a shell gives it."""
    reading, writing = os.pipe()
    os.write(writing, content.encode())
    os.close(writing)
    try:
        yield f"/dev/fd/{reading}"
    finally:
        os.close(reading)


def test_a_pipe_is_read_once_into_a_file():
    with pipe_of(CSV) as path:
        source = source_of(path, catalogue_format="csv")
        assert source.sha256() is None
        with source.at_hand():
            assert rows_of(source) == ROWS
            assert rows_of(source) == ROWS


def test_a_hyphen_is_standard_input():
    kept = os.dup(0)
    try:
        with pipe_of(CSV) as path:
            os.dup2(int(Path(path).name), 0)
        assert rows_of(source_of("-", catalogue_format="csv")) == ROWS
    finally:
        os.dup2(kept, 0)
        os.close(kept)


def test_a_pipe_without_an_end_is_given_up(monkeypatch):
    monkeypatch.setattr(source_module, "DEFAULT_MAX_BYTES", len(CSV) - 1)
    with pipe_of(CSV) as path, pytest.raises(CatalogueError, match="bytes unpacked"):
        rows_of(source_of(path, catalogue_format="csv"))


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device):
    with pytest.raises(InputError, match=f"{device} is a device and holds no catalogue"):
        source_of(device, catalogue_format="csv")
