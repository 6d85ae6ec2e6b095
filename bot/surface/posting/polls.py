"""The poll under a card: it answers the card, and is found by that, whatever else is posted in the same moment."""

import discord

_UNDER_IT = 100
"""Messages after a card among which its poll is looked for."""


async def poll_of(message: discord.Message | discord.PartialMessage) -> int | None:
    """The id of the poll that answers this message of ours. Raises what a request to Discord may end in."""
    me = message.guild.me.id if message.guild else 0
    async for each in message.channel.history(after=message, limit=_UNDER_IT, oldest_first=True):
        if each.poll and each.author.id == me and each.reference and each.reference.message_id == message.id:
            return each.id
    return None


async def add_poll(message: discord.Message, asked: discord.Poll) -> int:
    """The id of the poll under ``message``: what an earlier try left, or ``asked``. Raises as ``poll_of``."""
    there = await poll_of(message)
    # Discord, "Create Message", enforce_nonce: discord.py repeats a request that failed on Discord's side.
    return there or (await message.reply(poll=asked, nonce=f"poll{message.id}")).id
