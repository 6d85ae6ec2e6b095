"""``/preferences``: a person's language, the country whose emergency numbers come first, the weekly digest."""

from typing import Any

from discord import app_commands

from bot.storage.members import Members, Preferences
from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.digest.choosing import DigestChoice, guild_of
from bot.surface.errors import Refusal
from bot.surface.preferred import preferred
from bot.surface.replies import in_time, show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.preferences import NOTHING, preferences_card
from bot.surface.words import Labels


def install(
    tree: app_commands.CommandTree[Any], router: Router, desk: Desk, members: Members, digests: DigestChoice
) -> None:
    """Add ``/preferences``, its two menus, and the buttons for the weekly digest."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-preferences"), description=label("command-preferences-description"))
    @anywhere
    async def preferences(interaction: Interaction) -> None:
        await show_all(interaction, preferred(interaction))

    async def show_all(interaction: Interaction, chosen: Preferences) -> None:
        words = desk.locales.choose(interaction, chosen.language)
        digest = await digests.items(interaction, words)
        await show(interaction, preferences_card(desk, words, chosen, digest))

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

    async def begin_digest(interaction: Interaction, guild: str) -> None:
        server = guild_of(guild)
        if server != interaction.guild_id:
            raise Refusal("error-old-control")
        await in_time(interaction, digests.begin(interaction, server))
        await show_all(interaction, preferred(interaction))

    async def end_digest(interaction: Interaction, guild: str) -> None:
        await in_time(interaction, digests.end(interaction, guild_of(guild)))
        await show_all(interaction, preferred(interaction))

    router.on("my-language", language)
    router.on("my-country", country)
    router.on("my-digest-on", begin_digest)
    router.on("my-digest-off", end_digest)
