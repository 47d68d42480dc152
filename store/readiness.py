"""The API's right to read, and to do nothing else to what a run has written."""

from collections.abc import Sequence

from sqlalchemy import Engine, text

from core.errors import StoreError
from store.connect.engine import Role, check_sessions, plain_errors
from store.sql_files import statement
from store.upgrade import check_migrated


def check_readable(engine: Engine) -> None:
    """Refuse a database that the API cannot, or must not, work on.

    Raises
    ------
    StoreUnavailableError
        If the database cannot be reached.
    StoreError
        If it is not at this version's revision, sits behind a transaction pooler, or the API could
        write what a run has written.
    """
    check_migrated(engine)
    with plain_errors(engine):
        check_sessions(engine)
        with engine.connect() as connection:
            role = connection.scalar(text("SELECT current_user"))
            refuse_writer(str(role), list(connection.scalars(statement("connect/list_writable_tables"))))


def refuse_writer(role: str, tables: Sequence[str]) -> None:
    """Refuse a role that may write to any of the tables.

    Raises
    ------
    StoreError
        If there are any.
    """
    if tables:
        raise StoreError(
            f"The API would act as {role}, which may write to {', '.join(tables)}, and the API refuses to "
            f"run with such rights. Give it a login that is a member of {Role.API} and of nothing else: "
            f"CREATE ROLE … LOGIN PASSWORD '…' IN ROLE {Role.API};"
        )
