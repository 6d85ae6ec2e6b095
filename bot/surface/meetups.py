"""A server's scheduled events, asked of Discord when somebody wants to see them, and remembered for a minute."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import discord
import structlog
from cachetools import TTLCache

from bot.community.meetups import Meetup, Status, still_to_come
from bot.surface.replies import UNREACHED
from bot.surface.types import Interaction

_log = structlog.get_logger(__name__)

_SERVERS, _SECONDS = 1_000, 60
_PATIENCE_SECONDS = 8.0
"""discord.py tries again by itself after a failure of Discord's; nobody waits longer than this."""
_STATUSES = {each.value: each for each in Status}

Readers = discord.Member | discord.abc.GuildChannel | discord.Thread
"""Who will read a list: one person, or everyone in a channel."""


class EventsUnavailable(Exception):
    """Discord did not tell us a server's events; the operator's line was written."""


class Meetups:
    """``clock`` gives the time in UTC."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._known: TTLCache[int, list[Meetup]] = TTLCache(_SERVERS, _SECONDS, lambda: clock().timestamp())
        self._asking: dict[int, asyncio.Task[list[Meetup] | None]] = {}

    async def coming(self, guild: discord.Guild, readers: Readers | None = None) -> list[Meetup]:
        """What is planned or under way in ``guild``, soonest first, as far as ``readers`` may know of it.

        An event belongs to those who see its channel. In a channel, what everyone there sees counts, by their roles;
        None: what @everyone sees. Raises EventsUnavailable.
        """
        known = self._known.get(guild.id)
        if known is None:
            known = await self._ask(guild)
        seen = {id: _sees(guild, id, readers) for id in {each.channel for each in known}}
        return [each for each in still_to_come(known, self._clock()) if seen[each.channel]]

    async def _ask(self, guild: discord.Guild) -> list[Meetup]:
        # A post's button may be pressed by a hundred people at once; Discord is asked once for all of them.
        asking = self._asking.get(guild.id)
        if asking is None:
            asking = self._asking[guild.id] = asyncio.create_task(self._fetch(guild), name="events")
            asking.add_done_callback(lambda _: self._asking.pop(guild.id, None))
        found = await asyncio.shield(asking)
        if found is None:
            raise EventsUnavailable
        return found

    async def _fetch(self, guild: discord.Guild) -> list[Meetup] | None:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                events = await guild.fetch_scheduled_events(with_counts=False)
        except UNREACHED as error:
            status = getattr(error, "status", None)
            _log.warning("could not ask for a server's events", error=type(error).__name__, status=status)
            return None
        found = self._known[guild.id] = [_meetup(guild, each) for each in events if each.status.value in _STATUSES]
        return found


def reader_of(interaction: Interaction) -> discord.Member | None:
    """Whoever acts in a server, as a reader."""
    return interaction.user if isinstance(interaction.user, discord.Member) else None


def _meetup(guild: discord.Guild, event: discord.ScheduledEvent) -> Meetup:
    channel = guild.get_channel(event.channel_id or 0)
    return Meetup(
        id=event.id,
        name=event.name,
        description=event.description or "",
        start=event.start_time,
        end=event.end_time,
        place=f"#{channel.name}" if channel else (event.location or "").strip(),
        url=event.url,
        channel=event.channel_id,
        status=_STATUSES[event.status.value],
    )


def _sees(guild: discord.Guild, id: int | None, readers: Readers | None) -> bool:
    """Whether ``readers`` see the channel ``id``; what takes place in none is there for everyone."""
    if id is None:
        return True
    channel = guild.get_channel(id)
    if channel is None:
        return False  # of a channel that we do not know we do not know who sees it
    if readers is None:
        return channel.permissions_for(guild.default_role).view_channel
    if isinstance(readers, discord.Member):
        return channel.permissions_for(readers).view_channel
    there = readers.parent if isinstance(readers, discord.Thread) else readers
    return there is not None and _roles_in(there) <= _roles_in(channel)


def _roles_in(channel: discord.abc.GuildChannel) -> set[int]:
    return {role.id for role in channel.guild.roles if channel.permissions_for(role).view_channel}
