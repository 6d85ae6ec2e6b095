"""``/compare scenario`` and the button "Compare the codes"."""

from typing import Any

import discord
from discord import app_commands

from bot.surface.cards import safe
from bot.surface.commands.scenario import by_id, suggestions
from bot.surface.contexts import Labels, anywhere
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.views.comparison import comparison_card

Interaction = discord.Interaction[Any]


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk) -> None:
    """Add ``/compare`` and its button."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-compare"), description=label("command-compare-description"))
    @app_commands.rename(scenario=label("command-compare-scenario"))
    @app_commands.describe(scenario=label("command-compare-scenario-description"))
    @anywhere
    async def compare(interaction: Interaction, scenario: str) -> None:
        named = desk.lookup.scenario(scenario)
        if named is None:
            raise Refusal("error-unknown-scenario", text=safe(scenario))
        await show(interaction, comparison_card(desk, desk.locales.reader(interaction), named))

    @compare.autocomplete("scenario")
    async def complete(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return suggestions(desk, desk.locales.reader(interaction), current)

    async def open_comparison(interaction: Interaction, id: str) -> None:
        await show(interaction, comparison_card(desk, desk.locales.reader(interaction), by_id(desk, id)))

    router.on("compare", open_comparison)
