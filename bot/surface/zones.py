"""Time zones by name, read beside the event loop when somebody first needs them."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.community import zones
from bot.surface.cards import safe
from bot.surface.errors import Refusal


class Zones:
    """The zones under their names in ``languages``; ``clock`` gives the UTC time, for the offsets shown."""

    def __init__(self, languages: tuple[str, ...], clock: Callable[[], datetime]) -> None:
        self._languages = languages
        self._clock = clock
        self._making: asyncio.Task[zones.Zones] | None = None

    async def suggest(self, typed: str, language: str, near: str | None) -> list[tuple[str, str]]:
        """Names and ids for autocomplete, ``near`` first where nothing is typed."""
        return (await self._known()).suggest(typed, language, self._clock(), near)

    async def read(self, text: str, language: str) -> str:
        """The id of the zone that ``text`` names. Raises Refusal, with what may be meant in ``language``."""
        try:
            return (await self._known()).read(text, self._clock())
        except zones.UnknownZone as error:
            known = await self._known()
            near = ", ".join(known.shown(each, language, self._clock()) for each in error.near)
            raise Refusal("zone-unknown-near" if near else "zone-unknown", text=safe(text), near=near) from None

    async def shown(self, zone: str, language: str) -> str:
        """A zone as people read it."""
        return (await self._known()).shown(zone, language, self._clock())

    async def _known(self) -> zones.Zones:
        if self._making is None or (self._making.done() and self._making.exception()):
            self._making = asyncio.create_task(asyncio.to_thread(zones.Zones, self._languages))
        return await asyncio.shield(self._making)
