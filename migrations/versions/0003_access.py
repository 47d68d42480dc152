"""Keep the API closed once a key was made, and store what cursors and sessions are signed with.

Revision ID: 0003
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; a store that ever had a key is closed."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0003_access"))
