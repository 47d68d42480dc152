"""The start of every command: reading the settings, and opening the database in a role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from sqlalchemy import Connection, Engine

from cli.flags import Flags
from cli.logs import configure_logging
from core.settings import Settings, load_settings
from store.connect.database import Database, open_database
from store.connect.engine import Role
from store.connect.errors import translate_errors
from store.revision import check_migrated


def read_settings(context: typer.Context, **overrides: Any) -> Settings:
    """Read the settings, apply the options of the command, and configure logging."""
    flags = context.find_root().obj
    assert isinstance(flags, Flags)
    settings = load_settings(**{**flags.values, **{k: v for k, v in overrides.items() if v is not None}})
    configure_logging(settings)
    return settings


@contextmanager
def open_engine(settings: Settings, role: Role, name: str) -> Iterator[tuple[Database, Engine]]:
    """Yield the database and an engine in a role; the schema is at this version's revision."""
    with open_database(settings) as database:
        engine = database.engine(role, f"predawn {name}")
        try:
            check_migrated(engine)
            with translate_errors(engine):
                yield database, engine
        finally:
            engine.dispose()


@contextmanager
def open_transaction(context: typer.Context, name: str, role: Role = Role.BATCH) -> Iterator[Connection]:
    """Read the settings, and yield a connection that acts in a role, in one transaction."""
    with open_engine(read_settings(context), role, name) as (_, engine), engine.begin() as connection:
        yield connection
