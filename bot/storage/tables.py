"""The tables as they are now. ``migrations`` brings any earlier database here."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, Dialect, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as text of one length, ``2026-03-01T09:30:00.000000Z``: sorted as text it is in order.

    Takes moments that know their time zone, and gives them back in UTC. Raises ValueError for any other.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: D102
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: D102
        return None if value is None else datetime.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, kept as 1 or 0: SQLite's strict tables know no truth values."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: D102
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: D102
        return None if value is None else bool(value)


class Listed(TypeDecorator[tuple[str, ...]]):
    """Short ids without commas, kept in one text with commas between them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: D102
        return None if value is None else ",".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: D102
        return None if value is None else tuple(filter(None, value.split(",")))


# SQLite knows one kind of whole number, and its strict tables accept no other name for it.
Snowflake = BigInteger().with_variant(Integer(), "sqlite")
"""An id of Discord's: up to 63 bits."""

vault = Table(
    "vault",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""One row: a known text, sealed. It tells a wrong key before anything is touched."""

members = Table(
    "members",
    metadata,
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("country", Text),
    Column("changed_at", Moment, nullable=False),
    sqlite_strict=True,
)

reflections = Table(
    "reflections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Snowflake, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("touched_at", Moment, nullable=False, index=True),
    sqlite_strict=True,
)
"""Scenario, step and answers are inside ``sealed``."""

communities = Table(
    "communities",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("second_language", Text),
    Column("country", Text),
    Column("zone", Text),
    Column("registration_url", Text),
    Column("editions", Listed, nullable=False),
    Column("log_channel", Snowflake),
    Column("cases_channel", Snowflake),
    Column("insights", Flag, nullable=False),
    Column("digest", Flag, nullable=False),
    Column("changed_at", Moment, nullable=False),
    sqlite_strict=True,
)
"""``bot.community.community.Community`` of every server that was set up."""

departures = Table(
    "departures",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("left_at", Moment, nullable=False, index=True),
    sqlite_strict=True,
)
"""Servers the bot is no longer in; what is kept of them goes some time later."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("author", Snowflake, nullable=False, index=True),
    Column("guild_id", Snowflake, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("touched_at", Moment, nullable=False, index=True),
    sqlite_strict=True,
)
"""Posts that a moderator is looking at and has not sent; what and where are inside ``sealed``."""

series = Table(
    "series",
    metadata,
    Column("id", Text, primary_key=True),
    Column("guild_id", Snowflake, nullable=False, index=True),
    Column("channel_id", Snowflake, nullable=False),
    Column("added_by", Snowflake, index=True),
    Column("rotates", Text, nullable=False),
    Column("languages", Listed, nullable=False),
    Column("thread", Flag, nullable=False),
    Column("every_weeks", Integer, nullable=False),
    Column("first_on", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("next_due", Moment, nullable=False, index=True),
    Column("paused", Text),
    Column("added_at", Moment, nullable=False),
    sqlite_strict=True,
)
"""Weekly series. ``first_on`` is a date, ``at`` a time of day in ``zone``; ``paused`` says why, if it is."""

posts = Table(
    "posts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("topic", Text, nullable=False),
    Column("series_id", Text),
    Column("due", Moment),
    Column("state", Text, nullable=False),
    Column("message_id", Snowflake),
    Column("claimed_at", Moment, nullable=False),
    Index("posts_of_a_series", "series_id", "due", unique=True),
    Index("posts_of_a_server", "guild_id", "claimed_at"),
    Index("posts_by_state", "state"),
    sqlite_strict=True,
)
"""What was posted, or is about to be: claimed before Discord is asked. Holds nobody's id and no one's words."""

lookups = Table(
    "lookups",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("day", Text, primary_key=True),
    Column("scenario", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_strict=True,
)
"""How often a situation was looked up in a server on a day (UTC). Holds nobody's id."""

digests = Table(
    "digests",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("user_id", Snowflake, primary_key=True, autoincrement=False, index=True),
    Column("next_due", Moment, nullable=False, index=True),
    Column("unsure", Flag, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("language", Text),
    sqlite_strict=True,
)
"""Who asked for which server's weekly digest, and in which language.

``unsure``: the one that is due may have arrived, Discord did not say.
"""

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("guild_id", Snowflake, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("announced", Flag, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("closes_at", Moment, nullable=False, index=True),
    sqlite_strict=True,
)
"""Cases for peers. Text and author are inside ``sealed``: nothing in clear links the two.

``announced``: moderators were told that it waits.
"""
