"""A server's log channel: who posted or changed what, and what moderators have to know. No one's private words."""

from contextlib import suppress

import discord

from bot.storage.communities import Communities
from bot.surface.cards import Card, panel
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.posting.reach import find_channel
from bot.surface.replies import UNREACHED
from bot.surface.words import Words


class LogChannel:
    """Writes in the server's own language, into the channel chosen in ``/settings``; silent where there is none."""

    def __init__(self, desk: Desk, communities: Communities) -> None:
        self._desk = desk
        self._communities = communities

    async def words(self, guild: discord.Guild) -> Words:
        """The server's own language. Raises StorageUnavailable."""
        return self._desk.locales.named((await self._communities.get(guild.id)).language)

    async def note(self, guild: discord.Guild, message: str, **arguments: str | int) -> bool:
        """Write the sentence ``message`` (Fluent id, its arguments ``safe``); whether it can be read there now.

        Raises StorageUnavailable.
        """
        chosen = (await self._communities.get(guild.id)).log_channel
        return chosen is not None and await self.write(guild, chosen, message, **arguments)

    async def write(self, guild: discord.Guild, into: int, message: str, **arguments: str | int) -> bool:
        """The same for a channel that need not be the one chosen now."""
        words = await self.words(guild)
        with suppress(Refusal, *UNREACHED):
            channel = await find_channel(guild, into)
            if isinstance(channel, discord.abc.Messageable):
                await channel.send(view=Card(panel(words(message, **arguments))))
                return True
        return False
