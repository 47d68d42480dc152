"""Keep with the pointer when the run in service was last checked.

Revision ID: 0025
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column of the pointer, with the time of the run in service."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0025_checked_at"))
