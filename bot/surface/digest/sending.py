"""Sending the weekly digests that are due: each is claimed before Discord is asked, so that nobody gets one twice.

A process that ends between the claim and the message leaves that week out for one person. Where Discord may have taken
a message without saying so, the next round looks for it before it sends another.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import discord
import structlog

from bot.community.community import Community
from bot.community.digest import LATE, contents, in_zone, next_due
from bot.community.meetups import Meetup
from bot.failures import StorageUnavailable
from bot.logs import places
from bot.storage.communities import Communities
from bot.storage.digests import Digests, Subscription
from bot.storage.members import Members
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.ids import encode
from bot.surface.meetups import EventsUnavailable, Meetups
from bot.surface.replies import UNREACHED
from bot.surface.views.digest import STOP, Wanted, digest_card

_log = structlog.get_logger(__name__)

_AT_ONCE, _PAUSE_SECONDS = 5, 0.25
"""Digests under way at once, and the rest of each between two: 1,000 take some minutes, and half of the 50 requests a
second that Discord allows (Discord, "Rate Limits") are left for everything else."""
_TROUBLES = 5
"""So many failures of Discord's end a round; the next one goes on."""
_UNREACHABLE = {50007, 50278, 10007, 10013}
"""Discord, "Opcodes and Status Codes": takes no messages from us; shares no server with us; no member; no user."""
_TOO_MANY, _BROKEN = 429, 500
"""HTTP statuses: the first says that nothing was done, from the second on nothing is certain."""
_LOOK_BACK, _MESSAGES = timedelta(days=2), 50
"""How far a digest is looked for in the private chat: not back to the one before, but where a zone has moved it."""


@dataclass
class _Round:
    """What happened so far."""

    waiting: Iterator[Subscription]
    sent: int = 0
    late: int = 0
    troubles: int = 0
    without_events: set[int] = field(default_factory=set[int])
    """Servers that Discord did not tell the events of: it is not asked again in this round."""


@dataclass
class _Attempt:
    """``unsure``: whether the person may have this digest, as far as we know by now."""

    unsure: bool


class Digesting:
    """``clock`` gives the UTC time."""

    def __init__(
        self,
        desk: Desk,
        digests: Digests,
        communities: Communities,
        members: Members,
        meetups: Meetups,
        clock: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._digests = digests
        self._communities = communities
        self._members = members
        self._meetups = meetups
        self._clock = clock

    async def tick(self, client: discord.Client) -> None:
        """One round: send what is due. Raises StorageUnavailable."""
        if not client.is_ready():
            return
        await self._follow_zones()
        going = _Round(iter(await self._digests.due(self._clock())))
        # Cut off in the middle, a group waits until each of its tasks has put back what it had claimed.
        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(self._work(client, going), name="digests")
        if going.sent or going.late:
            _log.info("weekly digests", sent=going.sent, left_out_as_late=going.late)

    async def _follow_zones(self) -> None:
        """Where moderators have chosen another time zone since, the next digest comes by its clock."""
        for guild, due in await self._digests.planned():
            moved = in_zone(due, (await self._communities.get(guild)).zone)
            if moved != due:
                await self._digests.move(guild, due, moved)

    async def _work(self, client: discord.Client, going: _Round) -> None:
        pause = 0.0
        for subscription in going.waiting:
            await asyncio.sleep(pause)
            pause = _PAUSE_SECONDS
            if going.troubles >= _TROUBLES:
                return
            try:
                await self._serve(client, subscription, going)
            except StorageUnavailable:
                going.troubles = _TROUBLES  # its line was written
            except Exception as error:
                _log.error("a weekly digest failed", error=places(error))

    async def _serve(self, client: discord.Client, due: Subscription, going: _Round) -> None:
        guild, community = client.get_guild(due.guild), await self._communities.get(due.guild)
        if guild and guild.unavailable:
            return  # an outage of Discord's: it is still due when the server is back
        now = self._clock()
        following = next_due(due.due, now, community.zone)
        if not await self._digests.claim(due, following):
            return
        if now - due.due > LATE:
            going.late += 1
        elif community.digest:
            attempt = _Attempt(due.unsure)
            try:
                await self._send(client, due, community, attempt, going)
            except UNREACHED as error:
                await self._not_sent(due, following, attempt, error, going)
            except (StorageUnavailable, asyncio.CancelledError):
                with suppress(StorageUnavailable):
                    await self._digests.put_back(due, following, unsure=attempt.unsure)
                raise

    async def _send(
        self, client: discord.Client, due: Subscription, community: Community, attempt: _Attempt, going: _Round
    ) -> None:
        guild = await find_guild(client, due.guild)
        if guild is None:
            await self._digests.stop_all(due.guild)
            _log.info("the weekly digests of a server ended: the bot is no longer in it")
            return
        member = await guild.fetch_member(due.user)
        channel = member.dm_channel or await member.create_dm()
        if due.unsure and await _arrived(channel, due):
            return
        attempt.unsure = False
        # A server of another process's shards comes without its channels, and so without who may see what.
        coming = await self._coming(guild, member, going) if client.get_guild(guild.id) else []
        card = await self._card(guild, due, community, coming)
        if await self._digests.get(due.guild, due.user) is None:
            return  # stopped in this very moment
        attempt.unsure = True
        # Discord, "Create Message", enforce_nonce: the same nonce within some minutes returns the first message.
        await channel.send(view=card, nonce=_nonce(due))
        going.sent += 1

    async def _not_sent(
        self, due: Subscription, following: datetime, attempt: _Attempt, error: BaseException, going: _Round
    ) -> None:
        status, code = getattr(error, "status", 0), getattr(error, "code", 0)
        if code in _UNREACHABLE:
            await self._digests.stop(due.guild, due.user)
            _log.info("a weekly digest ended: the person cannot be reached any more", code=code)
            return
        _log.warning("a weekly digest was not taken", error=type(error).__name__, status=status, code=code)
        limited = isinstance(error, discord.RateLimited) or status == _TOO_MANY
        if limited or not 0 < status < _BROKEN:
            await self._digests.put_back(due, following, unsure=attempt.unsure)
            going.troubles += _TROUBLES if limited else 1

    async def _card(
        self, guild: discord.Guild, due: Subscription, community: Community, coming: Sequence[Meetup]
    ) -> Card:
        here = self._desk.narrowed(community.editions)
        chosen = (await self._members.get(due.user)).language
        words = here.locales.named(chosen, due.language, community.language)
        week = contents(here.knowledge, guild.id, due.due, community.zone)
        return digest_card(here, words, week, Wanted(guild.id, guild.name, due.due), coming, self._clock())

    async def _coming(self, guild: discord.Guild, member: discord.Member, going: _Round) -> list[Meetup]:
        """What the member may know of; nothing where Discord does not tell."""
        if guild.id in going.without_events:
            return []
        try:
            return await self._meetups.coming(guild, member)
        except EventsUnavailable:
            going.without_events.add(guild.id)
            return []


async def find_guild(client: discord.Client, id: int) -> discord.Guild | None:
    """The server, also where another process holds its shard; None when the bot is no longer in it.

    Raises what a request to Discord may end in.
    """
    found = client.get_guild(id)
    if found is None:
        with suppress(discord.NotFound, discord.Forbidden):
            found = await client.fetch_guild(id, with_counts=False)
    return found


async def _arrived(channel: discord.DMChannel, due: Subscription) -> bool:
    """Whether this digest stands in the private chat."""
    stop = encode(STOP, str(due.guild))
    async for message in channel.history(after=due.due - _LOOK_BACK, limit=_MESSAGES, oldest_first=False):
        rows = (row for row in message.components if isinstance(row, discord.ActionRow))
        if any(isinstance(each, discord.Button) and each.custom_id == stop for row in rows for each in row.children):
            return True
    return False


def _nonce(due: Subscription) -> str:
    """25 characters, other ones for everyone in every week: Discord tells the messages of one author apart by it."""
    return sha256(f"{due.guild} {due.user} {due.due.isoformat()}".encode()).hexdigest()[:25]
