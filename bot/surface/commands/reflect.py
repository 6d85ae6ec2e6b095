"""``/reflect [scenario]``: the private guided reflection, and how it begins."""

import asyncio
from typing import Any

from discord import app_commands

from bot.reflection.files import worksheet_file
from bot.reflection.takeaway import worksheet
from bot.surface.contexts import anywhere
from bot.surface.errors import Refusal
from bot.surface.preferred import country_of
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.replies import attached, draw
from bot.surface.router import Router
from bot.surface.situations import titles
from bot.surface.suggest import caught
from bot.surface.types import Choices, Interaction
from bot.surface.views.lead import danger_card
from bot.surface.views.reflection_close import ended_card, file_card
from bot.surface.views.reflection_list import reflections_card
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, reflecting: Reflecting) -> None:
    """Add ``/reflect``, the buttons that lead to a reflection, and its first screen."""
    desk, reflections = reflecting.desk, reflecting.reflections
    label = Labels(desk.locales)

    @tree.command(name=label("command-reflect"), description=label("command-reflect-description"))
    @app_commands.rename(scenario=label("command-reflect-scenario"))
    @app_commands.describe(scenario=label("command-reflect-scenario-description"))
    @anywhere
    async def reflect(interaction: Interaction, scenario: str | None = None) -> None:
        if scenario is None:
            await list_all(interaction)
        elif named := desk.lookup.scenario(scenario):
            await reflecting.open(interaction, named.id)
        else:
            await by_own_words(interaction, scenario)

    @reflect.autocomplete("scenario")
    @caught
    async def complete(interaction: Interaction, current: str) -> Choices:
        return await titles(desk, desk.locales.reader(interaction), current)

    async def by_own_words(interaction: Interaction, text: str) -> None:
        finding = await desk.find(text)
        if finding.red_flag == "now":
            card = danger_card(desk, desk.locales.reader(interaction), country_of(interaction) or "")
            await interaction.response.send_message(view=card, ephemeral=True)
        elif finding.verdict == "match":
            await reflecting.open(interaction, finding.scenarios[0].id)
        else:
            await list_all(interaction)

    async def list_all(interaction: Interaction) -> None:
        words = desk.locales.reader(interaction)
        await draw(interaction, reflections_card(desk, words, await reflections.of(interaction.user.id)))

    async def open_one(interaction: Interaction, guide: str) -> None:
        await reflecting.open(interaction, guide)

    async def open_here(interaction: Interaction, guide: str) -> None:
        await reflecting.open(interaction, guide, here=True)

    async def start(interaction: Interaction, guide: str) -> None:
        if guide not in desk.knowledge.guides:
            raise Refusal("error-old-control")
        shown, country = reflecting.place_of(interaction), country_of(interaction) or ""
        work = reflections.begin(interaction.user.id, guide, shown, country)
        await reflecting.show_result(interaction, work)

    async def not_now(interaction: Interaction) -> None:
        await draw(interaction, ended_card(desk.locales.reader(interaction), "notice-later"))

    async def give_worksheet(interaction: Interaction, guide: str) -> None:
        if guide not in desk.knowledge.guides:
            raise Refusal("error-old-control")
        words, today = desk.locales.reader(interaction), reflections.today()
        await interaction.response.defer(ephemeral=True, thinking=True)
        sheet = worksheet(desk.knowledge, desk.knowledge.guides[guide], words, today)
        files = await asyncio.to_thread(worksheet_file, sheet)
        await interaction.edit_original_response(
            view=file_card(words, "worksheet-ready", files), attachments=attached(files)
        )

    router.on("reflect", open_one)
    router.on("reflect-pick", open_one)
    router.on("reflect-here", open_here)
    router.on("reflect-again", list_all)
    router.on("reflect-start", start)
    router.on("reflect-not-now", not_now)
    router.on("reflect-worksheet", give_worksheet)
