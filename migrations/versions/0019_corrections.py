"""Keep what people say of projects' tags, and answer with it while it is in force.

Revision ID: 0019
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, columns of projects, views and triggers."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0019_corrections"))
