"""Let analysts compare and count all tags of multi-label models.

Revision ID: 0029
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the comparison of runs, and the views of changes and of counts of tags."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0029_lists_of_tags"))
