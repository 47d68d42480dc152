"""Let reviews find known tags and logged texts by indexes.

Revision ID: 0030
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0030_reviews"))
