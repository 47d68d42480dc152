"""Features of every type are read from columns of every type: right, or empty and counted."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from batch.sources.source import open_source
from batch.sources.values.features import read_features
from core.errors import CatalogueError
from core.features import Feature, FeatureKind, load_features, write_features
from core.settings import load_settings

NAN, INF = float("nan"), float("inf")
MISFIT = object()

VALUES: list[tuple[str, pa.DataType, Any, Any]] = [
    ("int", pa.int8(), -7, -7),
    ("int", pa.int64(), -(2**63), -(2**63)),
    ("int", pa.uint64(), 2**63 - 1, 2**63 - 1),
    ("int", pa.uint64(), 2**63, MISFIT),
    ("int", pa.float64(), 7.0, 7),
    ("int", pa.float64(), -0.0, 0),
    ("int", pa.float64(), 7.5, MISFIT),
    ("int", pa.float64(), 2.0**60, MISFIT),
    ("int", pa.float32(), 3.0, 3),
    ("int", pa.float16(), np.float16(2.0), 2),
    ("int", pa.float64(), NAN, None),
    ("int", pa.float64(), INF, MISFIT),
    ("int", pa.decimal128(9, 2), Decimal("12.00"), 12),
    ("int", pa.decimal128(9, 2), Decimal("12.50"), MISFIT),
    ("int", pa.string(), " 42 ", 42),
    ("int", pa.large_string(), "007", 7),
    ("int", pa.string(), "1e3", 1000),
    ("int", pa.string(), "+5.0", 5),
    ("int", pa.string(), "9223372036854775808", MISFIT),
    ("int", pa.string(), "1e999999999", MISFIT),
    ("int", pa.string(), "1_000", MISFIT),
    ("int", pa.string(), "0x1F", MISFIT),
    ("int", pa.string(), "", None),
    ("int", pa.string(), "NA", MISFIT),
    ("int", pa.binary(), b"12", 12),
    ("int", pa.binary(), b"1\xff", MISFIT),
    ("int", pa.bool_(), True, MISFIT),
    ("int", pa.date32(), date(2026, 1, 1), MISFIT),
    ("int", pa.int64(), None, None),
    ("int", pa.null(), None, None),
    ("float", pa.float64(), 0.1, 0.1),
    ("float", pa.float64(), -0.0, 0.0),
    ("float", pa.float64(), 1e300, 1e300),
    ("float", pa.float64(), NAN, None),
    ("float", pa.float64(), -INF, MISFIT),
    ("float", pa.float32(), 0.1, 0.1),
    ("float", pa.float32(), 1e20, 1e20),
    ("float", pa.float16(), np.float16(0.1), 0.1),
    ("float", pa.float16(), np.float16(NAN), None),
    ("float", pa.int32(), 3, 3.0),
    ("float", pa.decimal128(9, 2), Decimal("12.30"), 12.3),
    ("float", pa.string(), "1.50", 1.5),
    ("float", pa.string(), ".5", 0.5),
    ("float", pa.string(), "nan", MISFIT),
    ("float", pa.string(), "1e400", MISFIT),
    ("float", pa.string(), "1,5", MISFIT),
    ("float", pa.bool_(), True, MISFIT),
    ("bool", pa.bool_(), False, False),
    ("bool", pa.string(), "Yes", True),
    ("bool", pa.string(), "0", False),
    ("bool", pa.string(), "on", MISFIT),
    ("bool", pa.int8(), 1, True),
    ("bool", pa.int8(), 2, MISFIT),
    ("bool", pa.float64(), 0.0, False),
    ("bool", pa.float64(), NAN, None),
    ("date", pa.date32(), date(1, 1, 1), "0001-01-01"),
    ("date", pa.date64(), date(9999, 12, 31), "9999-12-31"),
    ("date", pa.timestamp("ns"), datetime.fromisoformat("2026-01-31"), "2026-01-31"),
    ("date", pa.timestamp("us", "UTC"), datetime(1960, 1, 31, tzinfo=UTC), "1960-01-31"),
    ("date", pa.timestamp("us"), datetime.fromisoformat("1960-01-31T12:00"), MISFIT),
    ("date", pa.string(), "2026-01-31", "2026-01-31"),
    ("date", pa.string(), "2026-01-31T00:00:00Z", "2026-01-31"),
    ("date", pa.string(), "2026-01-31 13:00", MISFIT),
    ("date", pa.string(), "31.1.2026", MISFIT),
    ("date", pa.string(), " ", None),
    ("date", pa.int64(), 20260131, MISFIT),
    ("str", pa.string(), " a b ", " a b "),
    ("str", pa.string(), "", ""),
    ("str", pa.string(), 'q"\\\n\x1f ü\u2028', 'q"\\\n\x1f ü\u2028'),
    ("str", pa.string(), "a\0", MISFIT),
    ("str", pa.binary(), b"\xff", MISFIT),
    ("str", pa.dictionary(pa.int32(), pa.string()), "x", "x"),
    ("str", pa.int64(), 7, "7"),
    ("str", pa.float64(), 7.0, "7"),
    ("str", pa.float64(), NAN, None),
    ("str", pa.float64(), 1e300, MISFIT),
    ("str", pa.decimal128(9, 2), Decimal("1.50"), "1.5"),
    ("str", pa.bool_(), True, "true"),
    ("str", pa.date32(), date(2026, 1, 31), "2026-01-31"),
    ("str", pa.timestamp("s"), datetime.fromisoformat("2026-01-31T01:02:03"), "2026-01-31T01:02:03"),
]


def read(kind: str, column: pa.Array) -> tuple[list[Any], list[bool]]:
    feature = Feature("x", FeatureKind(kind))
    raw = pa.RecordBatch.from_arrays([column], ["feature x"])
    written, remarks = read_features(raw, [feature])
    (misfits,) = remarks.values()
    return [load_features(value)["x"] for value in written.to_pylist()], misfits.to_pylist()


@pytest.mark.parametrize(("kind", "given_type", "value", "wanted"), VALUES)
def test_a_value_of_each_type_of_column(kind: str, given_type: pa.DataType, value: Any, wanted: Any) -> None:
    values, misfits = read(kind, pa.array([value, None], given_type))
    if wanted is MISFIT:
        assert (values, misfits) == ([None, None], [True, False])
    else:
        # 0.0 equals 0 and -0.0, and is written in another way.
        assert (repr(values), misfits) == (repr([wanted, None]), [False, False])


_JSON: dict[FeatureKind, st.SearchStrategy[Any]] = {
    FeatureKind.INT: st.integers(-(2**63), 2**63 - 1),
    FeatureKind.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
    FeatureKind.STR: st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    FeatureKind.BOOL: st.booleans(),
    FeatureKind.DATE: st.dates().map(date.isoformat),
}
_TYPES = {
    FeatureKind.INT: pa.int64(),
    FeatureKind.FLOAT: pa.float64(),
    FeatureKind.STR: pa.string(),
    FeatureKind.BOOL: pa.bool_(),
    FeatureKind.DATE: pa.string(),
}


@given(st.data())
def test_a_source_and_a_request_write_the_same_values_alike(data: st.DataObject) -> None:
    features = [Feature(f'{kind} "ü', kind) for kind in FeatureKind]
    rows = data.draw(
        st.lists(
            st.fixed_dictionaries({f.name: st.none() | _JSON[f.kind] for f in features}),
            min_size=1,
            max_size=5,
        )
    )
    columns = [pa.array([row[f.name] for row in rows], _TYPES[f.kind]) for f in features]
    raw = pa.RecordBatch.from_arrays(columns, [f"feature {f.name}" for f in features])
    written, remarks = read_features(raw, sorted(features))
    assert written.to_pylist() == [write_features(features, row) for row in rows]
    assert not any(any(misfits.to_pylist()) for misfits in remarks.values())


@pytest.mark.parametrize("kind", [pa.list_(pa.int8()), pa.struct([("a", pa.int8())]), pa.time32("s")])
def test_a_column_of_a_type_without_values_is_refused(kind: pa.DataType) -> None:
    with pytest.raises(CatalogueError, match=r'column "x" is of type .*, from which no feature is read'):
        read("str", pa.nulls(1, kind))


SET = "stars:int, language:str, price:float, released:date, open:bool"
ROWS = [
    {"id": "1", "title": "a", "description": "b", "stars": 7, "language": "ü", "price": 0.5,
     "released": "2026-01-31", "open": True},
    {"id": "2", "title": "c", "description": "d", "stars": None, "language": None, "price": None,
     "released": None, "open": None},
]  # fmt: skip
WANTED = [
    '{"language":"ü","open":true,"price":0.5,"released":"2026-01-31","stars":7}',
    '{"language":null,"open":null,"price":null,"released":null,"stars":null}',
]


def sources(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write the same rows in each format."""
    table = pa.Table.from_pylist(ROWS)
    pq.write_table(table, folder / "a.parquet")
    yield str(folder / "a.parquet"), {}
    dates = pa.array([date(2026, 1, 31), None])
    pq.write_table(
        table.set_column(table.column_names.index("released"), "released", dates), folder / "d.parquet"
    )
    yield str(folder / "d.parquet"), {}
    (folder / "a.json").write_text(json.dumps(ROWS))
    yield str(folder / "a.json"), {}
    (folder / "a.ndjson").write_text("".join(json.dumps(row) + "\n" for row in ROWS * 1))
    yield str(folder / "a.ndjson"), {}
    (folder / "sparse.ndjson").write_text(
        "".join(
            json.dumps({key: value for key, value in row.items() if value is not None}) + "\n" for row in ROWS
        )
    )
    yield str(folder / "sparse.ndjson"), {}
    engine = create_engine(f"sqlite:///{folder / 'a.db'}")
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE p (id, title, description, stars, language, price, released, open)")
        )
        connection.execute(
            text(f"INSERT INTO p VALUES ({', '.join(':' + name for name in ROWS[0])})"),
            ROWS,
        )
    engine.dispose()
    yield f"sqlite:///{folder / 'a.db'}", {"catalogue_query": "SELECT * FROM p ORDER BY id"}


def test_every_source_gives_the_same_features(tmp_path: Path) -> None:
    for address, settings in sources(tmp_path):
        source = open_source(load_settings(catalogue=address, features=SET, **settings))
        found = [value for batch in source.batches() for value in batch["features"].to_pylist()]
        assert (address, found) == (address, WANTED)
        assert source.report().warnings == {}


def test_a_csv_knows_no_null_but_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "id,title,description,stars,language,price,released,open\n"
        "1,a,b,7,ü,0.50,2026-01-31,yes\n"
        "2,c,d,,,,,\n"
        "3,e,f,many,,free,soon,perhaps\n"
        "4,g,h,,,,,\n"
    )
    source = open_source(load_settings(catalogue=str(tmp_path / "a.csv"), features=SET))
    (batch,) = source.batches()
    empty = WANTED[1].replace('"language":null', '"language":""')
    assert batch["features"].to_pylist() == [WANTED[0], empty, empty, empty]
    assert source.report().warnings == {
        f'a value of column "{name}" is no {kind} and was left empty': 1
        for name, kind in (("open", "bool"), ("price", "float"), ("released", "date"), ("stars", "int"))
    }


def test_a_feature_that_no_column_has_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,title,description\n1,a,b\n")
    (tmp_path / "a.json").write_text('[{"id": "1", "title": "a", "description": "b"}]')
    for name in ("a.csv", "a.json"):
        source = open_source(load_settings(catalogue=str(tmp_path / name), features="stars:int"))
        with pytest.raises(
            CatalogueError, match=r'no column "stars", which PREDAWN_FEATURES names. Its columns'
        ):
            list(source.batches())


def test_too_long_features_set_their_row_aside(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "title": "a", "description": "b", "language": "x" * size}
        for n, size in ((1, 5), (2, 100_001))
    ]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    source = open_source(load_settings(catalogue=str(tmp_path / "a.json"), features="language:str"))
    assert sum(batch.num_rows for batch in source.batches()) == 1
    assert [row.reason for row in source.rejected] == ["the features are longer than 100,000 bytes"]
