"""Note that a deleted project which is entered again had no known tag meanwhile.

Revision ID: 0027
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the function that records entered projects."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0027_returned_labels"))
