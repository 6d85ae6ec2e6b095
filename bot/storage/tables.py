"""The tables as they are now. ``migrations`` brings any earlier database here."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, Dialect, Integer, LargeBinary, MetaData, Table, Text
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
