"""Store numbers and rankings beside tags.

Revision ID: 0022
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that are null in every row there is, and show them to analysts."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0022_outputs"))
