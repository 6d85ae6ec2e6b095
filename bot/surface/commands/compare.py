"""``/compare scenario`` and the button "Compare the codes"."""

from typing import Any

from discord import app_commands

from bot.surface.cards import safe
from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.situations import by_id, titles
from bot.surface.suggest import caught
from bot.surface.types import Choices, Interaction
from bot.surface.views.comparison import comparison_card
from bot.surface.words import Labels


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
    @caught
    async def complete(interaction: Interaction, current: str) -> Choices:
        return titles(desk, desk.locales.reader(interaction), current)

    async def open_comparison(interaction: Interaction, id: str) -> None:
        await show(interaction, comparison_card(desk, desk.locales.reader(interaction), by_id(desk, id)))

    router.on("compare", open_comparison)
