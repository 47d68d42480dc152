"""Store the tables of word vectors that teams bring.

Revision ID: 0017
"""

from alembic import op

from migrations.sql_files import read_sql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.get_bind().exec_driver_sql(read_sql("0017_word_vectors"))
