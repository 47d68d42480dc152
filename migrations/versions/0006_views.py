"""Give analysts what they had to ask for: failures, rejected rows, promotions, and projects with their days.

Revision ID: 0006
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add views; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0006_views"))
