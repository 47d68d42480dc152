"""Leave what the first sync entered out of the index of changes.

Revision ID: 0023
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace an index by a partial one, which is small."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0023_first_fill"))
