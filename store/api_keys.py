"""The keys of the API: made, listed and revoked by a person, and known by their SHA-256 alone."""

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
"""What every key begins with, so that a key in the wrong place is recognised."""

_RANDOM_BYTES = 32


class KeyScope(StrEnum):
    """What a key may be used for: predictions by id, tagging texts, or everything else."""

    LOOKUP = "lookup"
    PREDICT = "predict"
    INSPECT = "inspect"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is listed: its name, its scopes, and when it was made and revoked."""

    name: str
    scopes: frozenset[KeyScope]
    created_at: datetime
    revoked_at: datetime | None


def hash_key(key: str) -> bytes:
    """Return what is stored of a key.

    A key has 256 random bits, so that nobody can try them out: a fast hash is enough.
    """
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def create(connection: Connection, name: str, scopes: Iterable[KeyScope]) -> str:
    """Make a key, and return it; it is not stored, and cannot be had again.

    Raises
    ------
    InputError
        If the name is taken, or is empty.
    """
    if not name.strip():
        raise InputError("A key needs a name that says who uses it, such as `website`.")
    key = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
    values = {"name": name, "key_sha256": hash_key(key), "scopes": sorted(scopes)}
    try:
        connection.execute(insert(api_keys).values(values))
    except IntegrityError as error:
        raise InputError(
            f"There is a key {name!r} already, in use or revoked. Choose another name for the new one."
        ) from error
    return key


def revoke(connection: Connection, name: str) -> None:
    """Make a key useless from now on; its name stays taken, as a record.

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
        raise NotFoundError(f"There is no key {name!r} in use; `predawn keys list` shows which there are.")


def list_keys(connection: Connection) -> list[ApiKey]:
    """Return all keys, the revoked ones too, by name."""
    rows = connection.execute(select(api_keys).order_by(api_keys.c.name))
    return [
        ApiKey(row.name, frozenset(map(KeyScope, row.scopes)), row.created_at, row.revoked_at) for row in rows
    ]


async def read_in_use(connection: Any) -> dict[bytes, ApiKey]:
    """Return the keys in use by their hash, asked on a session of asyncpg."""
    rows = await connection.fetch(template("read_api_keys"))
    return {
        row["key_sha256"]: ApiKey(
            row["name"],
            frozenset(map(KeyScope, row["scopes"])),
            row["created_at"],
            None,
        )
        for row in rows
    }
