"""Words that put help before any look-up: suicide, violence, abuse, police and courts, also softly said.

The lists of ``red-flags.yaml`` are phrases in a small notation that editors can read:

- ``end it all`` - these words, one after the other, whatever their case and accents;
- ``kill/hurt/cut* myself/himself`` - one of several words in a place; ``*`` stands for any ending;
- ``better off ... without me`` - ``...`` stands for up to four words.

A phrase counts unless an idiom covers it ("dying to") or a denial stands up to three words before it ("no longer").
Every language is searched, whatever the reader's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal, NamedTuple

from bot.knowledge.plain import words

Level = Literal["now", "law", "supervisor"]
LEVELS: tuple[Level, ...] = ("now", "law", "supervisor")
"""The gravest first."""

_GAP = "..."
_LONGEST_GAP = 4
_LONGEST_DENIAL = 4
_DENIED_WITHIN = 3
"""Words between a denial and what it denies: "she said she has no thoughts of suicide"."""


class Place(NamedTuple):
    """One place in a phrase: the words that may stand there, those given by their beginning, and whether words may
    stand before it."""

    whole: frozenset[str]
    begun: tuple[str, ...]
    after_gap: bool

    def holds(self, word: str) -> bool:
        """May ``word`` stand here?"""
        return word in self.whole or (bool(self.begun) and word.startswith(self.begun))


def places(phrase: str) -> tuple[Place, ...]:
    """Read the notation. Raises ValueError where a phrase has no word, or a gap has no word on both sides."""
    read: list[Place] = []
    gap = False
    for part in phrase.split():
        if part == _GAP:
            if gap or not read:
                raise ValueError("... stands between words")
            gap = True
            continue
        if "*" in part.replace("*/", "/").removesuffix("*"):
            raise ValueError(f"{part}: * stands at the end of a word")
        if _GAP in part:
            raise ValueError(f"{part}: ... stands by itself")
        # An apostrophe or a hyphen makes several words of one: each has its own place.
        spelled = [(words(way), way.endswith("*")) for way in part.split("/")]
        size = len(spelled[0][0])
        if not size or any(len(each) != size for each, _ in spelled):
            raise ValueError(f"{part}: each way has as many words as the first, at least one")
        for at in range(size):
            last = at == size - 1
            whole = frozenset(each[at] for each, open_ended in spelled if not (last and open_ended))
            begun = tuple(each[at] for each, open_ended in spelled if last and open_ended)
            read.append(Place(whole, begun, gap))
            gap = False
    if not read or gap:
        raise ValueError("... stands between words")
    return tuple(read)


class Phrases:
    """Phrases ready for searching, by their first word or its beginning, so that few are tried at each word."""

    _KEY = 3
    """Letters of a first word given by its beginning that lead to the phrase."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: _Index = defaultdict(list)
        self._by_beginning: _Index = defaultdict(list)
        for phrase in phrases:
            read = places(phrase)
            for way in read[0].whole:
                self._by_word[way].append((phrase, read))
            for key in {way[: self._KEY] for way in read[0].begun}:
                self._by_beginning[key].append((phrase, read))

    def found(self, said: list[str]) -> Iterator[tuple[str, int, int]]:
        """Each phrase in the words ``said``, with the index of its first word and of the one after its last."""
        for start, word in enumerate(said):
            keys = {word[:length] for length in range(1, self._KEY + 1)}
            begun = (each for key in keys for each in self._by_beginning.get(key, ()))
            for phrase, read in chain(self._by_word.get(word, ()), begun):
                if end := _end(read, said, start):
                    yield phrase, start, end


_Index = dict[str, list[tuple[str, tuple[Place, ...]]]]


def _end(read: tuple[Place, ...], said: list[str], at: int) -> int:
    """Where the phrase ends whose places from here on are ``read``, if its words stand from ``at`` on; else 0."""
    if not read:
        return at
    reach = _LONGEST_GAP + 1 if read[0].after_gap else 1
    for i in range(at, min(at + reach, len(said))):
        if read[0].holds(said[i]) and (end := _end(read[1:], said, i + 1)):
            return end
    return 0


class Flag(NamedTuple):
    """What was seen: the level, and the phrase of ``red-flags.yaml`` that says so (empty: it is like the examples)."""

    level: Level
    phrase: str


class Look(NamedTuple):
    """What the phrases say of a text."""

    flag: Flag | None
    taken_back: bool
    """A phrase stood there that an idiom or a denial took back."""


class RedFlags:
    """The lists, ready for searching. ``phrases`` by level; ``idioms`` and ``denials`` take a phrase back."""

    def __init__(self, phrases: Mapping[Level, Iterable[str]], idioms: Iterable[str], denials: Iterable[str]) -> None:
        self._levels: list[tuple[Level, Phrases]] = [(level, Phrases(phrases[level])) for level in LEVELS]
        self._idioms = Phrases(idioms)
        self._denials = Phrases(denials)

    @classmethod
    def of(cls, phrases: Mapping[str, Iterable[str]]) -> "RedFlags":
        """From one mapping: the levels, "idioms" and "denials"."""
        return cls({level: phrases[level] for level in LEVELS}, phrases["idioms"], phrases["denials"])

    def seen(self, text: str) -> Flag | None:
        """The gravest flag in ``text``, or None."""
        return self.look(text).flag

    def look(self, text: str) -> Look:
        """The gravest flag in ``text``, and whether any phrase was taken back."""
        said = words(text)
        taken_back = False
        idioms: list[tuple[int, int]] | None = None
        for level, phrases in self._levels:
            for phrase, start, end in phrases.found(said):
                if idioms is None:
                    idioms = [(first, after) for _, first, after in self._idioms.found(said)]
                covered = any(first <= start and end <= after for first, after in idioms)
                if not covered and not self._denied(said, start):
                    return Look(Flag(level, phrase), taken_back)
                taken_back = True
        return Look(None, taken_back)

    def _denied(self, said: list[str], start: int) -> bool:
        first = max(0, start - _DENIED_WITHIN - _LONGEST_DENIAL)
        before = said[first:start]
        return any(len(before) - end <= _DENIED_WITHIN for _, _, end in self._denials.found(before))
