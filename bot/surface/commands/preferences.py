"""``/preferences``: a person's language, and the country whose emergency numbers come first."""

from typing import Any

from discord import app_commands

from bot.storage.members import Members, Preferences
from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.preferred import preferred
from bot.surface.replies import in_time, show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.preferences import NOTHING, preferences_card
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk, members: Members) -> None:
    """Add ``/preferences`` and its two menus."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-preferences"), description=label("command-preferences-description"))
    @anywhere
    async def preferences(interaction: Interaction) -> None:
        await show_all(interaction, preferred(interaction))

    async def show_all(interaction: Interaction, chosen: Preferences) -> None:
        words = desk.locales.choose(chosen.language, interaction.locale)
        await show(interaction, preferences_card(desk, words, chosen))

    async def language(interaction: Interaction, value: str) -> None:
        if value != NOTHING and value not in desk.locales:
            raise Refusal("error-old-control")
        chosen = None if value == NOTHING else value
        await show_all(interaction, await in_time(interaction, members.set(interaction.user.id, language=chosen)))

    async def country(interaction: Interaction, value: str) -> None:
        known = {each.id for each in desk.knowledge.crisis_lines.countries}
        if value != NOTHING and value not in known:
            raise Refusal("error-old-control")
        chosen = None if value == NOTHING else value
        await show_all(interaction, await in_time(interaction, members.set(interaction.user.id, country=chosen)))

    router.on("my-language", language)
    router.on("my-country", country)
