"""Let syncs know the versions of files on the web that they have read.

Revision ID: 0009
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0009_validators"))
