"""The keys of the API: created, listed and revoked by a person, stored as SHA-256 hashes only."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import InputError, NotFoundError
from store.schema import api_keys
from store.sql_files import template

PREFIX: Final = "predawn_"
"""The prefix of every key, by which a leaked key is recognised."""

MAX_NAME_CHARACTERS: Final = 200
"""The longest name of a key: it is for people, and stands in listings and in answers of the API."""

_RANDOM_BYTES = 32


class KeyScope(StrEnum):
    """A use that a key permits: predictions by id, tagging texts, or everything else."""

    LOOKUP = "lookup"
    PREDICT = "predict"
    INSPECT = "inspect"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A listed key: its number, its name, its scopes, and when it was created and revoked."""

    key_id: int
    name: str
    scopes: frozenset[KeyScope]
    created_at: datetime
    revoked_at: datetime | None


def hash_key(key: str) -> bytes:
    """Return the stored hash of a key.

    A key has 256 random bits and cannot be guessed, so a fast hash is enough.
    """
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def create(connection: Connection, name: str, scopes: Iterable[KeyScope]) -> str:
    """Create a key and return it; only its hash is stored, so it cannot be shown again.

    Raises
    ------
    InputError
        If the name is empty, too long, not printable or taken.
    """
    if not name.strip():
        raise InputError("A key needs a name that says who uses it, such as `website`.")
    if len(name) > MAX_NAME_CHARACTERS:
        raise InputError(
            f"The name of a key has at most {MAX_NAME_CHARACTERS} characters, and this one has "
            f"{len(name):,}. Choose a shorter one."
        )
    if not name.isprintable():
        raise InputError(f"The name of a key is one line of UTF-8, and this one is {name!r}. Correct it.")
    key = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
    values = {"name": name, "key_sha256": hash_key(key), "scopes": sorted(scopes)}
    try:
        connection.execute(insert(api_keys).values(values))
    except IntegrityError as error:
        raise InputError(f"A key {name!r} already exists, in use or revoked. Choose another name.") from error
    return key


def revoke(connection: Connection, name: str) -> None:
    """Revoke a key at once; its name stays taken, as a record.

    Raises
    ------
    NotFoundError
        If no key in use has this name.
    """
    revoked = connection.execute(
        update(api_keys)
        .where(api_keys.c.name == name, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=func.now())
    )
    if not revoked.rowcount:
        raise NotFoundError(f"There is no key {name!r} in use; `predawn keys list` shows the keys.")


def list_keys(connection: Connection) -> list[ApiKey]:
    """Return all keys, the revoked ones too, by name."""
    rows = connection.execute(select(api_keys).order_by(api_keys.c.name))
    return [
        ApiKey(row.key_id, row.name, frozenset(map(KeyScope, row.scopes)), row.created_at, row.revoked_at)
        for row in rows
    ]


async def read_in_use(connection: Any) -> dict[bytes, ApiKey]:
    """Return the keys in use by their hash, over a session of asyncpg."""
    rows = await connection.fetch(template("read_api_keys"))
    return {
        row["key_sha256"]: ApiKey(
            row["key_id"],
            row["name"],
            frozenset(map(KeyScope, row["scopes"])),
            row["created_at"],
            None,
        )
        for row in rows
    }
