"""Keep what was erased, without its content, and which projects are not to come back.

Revision ID: 0020
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0020_erasures"))
