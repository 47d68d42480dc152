"""Make the tables of the program, the views of the analysts, and the rights of the four roles.

Revision ID: 0001
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make everything, in the order in which it depends on each other."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    for part in ("0001_tables", "0001_views", "0001_grants", "0001_comments"):
        op.get_bind().exec_driver_sql(read_sql(part))
