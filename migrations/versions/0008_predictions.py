"""Let analysts' questions about predictions reach base and delta by their indexes.

Revision ID: 0008
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace a view by one with the same columns; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0008_predictions"))
