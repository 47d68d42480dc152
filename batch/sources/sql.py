"""Database sources: a query, read through a server-side cursor if the database has one."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, exc, make_url

from batch.sources.reading import Reading
from batch.sources.records import batch_of_values
from batch.sources.sql_values import keep_odd_values
from core.errors import CatalogueError, InputError
from core.settings import Settings

_ROWS = 10_000
_MAX_MESSAGE = 500


def open_database(address: str, settings: Settings) -> tuple[Engine, str]:
    """Return the engine of a source, not connected yet, and its name for messages.

    Raises
    ------
    InputError
        If the address is not usable, its driver is not installed, or there is no query.
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
    return _engine(url, name, settings), name


def read_sql(engine: Engine, query: str, reading: Reading) -> Iterator[pa.RecordBatch]:
    """Read the rows of a query, as raw batches under the catalogue's names; nothing is written.

    Raises
    ------
    CatalogueError
        If the database cannot be reached, does not accept the query, or fails while rows are read.
    """
    _check_file(engine.url, reading.name)
    try:
        with _connect(engine, reading.name) as connection:
            yield from _read_rows(connection, query, reading)
    finally:
        engine.dispose()


def _connect(engine: Engine, name: str) -> Connection:
    try:
        return engine.connect()
    except _FAILURES as error:
        raise CatalogueError(
            f"{name} cannot be reached: {_without_secrets(error, engine.url)}. Check the address and the "
            "login."
        ) from None  # the driver's own error may hold the password


def _read_rows(connection: Connection, query: str, reading: Reading) -> Iterator[pa.RecordBatch]:
    url, name = connection.engine.url, reading.name
    try:
        # Without parameters, `%` and `:` in the query are literal.
        options = {"stream_results": True, "yield_per": _ROWS, "no_parameters": True}
        result = connection.exec_driver_sql(query, execution_options=options)
        partitions = result.partitions(_ROWS) if result.returns_rows else None
        first = None if partitions is None else next(partitions, None)
    except _FAILURES as error:
        raise CatalogueError(
            f"{name} cannot be read: {_without_secrets(error, url)}. Check PREDAWN_CATALOGUE_QUERY."
        ) from None
    if partitions is None:
        raise CatalogueError("PREDAWN_CATALOGUE_QUERY returns no rows. Set it to a SELECT.")
    names = list(result.keys())
    chosen = reading.choose(names)
    columns = {field: names[position] for field, position in chosen.items()}
    read, rows = 0, first
    while rows is not None:
        values = list(zip(*rows, strict=True))
        yield batch_of_values({field: values[index] for field, index in chosen.items()}, columns)
        read += len(rows)
        try:
            rows = next(partitions, None)
        except _FAILURES as error:
            raise CatalogueError(
                f"{name} cannot be read beyond row {read}: {_without_secrets(error, url)}. Check the rows "
                "after it, "
                "and whether the database closed the connection."
            ) from None


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
    if url.get_backend_name() != "sqlite" or path in {None, "", ":memory:"} or path.startswith("file:"):
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
