"""What time brings: moderators are told of cases, what was interrupted is finished, and every case closes."""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import discord
import structlog

from bot.community.cases import State
from bot.failures import StorageUnavailable
from bot.logs import places
from bot.storage.cases import Cases, Kept
from bot.surface.cases.publishing import Publishing
from bot.surface.cases.telling import tell_author
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.log_channel import LogChannel
from bot.surface.views.about import command_mention

_log = structlog.get_logger(__name__)

_SPARE = timedelta(hours=1)
"""How long a closed case waits for the process that knows its server, to say so in its thread."""


class Tending:
    """Done every quarter of an hour. ``clock`` gives the UTC time. Every method may raise StorageUnavailable."""

    def __init__(
        self, desk: Desk, cases: Cases, publishing: Publishing, log: LogChannel, clock: Callable[[], datetime]
    ) -> None:
        self._desk = desk
        self._cases = cases
        self._publishing = publishing
        self._log = log
        self._clock = clock

    async def announce(self, client: discord.Client) -> None:
        """Tell moderators of cases that have come since the last time.

        Not in the moment one comes: who was there just then must not be a hint.
        """
        for id, waiting in (await self._cases.unannounced()).items():
            guild = client.get_guild(id)
            command = command_mention(self._desk, "cases")
            if guild and await self._log.note(guild, "log-case-waiting", count=len(waiting), command=command):
                await self._cases.announced(waiting)

    async def finish(self, client: discord.Client) -> None:
        """Post what was approved, and take down what was withdrawn, where something came between."""
        for kept in await self._cases.standing(State.APPROVED, State.WITHDRAWN):
            guild = client.get_guild(kept.guild)
            if guild and kept.id not in self._publishing.in_hand:
                with self._alone():
                    await self._finish(client, guild, kept)

    async def tell(self, client: discord.Client) -> None:
        """Write to the authors who asked for it and have not been told yet."""
        for kept in await self._cases.standing(State.POSTED, State.DECLINED):
            with self._alone():
                await self.tell_one(client, kept)

    async def tell_one(self, client: discord.Client, kept: Kept) -> None:
        """Write to the author of this one, if they are owed it."""
        if kept.case.owed and await tell_author(client, self._desk, kept):
            await self._cases.save(kept, kept.case.told())

    async def close(self, client: discord.Client) -> None:
        """Delete the cases whose time is over; the thread of a posted one gets a last line."""
        now = self._clock()
        for kept in await self._cases.due(now):
            if client.get_guild(kept.guild):
                with self._alone():
                    await self._close(client, kept)
        await self._cases.remove_due(now - _SPARE)

    async def _finish(self, client: discord.Client, guild: discord.Guild, kept: Kept) -> None:
        if kept.case.state is State.APPROVED:
            with suppress(Refusal):  # it waits for a moderator, or for the next time
                await self._publishing.publish(guild, kept)
        elif await self._publishing.take_down(client, kept):
            await self._cases.remove(kept.id)

    async def _close(self, client: discord.Client, kept: Kept) -> None:
        if kept.case.state is State.WITHDRAWN:
            await self._publishing.take_down(client, kept)
        # Deleted first: what is said in the thread must be true.
        if await self._cases.remove(kept.id, kept.revision):
            await self._publishing.say_closed(client, kept)
            if kept.case.tell and kept.case.state is State.WAITING:
                await tell_author(client, self._desk, kept)

    @contextmanager
    def _alone(self) -> Generator[None]:
        """Trouble with one case is said, and leaves the others as they are."""
        try:
            yield
        except StorageUnavailable:
            raise
        except Exception as error:
            _log.error("a case could not be looked after", error=places(error))
