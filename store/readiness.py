"""The check that the API can read its database, and cannot change what runs have written."""

from sqlalchemy import Engine, text

from store.connect.api_rights import refuse_writer
from store.connect.engine import check_sessions
from store.connect.errors import translate_errors
from store.revision import check_migrated
from store.sql_files import statement


def check_readable(engine: Engine) -> None:
    """Refuse a database that the API cannot use, or must not use.

    Raises
    ------
    StoreUnavailableError
        If the database cannot be reached.
    StoreError
        If it is not at this version's revision, sits behind a transaction pooler, or the API could
        write what a run has written.
    """
    check_migrated(engine)
    with translate_errors(engine):
        check_sessions(engine)
        with engine.connect() as connection:
            role = connection.scalar(text("SELECT current_user"))
            refuse_writer(str(role), list(connection.scalars(statement("connect/list_writable_tables"))))
