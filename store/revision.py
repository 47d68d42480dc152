"""The revision of a database, and the one that this version of Predawn needs.

Every command asks for both. Alembic, whose import takes a third of the processor time of a short command, is
left to `store.upgrade`.
"""

from importlib import resources

from sqlalchemy import URL, Connection, Engine, text

from core.errors import StoreError
from store.connect.errors import translate_errors
from store.connect.url import where
from store.schema import SCHEMA, VERSION_TABLE


def current_revision(connection: Connection) -> str | None:
    """Return the revision of the database, or None if it has none."""
    table = f"{SCHEMA}.{VERSION_TABLE}"
    if connection.scalar(text("SELECT to_regclass(:table)"), {"table": table}) is None:
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {table}"))
    return revision


def newest_revision() -> str:
    """Return the newest revision that this version knows."""
    # The files of revisions are named by their numbers.
    files = resources.files("migrations").joinpath("versions").iterdir()
    return max(file.name.partition("_")[0] for file in files if file.name[:1].isdigit())


def check_migrated(engine: Engine) -> None:
    """Refuse a database whose revision is older or newer than that of this version.

    Raises
    ------
    StoreError
        With both revisions and the remedy.
    """
    with translate_errors(engine), engine.connect() as connection:
        found = current_revision(connection)
    wanted = newest_revision()
    if found is None:
        raise StoreError(f"The database {where(engine.url)} is not set up. Run `predawn migrate` first.")
    if found < wanted:
        raise StoreError(
            f"The database {where(engine.url)} is at revision {found}, and this version needs {wanted}. "
            "Run `predawn migrate`."
        )
    refuse_newer(found, engine.url)


def refuse_newer(found: str, url: URL) -> None:
    """Refuse a database whose revision is newer than that of this version.

    Raises
    ------
    StoreError
        With both revisions and the remedy.
    """
    newest = newest_revision()
    if found > newest:
        raise StoreError(
            f"The database {where(url)} is at revision {found}, which is newer than this version "
            f"({newest}). Upgrade Predawn."
        )
