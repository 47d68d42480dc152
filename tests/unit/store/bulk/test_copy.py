"""COPY between Arrow and PostgreSQL: what goes in comes out, whatever it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from core.errors import StoreError
from store.bulk import copy
from store.bulk.binary_rows import encode_rows
from store.bulk.copy import copy_in, copy_out
from tests.conftest import Server
from tests.examples import examples

COLUMNS = {
    "small": (pa.int32(), "integer"),
    "large": (pa.int64(), "bigint"),
    "share": (pa.float32(), "real"),
    "flag": (pa.bool_(), "boolean"),
    "moment": (pa.timestamp("us", tz="UTC"), "timestamptz"),
    "words": (pa.string(), "text"),
    "hash": (pa.binary(), "bytea"),
    "tags": (pa.list_(pa.string()), "text[]"),
    "scores": (pa.list_(pa.float32()), "real[]"),
    "value": (pa.float64(), "double precision"),
    "item_scores": (pa.list_(pa.float64()), "double precision[]"),
}
SCHEMA = pa.schema([(name, kind) for name, (kind, _) in COLUMNS.items()])

# PostgreSQL's text holds any character but NUL; halves of surrogate pairs are none.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
REALS = st.floats(width=32, allow_nan=False)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "small": st.integers(-(2**31), 2**31 - 1),
    "large": st.integers(-(2**63), 2**63 - 1),
    "share": REALS,
    "flag": st.booleans(),
    "moment": st.datetimes(timezones=st.just(UTC)),
    "words": TEXTS,
    "hash": st.binary(max_size=40),
    "tags": st.lists(TEXTS, max_size=4),
    "scores": st.lists(REALS, max_size=4),
    "value": st.floats(allow_nan=False),
    "item_scores": st.lists(st.floats(allow_nan=False), max_size=4),
}
ROWS = st.lists(st.fixed_dictionaries({name: st.none() | values for name, values in VALUES.items()}))


@pytest.fixture(scope="module")
def connection(embedded_server: Server) -> Iterator[Connection]:
    database = embedded_server.clone()
    engine = database.engine(None, "tests")
    with engine.connect() as connection:
        columns = ", ".join(f"{name} {kind}" for name, (_, kind) in COLUMNS.items())
        connection.execute(text(f"CREATE TEMPORARY TABLE copied (position serial, {columns})"))
        connection.commit()
        yield connection
    engine.dispose()
    embedded_server.drop(database)


def read_back(connection: Connection) -> list[dict[str, Any]]:
    rows = connection.execute(text(f"SELECT {', '.join(COLUMNS)} FROM copied ORDER BY position")).mappings()
    # The driver reads a real from its shortest decimal form, as a double.
    found = pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMA)
    return list(found.to_pylist())


@examples(30)
@given(rows=ROWS, cut=st.integers(0, 3))
def test_every_value_of_every_type_arrives(
    connection: Connection, rows: list[dict[str, Any]], cut: int
) -> None:
    batch = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    with connection.begin() as transaction:
        stored = copy_in(connection, "copied", COLUMNS, [batch.slice(cut), batch.slice(0, cut)])
        found = read_back(connection)
        transaction.rollback()
    assert stored == len(rows)
    assert found == batch.to_pylist()[cut:] + batch.to_pylist()[:cut]


@examples(30)
@given(rows=ROWS)
def test_what_was_copied_in_is_copied_out(connection: Connection, rows: list[dict[str, Any]]) -> None:
    names = ["large", "flag", "words", "hash"]
    table = pa.Table.from_pylist(rows, schema=SCHEMA).select(names)
    with connection.begin() as transaction:
        copy_in(connection, "copied", names, [table])
        query = f"SELECT {', '.join(names)} FROM copied ORDER BY position"
        found = copy_out(connection, query, table.schema)
        transaction.rollback()
    assert found.to_pylist() == table.to_pylist()


def test_a_column_that_is_null_throughout_is_left_out(connection: Connection) -> None:
    batch = pa.RecordBatch.from_pydict(
        {"small": pa.array([1, 2], pa.int32()), "words": pa.nulls(2, pa.string())}
    )
    with connection.begin() as transaction:
        connection.execute(text("CREATE TEMPORARY TABLE told (small integer, words text DEFAULT 'left out')"))
        copy_in(connection, "told", ["small", "words"], [batch])
        found = connection.execute(text("SELECT small, words FROM told ORDER BY small")).all()
        transaction.rollback()
    assert found == [(1, "left out"), (2, "left out")]


def test_a_large_batch_goes_in_pieces(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "_PIECE_BYTES", 100)
    words = pa.array([f"word {number}" for number in range(1000)])
    with connection.begin() as transaction:
        assert copy_in(connection, "copied", ["words"], [pa.table({"words": words})]) == 1000
        found = read_back(connection)
        transaction.rollback()
    assert [row["words"] for row in found] == words.to_pylist()


def test_a_row_is_its_fields_with_their_lengths() -> None:
    batch = pa.RecordBatch.from_pydict({"a": pa.array([1, None], pa.int32()), "b": ["é", ""]})
    assert encode_rows(batch).to_pybytes() == (
        b"\0\x02\0\0\0\x04\0\0\0\x01\0\0\0\x02\xc3\xa9\0\x02\xff\xff\xff\xff\0\0\0\0"
    )


def test_a_type_without_a_counterpart_is_refused() -> None:
    batch = pa.RecordBatch.from_pydict({"a": pa.array(np.array([1.5]), pa.float16())})
    with pytest.raises(StoreError, match="halffloat"):
        encode_rows(batch)


@pytest.mark.parametrize(
    "lists",
    [
        pa.array([["a", None]], pa.list_(pa.string())),
        pa.array([[0.5, None]], pa.list_(pa.float32())),
    ],
)
def test_a_null_in_a_list_is_refused(lists: pa.Array) -> None:
    batch = pa.RecordBatch.from_pydict({"lists": lists})
    with pytest.raises(StoreError, match="null"):
        encode_rows(batch)


def test_an_early_time_is_kept(engine: Engine) -> None:
    moment = datetime(1, 1, 1, tzinfo=UTC)
    with engine.begin() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE moments (moment timestamptz) ON COMMIT DROP"))
        batch = pa.RecordBatch.from_pydict({"moment": pa.array([moment], pa.timestamp("us", tz="UTC"))})
        copy_in(connection, "moments", ["moment"], [batch])
        assert connection.scalar(text("SELECT moment FROM moments")) == moment
