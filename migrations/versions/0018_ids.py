"""Keep the ids of projects, and record a truncation of the catalogue.

Revision ID: 0018
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add triggers to the catalogue."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0018_ids"))
