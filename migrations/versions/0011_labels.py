"""Count the labelled projects of a delta run from what its base counts.

Revision ID: 0011
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables for changes of known tags, and for what whole runs count; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0011_labels"))
