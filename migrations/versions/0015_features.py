"""Keep further columns of projects for predictors.

Revision ID: 0015
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column, and show it to analysts."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0015_features"))
