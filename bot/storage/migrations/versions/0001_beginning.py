"""The vault, members and reflections."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "vault",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "members",
        sa.Column("user_id", snowflake, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("changed_at", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "reflections",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", snowflake, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=False),
        sa.Column("touched_at", sa.Text, nullable=False, index=True),
        sqlite_strict=True,
    )
