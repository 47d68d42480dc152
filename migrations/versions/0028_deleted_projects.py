"""Let deleted projects no longer count as projects of the last sync.

Revision ID: 0028
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the function that notes deletions, and count the projects."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0028_deleted_projects"))
