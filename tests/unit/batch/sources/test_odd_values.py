"""Numbers, dates, keys and encodings: one rule, whichever format or driver they come by."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from decimal import Decimal
from encodings.aliases import aliases
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from batch.sources import json as source_json
from batch.sources.source import Source, open_source
from batch.sources.validation import RejectionReason, Remark
from batch.sources.values.numbers import write_number
from core.errors import CatalogueError, InputError
from core.settings import Settings

INEXACT = RejectionReason.INEXACT.in_column("id")


def source_of(address: object, **overrides: object) -> Source:
    return open_source(Settings(_env_file=None, **overrides), str(address))


def ids_of(source: Source) -> list[str]:
    return [value for batch in source.batches() for value in batch.column("project_id").to_pylist()]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Numbers


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(-120, 120))
def test_a_number_keeps_its_value_in_its_shortest_form(number, exponent):
    scaled = number.scaleb(exponent) if number.adjusted() + exponent < 400 else number
    text = write_number(str(scaled))
    assert Decimal(text) == scaled
    assert write_number(text) == text
    assert len(text.removeprefix("-").lstrip("0.")) <= max(len(str(scaled)), 101)
    assert not ("." in text and "e" not in text and text.endswith("0"))


def in_csv(folder: Path, literal: str) -> Source:
    return source_of(write(folder / "a.csv", f"id,title,description\n{literal},t,d\nz,t,d\n"))


def in_json(folder: Path, literal: str) -> Source:
    rows = [f'{{"id": {value}, "title": "t", "description": "d"}}' for value in (literal, '"z"')]
    return source_of(write(folder / "a.json", f"[{', '.join(rows)}]"))


def in_ndjson(folder: Path, literal: str) -> Source:
    rows = [f'{{"id": {value}, "title": "t", "description": "d"}}' for value in ('"z"', literal, '"y"')]
    return source_of(write(folder / "a.ndjson", "\n".join(rows)))


def in_parquet(kind: pa.DataType) -> Callable[[Path, str], Source]:
    def make(folder: Path, literal: str) -> Source:
        if pa.types.is_decimal(kind):
            value: object = Decimal(literal)
        elif pa.types.is_floating(kind):
            value = np.float16(literal) if pa.types.is_float16(kind) else float(literal)
        else:
            value = int(literal)
        ids = pa.array([value, None], kind)
        texts = pa.array(["t", "t"])
        pq.write_table(pa.table({"id": ids, "title": texts, "description": texts}), folder / "a.parquet")
        return source_of(folder / "a.parquet")

    return make


def in_sqlite(folder: Path, literal: str) -> Source:
    query = f"SELECT {literal} AS id, 't' AS title, 'd' AS description UNION ALL SELECT 'z', 't', 'd'"
    write(folder / "a.db", b"")
    return source_of(f"sqlite:///{folder / 'a.db'}", catalogue_query=query)


HALF, SINGLE, DOUBLE = map(in_parquet, (pa.float16(), pa.float32(), pa.float64()))
WHOLE, EXACT = in_parquet(pa.int64()), in_parquet(pa.decimal128(38, 9))


@pytest.mark.parametrize(
    ("literal", "text", "makers"),
    [
        ("7", "7", [in_csv, in_json, in_ndjson, in_sqlite, HALF, SINGLE, DOUBLE, WHOLE, EXACT]),
        ("-0", "0", [in_json, in_ndjson, in_sqlite, HALF, SINGLE, DOUBLE, WHOLE, EXACT]),
        ("7.0", "7", [in_json, in_ndjson, in_sqlite, HALF, SINGLE, DOUBLE, EXACT]),
        ("1.50", "1.5", [in_json, in_ndjson, in_sqlite, HALF, SINGLE, DOUBLE, EXACT]),
        ("0.1", "0.1", [in_json, in_ndjson, in_sqlite, HALF, SINGLE, DOUBLE, EXACT]),
        ("1e3", "1000", [in_json, in_ndjson, in_sqlite, HALF, SINGLE, DOUBLE, EXACT]),
        ("0e-9", "0", [in_json, in_ndjson, in_sqlite, HALF, SINGLE, DOUBLE, EXACT]),
        ("1e-7", "0.0000001", [in_json, in_ndjson, in_sqlite, SINGLE, DOUBLE, EXACT]),
        ("16777220", "16777220", [in_json, in_ndjson, in_sqlite, DOUBLE, WHOLE, EXACT]),
        ("9007199254740993", "9007199254740993", [in_json, in_ndjson, in_sqlite, WHOLE, EXACT]),
        ("007", "007", [in_csv]),
        ("1.50", "1.50", [in_csv]),
        ("1e3", "1e3", [in_csv]),
        ("16777220", None, [HALF, SINGLE]),
        ("2050", None, [HALF]),
        ("1e16", None, [in_sqlite, HALF, SINGLE, DOUBLE]),
        ("9e999", None, [in_sqlite, HALF, SINGLE, DOUBLE]),
        ("Infinity", None, [in_json, in_ndjson]),
        ("1e9999999999999999999", "1e9999999999999999999", [in_json, in_ndjson]),
    ],
)
def test_a_number_is_the_same_text_from_every_source_or_set_aside(tmp_path, literal, text, makers):
    for make in makers:
        with np.errstate(over="ignore"):
            source = make(tmp_path, literal)
        if text is None:
            # A column of Parquet has one type, so that the other row has no id.
            alone = make in {HALF, SINGLE, DOUBLE}
            with pytest.raises(CatalogueError, match="can be used") if alone else nullcontext():
                ids_of(source)
            assert source.report().rejected_counts[INEXACT] == 1
        else:
            assert text in ids_of(source), make


def test_numbers_of_postgresql_follow_the_same_rule(embedded_server):
    query = (
        "SELECT id, 't' AS title, {} AS description FROM (VALUES "
        "('a', 0.1::real), ('b', 16777216::real), ('c', 16777220::real), ('d', 'NaN'::real)) AS v (id, x)"
    )
    source = source_of(embedded_server.url, catalogue_query=query.format("x"))
    texts = [row["description"] for batch in source.batches() for row in batch.to_pylist()]
    assert texts == ["0.1", "16777216", ""]
    assert source.report().rejected_counts == {RejectionReason.INEXACT.in_column("description"): 1}
    query = "SELECT x AS id, 't' AS title, 'd' AS description FROM (VALUES {}) AS v (x)"
    for values, ids in [
        ("(1.50), (0.000000000), (1000000000000000000000)", ["1.5", "0", "1000000000000000000000"]),
        ("('1.50'::jsonb), ('\"x\"'), ('12345678901234567890.5')", ["1.5", "x", "12345678901234567890.5"]),
    ]:
        assert ids_of(source_of(embedded_server.url, catalogue_query=query.format(values))) == ids


def test_columns_of_parquet_keep_apart_whatever_their_order_and_names(tmp_path):
    arrays = {
        "tag": ["a"],
        "description": ["d"],
        "x": [1],
        "title": ["t"],
        "id": ["7"],
        "created_on": ["2020-01-01"],
    }
    for names in ([*arrays], [*reversed(arrays)]):
        pq.write_table(pa.table({name: arrays[name] for name in names}), tmp_path / "a.parquet")
        (row,) = [row for batch in source_of(tmp_path / "a.parquet").batches() for row in batch.to_pylist()]
        assert [row[name] for name in ("project_id", "title", "description", "tag")] == ["7", "t", "d", "a"]
        assert row["created_on"] == datetime(2020, 1, 1, tzinfo=UTC)
    table = pa.Table.from_arrays([pa.array([text]) for text in "abcd"], names=["id", "title", "", "title"])
    pq.write_table(table, tmp_path / "a.parquet")
    source = source_of(tmp_path / "a.parquet", column_title="#2", column_description="#3")
    (row,) = [row for batch in source.batches() for row in batch.to_pylist()]
    assert (row["title"], row["description"]) == ("b", "c")


# Dates

RIGHT_DATE = "2020-01-01 00:00:00+00"
WRONG_DATES = ["10000-06-23", "0044-03-15 BC", "infinity", "-infinity"]


@pytest.mark.parametrize("kind", ["date", "timestamp", "timestamptz"])
def test_dates_that_python_does_not_have_are_left_empty_and_counted(embedded_server, kind):
    values = ", ".join(f"({n}, '{text}'::{kind})" for n, text in enumerate([RIGHT_DATE, *WRONG_DATES]))
    query = (
        f"SELECT n AS id, 't' AS title, 'd' AS description, x AS created_on FROM (VALUES {values}) v (n, x)"
    )
    source = source_of(embedded_server.url, catalogue_query=query)
    found = [row["created_on"] for batch in source.batches() for row in batch.to_pylist()]
    assert found == [datetime(2020, 1, 1, tzinfo=UTC), *[None] * len(WRONG_DATES)]
    assert source.report().warnings == {Remark.UNREADABLE_DATE: len(WRONG_DATES)}


def test_a_wrong_date_in_a_column_that_is_not_read_costs_nothing(embedded_server):
    query = (
        "SELECT 1 AS id, 't' AS title, 'd' AS description, '10000-01-01'::date AS x, "
        "'300000 years'::interval AS y, '294000-01-01'::timestamptz AS z"
    )
    assert ids_of(source_of(embedded_server.url, catalogue_query=query)) == ["1"]


def test_a_date_is_no_id(embedded_server):
    values = "('infinity'::date), (now()::date)"
    query = f"SELECT x AS id, 't' AS title, 'd' AS description FROM (VALUES {values}) v (x)"
    with pytest.raises(CatalogueError, match="2 times a value is not text"):
        ids_of(source_of(embedded_server.url, catalogue_query=query))


# Rows of databases


def test_a_text_of_sqlite_that_is_not_utf8_costs_its_row_and_is_named(tmp_path):
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE p (id, title, description, other)")
        connection.exec_driver_sql(
            "INSERT INTO p VALUES (1, 't', 'd', CAST(x'ff' AS TEXT)), (2, CAST(x'636166e9' AS TEXT), 'd', "
            "''), "
            "(3, 'é', 'd', '')"
        )
    engine.dispose()
    source = source_of(engine.url, catalogue_query="SELECT * FROM p")
    assert ids_of(source) == ["1", "3"]
    (rejected,) = source.rejected
    assert (rejected.row_number, rejected.project_id) == (2, "2")
    assert rejected.reason == RejectionReason.NOT_UTF8.in_column("title")


def test_a_text_of_postgresql_that_is_not_utf8_costs_its_row(embedded_server):
    name = "t_ascii"
    embedded_server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    url = sa.make_url(embedded_server.url).set(database=name).render_as_string(hide_password=False)
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg2"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE p (id int, title text)")
        connection.exec_driver_sql(r"INSERT INTO p VALUES (1, E'caf\xe9'), (2, E'caf\xc3\xa9')")
    engine.dispose()
    source = source_of(url, catalogue_query="SELECT id, title, 'd' AS description FROM p ORDER BY id")
    assert [row["title"] for batch in source.batches() for row in batch.to_pylist()] == ["café"]
    assert source.report().rejected_counts == {RejectionReason.NOT_UTF8.in_column("title"): 1}
    embedded_server.execute(f"DROP DATABASE {name}")


def test_a_database_in_another_encoding_is_converted(embedded_server):
    name = "t_latin"
    embedded_server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    url = sa.make_url(embedded_server.url).set(database=name).render_as_string(hide_password=False)
    query = "SELECT 1 AS id, chr(233) AS title, 'd' AS description"
    source = source_of(url, catalogue_query=query)
    assert [row["title"] for batch in source.batches() for row in batch.to_pylist()] == ["é"]
    embedded_server.execute(f"DROP DATABASE {name}")


def test_what_fails_says_what_to_check(tmp_path, embedded_server):
    write(tmp_path / "a.db", b"")
    failing = "(1 / (15000 - n))::text"
    for address, query, told in [
        (
            f"sqlite:///{tmp_path / 'a.db'}",
            "SELECT * FROM q",
            "such table: q. Check PREDAWN_CATALOGUE_QUERY.",
        ),
        ("postgresql://me@127.0.0.1:1/x", "SELECT 1", "Check the address and the login."),
        (
            embedded_server.url,
            f"SELECT n AS id, 't' AS title, {failing} AS description FROM generate_series(1, 20000) n",
            "beyond row 10000: division by zero. Check the rows after it",
        ),
    ]:
        with pytest.raises(CatalogueError) as caught:
            ids_of(source_of(address, catalogue_query=query))
        assert told in str(caught.value)
        assert ("login" in str(caught.value)) is (query == "SELECT 1")


# Keys of JSON

EARLY = {"id": 1, "title": "t", "description": "d"}
LATE = {"id": 2, "title": "u", "description": "d", "tag": "late", "created_on": "2020-01-01"}


def write_objects(folder: Path, name: str, rows: list[object]) -> Path:
    text = json.dumps(rows) if name.endswith(".json") else "".join(json.dumps(row) + "\n" for row in rows)
    return write(folder / name, text)


@pytest.mark.parametrize("name", ["a.json", "a.ndjson"])
@pytest.mark.parametrize("block_bytes", [1, 100, 1 << 20])
def test_keys_count_in_whatever_row_they_come_first(tmp_path, monkeypatch, name, block_bytes):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", block_bytes)
    monkeypatch.setattr(source_json, "_ROWS", 2)
    many = [{**EARLY, "id": number} for number in range(10, 20)]
    for rows in ([*many, LATE], [LATE, *many], [*many[:5], LATE, *many[5:]]):
        source = source_of(write_objects(tmp_path, name, rows))
        found = {row["project_id"]: row for batch in source.batches() for row in batch.to_pylist()}
        assert len(found) == 11
        assert (found["2"]["tag"], found["2"]["created_on"]) == ("late", datetime(2020, 1, 1, tzinfo=UTC))
        assert sum(row["tag"] is not None for row in found.values()) == 1


@pytest.mark.parametrize("name", ["a.json", "a.ndjson"])
@pytest.mark.parametrize(
    ("odd", "message"),
    [
        ({"id": 2, "title": "t", "description": "d", "tags": ["a"]}, 'both a column "tag" .* "tags"'),
        ({"project_id": 2, "title": "t", "description": "d"}, 'Row .* id under "project_id", and row 1 '),
    ],
)
def test_keys_that_contradict_each_other_are_refused_wherever_they_are(
    tmp_path, monkeypatch, name, odd, message
):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", 64)
    monkeypatch.setattr(source_json, "_ROWS", 1)
    rows = [{**EARLY, "tag": "x", "id": number} for number in range(10, 20)]
    with pytest.raises(CatalogueError, match=message):
        ids_of(source_of(write_objects(tmp_path, name, [*rows, odd, *rows])))
    with pytest.raises(CatalogueError, match="Set "):
        ids_of(source_of(write_objects(tmp_path, name, [odd, *rows])))


@pytest.mark.parametrize("name", ["a.json", "a.ndjson"])
@pytest.mark.parametrize("key", ["description", "d\u00e9scription"])
def test_a_key_that_is_null_everywhere_counts_too(tmp_path, monkeypatch, name, key):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", 64)
    rows = [{"id": number, "title": "t"} for number in range(10)]
    path = write_objects(tmp_path, name, rows)
    with pytest.raises(CatalogueError, match=f'no column "{key}"'):
        ids_of(source_of(path, column_description=key))
    path = write_objects(tmp_path, name, [*rows, {"id": 10, "title": "t", key: None}, *rows[:0]])
    assert len(ids_of(source_of(path, column_description=key))) == 11


@pytest.mark.parametrize("name", ["a.json", "a.ndjson"])
@pytest.mark.parametrize("block_bytes", [32, 1 << 20])
def test_a_key_that_stands_twice_is_counted(tmp_path, monkeypatch, name, block_bytes):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", block_bytes)
    rows = [
        '{"id": 1, "title": "t", "description": "d", "x": 1, "x": 2}',
        '{"id": 2, "title": "t", "title": "u", "description": "d"}',
        '{"id": 3, "title": "v", "description": "d"}',
    ]
    text = f"[{','.join(rows)}]" if name == "a.json" else "\n".join(rows)
    source = source_of(write(tmp_path / name, text))
    assert [row["title"] for batch in source.batches() for row in batch.to_pylist()] == ["t", "u", "v"]
    assert source.report().warnings == {Remark.REPEATED_KEY: 1}


def test_nested_ids_are_set_aside_with_the_name_of_their_key(tmp_path):
    rows = [{**EARLY, "_id": {"$oid": "5"}}, {**EARLY, "_id": "6"}]
    source = source_of(write_objects(tmp_path, "a.json", rows), column_id="_id")
    assert ids_of(source) == ["6"]
    assert source.rejected[0].reason == RejectionReason.NOT_TEXT.in_column("_id")


def test_an_array_is_read_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(source_json, "_BLOCK_BYTES", 64)
    rows = [{**EARLY, "id": number, "more": [{"é": "\u20ac"}]} for number in range(50)]
    path = write(tmp_path / "a.json", json.dumps(rows, ensure_ascii=False, indent=1))
    batches = list(source_of(path).batches())
    assert len(batches) > 20
    read = [project_id for batch in batches for project_id in batch.column("project_id").to_pylist()]
    assert read == [str(number) for number in range(50)]
    monkeypatch.setattr(source_json, "_MAX_ROW_BYTES", 512)
    with pytest.raises(CatalogueError, match=r"Row 1 of .* is longer than"):
        ids_of(source_of(write(path, '[{"id": "' + "x" * 4096)))


# Encodings and containers


def test_what_no_text_can_be_is_refused_with_its_position(tmp_path):
    path = write(tmp_path / "a.csv", b"id,title,description\n1,+2AA-x,d\n")
    with pytest.raises(CatalogueError, match=r"not in utf-7: the byte at position 2\d "):
        ids_of(source_of(path, catalogue_encoding="utf-7"))


@pytest.mark.parametrize("encoding", sorted({*aliases.values()} - {"mbcs", "oem"}))
def test_every_encoding_reads_or_refuses(tmp_path, encoding):
    path = write(tmp_path / "a.csv", b"id,title,description\n1,\xc3\xa9\xff\x81\\ud800+2AA-\x1b$B,d\n")
    try:
        assert ids_of(source_of(path, catalogue_encoding=encoding))
    except (CatalogueError, InputError) as error:
        assert str(error).endswith(".")  # noqa: PT017 - a sentence is one outcome of two


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xef\xbb\xbf\xef\xbb\xbfid,title,description\n1,t,d\n", "two byte order marks"),
        ("id,title,description\n1,t,d\n".encode("utf-16-le"), "PREDAWN_CATALOGUE_ENCODING=utf-16-le"),
        ("id,title,description\n1,t,d\n".encode("utf-16-be"), "PREDAWN_CATALOGUE_ENCODING=utf-16-be"),
        ("id,title,description\n1,t,d\n".encode("utf-32-le"), "PREDAWN_CATALOGUE_ENCODING=utf-32-le"),
        (
            gzip.compress(gzip.compress(b"id,title,description\n1,t,d\n", mtime=0), mtime=0),
            "compressed twice",
        ),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_recognised(tmp_path, content, told):
    with pytest.raises(CatalogueError, match=told):
        ids_of(source_of(write(tmp_path / "a.csv", content)))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_tar_archive_is_recognised(tmp_path, pack):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.add(write(tmp_path / "a.csv", "id,title,description\n1,t,d\n"), "a.csv")
    with pytest.raises(CatalogueError, match="is a tar archive"):
        ids_of(source_of(write(tmp_path / "a.csv.gz", pack(target.getvalue()))))


def test_a_byte_order_mark_of_a_declared_encoding_is_no_part_of_the_header(tmp_path):
    text = "\ufeffid,title,description\n1,t,d\n"
    assert ids_of(
        source_of(write(tmp_path / "a.csv", text.encode("utf-16-le")), catalogue_encoding="utf-16-le")
    )
