"""What every command has at hand. Built once by ``app.py``; commands and cards take it as an argument."""

import asyncio
from collections.abc import Collection
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from bot.finder.find import Finder, Finding
from bot.knowledge.lookup import Lookup
from bot.knowledge.model import Knowledge
from bot.knowledge.narrowed import narrowed
from bot.surface.cards import Cards
from bot.surface.preferred import community_of
from bot.surface.types import Interaction
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
    _whole: "Desk | None" = None
    _narrowed: dict[frozenset[str], "Desk"] = field(default_factory=dict[frozenset[str], "Desk"], init=False)
    """By the editions shown. A handful of editions has few combinations, and servers choose fewer."""

    @property
    def whole(self) -> "Desk":
        """The desk with every edition, from which this one was narrowed; itself when it was not."""
        return self._whole or self

    def at(self, interaction: Interaction) -> "Desk":
        """The desk as look-ups show it where this happens: with the editions that moderators chose for their server.

        Clauses and scenarios given to a card must come from the knowledge of the same desk.
        """
        return self.narrowed(community_of(interaction).editions)

    def narrowed(self, editions: Collection[str]) -> "Desk":
        """The desk with only these editions (ids); with all where none of them is known or none is missing."""
        if self._whole:
            return self._whole.narrowed(editions)
        shown = frozenset(edition for edition in editions if edition in self.knowledge.editions)
        if not shown or len(shown) == len(self.knowledge.editions):
            return self
        found = self._narrowed.get(shown)
        if found is None:
            knowledge = narrowed(self.knowledge, shown)
            found = replace(self, knowledge=knowledge, lookup=Lookup(knowledge), cards=Cards(), _whole=self)
            self._narrowed[shown] = found
        return found

    async def find(self, text: str) -> Finding:
        """What ``text`` means, found beside the event loop so that nobody else waits.

        One text at a time: several at once would only take each other's processor, and each would take longer.
        """
        return await asyncio.get_running_loop().run_in_executor(self._finding, self.finder.find, text)
