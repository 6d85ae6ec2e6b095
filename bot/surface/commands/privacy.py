"""``/privacy``: what happens to what one types, what is kept, and how to take it along or have it erased."""

import json
from typing import Any

from discord import app_commands

from bot.storage.erasure import Erasure
from bot.surface.cases.authoring import Authoring
from bot.surface.contexts import anywhere
from bot.surface.desk import Desk
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.replies import attached, in_time, show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.about import erase_card, erased_card, exported_card, privacy_card
from bot.surface.views.cases import over_card
from bot.surface.words import Labels

_FILE = "wayside-data.json"


def install(
    tree: app_commands.CommandTree[Any],
    router: Router,
    desk: Desk,
    reflecting: Reflecting,
    authoring: Authoring,
    erasure: Erasure,
) -> None:
    """Add ``/privacy``, "Export my data" and "Erase my data"."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-privacy"), description=label("command-privacy-description"))
    @anywhere
    async def privacy(interaction: Interaction) -> None:
        await statement(interaction)

    async def statement(interaction: Interaction) -> None:
        await show(interaction, privacy_card(desk, desk.locales.reader(interaction), reflecting.days))

    async def export(interaction: Interaction) -> None:
        kept = await erasure.export_member(interaction.user.id)
        files = {_FILE: json.dumps(kept, ensure_ascii=False, indent=2).encode(errors="replace")}
        card = exported_card(desk.locales.reader(interaction), _FILE)
        await interaction.response.send_message(view=card, files=attached(files), ephemeral=True)

    async def ask(interaction: Interaction) -> None:
        await show(interaction, erase_card(desk.locales.reader(interaction)))

    async def erase(interaction: Interaction) -> None:
        words, user = desk.locales.reader(interaction), interaction.user.id
        shown = [opened.session.shown for opened in await reflecting.reflections.of(user)]
        posted = await authoring.posted_of(user)
        rows = await in_time(interaction, erasure.erase_member(user))
        reflecting.reflections.forget(user)
        await show(interaction, erased_card(words, sum(rows.values())))
        # The screens hold words as well, and their buttons lead nowhere any more.
        for each in shown:
            await reflecting.remove(interaction.client, each)
        if left := await authoring.erased(interaction.client, user, posted):
            card = over_card(words, "case-left-standing", links=" ".join(left))
            await interaction.followup.send(view=card, ephemeral=True)

    router.on("privacy", statement)
    router.on("export", export)
    router.on("erase", ask)
    router.on("erased", erase)
