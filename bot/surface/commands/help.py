"""``/help``: what one can do here, by role; and the list of sources."""

from typing import Any

import discord
from discord import app_commands

from bot.surface.contexts import Labels, anywhere
from bot.surface.desk import Desk
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.views.about import help_card, sources_card


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk) -> None:
    """Add ``/help`` and the button "Sources"."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-help"), description=label("command-help-description"))
    @anywhere
    async def help(interaction: discord.Interaction[Any]) -> None:
        moderator = interaction.guild_id is not None and interaction.permissions.manage_messages
        await show(interaction, help_card(desk, desk.locales.reader(interaction), moderator=moderator))

    async def sources(interaction: discord.Interaction[Any]) -> None:
        await show(interaction, sources_card(desk, desk.locales.reader(interaction)))

    router.on("sources", sources)
