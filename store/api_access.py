"""Access to the API: whether requests need a key, the secret of signatures, and ended sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from core.errors import InputError
from core.wording import count_of
from store.api_keys import ApiKey, read_in_use
from store.connect.async_sessions import Sessions
from store.schema import api_access, api_keys, api_openings
from store.sql_files import template


@dataclass(frozen=True, slots=True)
class Access:
    """The basis for admitting requests: the keys in use by their hash, and the ended sessions.

    `secret` signs cursors and sessions. It never leaves the process, and is in no log.
    """

    requires_key: bool
    keys: Mapping[bytes, ApiKey]
    secret: bytes = field(repr=False)
    ended_sessions: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """The act of a person who opened the API although keys had been created."""

    actor: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class AccessSummary:
    """Who may use the API: whether requests need a key, and how many keys are in use, and ever were.

    `opening` is the last one, None if the API was never opened by hand.
    """

    requires_key: bool
    keys_in_use: int
    keys_ever: int
    opening: Opening | None

    def __str__(self) -> str:
        """Describe it in a sentence."""
        if self.keys_in_use:
            return f"closed: requests need a key; {count_of(self.keys_in_use, 'key')} in use"
        if self.requires_key:
            return (
                "closed, and nobody gets in, as no key is in use; create one with `predawn keys create`, or "
                "open the API to everybody with `predawn keys open --yes`"
            )
        if self.opening is None or not self.keys_ever:
            return "open: no key was ever created, so everybody who reaches the API may use it"
        opened = f"{self.opening.actor} opened it at {self.opening.opened_at:%Y-%m-%d %H:%M:%S}"
        return f"open: {opened}, so everybody who reaches the API may use it"


async def read_access(connection: Any) -> Access:
    """Return who may use the API, over a session of asyncpg."""
    row = await connection.fetchrow(template("read_api_access"))
    keys = await read_in_use(connection)
    return Access(
        requires_key=row["requires_key"] or bool(keys),
        keys=keys,
        secret=row["signing_secret"],
        ended_sessions=frozenset(row["ended_sessions"]),
    )


async def end_session(sessions: Sessions, session_id: bytes, expires_at: datetime) -> None:
    """Record that a session of the dashboard was ended before its time.

    Raises
    ------
    StoreUnavailableError
        If the database cannot be reached, or does not answer in time.
    """
    await sessions.fetch_row(template("end_session"), session_id, expires_at)


def read_summary(connection: Connection) -> AccessSummary:
    """Return who may use the API."""
    opening = connection.execute(
        select(api_openings.c.actor, api_openings.c.opened_at)
        .order_by(api_openings.c.opening_id.desc())
        .limit(1)
    ).one_or_none()
    ever, revoked = connection.execute(select(func.count(), func.count(api_keys.c.revoked_at))).one()
    flagged = connection.scalars(select(api_access.c.requires_key)).one()
    return AccessSummary(
        requires_key=flagged or ever > revoked,
        keys_in_use=ever - revoked,
        keys_ever=ever,
        opening=None if opening is None else Opening(*opening),
    )


def open_api(connection: Connection, actor: str) -> None:
    """Open the API to everybody who reaches it, and record who did; the next key closes it again.

    Raises
    ------
    InputError
        If keys are in use, or the API is open.
    """
    # A key that is created at this moment waits for the lock, and then closes the API.
    connection.execute(select(api_access.c.requires_key).with_for_update())
    found = read_summary(connection)
    if found.keys_in_use:
        raise InputError(
            f"The API has {count_of(found.keys_in_use, 'key')} in use, and as long as there is one, requests "
            "need it. Revoke them first; `predawn keys list` shows which they are."
        )
    if not found.requires_key:
        raise InputError(f"There is nothing to do: the API is {found}.")
    connection.execute(insert(api_openings).values(actor=actor))
    connection.execute(update(api_access).values(requires_key=False))
