"""What stands in public of a case: found, and deleted or said to be closed. What is gone already is no trouble."""

from contextlib import suppress

import discord
import structlog

from bot.community.cases import Case
from bot.storage.cases import Kept
from bot.storage.posts import Posts
from bot.surface.desk import Desk
from bot.surface.posting.polls import poll_of
from bot.surface.posting.reach import Channel
from bot.surface.posting.sending import find
from bot.surface.replies import UNREACHED
from bot.surface.views.case_posted import line_card

_log = structlog.get_logger(__name__)

_OURS_BEGIN = 5
"""Among so many messages of a thread our own are at its beginning."""
Place = discord.TextChannel | discord.Thread
"""Where a card is; in a forum its own thread."""


class Standing:
    """Cards, polls and threads of cases."""

    def __init__(self, desk: Desk, posts: Posts) -> None:
        self._desk = desk
        self._posts = posts

    async def remove(self, guild: discord.Guild | None, kept: Kept) -> bool:
        """Delete what the author wrote and the poll, and close the thread; False when some of it may still stand."""
        if guild is None:
            return not (kept.case.message or await self._posts.get(kept.id))
        try:
            located = await self._located(guild, kept)
            if located is None:
                return True
            place, message = located
            thread = await self._thread(guild, place, message)
        except discord.NotFound:
            return True  # the channel itself is gone
        except (*UNREACHED, discord.InvalidData) as error:
            _log.warning("a withdrawn case could not be found", error=type(error).__name__)
            return False
        poll = kept.case.poll
        if poll is None:
            with suppress(*UNREACHED):  # nothing of the case is written in it
                poll = await poll_of(place.get_partial_message(message))
        if thread and thread.archived:
            with suppress(*UNREACHED):  # nothing can be deleted in a thread that is asleep
                await thread.edit(archived=False)
        gone = [await _delete(place, each) for each in (message, poll) if each]
        if thread and thread.id != place.id:
            gone.append(await _clear(thread))
        # Said once, and when it is true: what could not be deleted is tried again every quarter of an hour.
        if thread and all(gone):
            await self._say(thread, kept.case, "case-line-withdrawn")
            with suppress(*UNREACHED):
                await thread.edit(archived=True)
        return all(gone)

    async def say_closed(self, guild: discord.Guild, kept: Kept) -> None:
        """One line in the thread, as a farewell; a thread that was asleep sleeps on afterwards."""
        place = guild.get_channel_or_thread(kept.case.place or 0)
        if place is None and kept.case.place:
            with suppress(*UNREACHED, discord.InvalidData):
                place = await guild.fetch_channel(kept.case.place)
        if not isinstance(place, Place):
            return
        with suppress(*UNREACHED, discord.InvalidData):
            if thread := await self._thread(guild, place, kept.case.message or 0):
                asleep = thread.archived
                await self._say(thread, kept.case, "case-line-closed")
                if asleep:
                    await thread.edit(archived=True)

    async def _located(self, guild: discord.Guild, kept: Kept) -> tuple[Place, int] | None:
        """Where the card is, and its id; None when there is none. Raises what a request to Discord may end in."""
        if kept.case.place and kept.case.message:
            place = guild.get_channel_or_thread(kept.case.place) or await guild.fetch_channel(kept.case.place)
            return (place, kept.case.message) if isinstance(place, Place) else None
        # Posted by a process that ended before it could say so.
        claimed = await self._posts.get(kept.id)
        if claimed is None:
            return None
        channel = guild.get_channel_or_thread(claimed.channel) or await guild.fetch_channel(claimed.channel)
        message = await find(channel, kept.id, claimed.claimed) if isinstance(channel, Channel) else None
        return (message.channel, message.id) if message and isinstance(message.channel, Place) else None

    async def _thread(self, guild: discord.Guild, place: Place, message: int) -> discord.Thread | None:
        """The thread on the card; for a post of a forum the thread that it is. Raises as ``_located``."""
        if isinstance(place, discord.Thread):
            return place if isinstance(place.parent, discord.ForumChannel) else None
        # Discord, "Channel Resource": a thread begun from a message has the message's id.
        if thread := guild.get_thread(message):
            return thread
        try:
            found = await guild.fetch_channel(message)
        except discord.NotFound:
            return None
        return found if isinstance(found, discord.Thread) else None

    async def _say(self, thread: discord.Thread, case: Case, line: str) -> None:
        with suppress(*UNREACHED):
            await thread.send(view=line_card(self._desk.locales.named(case.language), line))


async def _clear(thread: discord.Thread) -> bool:
    """Delete what we have written in a thread, for it begins with words of the author's."""
    gone: list[bool] = []
    try:
        async for each in thread.history(limit=_OURS_BEGIN, oldest_first=True):
            # The first message of a thread is a shadow of the card, which is deleted where it stands.
            if each.author.id == thread.guild.me.id and each.type is discord.MessageType.default:
                gone.append(await _delete(thread, each.id))
    except discord.NotFound:
        return True
    except UNREACHED as error:
        _log.warning("the words of a withdrawn case could not be found", error=type(error).__name__)
        return False
    return all(gone)


async def _delete(place: Place, message: int) -> bool:
    try:
        await place.get_partial_message(message).delete()
    except discord.NotFound:
        return True
    except UNREACHED as error:
        _log.warning("a message of a withdrawn case could not be deleted", error=type(error).__name__)
        return False
    return True
