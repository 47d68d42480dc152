"""Keep how long each phase of a run took, and show it to analysts.

Revision ID: 0010
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table and a view; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0010_phases"))
