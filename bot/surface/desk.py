"""What every command has at hand. Built once by ``app.py``; commands and cards take it as an argument."""

import asyncio
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field

from bot.finder.find import Finder, Finding
from bot.knowledge.lookup import Lookup
from bot.knowledge.model import Knowledge
from bot.surface.cards import Cards
from bot.surface.words import Locales


@dataclass(frozen=True, slots=True)
class Desk:
    """Knowledge, the ways into it, words, and the cards made of them."""

    knowledge: Knowledge
    lookup: Lookup
    finder: Finder
    locales: Locales
    cards: Cards = field(default_factory=Cards)
    command_ids: dict[str, int] = field(default_factory=dict[str, int])
    """Discord's ids of our commands, once synced: they make ``/scenario`` tappable in a text."""
    _finding: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "finding"))

    async def find(self, text: str) -> Finding:
        """What ``text`` means, found beside the event loop so that nobody else waits.

        One text at a time: several at once would only take each other's processor, and each would take longer.
        """
        return await asyncio.get_running_loop().run_in_executor(self._finding, self.finder.find, text)
