"""The errors of both drivers about connections and rights, translated into sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import asyncpg
import psycopg2
from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError

from core.errors import StoreError, StoreUnavailableError
from store.connect.engine import DATABASE_SETTING, Role, where

UNAVAILABLE: Final = (
    OSError,  # TimeoutError is one as well
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    # A replica ends statements that conflict with the changes it replays.
    asyncpg.SerializationError,
)
"""The errors of asyncpg that mean that a session cannot be had, or was lost."""

_LACKS_RIGHT: Final = "42501"
_NOT_SET_UP: Final = ("42P01", "3F000")


@contextmanager
def translate_errors(engine: Engine) -> Iterator[None]:
    """Translate the errors of SQLAlchemy and psycopg2."""
    try:
        yield
    except (DBAPIError, psycopg2.Error) as error:
        # COPY goes to the driver itself, whose errors SQLAlchemy does not wrap there.
        cause = error.orig if isinstance(error, DBAPIError) else error
        remedy = "Grant it the role for this command, or run `predawn migrate` with the owner's login."
        translated = _translate(cause, engine.url, DATABASE_SETTING, remedy)
        if translated is None:
            raise
        raise translated from error


@contextmanager
def translate_async_errors(url: URL, setting: str) -> Iterator[None]:
    """Translate the errors of asyncpg on the sessions of the API; `setting` names the database."""
    try:
        yield
    except (asyncpg.PostgresError, *UNAVAILABLE) as error:
        translated = _translate(error, url, setting, f"Make it a member of {Role.API}.")
        if translated is None:
            raise
        raise translated from error


def _translate(error: BaseException | None, url: URL, setting: str, remedy: str) -> StoreError | None:
    """Return the sentence for an error of a driver, or None for a defect of Predawn's own."""
    code = getattr(error, "pgcode", None) or getattr(error, "sqlstate", None)
    database = f"The database {where(url)}"
    if code == _LACKS_RIGHT:
        return StoreError(f"The login of {setting} lacks a right: {_reason(error)}. {remedy}")
    if code in _NOT_SET_UP:
        return StoreError(f"{database} is not set up: {_reason(error)}. Run `predawn migrate` first.")
    if isinstance(error, UNAVAILABLE) or _is_broken(error, code):
        return StoreUnavailableError(
            f"{database} cannot be reached: {_reason(error)}. "
            f"Check that it runs, and that {setting} names it."
        )
    if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return StoreUnavailableError(
            f"{database} could not go on: {_reason(error)}. Try again; its log may say more."
        )
    return None


def _is_broken(error: BaseException | None, code: str | None) -> bool:
    """Return whether an error of psycopg2 tells of a connection that was never made, or was lost."""
    if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return code is None or code.startswith(("08", "57P"))
    # A connection that breaks at an odd moment leaves an error of the base class, without a code.
    return type(error) is psycopg2.DatabaseError and code is None


def _reason(error: BaseException | None) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
