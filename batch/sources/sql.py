"""Database sources: a query, read through a server-side cursor if the database has one."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
from sqlalchemy import URL, Connection, Engine, NullPool, Row, TextClause, create_engine, exc, make_url

from batch.sources.columns import find_column
from batch.sources.query import bindable, refuse_second_statement, says_changes
from batch.sources.reading import Reading
from batch.sources.records import batch_of_values
from batch.sources.sql_values import keep_odd_values
from batch.sources.validation import Remark
from batch.sources.watermark import BEGINNINGS, NewestValue, start_from
from core.errors import CatalogueError, InputError
from core.settings import Settings

_ROWS = 10_000
_MAX_MESSAGE = 500
_ANOTHER_TYPE = (
    " If the column of update times has another type than in the last sync, read the whole source with "
    "--reconcile."
)
CONFIDENTIAL_NAME = r"\w*(?:pass|pwd|secret|token|credential)\w*"
"""A regular expression of the names of parameters of a URL that are secrets, in lower case."""

_SECRET = re.compile(
    rf"^{CONFIDENTIAL_NAME}=.*|\b(?:pwd|password)=(?:\{{[^}}]*\}}|[^;]*)", re.DOTALL | re.IGNORECASE
)
"""A parameter of a URL that is a secret, or the password in one that holds a connection string of ODBC."""


def open_database(address: str, settings: Settings) -> tuple[Engine, str]:
    """Return the engine of a source, not connected yet, and its name for messages.

    Raises
    ------
    InputError
        If the address is not usable, its driver is not installed, or there is not one query.
    """
    try:
        url = _with_driver(make_url(address))
        name = url.set(query={}).render_as_string(hide_password=True)
        dialect = url.get_dialect()
    except exc.NoSuchModuleError:
        scheme = address.partition("://")[0]
        raise InputError(
            f"The source has the scheme {scheme}://, which is not known. Use a path, file://, http(s)://, "
            "s3://, gs://, or the SQLAlchemy URL of a database whose dialect is installed."
        ) from None
    except (exc.ArgumentError, ValueError):
        raise InputError(
            "The source is not a usable database URL. Write it as "
            "dialect://user:password@host:port/database, with "
            "special characters of the password percent-encoded."
        ) from None
    if dialect.is_async:
        raise InputError(f"The driver of {name} is asynchronous. Use a synchronous one, such as psycopg2.")
    if settings.catalogue_query is None:
        raise InputError(
            f"{name} is a database, and no query is set. Set PREDAWN_CATALOGUE_QUERY to the SELECT that "
            "returns the catalogue."
        )
    refuse_second_statement(settings.catalogue_query, url.get_backend_name())
    return _engine(url, name, settings), name


def without_passwords(url: URL) -> str:
    """Return the address of a database, by which it is told from others, without the secrets in it."""
    parameters = [f"{name}={value}" for name, values in url.normalized_query.items() for value in values]
    plain = url.set(query={}).render_as_string(hide_password=True)
    return "\n".join([plain, *(_SECRET.sub("", parameter) for parameter in sorted(parameters))])


def read_sql(engine: Engine, query: str, reading: Reading) -> Iterator[pa.RecordBatch]:
    """Read the rows of a query, as raw batches under the catalogue's names; nothing is written.

    Raises
    ------
    CatalogueError
        If the database cannot be reached, does not accept the query, or fails while rows are read.
    """
    _check_file(engine.url, reading.name)
    try:
        if says_changes(query):
            yield from _read_since(engine, bindable(query), reading)
        else:
            with _connect(engine, reading.name) as connection:
                yield from _read_rows(_open(connection, query, None, reading), reading)
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a query, of which the first have arrived; None if there are none."""

    names: list[str]
    first: Sequence[Row[Any]] | None
    others: Iterator[Sequence[Row[Any]]]
    url: URL
    source: str

    def parts(self) -> Iterator[Sequence[Row[Any]]]:
        """Return the rows in parts: once, but for the first part.

        Raises
        ------
        CatalogueError
            If the database fails meanwhile.
        """
        read, rows = 0, self.first
        while rows is not None:
            yield rows
            read += len(rows)
            try:
                rows = next(self.others, None)
            except _FAILURES as error:
                raise CatalogueError(
                    f"{self.source} cannot be read beyond row {read}: {_without_secrets(error, self.url)}. "
                    "Check the rows after it, and whether the database closed the connection."
                ) from None


def _read_since(engine: Engine, query: TextClause, reading: Reading) -> Iterator[pa.RecordBatch]:
    """Read the rows of a query with `:since`, and note the watermark after them."""
    if reading.since is None:
        opened = _open_beginning(engine, query, reading)
    else:
        start = start_from(reading.since, reading.settings.catalogue_overlap)
        reading.notes.append(f"what changed since {start} was read")
        opened = _open_since(engine, query, start, reading)
    with opened as (rows, position):
        newest = NewestValue(rows.names[position], reading.name, reading.since)
        if reading.since is not None and not rows.first:
            _refuse_another_type(engine, query, reading)
        yield from _read_rows(rows, reading, partial(_note, newest, position))
    reading.remarks[Remark.FUTURE] += newest.in_future
    watermark = newest.watermark(reading.since)
    if watermark is not None:
        reading.watermarks.append(watermark)


def _refuse_another_type(engine: Engine, query: TextClause, reading: Reading) -> None:
    """Look at update times from the beginning on, where nothing came back from the watermark on.

    The row that has it does come back, unless it is gone or its column has another type: a date is before
    each time of its day.

    Raises
    ------
    CatalogueError
        If they are of another kind than the watermark.
    """
    with _open_beginning(engine, query, reading) as (rows, position):
        _look(rows, position, NewestValue(rows.names[position], reading.name, reading.since))


@contextmanager
def _open_beginning(engine: Engine, query: TextClause, reading: Reading) -> Iterator[tuple[_Rows, int]]:
    """Open a query from the beginning that is of the kind of the update times.

    The database refuses some beginnings for the type of its column, or compares them with it in a way of its
    own: the values tell which one is right. Where no row has a value, it is the one that finds the most rows.
    """
    refused: CatalogueError | None = None
    misfit: CatalogueError | None = None
    without_values: dict[object, int] = {}
    for start in BEGINNINGS:
        with ExitStack() as stack:
            try:
                rows, position = stack.enter_context(_open_since(engine, query, start, reading))
            except CatalogueError as error:
                refused = refused or error
                continue
            newest = NewestValue(rows.names[position], reading.name, None)
            seen = _look(rows, position, newest)
            if newest.fits(start):
                if seen > len(rows.first or ()):
                    rows, position = stack.enter_context(_open_since(engine, query, start, reading))
                yield rows, position  # by the same query, as a rule: it may take the server long
                return
            if start == 0 and _is_sqlite(rows.url):
                # Numbers are before all texts: from a text on, none of them would be seen.
                for part in rows.parts():
                    _note(newest, position, part)
        if newest.is_known:
            misfit = newest.misfit()
        else:
            without_values[start] = seen
    if misfit is not None:
        raise misfit
    if not without_values and refused is not None:
        raise refused
    fullest = max(without_values, key=lambda start: without_values[start])
    with _open_since(engine, query, fullest, reading) as opened:
        yield opened


@contextmanager
def _open_since(
    engine: Engine, query: TextClause, start: object, reading: Reading
) -> Iterator[tuple[_Rows, int]]:
    """Open a query from a start on, with the position of its update times."""
    with _connect(engine, reading.name) as connection:
        rows = _open(connection, query, start, reading)
        names = (reading.settings.column_updated_at,)
        position = find_column("updated_at", names, rows.names, reading.name)
        assert position is not None
        yield rows, position


def _look(rows: _Rows, position: int, newest: NewestValue) -> int:
    """Note update times until their kind is known, and return the number of rows."""
    seen = 0
    for part in rows.parts():
        _note(newest, position, part)
        seen += len(part)
        if newest.is_known:
            break
    return seen


def _note(newest: NewestValue, position: int, rows: Sequence[Row[Any]]) -> None:
    newest.note([row[position] for row in rows])


def _connect(engine: Engine, name: str) -> Connection:
    try:
        return engine.connect()
    except _FAILURES as error:
        raise CatalogueError(
            f"{name} cannot be reached: {_without_secrets(error, engine.url)}. Check the address and the "
            "login."
        ) from None  # the driver's own error may hold the password


def _open(connection: Connection, query: str | TextClause, since: object, reading: Reading) -> _Rows:
    url, name = connection.engine.url, reading.name
    options = {"stream_results": True, "yield_per": _ROWS}
    try:
        if isinstance(query, str):
            # Without parameters, `%` and `:` in the query are literal.
            options["no_parameters"] = True
            result = connection.exec_driver_sql(query, execution_options=options)
        else:
            bound = _as_text(since) if _is_sqlite(url) else since
            result = connection.execute(query, {"since": bound}, execution_options=options)
        partitions = result.partitions(_ROWS) if result.returns_rows else None
        first = None if partitions is None else next(partitions, None)
    except _FAILURES as error:
        hint = "" if reading.since is None else _ANOTHER_TYPE
        raise CatalogueError(
            f"{name} cannot be read: {_without_secrets(error, url)}. Check PREDAWN_CATALOGUE_QUERY.{hint}"
        ) from None
    if partitions is None:
        raise CatalogueError("PREDAWN_CATALOGUE_QUERY returns no rows. Set it to a SELECT.")
    return _Rows(list(result.keys()), first, partitions, url, name)


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _as_text(since: object) -> object:
    """Return a time as SQLite stores one; its driver no longer turns times into texts itself."""
    if isinstance(since, datetime):
        return since.isoformat(" ")
    return since.isoformat() if isinstance(since, date) else since


def _read_rows(
    opened: _Rows, reading: Reading, look: Callable[[Sequence[Row[Any]]], None] | None = None
) -> Iterator[pa.RecordBatch]:
    names = opened.names
    chosen = reading.choose(names)
    columns = {field: names[position] for field, position in chosen.items()}
    for rows in opened.parts():
        if look is not None:
            look(rows)
        values = list(zip(*rows, strict=True))
        yield batch_of_values({field: values[index] for field, index in chosen.items()}, columns)


_FAILURES = (exc.SQLAlchemyError, ValueError, OverflowError)


def _with_driver(url: URL) -> URL:
    if url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg2")  # SQLAlchemy would take psycopg 3
    return url


def _engine(url: URL, name: str, settings: Settings) -> Engine:
    arguments: dict[str, object] = {}
    if url.drivername == "postgresql+psycopg2" and "connect_timeout" not in url.query:
        arguments["connect_timeout"] = settings.connect_timeout_seconds
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments, hide_parameters=True)
    except ImportError as error:
        raise InputError(
            f"The driver of {name} is not installed ({error}). Install it, or name another one in the "
            "scheme, as in mysql+pymysql://."
        ) from None
    except (exc.ArgumentError, TypeError) as error:
        raise InputError(f"{name} is not usable: {_without_secrets(error, url)}. Correct it.") from None
    keep_odd_values(engine)
    return engine


def _check_file(url: URL, name: str) -> None:
    path = url.database
    if not _is_sqlite(url) or path in {None, "", ":memory:"} or path.startswith("file:"):
        return
    if not Path(path).is_file():  # SQLite would make an empty one
        raise CatalogueError(f"{name} cannot be read: there is no such file. Check the path.")


_LONG_SECRET = 8


def _without_secrets(error: Exception, url: URL) -> str:
    original = error.orig if isinstance(error, exc.DBAPIError) and error.orig is not None else error
    message = re.sub(r"\s+", " ", str(original)).strip().rstrip(".?")
    secrets = [url.password, *(value for value in url.query.values() if isinstance(value, str))]
    for secret in map(str, filter(None, secrets)):
        for form in (re.escape(secret), re.escape(quote(secret, safe=""))):
            # A short one only where a URL or its parameters end with it: it may be a part of any word.
            before = r"(?<!\w)()" if len(secret) >= _LONG_SECRET else "([:=]['\"]?)"
            message = re.sub(rf"{before}{form}(?!\w)", r"\1***", message)
    return message[:_MAX_MESSAGE]
