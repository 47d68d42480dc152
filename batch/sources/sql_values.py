"""Values of databases that drivers refuse or change, kept as they are, so that they cost their row at most.

psycopg2 raises on dates beyond the years of Python and reads `infinity` as the last day of 9999; both it and
sqlite3 raise on a text that is not UTF-8, whichever column has it. Without this, one such value would cost
all rows.
"""

import json
from collections.abc import Callable
from typing import Any

import psycopg2.extensions
from sqlalchemy import Engine, event

from batch.sources.records import Unfit
from batch.sources.validation import RejectionReason
from batch.sources.values.numbers import MAX_EXACT, write_number

_Cast = Callable[[Any, Any], object]

_DATE, _TIMESTAMP, _TIMESTAMPTZ, _INTERVAL, _FLOAT4 = 1082, 1114, 1184, 1186, 700
_JSON, _JSONB = 114, 3802
_UNCONVERTED = frozenset({"SQL_ASCII", "SQLASCII"})


def keep_odd_values(engine: Engine) -> None:
    """Let the connections of an engine return what its driver would raise on, or change."""
    prepare = {"sqlite": _prepare_sqlite, "postgresql+psycopg2": _prepare_psycopg2}.get(
        engine.url.drivername.removesuffix("+pysqlite")
    )
    if prepare is not None:
        event.listen(engine, "connect", prepare)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.text_factory = bytes


def _prepare_psycopg2(connection: Any, _record: object) -> None:
    extensions = psycopg2.extensions
    casts: list[tuple[int, _Cast]] = [
        (_DATE, _within_years(extensions.PYDATE)),
        (_TIMESTAMP, _within_years(extensions.PYDATETIME)),
        (_TIMESTAMPTZ, _within_years(extensions.PYDATETIMETZ)),
        (_INTERVAL, _within_years(extensions.PYINTERVAL)),
        (_FLOAT4, _single_precision),
        (_JSON, _json),
        (_JSONB, _json),
    ]
    for oid, cast in casts:
        extensions.register_type(extensions.new_type((oid,), "PREDAWN", cast), connection)
    # Texts come as bytes: a database in SQL_ASCII may hold some that are not UTF-8, and converts none.
    if connection.encoding not in _UNCONVERTED:
        connection.set_client_encoding("UTF8")
    extensions.register_type(extensions.BYTES, connection)


def _within_years(usual: _Cast) -> _Cast:
    def cast(value: str | None, cursor: Any) -> object:
        if value is None:
            return None
        if not value.endswith("infinity"):
            try:
                return usual(value, cursor)
            except (ValueError, OverflowError, psycopg2.Error):
                pass  # such as a year of five digits, or one before Christ
        return Unfit(value, RejectionReason.NOT_TEXT)

    return cast


def _single_precision(value: str | None, _cursor: Any) -> object:
    if value is None:
        return None
    number = float(value)
    return Unfit(value, RejectionReason.INEXACT) if abs(number) > MAX_EXACT["float"] else number


def _json(value: str | None, _cursor: Any) -> object:
    return None if value is None else json.loads(value, parse_int=write_number, parse_float=write_number)
