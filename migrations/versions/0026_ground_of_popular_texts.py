"""Keep with the prediction of a popular text how like the training texts it is.

Revision ID: 0026
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column of popular texts."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0026_ground_of_popular_texts"))
