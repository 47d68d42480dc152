"""Alembic's environment: one transaction per revision, on the connection that `store.upgrade` passes."""

from alembic import context
from sqlalchemy import Connection

from store.schema import SCHEMA, VERSION_TABLE, metadata


def run_migrations(connection: Connection) -> None:
    """Run the revisions that were asked for on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        version_table_schema=SCHEMA,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run_migrations(context.config.attributes["connection"])
