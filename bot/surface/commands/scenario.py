"""``/scenario [situation]``: a title, or a coach's own words; and the controls of the scenario card."""

from typing import Any

import discord
from discord import app_commands

from bot.knowledge.model import Scenario
from bot.knowledge.plain import plain
from bot.surface.answers import answer
from bot.surface.cards import shorten
from bot.surface.contexts import Labels, anywhere
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.replies import show
from bot.surface.router import Router, typed
from bot.surface.views.scenario import TABS, scenario_card
from bot.surface.views.scenarios import OWN_WORDS, OWN_WORDS_LIMIT, OwnWords, all_scenarios
from bot.surface.words import Words

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]

_NAME = 100  # Discord, "Application Commands": a choice's name and value have 100 characters at most


def install(tree: app_commands.CommandTree[Any], router: Router, desk: Desk) -> None:
    """Add ``/scenario``, the list, the modal and the tabs of the card."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-scenario"), description=label("command-scenario-description"))
    @app_commands.rename(situation=label("command-scenario-situation"))
    @app_commands.describe(situation=label("command-scenario-situation-description"))
    @anywhere
    async def scenario(
        interaction: Interaction, situation: app_commands.Range[str, 1, OWN_WORDS_LIMIT] | None = None
    ) -> None:
        words = desk.locales.reader(interaction)
        if situation is None:
            await show(interaction, all_scenarios(desk, words))
        elif named := desk.lookup.scenario(situation):
            await show(interaction, scenario_card(desk, words, named))
        else:
            await show(interaction, answer(desk, words, situation))

    @scenario.autocomplete("situation")
    async def complete(interaction: Interaction, current: str) -> Choices:
        words = desk.locales.reader(interaction)
        return _with_own_words(words, current, suggestions(desk, words, current))

    async def open_tab(interaction: Interaction, id: str, tab: str) -> None:
        if tab not in TABS:
            raise Refusal("error-old-control")
        await show(interaction, scenario_card(desk, desk.locales.reader(interaction), by_id(desk, id), tab))

    async def pick(interaction: Interaction, id: str) -> None:
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
        await show(interaction, answer(desk, desk.locales.reader(interaction), text))

    router.on("scenario", open_tab)
    router.on("pick", pick)
    router.on("scenarios", list_all)
    router.on("none-of-these", none_of_these)
    router.on("describe", describe)
    router.on("described", described)


def by_id(desk: Desk, id: str) -> Scenario:
    """The scenario ``id`` of one of our controls. Raises Refusal when it is no longer there."""
    scenario = desk.knowledge.scenarios.get(id)
    if scenario is None:
        raise Refusal("error-old-control")
    return scenario


def suggestions(desk: Desk, words: Words, current: str) -> Choices:
    """Titles for autocomplete: all; those with the typed words; or, where none has them, the closest by meaning."""
    scenarios = list(desk.knowledge.scenarios.values())
    if wanted := plain(current).split():
        named = [each for each in scenarios if all(word in plain(each.title[words.language]) for word in wanted)]
        scenarios = named or _by_meaning(desk, current)
    return [app_commands.Choice(name=shorten(each.title[words.language], _NAME), value=each.id) for each in scenarios]


def _by_meaning(desk: Desk, text: str) -> list[Scenario]:
    finding = desk.finder.find(text)
    return [] if finding.verdict == "none" else [desk.knowledge.scenarios[id] for id in finding.choices]


def _with_own_words(words: Words, current: str, titles: Choices) -> Choices:
    """The typed words as the first choice: Enter takes the first, and they are meant to be used as they are.

    Too long for a choice: then no choice at all, and Discord sends them as typed.
    """
    text = current.strip()
    if any(plain(text) in plain(choice.name) for choice in titles):
        return titles
    if len(text) > _NAME:
        return []
    own = words("own-words-choice", text=shorten(text, _NAME))
    return [app_commands.Choice(name=shorten(own, _NAME), value=text), *titles]
