"""Forgotten projects, which the store knows by the SHA-256 of their ids alone."""

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from core.content import id_hash
from store.schema import forgotten_projects, syncs


def read(connection: Connection) -> frozenset[bytes]:
    """Return the hashes of the ids of all forgotten projects."""
    return frozenset(map(bytes, connection.scalars(select(forgotten_projects.c.id_sha256))))


def keep_out(connection: Connection, project_id: str) -> None:
    """Let no sync bring a project back."""
    values = {"id_sha256": id_hash(project_id)}
    connection.execute(insert(forgotten_projects).values(values).on_conflict_do_nothing())


def allow_return(connection: Connection, project_id: str) -> bool:
    """Let syncs bring a project back, and return whether they were kept from it.

    The next sync reads its source again, though that has not changed.
    """
    query = delete(forgotten_projects).where(forgotten_projects.c.id_sha256 == id_hash(project_id))
    found = connection.execute(query).rowcount > 0
    if found:
        valid = syncs.c.settings_hash.is_not(None)
        connection.execute(update(syncs).where(valid).values(settings_hash=None))
    return found
