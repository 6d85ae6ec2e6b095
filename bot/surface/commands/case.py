"""``/case``: a member's own cases for peers, a new one, and the way back."""

from typing import Any

from discord import app_commands

from bot.surface.cases.authoring import Authoring
from bot.surface.contexts import in_servers
from bot.surface.refusals import may_decline
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.case_posted import PUT
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, authoring: Authoring) -> None:
    """Add ``/case``, its controls, and the button of posted cases that leads here."""
    label = Labels(authoring.desk.locales)

    @tree.command(name=label("command-case"), description=label("command-case-description"))
    @in_servers
    @may_decline(authoring.desk.locales)
    async def case(interaction: Interaction) -> None:
        await authoring.show_own(interaction)

    async def from_a_card(interaction: Interaction, _id: str) -> None:
        await authoring.show_own(interaction)

    async def safe(interaction: Interaction, id: str) -> None:
        await authoring.look(interaction, id, "danger")

    async def keep(interaction: Interaction, id: str) -> None:
        await authoring.look(interaction, id, "details")

    async def look(interaction: Interaction, id: str) -> None:
        await authoring.look(interaction, id)

    router.on(PUT, from_a_card)
    router.on("case-own", authoring.show_own)
    router.on("case-write", authoring.write)
    router.on("case-wrote", authoring.wrote)
    router.on("case-rewrote", authoring.rewrote)
    router.on("case-look", look)
    router.on("case-country", authoring.help_for)
    router.on("case-safe", safe)
    router.on("case-keep", keep)
    router.on("case-edit", authoring.edit)
    router.on("case-send", authoring.send)
    router.on("case-cancel", authoring.cancel)
    router.on("case-forget", authoring.forget)
    router.on("case-rework", authoring.rework)
    router.on("case-withdraw", authoring.ask)
    router.on("case-withdrawn", authoring.withdraw)
