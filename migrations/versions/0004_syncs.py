"""Record the syncs of the catalogue, and in which of them a project changed.

Revision ID: 0004
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, the column and its index; projects from before count as changed in no sync."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0004_syncs"))
