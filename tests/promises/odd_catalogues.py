"""Odd catalogues, written in each format, with what each value is expected to become."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

FIELDS = ("id", "title", "description", "tag", "created_on")


@dataclass(frozen=True)
class Value:
    """A value as the writer of a format takes it, and what it is as text.

    `text` is None where the value is missing. Where `odd` is set, no text is that value: its row has to be
    set aside. `number` is what a number is, which its text has to be, in whatever form.
    """

    written: Any
    text: str | None = None
    odd: bool = False
    number: Decimal | np.floating | None = None

    def is_kept_as(self, stored: str | None) -> bool:
        """Return whether what is stored is what was written."""
        if self.odd:
            return False
        if self.number is None:
            return (stored or "") == (self.text or "")
        return stored is not None and is_shortest(stored) and equals(stored, self.number)


@dataclass(frozen=True)
class Moment:
    """A creation time as it is written, and the time that it is; None where it is unreadable or missing."""

    written: Any
    moment: datetime | None = None
    missing: bool = False


@dataclass(frozen=True)
class Catalogue:
    """A catalogue in a file or a database."""

    source: str
    rows: list[dict[str, Value | Moment]]
    settings: dict[str, object] = field(default_factory=dict)


def is_shortest(text: str) -> bool:
    """Return whether a number is written without an ornament."""
    digits = text.removeprefix("-")
    plain = "e" not in digits
    if "." in digits and digits.endswith("0") and plain:
        return False
    return text != "-0" and (digits == "0" or not digits.startswith("0") or digits.startswith("0."))


def equals(text: str, number: "Decimal | np.floating") -> bool:
    """Return whether a text is a number, in the number's own precision."""
    try:
        return bool(type(number)(text) == number)
    except (ValueError, InvalidOperation):
        return False


# Values

_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_ODD_TEXTS = st.sampled_from(
    [
        "007",
        "NA",
        "null",
        " x ",
        "1.50",
        '"',
        '"a"',
        'a"b',
        ",",
        ";",
        "\\",
        '\\"',
        "\n",
        "a\r\nb",
        "\ufeff",
        "=1+1",
    ]
)


def texts(write: Callable[[str], Any] = lambda text: text) -> st.SearchStrategy[Value]:
    """Texts, ordinary and odd ones; one with a NUL cannot be stored."""
    plain = (_TEXTS | _ODD_TEXTS).map(lambda text: Value(write(text), text))
    return plain | st.just(Value(write("a\0b"), odd=True)) if write("x") == "x" else plain


def decimals() -> st.SearchStrategy[Decimal]:
    """Decimals of many forms: 7.0, 0E-9, 1E+3."""
    return st.builds(
        lambda digits, exponent: Decimal(digits).scaleb(exponent),
        st.integers(-(10**12), 10**12),
        st.integers(-9, 6),
    )


def floats(kind: type[np.floating]) -> st.SearchStrategy[Value]:
    """Floating-point numbers: NaN is missing, and what their precision does not hold exactly is odd."""
    width = np.finfo(kind).bits
    limit = 2.0 ** {16: 11, 32: 24, 64: 53}[width]

    def as_value(number: float) -> Value:
        if np.isnan(number):
            return Value(number)
        if abs(number) > limit:
            return Value(number, odd=True)
        return Value(number, number=kind(number))

    near = st.sampled_from([0.1, -0.0, 7.0, limit, limit * 2, float("inf"), float("nan"), 0.5, 1e-5])
    return (st.floats(width=width) | near.map(lambda number: float(kind(number)))).map(as_value)


MOMENTS = [
    ("2020-02-20", datetime(2020, 2, 20, tzinfo=UTC)),
    ("2020-02-20 06:43:18.25", datetime(2020, 2, 20, 6, 43, 18, 250_000, tzinfo=UTC)),
    ("2020-02-20T06:43:18+02:00", datetime(2020, 2, 20, 4, 43, 18, tzinfo=UTC)),
    ("9999-12-31 23:59:59", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ("10000-06-23", None),
    ("0044-03-15 BC", None),
    ("infinity", None),
    ("yesterday", None),
]
WRITTEN_MOMENTS = st.sampled_from([Moment(text, moment) for text, moment in MOMENTS]) | st.just(
    Moment("", missing=True)
)


def rows(
    values: dict[str, st.SearchStrategy[Value]],
    moments: st.SearchStrategy[Moment],
    optional: tuple[str, ...] = (),
    max_size: int = 8,
) -> st.SearchStrategy[list[dict[str, Value | Moment]]]:
    """Rows of the fields of a catalogue; some may lack the optional ones."""
    strategies = {**values, "created_on": moments}
    return st.lists(
        st.fixed_dictionaries(
            {name: strategy for name, strategy in strategies.items() if name not in optional},
            optional={name: strategy for name, strategy in strategies.items() if name in optional},
        ),
        min_size=1,
        max_size=max_size,
    )


def _ids(strategy: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """Ids that are different most of the time."""
    return st.integers(0, 10**6).map(lambda number: Value(f"p{number}", f"p{number}")) | strategy


# CSV


@st.composite
def csv_catalogues(draw: st.DrawFn, folder: Path) -> Catalogue:
    """A CSV as Python writes it, in one of many dialects."""
    value = texts()
    found = draw(rows({"id": _ids(value), **dict.fromkeys(FIELDS[1:4], value)}, WRITTEN_MOMENTS))
    escaped = draw(st.booleans())
    separator = draw(st.sampled_from([",", ";", "\t", "|"]))
    names = draw(st.permutations(FIELDS))
    target = io.StringIO(newline="")
    writer = csv.writer(
        target,
        delimiter=separator,
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        escapechar="\\" if escaped else None,
        doublequote=not escaped,
        # Python leaves a carriage return without quotes where it is not part of a line end.
        lineterminator="\r\n" if any("\r" in row[name].written for row in found for name in names) else "\n",
    )
    writer.writerow(names)
    writer.writerows([row[name].written for name in names] for row in found)
    path = folder / "a.csv"
    path.write_bytes(target.getvalue().encode())
    return Catalogue(str(path), found, {"csv_escape": "backslash" if escaped else None})


# JSON


def _literals() -> st.SearchStrategy[Value]:
    numbers = decimals().map(lambda number: Value(str(number).replace("E", "e"), number=number))
    strings = texts(json.dumps) | _TEXTS.map(lambda text: Value(json.dumps(text, ensure_ascii=False), text))
    odd = st.sampled_from(["true", "[1]", '{"$oid": "5"}', '"\\ud800"', '"a\\u0000b"', "Infinity"])
    return (
        strings
        | numbers
        | st.sampled_from([Value("null"), Value("NaN")])
        | odd.map(lambda literal: Value(literal, odd=True))
    )


@st.composite
def json_catalogues(draw: st.DrawFn, folder: Path) -> Catalogue:
    """An array or lines of objects, whose keys come in any order, late, or not at all."""
    value = _literals()
    moments = WRITTEN_MOMENTS.map(
        lambda moment: Moment(json.dumps(moment.written), moment.moment, moment.missing)
    )
    ids = st.integers(0, 10**6).map(lambda number: Value(str(number), number=Decimal(number))) | value
    values = {"id": ids, **dict.fromkeys(FIELDS[1:4], value)}
    found = draw(rows(values, moments, optional=("description", "tag", "created_on")))
    objects = []
    for row in found:
        names = draw(st.permutations([*row]))
        objects.append("{" + ", ".join(f'"{name}": {row[name].written}' for name in names) + "}")
    lines = draw(st.booleans())
    path = folder / ("a.ndjson" if lines else "a.json")
    text = "\n".join(objects) + "\n" if lines else f"[{','.join(objects)}]"
    path.write_bytes(text.encode())
    return Catalogue(str(path), found)


# Parquet


def _columns() -> list[tuple[pa.DataType, st.SearchStrategy[Value]]]:
    missing = st.just(Value(None))
    text = texts() | missing
    raw = _TEXTS.map(lambda text: Value(text.encode(), text)) | st.just(Value(b"\xff", odd=True)) | missing
    whole = st.integers(-(2**63), 2**63 - 1).map(lambda number: Value(number, number=Decimal(number)))
    exact = decimals().map(lambda number: number.quantize(Decimal("1e-9")))
    return [
        (pa.string(), text),
        (pa.large_string(), text),
        (pa.binary(), raw),
        (pa.int64(), whole | missing),
        (pa.float32(), floats(np.float32)),
        (pa.float16(), floats(np.float16)),
        (pa.float64(), floats(np.float64)),
        (pa.decimal128(38, 9), exact.map(lambda number: Value(number, number=number))),
        (pa.dictionary(pa.int32(), pa.string()), text),
    ]


def _at(seconds: int, unit: int = 1) -> Moment:
    """Return a time as a number of units of so many seconds since 1970."""
    try:
        return Moment(seconds, datetime.fromtimestamp(seconds * unit, UTC))
    except (ValueError, OverflowError, OSError):
        return Moment(seconds)


def _parquet_moments() -> list[tuple[pa.DataType, st.SearchStrategy[Moment]]]:
    missing = st.just(Moment(None, missing=True))
    return [
        (pa.timestamp("s", "UTC"), st.integers(-(2**40), 2**40).map(_at) | missing),
        (pa.date32(), st.integers(-(2**20), 2**22).map(lambda days: _at(days, 86_400)) | missing),
        (pa.string(), WRITTEN_MOMENTS),
    ]


@st.composite
def parquet_catalogues(draw: st.DrawFn, folder: Path) -> Catalogue:
    """A Parquet file with columns of many types."""
    kinds = {name: draw(st.sampled_from(_columns())) for name in FIELDS[:4]}
    moment_kind, moments = draw(st.sampled_from(_parquet_moments()))
    found = draw(rows({name: strategy for name, (_, strategy) in kinds.items()}, moments))
    arrays = {}
    for name, (kind, _) in kinds.items():
        values = [row[name].written for row in found]
        if pa.types.is_float16(kind):
            values = [np.float16(value) for value in values]
        if pa.types.is_dictionary(kind):
            arrays[name] = pa.array(values, pa.string()).dictionary_encode()
        else:
            arrays[name] = pa.array(values, kind)
    arrays["created_on"] = _moments_array([row["created_on"].written for row in found], moment_kind)
    path = folder / "a.parquet"
    pq.write_table(pa.table(arrays), path)
    return Catalogue(str(path), found)


def _moments_array(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return pa.array(values, kind)
    width = pa.int64() if pa.types.is_timestamp(kind) else pa.int32()
    return pa.array(values, width).cast(kind)


# Databases

QUERY = "SELECT * FROM odd"


@st.composite
def sqlite_catalogues(draw: st.DrawFn, folder: Path) -> Catalogue:
    """A table of SQLite, whose columns have no types."""
    numbers = st.integers(-(2**63), 2**63 - 1).map(lambda number: Value(number, number=Decimal(number)))
    # SQLite keeps NaN as NULL.
    reals = floats(np.float64)
    undecodable = st.just(Value(b"caf\xe9", odd=True))
    value = texts() | numbers | reals | undecodable | st.just(Value(None))
    found = draw(rows({"id": _ids(value), **dict.fromkeys(FIELDS[1:4], value)}, WRITTEN_MOMENTS))
    path = folder / "odd.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE odd (id, title, description, tag, created_on)")
    for row in found:
        given = [row[name].written for name in FIELDS]
        marks = ", ".join("CAST(? AS TEXT)" if isinstance(value, bytes) else "?" for value in given)
        connection.execute(f"INSERT INTO odd VALUES ({marks})", given)
    connection.commit()
    connection.close()
    return Catalogue(f"sqlite:///{path}", found, {"catalogue_query": QUERY})


def _postgresql_columns() -> list[tuple[str, st.SearchStrategy[Value]]]:
    text = texts().filter(lambda value: not value.odd)  # a text of PostgreSQL holds no NUL
    whole = st.integers(-(2**63), 2**63 - 1).map(lambda number: Value(number, number=Decimal(number)))
    exact = decimals().map(lambda number: Value(number, number=number))
    special = st.sampled_from([Value("NaN"), Value("Infinity", odd=True)])
    logical = st.just(Value("true", odd=True))
    objects = st.sampled_from(
        [
            Value('{"$oid": "5"}', odd=True),
            Value('"x"', "x"),
            Value("1.50", number=Decimal("1.5")),
            Value("null"),
        ]
    )
    return [
        ("text", text),
        ("bigint", whole),
        ("numeric", exact | special),
        ("real", floats(np.float32)),
        ("double precision", floats(np.float64)),
        ("boolean", logical),
        ("jsonb", objects),
    ]


@st.composite
def postgresql_catalogues(draw: st.DrawFn, url: str) -> Catalogue:
    """A query of PostgreSQL, of columns of many types, with times that Python does not have."""
    kinds = {name: draw(st.sampled_from(_postgresql_columns())) for name in FIELDS[:4]}
    moments = WRITTEN_MOMENTS.filter(lambda moment: moment.written != "yesterday")
    found = draw(rows({name: strategy for name, (_, strategy) in kinds.items()}, moments))
    columns = ", ".join(f"{name}::{kind} AS {name}" for name, (kind, _) in kinds.items())
    values = ", ".join(f"({', '.join(_quoted(row[name]) for name in FIELDS)})" for row in found)
    query = (
        f"SELECT {columns}, created_on::timestamptz AS created_on "
        f"FROM (VALUES {values}) AS odd (id, title, description, tag, created_on)"
    )
    return Catalogue(url, found, {"catalogue_query": query})


def _quoted(value: Value | Moment) -> str:
    if value.written is None or (isinstance(value, Moment) and value.missing):
        return "NULL::text"
    if isinstance(value, Moment) and "+" not in value.written and value.written[0].isdigit():
        era = " BC" if value.written.endswith(" BC") else ""
        return f"'{value.written.removesuffix(' BC')} UTC{era}'::text"
    written = repr(value.written) if isinstance(value.written, float) else str(value.written)
    return "'" + written.replace("'", "''") + "'::text"
