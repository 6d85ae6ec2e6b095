"""A coach's own words -> the eight scenarios, best first, with a verdict and what puts help first."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from bot.finder.encode import Encoder
from bot.finder.grams import Floats
from bot.finder.learn import FLAGS, Learned
from bot.finder.red_flags import Flag, Level, RedFlags
from bot.finder.taught import NONE, Message
from bot.knowledge.plain import words

Verdict = Literal["match", "choose", "none"]

_MATCH = 0.82
"""Chance from which a scenario is shown at once; chosen so that 93 in 100 are right."""
_NONE = 0.22
"""Chance of no scenario from which none is offered."""
_LIKE_DANGER = 0.3
"""Likeness to the examples of a red flag from which it is one without any of its phrases; 2 in 100 are mistaken."""
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
    """0 to about 1.4: in meaning up to 1, in letters up to 0.4."""


class Explanation(NamedTuple):
    """Why a message leads where it does."""

    finding: Finding
    none: float
    """How likely it is none of the scenarios, 0 to 1."""
    nearest: tuple[Near, ...]
    """The messages most like it, first the likest."""
    flag: Flag | None


class Finder:
    """Reads what a coach types and keeps nothing of it. About 3 ms; safe to call from several threads."""

    def __init__(
        self, learned: Learned, red_flags: RedFlags, encoder: Encoder | None, messages: tuple[Message, ...]
    ) -> None:
        self._learned = learned
        self._red_flags = red_flags
        self._encoder = encoder
        self._messages = messages

    def find(self, text: str) -> Finding:
        """Rank the scenarios for ``text``: any string, any language. The red flags are sought in all of it."""
        return self.explain(text, nearest=0).finding

    def explain(self, text: str, nearest: int = 5) -> Explanation:
        """As ``find``, with the ``nearest`` messages learned from."""
        flag, taken_back = self._red_flags.look(text)
        read = text[:_READ_AT_MOST]
        if not words(read):
            nothing = tuple(Ranked(id, 0.0) for id in self._learned.labels if id != NONE)
            return Explanation(Finding("none", nothing, flag and flag.level), 1.0, (), flag)
        letters, meaning = self._learned.likeness.of(_readable(read), self._encoder)
        read_as, flags = self._learned.read(letters, meaning)
        flag = flag or (None if taken_back else _danger(flags))
        chances = dict(zip(self._learned.labels, read_as.tolist(), strict=True))
        none = chances.pop(NONE)
        ranked = tuple(sorted((Ranked(*chance) for chance in chances.items()), key=lambda one: -one.score))
        finding = Finding(_verdict(ranked[0].score, none), ranked, flag and flag.level)
        likeness = self._learned.likeness.joined(letters, meaning)
        likest = np.argsort(-likeness)[:nearest] if nearest else ()
        near = tuple(Near(self._messages[i], float(likeness[i])) for i in likest)
        return Explanation(finding, none, near, flag)


def _danger(flags: Floats) -> Flag | None:
    level = FLAGS[int(flags.argmax())]
    return Flag(level, "") if flags.max() >= _LIKE_DANGER else None


def _verdict(best: float, none: float) -> Verdict:
    if none >= _NONE or none > best:
        return "none"
    return "match" if best >= _MATCH else "choose"


def _readable(text: str) -> str:
    """``text`` without what UTF-8 cannot say (half a character), which the encoder refuses."""
    return text.encode("utf-8", "ignore").decode("utf-8")
