"""`predawn migrate`."""

from typing import Annotated

import typer

from cli.context import read_settings
from cli.output import say
from core.errors import StoreError
from store.connect.database import open_database
from store.connect.url import parse_url
from store.upgrade import migrate as migrate_database
from store.upgrade import roles_sql


def migrate(
    context: typer.Context,
    roles: Annotated[
        bool, typer.Option("--roles-sql", help="Print the SQL that creates the roles, and do nothing else.")
    ] = False,
) -> None:
    """Create or upgrade the schema. Requires the owner's login."""
    settings = read_settings(context)
    if roles:
        if settings.database_url is None:
            raise StoreError(
                "The embedded database creates its roles itself; --roles-sql is for your own PostgreSQL "
                "server. Set PREDAWN_DATABASE_URL."
            )
        address = parse_url(settings.database_url.get_secret_value())
        say(roles_sql(address.user, address.database or "postgres"))
        return
    with open_database(settings) as database:
        engine = database.engine(None, "predawn migrate")
        try:
            before, after = migrate_database(engine)
        finally:
            engine.dispose()
    if before == after:
        say(f"The schema is already at revision {after}.")
    elif before is None:
        say(f"Created the schema at revision {after}.")
    else:
        say(f"Upgraded the schema from revision {before} to {after}.")
