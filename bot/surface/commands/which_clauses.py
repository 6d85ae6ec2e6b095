"""The message menu "Which clauses apply?": reads that one message and answers the asker alone."""

from typing import Any

import discord
from discord import app_commands

from bot.surface.answers import answer
from bot.surface.contexts import anywhere
from bot.surface.counting import Counting
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.refusals import may_decline
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk, counting: Counting) -> None:
    """Add the menu."""
    label = Labels(desk.locales)

    @tree.context_menu(name=label("command-which-clauses"))
    @anywhere
    @may_decline(desk.locales)
    async def which_clauses(interaction: Interaction, message: discord.Message) -> None:
        if not message.content.strip():
            raise Refusal("error-empty-message")
        await show(interaction, await answer(desk, counting, interaction, message.content, "message"))
