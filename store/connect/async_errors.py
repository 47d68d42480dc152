"""The errors of the API's sessions, translated into sentences.

They are apart from those of other sessions because importing asyncpg would delay the start of every command.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import asyncpg
from sqlalchemy import URL

from store.connect.engine import Role
from store.connect.errors import translate

UNAVAILABLE: Final = (
    OSError,  # TimeoutError is one as well
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    # The database does not accept connections.
    asyncpg.ObjectNotInPrerequisiteStateError,
    # A replica ends statements that conflict with the changes it replays, some of them as deadlocks.
    asyncpg.TransactionRollbackError,
)
"""The errors of asyncpg that mean that a session cannot be had, or was lost."""


@contextmanager
def translate_async_errors(url: URL, setting: str) -> Iterator[None]:
    """Translate the errors of asyncpg on the sessions of the API; `setting` names the database."""
    try:
        yield
    except (asyncpg.PostgresError, *UNAVAILABLE) as error:
        translated = translate(error, url, setting, f"Make it a member of {Role.API}.", UNAVAILABLE)
        if translated is None:
            raise
        raise translated from error
