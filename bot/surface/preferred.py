"""The language and country a person chose, at hand for the interaction that is being answered."""

import asyncio

import structlog

from bot.failures import StorageUnavailable
from bot.storage.members import Members, Preferences
from bot.surface.types import Interaction

_log = structlog.get_logger(__name__)

_KEY = "wayside-preferences"
_PATIENCE_SECONDS = 0.5
"""Of the three in which Discord wants an answer."""


async def prefer(interaction: Interaction, members: Members) -> None:
    """Look up what they chose; where that cannot be read now, they are answered as if they had chosen nothing."""
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            interaction.extras[_KEY] = await members.get(interaction.user.id)
    except (StorageUnavailable, TimeoutError):
        _log.warning("answered without somebody's preferences")


def preferred(interaction: Interaction) -> Preferences:
    """What they chose; nothing before ``prefer``."""
    found = interaction.extras.get(_KEY)
    return found if isinstance(found, Preferences) else Preferences()
