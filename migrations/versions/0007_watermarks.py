"""Let syncs know how far they have read a source that says what changed.

Revision ID: 0007
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0007_watermarks"))
