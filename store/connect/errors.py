"""The errors of databases about connections and rights, translated into sentences."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg2
from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError

from core.errors import InputError, StoreError, StoreUnavailableError
from store.connect.url import EMBEDDED_SETTING, where

_CHECK: Final = "Check that it runs, and that {setting} names it."
_EMBEDDED: Final = (
    f"It is the embedded server of {EMBEDDED_SETTING}: `predawn up`, `serve` and `schedule` start it again "
    "within seconds, as does each further command. Its log, postgres/log/server.log there, may say more."
)
_SHOWN: Final = 100
_TOO_MANY: Final = "53300"
_NO_LOGIN: Final = "28000"
# What libpq says of a session that could not be had carries no code.
_CODES_BY_TEXT: Final = {
    _TOO_MANY: re.compile(r"too many (clients|connections)|remaining connection slots|no more connections"),
    _NO_LOGIN: re.compile(
        r"authentication failed|no password supplied|not permitted to log in|no pg_hba\.conf"
    ),
}
_NOT_SET_UP: Final = (StoreError, "{database} is not set up: {reason}. Run `predawn migrate` first.")
_REFUSED: Final = (
    StoreUnavailableError,
    (
        "{database} refuses the login: {reason}. Correct the user and the password in {setting}, or let the "
        "server accept them."
    ),
)
_ENDED: Final = (
    StoreUnavailableError,
    (
        "{database} ended the session: {reason}. The server or a pooler limits how long sessions last; raise "
        "that limit for this login."
    ),
)

_SENTENCES: Final = {
    "42501": (StoreError, "The login of {setting} lacks a right: {reason}. {remedy}"),
    "42P01": _NOT_SET_UP,
    "3F000": _NOT_SET_UP,
    "25006": (
        StoreError,
        (
            "{database} is read-only: {reason}. It is a standby, or its server has "
            "default_transaction_read_only on; make {setting} name the primary, or turn that off."
        ),
    ),
    _NO_LOGIN: _REFUSED,
    "28P01": _REFUSED,
    _TOO_MANY: (
        StoreUnavailableError,
        (
            "{database} has no connection left: {reason}. Raise max_connections, or the limit of the login, "
            "the database or the pooler; or start fewer programs and workers at a time."
        ),
    ),
    "53100": (
        StoreUnavailableError,
        "{database} has no space left on its disk: {reason}. Free some there, and run this again.",
    ),
    "57014": (StoreUnavailableError, "{database} could not go on: {reason}. Try again later."),
    "25P03": _ENDED,
    "25P04": _ENDED,
    "57P05": _ENDED,
}
"""By the code of an error: the error of ours, and its sentence."""


@contextmanager
def translate_errors(engine: Engine) -> Iterator[None]:
    """Translate the errors of SQLAlchemy and psycopg2, and those of texts that no database holds."""
    try:
        yield
    except (DBAPIError, psycopg2.Error) as error:
        # COPY goes to the driver itself, whose errors SQLAlchemy does not wrap there.
        cause = error.orig if isinstance(error, DBAPIError) else error
        remedy = "Grant it the role for this command, or run `predawn migrate` with the owner's login."
        translated = translate(cause, engine.url, engine.get_execution_options()["setting"], remedy)
        if translated is None:
            raise
        raise translated from error
    except UnicodeEncodeError as error:
        raise InputError(
            f"The database holds text in UTF-8, and {_shown(error)} is none. Correct it."
        ) from error


def _shown(error: UnicodeEncodeError) -> str:
    return repr(error.object[:_SHOWN]) + "…" * (len(error.object) > _SHOWN)


def translate(
    error: BaseException | None,
    url: URL,
    setting: str,
    remedy: str,
    unavailable: tuple[type[BaseException], ...] = (),
) -> StoreError | None:
    """Return the sentence for an error of a driver, or None for a defect of Predawn's own.

    Parameters
    ----------
    error
        The error.
    url
        The address of the database.
    setting
        The setting that names the database.
    remedy
        What to do where a right is missing.
    unavailable
        Classes of errors that mean, as `OSError` does, that a session cannot be had or was lost.
    """
    code = getattr(error, "pgcode", None) or getattr(error, "sqlstate", None)
    if code is None:
        said = reason_of(error)
        code = next((code for code, text in _CODES_BY_TEXT.items() if text.search(said)), None)
    database = f"The database {where(url)}"
    if code in _SENTENCES:
        kind, sentence = _SENTENCES[code]
        told = {"database": database, "reason": reason_of(error), "setting": setting, "remedy": remedy}
        return kind(sentence.format(**told))
    # TimeoutError is an OSError as well.
    if isinstance(error, (OSError, *unavailable)) or _is_broken(error, code):
        advice = _EMBEDDED if setting == EMBEDDED_SETTING else _CHECK.format(setting=setting)
        return StoreUnavailableError(f"{database} cannot be reached: {reason_of(error)}. {advice}")
    if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return StoreUnavailableError(
            f"{database} could not go on: {reason_of(error)}. Try again; its log may say more."
        )
    return None


def _is_broken(error: BaseException | None, code: str | None) -> bool:
    """Return whether an error of psycopg2 tells of a connection that was never made, or was lost."""
    if isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return code is None or code.startswith(("08", "57P"))
    # A connection that breaks at an odd moment leaves an error of the base class, without a code.
    return type(error) is psycopg2.DatabaseError and code is None


def reason_of(error: BaseException | None) -> str:
    """Return the first line of what the error of a driver says."""
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
