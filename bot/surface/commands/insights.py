"""``/insights``: how often each situation is looked up in a server, without anyone's name. For moderators."""

import asyncio
from contextlib import suppress
from io import BytesIO
from typing import Any

import discord
from discord import app_commands

from bot.community.chart import to_png
from bot.community.insights import may_be_shown
from bot.failures import StorageUnavailable
from bot.surface.cards import Card
from bot.surface.counting import Counting
from bot.surface.desk import Desk
from bot.surface.log_channel import LogChannel
from bot.surface.moderators import Moderators, for_moderators
from bot.surface.refusals import may_decline
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.insights import PICTURE, alt_text, any_count, ask_card, chart, off_card, on_card
from bot.surface.words import Labels

_NAME = "insights"


def install(
    tree: app_commands.CommandTree[Any],
    router: Router,
    desk: Desk,
    moderators: Moderators,
    counting: Counting,
    log_channel: LogChannel,
) -> None:
    """Add ``/insights`` and its switch."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-insights"), description=label("command-insights-description"))
    @for_moderators
    @may_decline(desk.locales)
    async def insights(interaction: Interaction) -> None:
        await open_all(interaction)

    async def open_all(interaction: Interaction) -> None:
        guild = await begin(interaction)
        await show_all(interaction, guild)

    async def switch_on(interaction: Interaction) -> None:
        guild = await begin(interaction)
        changed = await counting.switch_on(guild.id)
        await show_all(interaction, guild)
        if changed:
            await tell(interaction, guild, "insights-noted-on")

    async def ask(interaction: Interaction) -> None:
        await begin(interaction)
        await draw(interaction, ask_card(desk.locales.reader(interaction)))

    async def switch_off(interaction: Interaction) -> None:
        guild = await begin(interaction)
        changed = await counting.switch_off(guild.id)
        await show_all(interaction, guild)
        if changed:
            await tell(interaction, guild, "insights-noted-off")

    async def begin(interaction: Interaction) -> discord.Guild:
        guild = await moderators.demand(interaction, _NAME)
        await interaction.response.defer(ephemeral=True)
        return guild

    async def show_all(interaction: Interaction, guild: discord.Guild) -> None:
        words = desk.locales.reader(interaction)
        if not await counting.is_on(guild.id):
            await draw(interaction, off_card(words))
            return
        counted = await counting.read(guild.id)
        shown = may_be_shown(counted.counts, desk.knowledge.scenarios)
        files: list[discord.File] = []
        if any_count(shown):
            drawn = await asyncio.to_thread(to_png, chart(desk, words, shown, counted.begun))
            files = [discord.File(BytesIO(drawn), PICTURE, description=alt_text(desk, words, shown))]
        await draw(interaction, on_card(desk, words, shown, counted.begun), *files)

    async def draw(interaction: Interaction, card: Card, *files: discord.File) -> None:
        # A chart that stood there goes with the card it belonged to.
        await interaction.edit_original_response(view=card, attachments=files)

    async def tell(interaction: Interaction, guild: discord.Guild, message: str) -> None:
        # It is done, and they must not hear otherwise because of the note.
        with suppress(StorageUnavailable):
            await log_channel.note(guild, message, who=interaction.user.mention)

    router.on("insights", open_all)
    router.on("insights-on", switch_on)
    router.on("insights-ask", ask)
    router.on("insights-off", switch_off)
