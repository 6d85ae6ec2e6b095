"""Words that put help before any look-up: suicide, violence, abuse, police and courts, also softly said.

The lists of ``red-flags.yaml`` are phrases in a small notation that editors can read:

- ``end it all`` - these words, one after the other, whatever their case and accents;
- ``kill/hurt/cut* myself/himself`` - one of several words in a place; ``*`` stands for any ending;
- ``better off ... without me`` - ``...`` stands for up to four words.

A phrase is evidence, which ``find.py`` weighs with what the text is like; an idiom that covers it ("dying to") or a
denial up to three words before it ("no longer") takes it back.
Every language is searched, whatever the reader's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cache
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
_AROUND = 4
"""Words before and after a phrase that are read by themselves."""
_PHRASES_AT_MOST = 2
"""Phrases of one text that are; so the time stays bounded."""


class Place(NamedTuple):
    """One place in a phrase: the words that may stand there, those given by their beginning, and whether words may
    stand before it."""

    whole: frozenset[str]
    begun: tuple[str, ...]
    after_gap: bool

    @property
    def ways(self) -> tuple[str, ...]:
        """All of them, beginnings too."""
        return (*self.whole, *self.begun)

    def among(self, said: KeysView[str]) -> Iterator[str]:
        """Those of the words ``said`` that may stand here, each once."""
        yield from self.whole & said
        if self.begun:
            yield from (word for word in said if word.startswith(self.begun) and word not in self.whole)

    def holds(self, word: str) -> bool:
        """May ``word`` stand here?"""
        return word in self.whole or (bool(self.begun) and word.startswith(self.begun))


@cache
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
    """Phrases ready for searching: each is tried only where its most telling place has a word of its own."""

    _KEY = 3
    """Letters of a beginning that lead to its phrases."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._read = [(phrase, places(phrase)) for phrase in phrases]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[int, str]]] = defaultdict(list)
        stand_in = Counter(way for _, read in self._read for place in read for way in place.ways)
        for number, (_, read) in enumerate(self._read):
            # "I", "want", "the" stand in many phrases and messages; what stands in few phrases stands in few messages.
            telling = min(read, key=lambda place: sum(stand_in[way] for way in place.ways))
            for way in telling.whole:
                self._by_word[way].append(number)
            for way in telling.begun:
                self._by_beginning[way[: self._KEY]].append((number, way))

    def found(self, said: list[str]) -> Iterator[tuple[str, int, int]]:
        """Each phrase in the words ``said``, with the index of its first word and of the one after its last."""
        stands: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(said):
            stands[word].append(i)
        for number in sorted(self._possible(stands)):
            phrase, (first, *rest) = self._read[number]
            for word in first.among(stands.keys()):
                for start in stands[word]:
                    if end := _end(rest, said, start + 1):
                        yield phrase, start, end

    def _possible(self, stands: Iterable[str]) -> set[int]:
        """The numbers of the phrases whose most telling place has one of these words."""
        found: set[int] = set()
        for word in stands:
            found.update(self._by_word.get(word, ()))
            for length in range(1, self._KEY + 1):
                for number, beginning in self._by_beginning.get(word[:length], ()):
                    if word.startswith(beginning):
                        found.add(number)
        return found


def _end(read: Sequence[Place], said: list[str], at: int) -> int:
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
    around: tuple[str, ...]
    """The words about the phrases of that level, in plain form, where more was said that could hide them."""
    taken_back: bool
    """An idiom stands there, or a phrase that a denial takes back, and no phrase besides."""


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
        """The gravest flag in ``text``, the words about it, and whether something there is taken back."""
        said = words(text)
        idioms = [(first, after) for _, first, after in self._idioms.found(said)]
        taken_back = bool(idioms)
        for level, phrases in self._levels:
            seen: list[str] = []
            around: list[str] = []
            for phrase, start, end in phrases.found(said):
                covered = any(first <= start and end <= after for first, after in idioms)
                if covered or self._denied(said, start):
                    taken_back = True
                    continue
                seen.append(phrase)
                about = said[max(0, start - _AROUND) : end + _AROUND]
                if len(about) < len(said):
                    around.append(" ".join(about))
            if seen:
                return Look(Flag(level, seen[0]), tuple(around[:_PHRASES_AT_MOST]), taken_back=False)
        return Look(None, (), taken_back=taken_back)

    def _denied(self, said: list[str], start: int) -> bool:
        first = max(0, start - _DENIED_WITHIN - _LONGEST_DENIAL)
        before = said[first:start]
        return any(len(before) - end <= _DENIED_WITHIN for _, _, end in self._denials.found(before))
