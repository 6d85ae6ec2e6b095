"""What a person chose, and what the moderators of their server did: at hand for the interaction being answered."""

import asyncio

import structlog

from bot.community.community import UNSET, Community
from bot.failures import StorageUnavailable
from bot.storage.communities import Communities
from bot.storage.members import Members, Preferences
from bot.surface.contexts import by_server
from bot.surface.types import Interaction

_log = structlog.get_logger(__name__)

_PERSON, _SERVER = "wayside-preferences", "wayside-community"
_PATIENCE_SECONDS = 0.5
"""Of the three in which Discord wants an answer."""


class Preferring:
    """Looks up what was chosen, before anything else happens in an interaction."""

    def __init__(self, members: Members, communities: Communities) -> None:
        self._members = members
        self.communities = communities

    async def prefer(self, interaction: Interaction) -> None:
        """Look it up; where that cannot be read now, they are answered as if nobody had chosen anything."""
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                interaction.extras[_PERSON] = await self._members.get(interaction.user.id)
                if interaction.guild_id is not None and by_server(interaction):
                    interaction.extras[_SERVER] = await self.communities.get(interaction.guild_id)
        except (StorageUnavailable, TimeoutError):
            _log.warning("answered without somebody's preferences")


def preferred(interaction: Interaction) -> Preferences:
    """What they chose; nothing before ``prefer``."""
    found = interaction.extras.get(_PERSON)
    return found if isinstance(found, Preferences) else Preferences()


def community_of(interaction: Interaction) -> Community:
    """What the moderators decided where this happens; nothing outside servers."""
    found = interaction.extras.get(_SERVER)
    return found if isinstance(found, Community) else UNSET


def country_of(interaction: Interaction) -> str | None:
    """Whose emergency numbers come first: the person's own choice, else their server's."""
    return preferred(interaction).country or community_of(interaction).country
