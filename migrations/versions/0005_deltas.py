"""Store a run as what differs from a whole run of its model.

Revision ID: 0005
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of deltas, and read every run through it; runs from before are whole."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0005_deltas"))
