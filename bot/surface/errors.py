"""One funnel for what goes wrong in an interaction: a kind sentence for the person, a line for the operator."""

from collections.abc import Callable

import discord
import structlog
from discord import app_commands

from bot.failures import StorageUnavailable
from bot.logs import places
from bot.surface.cards import Card, panel
from bot.surface.types import Interaction
from bot.surface.words import Locales

_log = structlog.get_logger(__name__)

_TOO_LATE = {
    10062: "three seconds were over",
    40060: "it has an answer already, from us before a repeated request or from another process with this token",
}
"""Discord, "Opcodes and Status Codes": codes after which nothing more can be said to the person."""


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
        try:
            await self._answer(interaction, error, what)
        except Exception as second:
            _log.error("could not tell a person of an error", control=what, error=places(second))

    async def _answer(self, interaction: Interaction, error: BaseException, what: str) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        words = self._locales.reader(interaction)
        if isinstance(cause, Refusal):
            await _tell(interaction, words(cause.message, **cause.arguments))
        elif isinstance(cause, StorageUnavailable):
            # The operator's line was written where it happened.
            await _tell(interaction, words("not-saved"))
        elif isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            _log.warning("a command from an older version was used", command=what)
            await _tell(interaction, words("error-command-changed"))
        elif isinstance(cause, discord.HTTPException) and cause.code in _TOO_LATE:
            _log.warning("Discord takes no answer any more", control=what, why=_TOO_LATE[cause.code])
        else:
            reference = self._reference()
            _log.error("interaction failed", reference=reference, control=what, error=places(cause))
            await _tell(interaction, words("error-unexpected", reference=reference))


async def _tell(interaction: Interaction, sentence: str) -> None:
    card = Card(panel(sentence))
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            await interaction.response.autocomplete([])
            return
        if interaction.response.is_done():
            await interaction.followup.send(view=card, ephemeral=True)
        else:
            await interaction.response.send_message(view=card, ephemeral=True)
    except discord.HTTPException as error:
        # Nobody is left to tell; never fall back to a public message.
        _log.warning("could not tell a person of an error", status=error.status, code=error.code)
