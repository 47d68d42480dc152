"""The state of a session: its login and role, and the version, clock and kind of its server."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class SessionState:
    """The login and role of a session; the version and clock of its server, and whether that is a replica."""

    version: str
    login: str
    role: str
    is_replica: bool
    time: datetime


def read_session_state(connection: Connection) -> SessionState:
    """Return the state of a session and of its server."""
    return SessionState(**connection.execute(statement("connect/read_session_state")).mappings().one())
