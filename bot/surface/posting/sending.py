"""A post goes out once: claimed first, sent, noted; what a crash left open is found again by the mark it carries."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import discord

from bot.surface.cards import Card, shorten
from bot.surface.ids import decode
from bot.surface.posting.reach import Channel

_THREAD_NAME = 100
_LOOK_BACK = timedelta(minutes=1)
"""Discord's clock and ours may differ."""
_MESSAGES = 1_000
"""How far back a post is looked for in a channel."""
_CLOSED = 100
"""How many closed posts of a forum are looked through."""
_ALREADY_A_THREAD = 160004
"""Discord, "Opcodes and Status Codes": a thread has already been created for this message."""


async def send(
    channel: Channel, card: Card, id: str, title: str, tags: Sequence[discord.Object] = ()
) -> discord.Message:
    """Post ``card``; in a forum as a post called ``title``. The ``id`` keeps a repeated request from posting twice.

    Raises what a request to Discord may end in.
    """
    if isinstance(channel, discord.ForumChannel):
        wanted = {tag.id for tag in tags}
        applied = [tag for tag in channel.available_tags if tag.id in wanted]
        made = await channel.create_thread(name=shorten(title, _THREAD_NAME), view=card, applied_tags=applied)
        return made.message
    # Discord, "Create Message", enforce_nonce: the same nonce within some minutes returns the first message. A forum
    # has none, so there a failed request is not repeated: see ``unrepeated``.
    return await channel.send(view=card, nonce=id[:25])


async def open_thread(message: discord.Message, title: str, first: Card) -> discord.Thread:
    """A thread on ``message``, begun with ``first``. Raises what a request to Discord may end in."""
    try:
        thread = await message.create_thread(name=shorten(title, _THREAD_NAME))
    except discord.HTTPException as error:
        if error.code != _ALREADY_A_THREAD or message.guild is None:
            raise
        thread = await message.guild.fetch_channel(message.id)  # its id is the message's
        if not isinstance(thread, discord.Thread):
            raise
        if thread.message_count:  # begun by an earlier try
            return thread
    await thread.send(view=first, nonce=f"first{message.id}")
    return thread


async def find(channel: Channel, id: str, since: datetime) -> discord.Message | None:
    """The message marked with ``id`` that was posted after ``since``. Raises what a request to Discord may end in."""
    async for message in _recent(channel, since - _LOOK_BACK):
        if message.author.id == channel.guild.me.id and _marked(message, id):
            return message
    return None


async def _recent(channel: Channel, since: datetime) -> AsyncIterator[discord.Message]:
    if not isinstance(channel, discord.ForumChannel):
        async for message in channel.history(after=since, limit=_MESSAGES, oldest_first=True):
            yield message
        return
    async for thread in _forum_posts(channel):
        if thread.owner_id == channel.guild.me.id and discord.utils.snowflake_time(thread.id) > since:
            try:
                first = await thread.fetch_message(thread.id)  # a forum post's first message has its thread's id
            except discord.NotFound:
                continue  # somebody deleted it
            yield first


async def _forum_posts(forum: discord.ForumChannel) -> AsyncIterator[discord.Thread]:
    """Those that are open, then those that were closed last."""
    for thread in await forum.guild.active_threads():
        if thread.parent_id == forum.id:
            yield thread
    async for thread in forum.archived_threads(limit=_CLOSED):
        yield thread


def _marked(message: discord.Message, id: str) -> bool:
    return any(
        isinstance(each, discord.Button) and (action := decode(each.custom_id or "")) and action.arguments[-1:] == (id,)
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for each in row.children
    )
