"""From what a member types ("§24", "icf", "2,19", "2020", a title) to what it names, or to what exists nearby."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.model import Clause, Code, Edition, Knowledge, Scenario
from bot.knowledge.plain import begin, plain, words

_SUBJECT_CLAUSES = 20
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nearby:
    """No such clause: the code, the edition asked for if any, and the clauses that may be meant.

    ``subject`` is True where words were given instead of a number and ``clauses`` are about them; otherwise they are
    the closest numbers: five of the edition asked for, or three of each edition. The current edition comes first.
    """

    code: Code
    edition: Edition | None
    clauses: tuple[Clause, ...]
    subject: bool = False


class Lookup:
    """Names and numbers of everything, in plain form. Built once; a look-up is a dictionary access."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._codes = {
            plain(name): code
            for code in knowledge.codes.values()
            for name in (code.id, code.name, *code.aliases, *code.title.root.values())
        }
        self._scenarios = {
            plain(name): scenario
            for scenario in knowledge.scenarios.values()
            for name in (scenario.id, *scenario.title.root.values())
        }
        self._said = {
            clause.ref: frozenset(
                word for text in (clause.section, clause.summary) for said in text.root.values() for word in words(said)
            )
            for clause in knowledge.clauses.values()
        }
        self._numbers = {
            edition.id: {clause.number: clause for clause in knowledge.published(edition)}
            for edition in knowledge.editions.values()
        }

    def code(self, text: str) -> Code | None:
        """The code whose id, name, title or alias is ``text``; case, accents and punctuation do not matter."""
        return self._codes.get(text) or self._codes.get(plain(text))

    def scenario(self, text: str) -> Scenario | None:
        """The scenario whose id, or title in any language, is ``text``."""
        return self._scenarios.get(plain(text))

    def edition(self, code: Code, text: str) -> Edition | None:
        """The edition of ``code`` named by id ("icf-2020"), year ("2020") or title."""
        wanted = plain(text)
        for edition in code.editions:
            if wanted in {plain(edition.id), str(edition.year), *map(plain, edition.title.root.values())}:
                return edition
        return None

    def clause(self, code: Code, number: str, edition: Edition | None = None) -> Clause | Nearby:
        """The published clause ``number`` of ``edition``; without one, the code's editions in order, current first."""
        named, wanted = self.edition_and_number(code, number)
        edition = edition or named
        editions = (edition,) if edition else sorted(code.editions, key=lambda each: not each.current)
        for each in editions:
            if found := self._numbers[each.id].get(wanted):
                return found
        if not any(character.isdigit() for character in wanted):
            about = self.about(number, [clause for each in editions for clause in self._numbers[each.id].values()])
            if about:
                return Nearby(code, edition, tuple(about[:_SUBJECT_CLAUSES]), subject=True)
        many = 5 if len(editions) == 1 else 3
        closest = [near for each in editions for near in _closest(wanted, [*self._numbers[each.id].values()], many)]
        return Nearby(code, edition, tuple(closest))

    def about(self, subject: str, clauses: Iterable[Clause]) -> list[Clause]:
        """Those of ``clauses`` whose summary or section heading, in any language, has a word that begins so."""
        wanted = words(subject)
        return [clause for clause in clauses if wanted and begin(wanted, self._said[clause.ref])]

    def edition_and_number(self, code: Code, text: str) -> tuple[Edition | None, str]:
        """``"§ 2,19."`` -> ``(None, "2.19")``; ``"icf-2020:24"`` or ``"24 (2020)"`` -> that edition and ``"24"``."""
        found = [number.replace(",", ".").upper() for number in _NUMBER.findall(text)]
        years = {str(edition.year): edition for edition in code.editions}
        named = next((years[number] for number in found if number in years), None)
        numbers = [number for number in found if number not in years]
        return named, numbers[0] if numbers else text.strip()[:20]


def _closest(wanted: str, pool: list[Clause], many: int) -> list[Clause]:
    """Up to ``many`` of ``pool``, in its order: numbers of the same form first, then by the distance of their parts."""

    def distance(clause: Clause) -> tuple[bool, list[int]]:
        asked, has = wanted.split("."), clause.number.split(".")
        apart = [_apart(a, b) for a, b in zip(asked, has, strict=False)]
        return len(asked) != len(has), apart

    chosen = sorted(pool, key=distance)[:many]
    return [clause for clause in pool if clause in chosen]


def _apart(one: str, other: str) -> int:
    far = 1000
    numbers = [int(part[:4]) if part.isascii() and part.isdigit() else None for part in (one, other)]
    if numbers[0] is None or numbers[1] is None:
        return 0 if one == other else far
    return abs(numbers[0] - numbers[1])
