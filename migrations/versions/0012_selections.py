"""Let a run score chosen projects anew.

Revision ID: 0012
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of chosen projects, and a mode of runs; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0012_selections"))
