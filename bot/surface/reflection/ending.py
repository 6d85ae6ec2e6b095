"""The end: the file, or nothing at all. Either way nothing is kept afterwards."""

import asyncio
from contextlib import suppress

from bot.reflection.files import takeaway_files
from bot.reflection.service import Gone
from bot.reflection.takeaway import anything_written, takeaway
from bot.surface.reflection.reflecting import Reflecting, attached, in_dm, show
from bot.surface.router import Router
from bot.surface.types import Interaction
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
        # Only what Discord has taken may be deleted here. A second click may have been faster.
        with suppress(Gone):
            await reflections.end(id, user)
        await show(interaction, ended_card(words, "file-given"))

    async def ask(interaction: Interaction, id: str) -> None:
        opened = await reflecting.awaited(interaction, reflections.get(id, interaction.user.id))
        if opened is None:
            return
        if anything_written(opened.session):
            await show(interaction, discard_card(desk.locales.reader(interaction), opened))
        else:
            await discard(interaction, id)

    async def discard(interaction: Interaction, id: str) -> None:
        ended = await reflecting.awaited(interaction, reflections.end(id, interaction.user.id))
        if ended:
            await show(interaction, ended_card(desk.locales.reader(interaction), "discarded"))
            if in_dm(interaction) or interaction.message is None or interaction.message.flags.ephemeral:
                await reflecting.remove(interaction.client, ended.session.shown, but=reflecting.place_of(interaction))

    router.on("r-file", give)
    router.on("r-discard", ask)
    router.on("r-discarded", discard)
