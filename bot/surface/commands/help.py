"""``/help``: what one can do here, by role; and the list of sources."""

from typing import Any

from discord import app_commands

from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.moderators import moderates
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.about import help_card, sources_card
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk) -> None:
    """Add ``/help`` and the button "Sources"."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-help"), description=label("command-help-description"))
    @anywhere
    async def help(interaction: Interaction) -> None:
        await show(interaction, help_card(desk, desk.locales.reader(interaction), moderator=moderates(interaction)))

    async def sources(interaction: Interaction) -> None:
        await show(interaction, sources_card(desk, desk.locales.reader(interaction)))

    router.on("sources", sources)
