"""An approved case goes to where peers read it, once, with its thread and its poll; and it can be taken down again."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from weakref import WeakValueDictionary

import discord
import structlog

from bot.community.cases import State
from bot.storage.cases import Cases, Kept
from bot.storage.posts import Posts
from bot.surface.cases.standing import Standing
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.posting.polls import add_poll
from bot.surface.posting.reach import Channel, find_channel
from bot.surface.posting.sending import find, open_thread, send
from bot.surface.replies import UNREACHED
from bot.surface.views.case_posted import asked_card, posted_card, thread_name, url_of
from bot.surface.views.posted import poll
from bot.surface.words import Words

_log = structlog.get_logger(__name__)

DECIDED = "queue-decided"
"""The refusal when there is nothing to post any more."""
TOPIC = "case"
"""What ``posts`` calls a posted case."""
_REFUSED = range(400, 500)
"""HTTP statuses after which Discord has surely not taken a post."""
_ALREADY_A_THREAD = 160004
"""Discord, "Opcodes and Status Codes": a thread has already been created for this message."""


class Published(NamedTuple):
    """A posted case; ``missing``: ids of the sentences that say what could not be added."""

    kept: Kept
    url: str
    missing: tuple[str, ...]


class Publishing:
    """``clock`` gives the UTC time."""

    def __init__(self, desk: Desk, cases: Cases, posts: Posts, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._cases = cases
        self._posts = posts
        self._clock = clock
        self._standing = Standing(desk, posts)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.in_hand: set[str] = set()
        """Ids of the cases being posted in this moment."""

    async def publish(self, guild: discord.Guild, kept: Kept) -> Published:
        """Post the approved case, or what is missing of it. Raises Refusal when it is not posted.

        Then it waits again where Discord has surely not taken it, and is approved still where that is not certain; it
        is gone where its author has withdrawn it meanwhile.
        """
        async with self._turn(kept.id):
            self.in_hand.add(kept.id)
            try:
                return await self._publish(guild, kept)
            finally:
                self.in_hand.discard(kept.id)

    async def take_down(self, client: discord.Client, kept: Kept) -> bool:
        """Delete what stands in public of a withdrawn or erased case; False when not all of it could be."""
        # Where it is being posted in this moment, that ends first: it sees that the case was taken back.
        async with self._turn(kept.id):
            return await self._standing.remove(client.get_guild(kept.guild), kept)

    async def say_closed(self, client: discord.Client, kept: Kept) -> None:
        """Say in the thread of a posted case that it is closed."""
        if (guild := client.get_guild(kept.guild)) and kept.case.state is State.POSTED:
            await self._standing.say_closed(guild, kept)

    def _turn(self, id: str) -> asyncio.Lock:
        return self._turns.setdefault(id, asyncio.Lock())

    async def _publish(self, guild: discord.Guild, approved: Kept) -> Published:
        kept = await self._cases.get(approved.id)
        if kept is None or kept.case.state is not State.APPROVED:
            raise Refusal(DECIDED)
        words = self._desk.locales.named(kept.case.language)
        kept, message = await self._carded(guild, kept, words)
        missing: list[str] = []
        if isinstance(message.channel, discord.TextChannel) and not await self._threaded(message, kept, words):
            missing.append("post-without-thread")
        polled = await self._polled(message, words)
        if polled is None:
            missing.append("post-without-poll")
        done = await self._cases.save(kept, kept.case.posted(polled, self._clock()))
        if done is None:
            await self._gone(guild, kept._replace(case=kept.case.posted(polled, self._clock())))
        return Published(done or kept, url_of(guild.id, kept.case), tuple(missing))

    async def _carded(self, guild: discord.Guild, kept: Kept, words: Words) -> tuple[Kept, discord.Message]:
        """The case with its card in the channel."""
        case = kept.case
        if case.place and case.message:
            try:
                where = guild.get_channel_or_thread(case.place) or await guild.fetch_channel(case.place)
                if isinstance(where, discord.TextChannel | discord.Thread):
                    return kept, await where.fetch_message(case.message)
            except discord.NotFound:
                pass  # a moderator has deleted it meanwhile; it is not posted anew against their will
            except UNREACHED:
                raise Refusal("queue-unsure") from None
            await self._cases.save(kept, case.posted(None, self._clock()))
            raise Refusal(DECIDED)
        channel = await self._where(guild, kept)
        message = await self._found(guild, kept, channel) or await self._sent(kept, channel, words)
        noted = await self._cases.save(kept, case.noted(message.channel.id, message.id))
        if noted is None:
            await self._gone(guild, kept._replace(case=case.noted(message.channel.id, message.id)))
        await self._posts.posted(kept.id, message.id)
        return noted or kept, message

    async def _where(self, guild: discord.Guild, kept: Kept) -> Channel:
        try:
            return await find_channel(guild, kept.case.channel or 0)
        except Refusal:
            # With the channel goes whatever an earlier attempt may have left in it.
            if not await self._posts.get(kept.id) or await _surely_gone(guild, kept.case.channel or 0):
                await self._posts.release(kept.id)
                await self._cases.save(kept, kept.case.put_back())
            raise

    async def _found(self, guild: discord.Guild, kept: Kept, channel: Channel) -> discord.Message | None:
        """The card that an earlier attempt left; else None, and this attempt is announced."""
        claimed = await self._posts.get(kept.id)
        if claimed is None:
            await self._posts.claim(kept.id, guild.id, channel.id, TOPIC, self._clock())
            return None
        try:
            return await find(channel, kept.id, claimed.claimed)
        except UNREACHED:
            raise Refusal("queue-unsure") from None

    async def _sent(self, kept: Kept, channel: Channel, words: Words) -> discord.Message:
        title, tags = thread_name(words, self._clock()), _needed_tag(channel)
        try:
            return await send(channel, posted_card(words, kept.case, kept.id), kept.id, title, tags)
        except UNREACHED as error:
            status = getattr(error, "status", 0)
            _log.warning("a case was not taken", status=status, code=getattr(error, "code", 0))
            if status not in _REFUSED:
                raise Refusal("queue-unsure") from None
            await self._posts.release(kept.id)
            await self._cases.save(kept, kept.case.put_back())
            raise Refusal("queue-refused", channel=channel.mention) from None

    async def _threaded(self, message: discord.Message, kept: Kept, words: Words) -> bool:
        """Open the thread, if it is not there."""
        try:
            await open_thread(message, thread_name(words, self._clock()), asked_card(words, kept.case))
        except UNREACHED as error:
            if getattr(error, "code", 0) == _ALREADY_A_THREAD:
                return True
            _log.warning("a case went out without its thread", error=type(error).__name__)
            return False
        return True

    async def _polled(self, message: discord.Message, words: Words) -> int | None:
        """The id of the poll under the card, made if it is not there; None when Discord does not take it."""
        try:
            return await add_poll(message, poll([words]))
        except UNREACHED as error:
            _log.warning("a case went out without its poll", error=type(error).__name__)
            return None

    async def _gone(self, guild: discord.Guild, kept: Kept) -> None:
        """Its author took it back while it was being posted: so it goes. Raises Refusal."""
        now = await self._cases.get(kept.id)
        if now is None or now.case.state is State.WITHDRAWN:
            down = await self._standing.remove(guild, kept)
            if now and down:
                await self._cases.remove(kept.id)
            elif now:
                # Where it stands is known here alone: noted for the next attempt.
                await self._cases.save(now, now.case.still_at(kept.case.place, kept.case.message, kept.case.poll))
        raise Refusal(DECIDED)


async def _surely_gone(guild: discord.Guild, channel: int) -> bool:
    try:
        await guild.fetch_channel(channel)
    except discord.NotFound:
        return True
    except (*UNREACHED, discord.InvalidData):
        pass
    return False


def _needed_tag(channel: Channel) -> list[discord.Object]:
    """One tag where the forum wants one: the first that does not take a moderator to set."""
    if not isinstance(channel, discord.ForumChannel) or not channel.flags.require_tag:
        return []
    free = [tag for tag in channel.available_tags if not tag.moderated] or list(channel.available_tags)
    return [discord.Object(tag.id) for tag in free[:1]]
