"""Number the changes of answers in the order of their commits, and record removals and returns among them.

Revision ID: 0014
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns, a table, triggers and a view; changes from before get numbers, too."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0014_changes"))
