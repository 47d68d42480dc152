"""What a session is and its server says: version, login and role, clock, and whether it is a replica."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from store.sql_files import statement


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session with a server: the login and the role that it acts in, and what the server says of itself."""

    version: str
    login: str
    role: str
    is_replica: bool
    time: datetime


def read_session_state(connection: Connection) -> SessionState:
    """Return the state of a session and of its server."""
    return SessionState(**connection.execute(statement("connect/read_session_state")).mappings().one())
