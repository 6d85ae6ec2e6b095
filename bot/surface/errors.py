"""One funnel for what goes wrong in an interaction: a kind sentence for the person, a line for the operator."""

from collections.abc import Callable
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.logs import places
from bot.surface.cards import Card, panel
from bot.surface.words import Locales

_log = structlog.get_logger(__name__)

Interaction = discord.Interaction[Any]


class Refusal(Exception):
    """We cannot do this, and the person can know why: a Fluent message id with its arguments (already ``safe``)."""

    def __init__(self, message: str, **arguments: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.arguments = arguments


class Funnel:
    """Answers failed interactions. ``reference`` makes the short number a person may quote to the operator."""

    def __init__(self, locales: Locales, reference: Callable[[], str]) -> None:
        self._locales = locales
        self._reference = reference

    async def catch(self, interaction: Interaction, error: BaseException, what: str) -> None:
        """Tell the person and the operator of ``error``; ``what`` names the command or control. Never raises."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        words = self._locales.reader(interaction)
        if isinstance(cause, Refusal):
            await _tell(interaction, words(cause.message, **cause.arguments))
        elif isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            _log.warning("a command from an older version was used", command=what)
            await _tell(interaction, words("error-command-changed"))
        elif isinstance(cause, discord.NotFound) and cause.code == 10062:
            # The three seconds were over before we could answer; Discord takes nothing for it any more.
            _log.warning("answered too late", control=what)
        else:
            reference = self._reference()
            _log.error("interaction failed", reference=reference, control=what, error=places(cause))
            await _tell(interaction, words("error-unexpected", reference=reference))


async def _tell(interaction: Interaction, sentence: str) -> None:
    if interaction.type is discord.InteractionType.autocomplete:
        return
    card = Card(panel(sentence))
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=card, ephemeral=True)
        else:
            await interaction.response.send_message(view=card, ephemeral=True)
    except discord.HTTPException as error:
        # Nobody is left to tell; never fall back to a public message.
        _log.warning("could not tell a person of an error", status=error.status, code=error.code)
