"""Let comparisons of runs run in the rights of the batch, which has all that they read.

Revision ID: 0013
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the owner of a function; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0013_diff"))
