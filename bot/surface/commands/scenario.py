"""``/scenario [situation]``: a title, or a coach's own words; and the controls of the scenario card."""

from typing import Any

from discord import app_commands

from bot.surface.answers import answer
from bot.surface.contexts import anywhere
from bot.surface.counting import Counting
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.moderators import moderates
from bot.surface.replies import show
from bot.surface.router import Router, typed
from bot.surface.situations import by_id, titles_and_own_words
from bot.surface.suggest import caught
from bot.surface.types import Choices, Interaction
from bot.surface.views.lead import NO_LEAD, danger_card
from bot.surface.views.scenario import TABS, scenario_card
from bot.surface.views.scenarios import OWN_WORDS, OWN_WORDS_LIMIT, OwnWords, all_scenarios, close_scenarios
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk, counting: Counting) -> None:
    """Add ``/scenario``, the list, the modal and the tabs of the card."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-scenario"), description=label("command-scenario-description"))
    @app_commands.rename(situation=label("command-scenario-situation"))
    @app_commands.describe(situation=label("command-scenario-situation-description"))
    @anywhere
    async def scenario(
        interaction: Interaction, situation: app_commands.Range[str, 1, OWN_WORDS_LIMIT] | None = None
    ) -> None:
        here, words = desk.at(interaction), desk.locales.reader(interaction)
        if situation is None:
            await show(interaction, all_scenarios(desk, words))
        elif named := here.lookup.scenario(situation):
            counting.count(interaction, named)
            await show(interaction, scenario_card(here, words, named, moderator=moderates(interaction)))
        else:
            await show(interaction, await answer(desk, counting, interaction, situation))

    @scenario.autocomplete("situation")
    @caught
    async def complete(interaction: Interaction, current: str) -> Choices:
        return await titles_and_own_words(desk, desk.locales.reader(interaction), current)

    async def open_tab(interaction: Interaction, id: str, tab: str) -> None:
        if tab not in TABS:
            raise Refusal("error-old-control")
        here, words = desk.at(interaction), desk.locales.reader(interaction)
        await show(interaction, scenario_card(here, words, by_id(here, id), tab, moderator=moderates(interaction)))

    async def pick(interaction: Interaction, id: str) -> None:
        counting.count(interaction, by_id(desk, id))
        await open_tab(interaction, id, "codes")

    async def list_all(interaction: Interaction) -> None:
        await show(interaction, all_scenarios(desk, desk.locales.reader(interaction)))

    async def none_of_these(interaction: Interaction) -> None:
        await show(interaction, all_scenarios(desk, desk.locales.reader(interaction), "found-other"))

    async def describe(interaction: Interaction) -> None:
        await interaction.response.send_modal(OwnWords(desk.locales.reader(interaction)))

    async def described(interaction: Interaction) -> None:
        text = typed(interaction, OWN_WORDS)
        if not text.strip():
            raise Refusal("error-nothing-written")
        await show(interaction, await answer(desk, counting, interaction, text))

    async def choose_country(interaction: Interaction, after: str, country: str) -> None:
        if all(country != each.id for each in desk.knowledge.crisis_lines.countries):
            raise Refusal("error-old-control")
        words = desk.locales.reader(interaction)
        await show(interaction, danger_card(desk, words, country, tuple(filter(None, after.split(",")))))

    async def after_danger(interaction: Interaction, after: str) -> None:
        # A message of its own, so that the help stays where it is.
        words = desk.locales.reader(interaction)
        found = tuple(by_id(desk, id).id for id in filter(None, after.split(",")))
        card = close_scenarios(desk, words, found, NO_LEAD) if found else all_scenarios(desk, words)
        await interaction.response.send_message(view=card, ephemeral=True)

    router.on("country", choose_country)
    router.on("after-danger", after_danger)
    router.on("scenario", open_tab)
    router.on("pick", pick)
    router.on("scenarios", list_all)
    router.on("none-of-these", none_of_these)
    router.on("describe", describe)
    router.on("described", described)
