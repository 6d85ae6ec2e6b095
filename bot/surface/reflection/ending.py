"""The end: the file, or nothing at all. Either way nothing is kept afterwards."""

import asyncio
from contextlib import suppress

from bot.reflection.files import takeaway_files
from bot.reflection.service import Gone, Open
from bot.reflection.session import Place
from bot.reflection.takeaway import anything_written, takeaway
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.replies import attached, draw
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.lead import help_lines
from bot.surface.views.reflection_close import discard_card, ended_card, file_card


def install(router: Router, reflecting: Reflecting) -> None:
    """Add the controls that end a reflection."""
    desk, reflections = reflecting.desk, reflecting.reflections

    async def give(interaction: Interaction, id: str) -> None:
        words, user = desk.locales.reader(interaction), interaction.user.id
        await interaction.response.defer()
        opened = await reflecting.awaited(interaction, reflections.get(id, user))
        if opened is None:
            return
        now, session = reflections.now(), opened.session
        sheet = takeaway(desk.knowledge, opened.guide, session, words, now.date())
        files = await asyncio.to_thread(takeaway_files, sheet, session, words, now, id)
        card = file_card(words, "file-ready", files)
        await interaction.followup.send(view=card, files=attached(files), ephemeral=True)
        # Only what Discord has taken may be deleted here: not what was written meanwhile on another device.
        with suppress(Gone):
            if await reflections.end(id, user, session.turn) is None:
                await reflecting.show_result(interaction, reflections.get(id, user))
                return
        await over(interaction, opened, "file-given")

    async def ask(interaction: Interaction, id: str) -> None:
        opened = await reflecting.awaited(interaction, reflections.get(id, interaction.user.id))
        if opened is None:
            return
        if anything_written(opened.session):
            await draw(interaction, discard_card(desk.locales.reader(interaction), opened))
        else:
            await discard(interaction, id)

    async def discard(interaction: Interaction, id: str) -> None:
        ended = await reflecting.awaited(interaction, reflections.end(id, interaction.user.id))
        if ended:
            await over(interaction, ended, "discarded")

    async def over(interaction: Interaction, ended: Open, how: str) -> None:
        words = desk.locales.reader(interaction)
        help = help_lines(desk, words, ended.session.country) if ended.session.place is Place.DANGER else []
        await draw(interaction, ended_card(words, how, help=help))
        await reflecting.remove(interaction.client, ended.session.shown, but=reflecting.place_of(interaction))

    router.on("r-file", give)
    router.on("r-discard", ask)
    router.on("r-discarded", discard)
