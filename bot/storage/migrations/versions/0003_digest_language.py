"""In which language a weekly digest was asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing is known of those who asked before."""
    op.add_column("digests", sa.Column("language", sa.Text))
