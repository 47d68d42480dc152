"""Upgrading a database to the schema of this version: roles first, then the revisions."""

import time
from importlib import resources

from alembic import command
from alembic.config import Config
from psycopg2.errors import InsufficientPrivilege
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from core.errors import StoreError
from store.connect.engine import Role, check_server, check_sessions
from store.connect.errors import reason_of, translate_errors
from store.connect.url import where
from store.revision import current_revision, refuse_newer
from store.schema import ANALYTICS, SCHEMA
from store.sql_files import execute_script, statement

_MIGRATION_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('predawn.migrate'))"
_LOCK_PAUSE_SECONDS = 0.1


def migrate(engine: Engine) -> tuple[str | None, str]:
    """Create the roles and upgrade the schema to its newest revision.

    Parameters
    ----------
    engine
        An engine of a login that owns the database, or is a member of `predawn_owner`; it must not set a role
        itself.

    Returns
    -------
    tuple of (str or None, str)
        The revision before (None for an empty database) and after.

    Raises
    ------
    StoreError
        If the login lacks a right (the message holds the SQL for a login that has it), the revision is newer
        than this version, or the schema is not the one of its revision.
    """
    with translate_errors(engine):
        check_sessions(engine)
        with engine.connect() as connection:
            check_server(connection)
            connection.rollback()
            # Held by a session of its own, so that Alembic may commit between revisions.
            with engine.begin() as guard:
                # The driver does not hear of signals while it waits for the server.
                while not guard.scalar(text(_MIGRATION_LOCK)):
                    time.sleep(_LOCK_PAUSE_SECONDS)
                prepare_roles(connection)
                return _upgrade(connection)


def _upgrade(connection: Connection) -> tuple[str | None, str]:
    _act_as_owner(connection)
    for schema in (SCHEMA, ANALYTICS):
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
    connection.commit()
    before = current_revision(connection)
    connection.rollback()
    if before is not None:
        refuse_newer(before, connection.engine.url)
    try:
        command.upgrade(_alembic(connection), "head")
    except ProgrammingError as error:
        if isinstance(error.orig, InsufficientPrivilege):
            raise
        connection.rollback()
        raise _not_of_its_revision(connection, error) from error
    connection.commit()
    after = current_revision(connection)
    assert after is not None
    return before, after


def _not_of_its_revision(connection: Connection, error: ProgrammingError) -> StoreError:
    found = current_revision(connection)
    state = "has parts of a schema and no revision" if found is None else f"stays at revision {found}"
    return StoreError(
        f"The database {where(connection.engine.url)} {state}: {reason_of(error.orig)}. Its schema is not "
        "one that a release has made, or was changed by hand. Undo that change or restore a backup; or run "
        "`predawn migrate` on an empty database, and begin anew there."
    )


def _act_as_owner(connection: Connection) -> None:
    connection.execute(text(f"SET SESSION ROLE {Role.OWNER}"))
    connection.commit()


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "migrations:.")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def roles_sql(login: str | None, database: str) -> str:
    """Return the SQL for a superuser to run if the login of Predawn may not create roles."""
    lines = [_roles_script(), f"GRANT CREATE ON DATABASE {_quoted(database)} TO {Role.OWNER};"]
    if login is not None:
        lines += [f"GRANT {role} TO {_quoted(login)};" for role in Role]
    return "\n".join(lines)


def _roles_script() -> str:
    # Read by its path: the package of the revisions imports the schema, and must not be imported from here.
    return resources.files("migrations").joinpath("sql", "roles.sql").read_text(encoding="utf-8")


def prepare_roles(connection: Connection) -> None:
    """Create missing roles, and make the login a member of them.

    Raises
    ------
    StoreError
        If the login lacks the right; the message holds the SQL for a login that has it.
    """
    state = connection.execute(statement("role_state")).one()
    if state.ready:
        connection.rollback()
        return
    if not state.may_create_roles:
        connection.rollback()
        raise StoreError(
            f"The login {state.login} may not create the roles that Predawn needs. Let a login that may "
            f"run the following in the database {state.database}, then run this command again.\n\n"
            + roles_sql(state.login, state.database)
        )
    script = _roles_script()
    if not state.superuser:
        memberships = " WITH SET TRUE, INHERIT TRUE" if state.server_version >= 160_000 else ""
        script += "\n".join(f"GRANT {role} TO {_quoted(state.login)}{memberships};" for role in Role)
    script += f"\nGRANT CREATE ON DATABASE {_quoted(state.database)} TO {Role.OWNER};"
    execute_script(connection, script)
    connection.commit()


def _quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'
