"""``/privacy``: what happens to what one types, and what is kept."""

from typing import Any

from discord import app_commands

from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.about import privacy_card
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk) -> None:
    """Add ``/privacy``."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-privacy"), description=label("command-privacy-description"))
    @anywhere
    async def privacy(interaction: Interaction) -> None:
        await show(interaction, privacy_card(desk, desk.locales.reader(interaction)))
