"""Say in the comments of the analysts' views what the glossary says: *reused*, *publication*, *in service*.

Revision ID: 0002
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace comments; nothing else changes."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0002_comments"))


def downgrade() -> None:
    """Restore the comments of revision 0001."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.get_bind().exec_driver_sql(read_sql("0001_comments"))
