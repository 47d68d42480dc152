"""Answer for a share of the projects from a second run, a canary.

Revision ID: 0024
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables, two columns of the pointer, which are null without a canary, and a view."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0024_canary"))
