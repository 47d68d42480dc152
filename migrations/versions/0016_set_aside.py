"""Count the rows that each run sets aside.

Revision ID: 0016
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column, and show it to analysts."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0016_set_aside"))
