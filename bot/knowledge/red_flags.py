"""Words that put help before any look-up, found literally in what a coach typed."""

from collections.abc import Mapping
from typing import Literal

from bot.knowledge.files import RedFlagsFile
from bot.knowledge.plain import plain

Level = Literal["now", "law", "supervisor"]


class RedFlags:
    """The lists of ``red-flags.yaml``, ready for searching; every language is searched, whatever the reader's."""

    def __init__(self, lists: RedFlagsFile) -> None:
        levels: tuple[tuple[Level, Mapping[str, tuple[str, ...]]], ...] = (
            ("now", lists.now),
            ("law", lists.law),
            ("supervisor", lists.supervisor),
        )
        self._phrases: list[tuple[Level, tuple[str, ...]]] = [
            (level, tuple(f" {plain(phrase)} " for phrases in by_language.values() for phrase in phrases))
            for level, by_language in levels
        ]

    def level(self, text: str) -> Level | None:
        """The gravest level whose words stand in ``text``, or None."""
        padded = f" {plain(text)} "
        return next((level for level, phrases in self._phrases if any(phrase in padded for phrase in phrases)), None)
