"""Moderators are told of trouble with a series, once: in the log channel, or whoever added it by direct message."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import discord

from bot.community.series import Pause, Series
from bot.surface.cards import Card, panel, safe
from bot.surface.log_channel import LogChannel
from bot.surface.replies import UNREACHED


class Telling:
    """Writes in the server's own language."""

    def __init__(self, log: LogChannel) -> None:
        self._log = log

    async def missed(self, guild: discord.Guild, series: Series, dates: Sequence[datetime]) -> None:
        """These dates were left out, for they were over by hours when the bot could have posted again."""
        last = f"<t:{int(dates[-1].timestamp())}:F>"
        await self._tell(guild, series, "series-missed", count=len(dates), last=last)

    async def paused(self, guild: discord.Guild, series: Series, why: Pause) -> None:
        """It rests until a moderator resumes it."""
        await self._tell(guild, series, f"series-paused-{why.value}")

    async def _tell(self, guild: discord.Guild, series: Series, message: str, **arguments: str | int) -> None:
        channel = f"<#{series.channel}>"
        if await self._log.note(guild, message, channel=channel, **arguments):
            return
        if series.added_by is None:
            return
        words = await self._log.words(guild)
        sentence = words(message, channel=channel, **arguments)
        with suppress(*UNREACHED):
            adder = await guild.fetch_member(series.added_by)
            await adder.send(view=Card(panel(words("series-told", server=safe(guild.name)), sentence)))
