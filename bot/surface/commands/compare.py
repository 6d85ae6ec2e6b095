"""``/compare scenario`` and the button "Compare the codes". Own words find a situation first, as in ``/scenario``."""

from typing import Any

from discord import app_commands

from bot.surface.answers import answer
from bot.surface.contexts import anywhere
from bot.surface.counting import Counting
from bot.surface.desk import Desk
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.situations import by_id, titles
from bot.surface.suggest import caught
from bot.surface.types import Choices, Interaction
from bot.surface.views.comparison import comparison_card
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk, counting: Counting) -> None:
    """Add ``/compare`` and its button."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-compare"), description=label("command-compare-description"))
    @app_commands.rename(scenario=label("command-compare-scenario"))
    @app_commands.describe(scenario=label("command-compare-scenario-description"))
    @anywhere
    async def compare(interaction: Interaction, scenario: str) -> None:
        here = desk.at(interaction)
        if named := here.lookup.scenario(scenario):
            await show(interaction, comparison_card(here, desk.locales.reader(interaction), named))
        else:
            await show(interaction, await answer(desk, counting, interaction, scenario))

    @compare.autocomplete("scenario")
    @caught
    async def complete(interaction: Interaction, current: str) -> Choices:
        return await titles(desk, desk.locales.reader(interaction), current)

    async def open_comparison(interaction: Interaction, id: str) -> None:
        here = desk.at(interaction)
        await show(interaction, comparison_card(here, desk.locales.reader(interaction), by_id(here, id)))

    router.on("compare", open_comparison)
