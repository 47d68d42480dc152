"""Keep how like the training texts a logged text is, and let people correct logged texts.

Revision ID: 0021
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column, and replace two views."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0021_unknown_ground"))
