"""Posting what is due: each date is claimed before Discord is asked, and finished afterwards.

A process that ends in between, or an answer that never came, leaves a claim: the next round looks for the message by
its mark, and posts only what is not there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial

import discord
import structlog

from bot.community.rotation import next_topic
from bot.community.series import LATE, Pause, Series, turn
from bot.community.topics import Topic, read_topic, topics
from bot.failures import StorageUnavailable
from bot.logs import places
from bot.storage.communities import Communities
from bot.storage.posts import Post
from bot.storage.series import AllSeries
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.meetups import EventsUnavailable
from bot.surface.posting.composing import Composing, NothingToPost
from bot.surface.posting.reach import Channel, Way, lacking
from bot.surface.posting.sending import find, open_thread, send
from bot.surface.replies import UNREACHED
from bot.surface.series.telling import Telling
from bot.surface.views.posted import thread_card, title_of
from bot.surface.words import Words

_log = structlog.get_logger(__name__)

_AT_ONCE = 5
"""Posts under way at the same time: hundreds that are due in one minute stay within Discord's limits."""
_GONE = 404
_FORBIDDEN = 403
_BAD = 400


class Hindered(Exception):
    """A series cannot be posted where it belongs, until a moderator does something about it."""

    def __init__(self, why: Pause) -> None:
        super().__init__(why.value)
        self.why = why


class Firing:
    """``clock`` gives the UTC time, ``ids`` the names of posts."""

    def __init__(
        self,
        desk: Desk,
        series: AllSeries,
        communities: Communities,
        composing: Composing,
        telling: Telling,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._series = series
        self._communities = communities
        self._composing = composing
        self._telling = telling
        self._clock = clock
        self._ids = ids
        self._round = asyncio.Lock()

    async def tick(self, client: discord.Client) -> None:
        """One round: finish what an earlier one left open, then post what has come due."""
        if not client.is_ready() or self._round.locked():
            return
        async with self._round:
            open_ones = await self._series.claimed()
            await self._in_turn(partial(self._resume, client, post, series) for post, series in open_ones)
            due = await self._series.due(self._clock())
            await self._in_turn(partial(self._fire, client, series) for series in due)

    async def _in_turn(self, work: Iterable[Callable[[], Awaitable[None]]]) -> None:
        """All of ``work``, some at a time; one that fails does not hold up the others."""
        room = asyncio.Semaphore(_AT_ONCE)

        async def one(each: Callable[[], Awaitable[None]]) -> None:
            async with room:
                try:
                    await each()
                except StorageUnavailable:
                    pass  # its line was written; the next round does it
                except Exception as error:
                    _log.error("a series could not be posted", error=places(error))

        await asyncio.gather(*map(one, work))

    async def _fire(self, client: discord.Client, series: Series) -> None:
        guild, now = client.get_guild(series.guild), self._clock()
        if guild is None:
            await self._series.pause(series.id, Pause.LEFT)
            return
        if guild.unavailable:
            return  # an outage of Discord's: it is still due when the server is back
        here = self._desk.narrowed((await self._communities.get(guild.id)).editions)
        possible = topics(here.knowledge, series.rotates)
        try:
            channel = await _channel_of(guild, series)
            if not possible:
                raise Hindered(Pause.NOTHING)
        except Hindered as hindered:
            await self._rest(guild, series, hindered.why)
            return
        except UNREACHED as error:
            _log.warning("could not look for a channel", error=type(error).__name__)
            return  # it is still due in the next round
        todo, id = turn(series, now), self._ids()
        topic = await asyncio.to_thread(next_topic, possible, await self._series.shown(series.id), series.id)
        if not await self._series.claim(series, todo, id, topic, now):
            return
        if todo.missed:
            await self._telling.missed(guild, series, todo.missed)
        if todo.due is None:
            return
        post = Post(id, guild.id, series.channel, topic, series.id, todo.due, "", None, now)
        await self._send(channel, series, post)

    async def _resume(self, client: discord.Client, post: Post, series: Series | None) -> None:
        """Finish a post that was claimed in an earlier round, or by a process that is no more."""
        guild = client.get_guild(post.guild)
        if guild is None or series is None:
            await self._series.left_out(post.id)
            return
        if guild.unavailable:
            return
        try:
            channel = await _channel_of(guild, series)
            message = await _standing(channel, post)
        except Hindered as hindered:
            # Whether it is there cannot be seen: better once too few than twice.
            await self._give_up(guild, series, post, hindered.why)
            return
        except UNREACHED as error:
            _log.warning("could not look for a post", error=type(error).__name__)
            return
        if message:
            await self._sent(series, post, message)
        elif post.message:
            await self._series.finished(post.id)  # it was there, and somebody has deleted it
        elif series.paused:
            await self._series.left_out(post.id)
        elif post.due and self._clock() - post.due > LATE:
            await self._series.left_out(post.id)
            await self._telling.missed(guild, series, (post.due,))
        else:
            await self._send(channel, series, post)

    async def _send(self, channel: Channel, series: Series, post: Post) -> None:
        try:
            here, languages, topic = await self._written(channel.guild, series, post)
            card = Card(*await self._composing.items(here, channel, languages, topic, post.id))
            message = await send(channel, card, post.id, title_of(here, languages[0], topic))
        except NothingToPost:
            await self._series.left_out(post.id)
        except EventsUnavailable:
            pass  # the next round asks again
        except UNREACHED as error:
            await self._not_taken(channel.guild, series, post, error)
        else:
            await self._sent(series, post, message)

    async def _sent(self, series: Series, post: Post, message: discord.Message) -> None:
        if post.message is None:
            await self._series.sent(post.id, message.id)
        await self._finish(series, post, message)

    async def _finish(self, series: Series, post: Post, message: discord.Message) -> None:
        """What follows the message: its thread."""
        if series.thread and isinstance(message.channel, discord.TextChannel):
            try:
                here, languages, topic = await self._written(message.channel.guild, series, post)
                first = thread_card(here, languages, topic)
                await open_thread(message, title_of(here, languages[0], topic), first)
            except NothingToPost:
                pass  # its topic is no longer shown since it was posted
            except UNREACHED as error:
                status = getattr(error, "status", 0)
                if status not in (_BAD, _FORBIDDEN, _GONE):
                    return  # the next round tries again
                _log.warning("a post of a series has no thread", status=status)
        await self._series.finished(post.id)

    async def _written(self, guild: discord.Guild, series: Series, post: Post) -> tuple[Desk, list[Words], Topic]:
        """The server's desk, the words to write in, and what it is about. Raises NothingToPost."""
        here = self._desk.narrowed((await self._communities.get(guild.id)).editions)
        topic = read_topic(here.knowledge, post.topic)
        if topic is None:
            raise NothingToPost("post-topic-gone")
        languages = [here.locales[each] for each in series.languages if each in here.locales]
        return here, languages or [here.locales.named()], topic

    async def _not_taken(self, guild: discord.Guild, series: Series, post: Post, error: BaseException) -> None:
        status = getattr(error, "status", 0)
        _log.warning("a post of a series was not taken", status=status, code=getattr(error, "code", 0))
        why = {_FORBIDDEN: Pause.NO_PERMISSION, _GONE: Pause.CHANNEL_GONE, _BAD: Pause.REFUSED}.get(status)
        if why is None:
            return  # perhaps it is there all the same: the next round looks
        await self._give_up(guild, series, post, why)

    async def _give_up(self, guild: discord.Guild, series: Series, post: Post, why: Pause) -> None:
        await (self._series.finished if post.message else self._series.left_out)(post.id)
        await self._rest(guild, series, why)

    async def _rest(self, guild: discord.Guild, series: Series, why: Pause) -> None:
        if await self._series.pause(series.id, why):
            await self._telling.paused(guild, series, why)


async def _channel_of(guild: discord.Guild, series: Series) -> Channel:
    """The channel, if we may post there. Raises Hindered, and what a request to Discord may end in."""
    channel = guild.get_channel_or_thread(series.channel)
    if channel is None:
        try:
            channel = await guild.fetch_channel(series.channel)  # an archived thread is not in the cache
        except (discord.NotFound, discord.InvalidData):
            raise Hindered(Pause.CHANNEL_GONE) from None
        except discord.Forbidden:
            raise Hindered(Pause.NO_PERMISSION) from None
    if not isinstance(channel, Channel):
        raise Hindered(Pause.CHANNEL_GONE)
    if lacking(channel, guild.me, *((Way.SERIES, Way.THREAD) if series.thread else (Way.SERIES,))):
        raise Hindered(Pause.NO_PERMISSION)
    return channel


async def _standing(channel: Channel, post: Post) -> discord.Message | None:
    """The message of ``post``, if Discord has it. Raises what a request to Discord may end in."""
    if post.message is None:
        return await find(channel, post.id, post.claimed)
    inside = channel.get_thread(post.message) if isinstance(channel, discord.ForumChannel) else channel
    try:
        return await inside.fetch_message(post.message) if inside else None
    except discord.NotFound:
        return None
