"""How an answer is given: to the asker alone, in time, and in place where the control pressed is theirs alone."""

import asyncio
from collections.abc import Awaitable, Mapping
from io import BytesIO
from typing import TypeVar

import aiohttp
import discord

from bot.surface.cards import Card
from bot.surface.types import Interaction

Result = TypeVar("Result")

UNREACHED = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)
"""What a request to Discord may end in."""
_PATIENCE_SECONDS = 1.0
"""Discord waits three; an answer that takes longer than this is announced first."""
_UNKNOWN_MESSAGE = 10008
"""Discord, "Opcodes and Status Codes": the message was deleted meanwhile."""


async def show(interaction: Interaction, card: Card) -> None:
    """Answer with ``card``: edits the private message the control stands on, or sends a new private one."""
    message = interaction.message
    if interaction.response.is_done():
        await interaction.edit_original_response(view=card)
    elif message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=True)


async def draw(interaction: Interaction, card: Card) -> discord.Message | None:
    """Show a screen that stays: edits the message of the DM, or the private one of a server, that was acted in.

    Where there is none, or it was deleted meanwhile, a new one is sent; in the DM it is returned.
    """
    message, stays = interaction.message, in_dm(interaction)
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(view=card)
            return None
        # A private answer in the DM is a look-up that passes.
        if message is not None and message.flags.ephemeral != stays:
            await interaction.response.edit_message(view=card)
            return None
    except discord.NotFound as error:
        if error.code != _UNKNOWN_MESSAGE:
            raise
    if interaction.response.is_done():
        sent = await interaction.followup.send(view=card, ephemeral=not stays, wait=True)
        return sent if stays else None
    await interaction.response.send_message(view=card, ephemeral=not stays)
    return await interaction.original_response() if stays else None


async def in_time(interaction: Interaction, work: Awaitable[Result]) -> Result:
    """The result of ``work``; when it takes long, Discord is told first that an answer comes."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
        if not task.done() and not interaction.response.is_done():
            await interaction.response.defer(ephemeral=not in_dm(interaction))
    finally:
        await asyncio.wait({task})
    return task.result()


def attached(files: Mapping[str, bytes]) -> list[discord.File]:
    """Files by name, as Discord takes them."""
    return [discord.File(BytesIO(content), filename=name) for name, content in files.items()]


def in_dm(interaction: Interaction) -> bool:
    """Whether this happens in the person's private chat with the bot."""
    return interaction.context.dm_channel
