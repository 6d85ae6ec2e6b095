"""A coach's own words -> the eight scenarios, best first, with a verdict and what puts help first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

from bot.finder.encode import Encoder
from bot.finder.grams import Floats
from bot.finder.learn import FLAGS, Learned, chances, questions
from bot.finder.likeness import Compared
from bot.finder.red_flags import Flag, Level, Look, RedFlags
from bot.finder.taught import Message
from bot.knowledge.plain import words

Verdict = Literal["match", "choose", "none"]

_MATCH = 0.78
"""Chance from which a scenario is shown at once; chosen so that 93 in 100 are right."""
_NONE = 0.22
"""Chance of no scenario from which none is offered."""
_PHRASE = 1.5
"""What a phrase of a red flag counts for it; this and the next three were weighed against what calm notes look like."""
_TAKEN_BACK = 2.0
"""What an idiom, or a phrase that a denial takes back, counts for calm."""
_SUPERVISOR = 3.5
"""What a phrase that asks for a supervisor counts for calm."""
_CALM = 0.7
"""What speaks for calm before anything is read."""
_DANGER = 0.35
"""Chance from which a text is a red flag: to miss one is worse than to bring help where none is needed."""
_WORTH_OFFERING = 0.25
"""A second or third scenario is offered when it has this share of the first one's chance."""
_READ_AT_MOST = 600
"""Characters of a message that count for the ranking: the situation is said by then, and the time stays bounded."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One scenario and how likely the words mean it, 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What a message leads to: ``match`` shows the first, ``choose`` offers up to three, ``none`` shows the list."""

    verdict: Verdict
    scenarios: tuple[Ranked, ...]
    """All scenarios, best first. What their scores lack to 1 is the chance that it is none of them."""
    red_flag: Level | None

    @property
    def choices(self) -> tuple[str, ...]:
        """The ids to offer for ``choose``: up to three, none far less likely than the first."""
        least = _WORTH_OFFERING * self.scenarios[0].score
        return tuple(ranked.id for ranked in self.scenarios[:3] if ranked.score >= least)


class Near(NamedTuple):
    """A message learned from that speaks for a label."""

    message: Message
    likeness: float
    """0 to 2: in meaning and in letters up to 1."""


class Explanation(NamedTuple):
    """Why a message leads where it does."""

    finding: Finding
    none: float
    """How likely it is none of the scenarios, 0 to 1."""
    nearest: tuple[Near, ...]
    """The messages most like it, first the likest."""
    flag: Flag | None


class Finder:
    """Reads what a coach types and keeps nothing of it. Some 3 ms; safe to call from several threads."""

    def __init__(
        self,
        scenarios: Sequence[str],
        learned: Learned,
        red_flags: RedFlags,
        encoder: Encoder | None,
        messages: Callable[[], Sequence[Message]],
    ) -> None:
        """``messages`` gives those learned from, which only an explanation needs."""
        self._scenarios = scenarios
        self._questions = questions(scenarios)
        self._learned = learned
        self._red_flags = red_flags
        self._encoder = encoder
        self._messages = cache(messages)

    def find(self, text: str) -> Finding:
        """Rank the scenarios for ``text``: any string, any language. The red flags are sought in all of it."""
        return self.explain(text, nearest=0).finding

    def explain(self, text: str, nearest: int = 5) -> Explanation:
        """As ``find``, with the ``nearest`` messages learned from."""
        look = self._red_flags.look(text)
        read = text[:_READ_AT_MOST]
        if not words(read):
            nothing = tuple(Ranked(id, 0.0) for id in self._scenarios)
            return Explanation(Finding("none", nothing, look.flag and look.flag.level), 1.0, (), look.flag)
        compared = self._compare(read)
        situation, danger = (self._learned.read(compared, self._questions, number) for number in (0, 1))
        # What a phrase stands in is read by itself as well: a long message must not drown one sentence.
        around = [self._learned.read(self._compare(each), self._questions, 1) for each in look.around]
        flag = _flag(look, danger, around)
        *likely, none = chances(situation).tolist()
        ranked = tuple(sorted(map(Ranked, self._scenarios, likely), key=lambda one: -one.score))
        finding = Finding(_verdict(ranked[0].score, none), ranked, flag and flag.level)
        likeness = compared.letters + compared.meaning
        likest = np.argsort(-likeness)[:nearest] if nearest else ()
        near = tuple(Near(self._messages()[i], float(likeness[i])) for i in likest)
        return Explanation(finding, none, near, flag)

    def _compare(self, text: str) -> Compared:
        return self._learned.likeness.of(_readable(text), self._encoder)


def _flag(look: Look, danger: Floats, around: Sequence[Floats]) -> Flag | None:
    """What the phrases say and what the text is like, weighed together; ``danger`` and each around: none, ``FLAGS``.

    "She is stalking me" and "I am stalking a parcel" hold the same phrase: neither says enough by itself.
    """
    seen = look.flag
    counted = danger.copy()
    if look.taken_back:
        counted[0] += _TAKEN_BACK
    if seen is None or seen.level == "supervisor":
        if seen:
            counted[0] += _SUPERVISOR
        calm, *likely = _chances(counted)
        return Flag(FLAGS[int(np.argmax(likely))], "") if 1 - calm >= _DANGER else seen
    told = FLAGS.index(seen.level)
    counted[1 + told] += _PHRASE
    calm, *likely = min((_chances(each) for each in (counted, *around)), key=lambda each: each[0])
    level = FLAGS[min(told, int(np.argmax(likely)))]
    return Flag(level, seen.phrase if level == seen.level else "") if 1 - calm >= _DANGER else None


def _chances(danger: Floats) -> list[float]:
    return chances(danger + np.array([_CALM, 0, 0], np.float32)).tolist()


def _verdict(best: float, none: float) -> Verdict:
    if none >= _NONE or none > best:
        return "none"
    return "match" if best >= _MATCH else "choose"


def _readable(text: str) -> str:
    """``text`` without what UTF-8 cannot say (half a character), which the encoder refuses."""
    return text.encode("utf-8", "ignore").decode("utf-8")
