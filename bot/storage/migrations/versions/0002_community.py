"""What a server shares: settings, drafts, series, posts, counts, digests, cases for peers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create everything."""
    snowflake = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "communities",
        sa.Column("guild_id", snowflake, primary_key=True, autoincrement=False),
        sa.Column("language", sa.Text),
        sa.Column("second_language", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("zone", sa.Text),
        sa.Column("registration_url", sa.Text),
        sa.Column("editions", sa.Text, nullable=False),
        sa.Column("log_channel", snowflake),
        sa.Column("cases_channel", snowflake),
        sa.Column("insights", sa.Integer, nullable=False),
        sa.Column("digest", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "departures",
        sa.Column("guild_id", snowflake, primary_key=True, autoincrement=False),
        sa.Column("left_at", sa.Text, nullable=False, index=True),
        sqlite_strict=True,
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("author", snowflake, nullable=False, index=True),
        sa.Column("guild_id", snowflake, nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("touched_at", sa.Text, nullable=False, index=True),
        sqlite_strict=True,
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("guild_id", snowflake, nullable=False, index=True),
        sa.Column("channel_id", snowflake, nullable=False),
        sa.Column("added_by", snowflake, index=True),
        sa.Column("rotates", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("thread", sa.Integer, nullable=False),
        sa.Column("every_weeks", sa.Integer, nullable=False),
        sa.Column("first_on", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("next_due", sa.Text, nullable=False, index=True),
        sa.Column("paused", sa.Text),
        sa.Column("added_at", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("guild_id", snowflake, nullable=False),
        sa.Column("channel_id", snowflake, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("series_id", sa.Text),
        sa.Column("due", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("message_id", snowflake),
        sa.Column("claimed_at", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("posts_of_a_series", "posts", ["series_id", "due"], unique=True)
    op.create_index("posts_of_a_server", "posts", ["guild_id", "claimed_at"])
    op.create_index("posts_by_state", "posts", ["state"])
    op.create_table(
        "lookups",
        sa.Column("guild_id", snowflake, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("scenario", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "digests",
        sa.Column("guild_id", snowflake, primary_key=True, autoincrement=False),
        sa.Column("user_id", snowflake, primary_key=True, autoincrement=False, index=True),
        sa.Column("next_due", sa.Text, nullable=False, index=True),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("guild_id", snowflake, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("announced", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("closes_at", sa.Text, nullable=False, index=True),
        sqlite_strict=True,
    )
