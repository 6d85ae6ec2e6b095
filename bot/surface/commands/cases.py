"""``/cases``: the private queue of cases for peers. For moderators."""

from typing import Any

from discord import app_commands

from bot.surface.cases.deciding import Deciding
from bot.surface.moderators import for_moderators
from bot.surface.refusals import may_decline
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.words import Labels


def install(tree: app_commands.CommandTree[Any], router: Router, deciding: Deciding) -> None:
    """Add ``/cases`` and the controls of the queue."""
    label = Labels(deciding.desk.locales)

    @tree.command(name=label("command-cases"), description=label("command-cases-description"))
    @for_moderators
    @may_decline(deciding.desk.locales)
    async def cases(interaction: Interaction) -> None:
        await deciding.show_first(interaction)

    router.on("queue", deciding.show_first)
    router.on("queue-later", deciding.later)
    router.on("queue-approve", deciding.approve)
    router.on("queue-edit", deciding.edit)
    router.on("queue-edited", deciding.edited)
    router.on("queue-decline", deciding.decline)
    router.on("queue-declined", deciding.declined)
