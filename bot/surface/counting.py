"""Look-ups counted for ``/insights``: in memory as they happen, and written together once a minute."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.community.insights import Counted, first_day
from bot.failures import StorageUnavailable
from bot.knowledge.model import Scenario
from bot.logs import places
from bot.storage.communities import Communities
from bot.storage.lookups import Key, Lookups
from bot.surface.preferred import community_of
from bot.surface.types import Interaction

_log = structlog.get_logger(__name__)

_SECONDS = 60.0
"""What a crash loses at most. Nobody waits for the database while looking something up."""


class Counting:
    """Counts where moderators have switched it on, by server, day and situation. ``clock`` gives the UTC time."""

    def __init__(self, lookups: Lookups, communities: Communities, clock: Callable[[], datetime]) -> None:
        self._lookups = lookups
        self._communities = communities
        self._clock = clock
        self._counted: Counter[Key] = Counter()
        self._turn = asyncio.Lock()
        self._writing: asyncio.Task[None] | None = None

    def count(self, interaction: Interaction, scenario: Scenario) -> None:
        """Count that the card of ``scenario`` is shown in this server, if it counts; never to whom."""
        # Outside servers, and where a person alone installed the bot, nobody can have switched it on.
        if interaction.guild_id is not None and community_of(interaction).insights:
            self._counted[interaction.guild_id, self._clock().date(), scenario.id] += 1

    async def read(self, guild: int) -> Counted:
        """What was written of the last 30 days in the server ``guild``. Raises StorageUnavailable."""
        return await self._lookups.of_guild(guild, first_day(self._clock().date()))

    async def is_on(self, guild: int) -> bool:
        """Whether the server ``guild`` counts. Raises StorageUnavailable."""
        return (await self._communities.get(guild)).insights

    async def switch_on(self, guild: int) -> bool:
        """Begin to count in the server ``guild``; False when it did already. Raises StorageUnavailable."""
        async with self._turn:
            if await self.is_on(guild):
                return False
            await self._lookups.begin(guild, self._clock().date())
            await self._communities.set(guild, insights=True)
        return True

    async def switch_off(self, guild: int) -> bool:
        """Stop, and delete everything counted there; False when it was off already. Raises StorageUnavailable."""
        async with self._turn:
            was_on = await self.is_on(guild)
            await self._communities.set(guild, insights=False)
            await self._lookups.forget_guild(guild)
        return was_on

    def start(self) -> None:
        """Begin to write once a minute."""
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="counting")

    async def close(self) -> None:
        """Write what is left; the database must still be open."""
        if self._writing:
            async with self._turn:  # never in the middle of a write
                self._writing.cancel()
            await asyncio.wait({self._writing})
            self._writing = None
        await self.flush()

    async def flush(self) -> None:
        """Write what was counted; what cannot be written now waits for the next time."""
        async with self._turn:
            batch, self._counted = self._counted, Counter()
            try:
                # A server may have switched it off since.
                await self._lookups.add({key: n for key, n in batch.items() if await self.is_on(key[0])})
            except StorageUnavailable:
                self._counted.update(batch)

    async def forget_old(self) -> None:
        """Delete the days before the last 30. Raises StorageUnavailable."""
        await self._lookups.forget_before(first_day(self._clock().date()))

    async def _write(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS)
            try:
                await self.flush()
            except Exception as error:
                _log.error("could not write the counts of look-ups", error=places(error))
