"""From what a member types ("§24", "icf", "2,19", "2020") to a clause, or to what exists nearby."""

import re
from dataclasses import dataclass

from bot.knowledge.model import Clause, Code, Edition, Knowledge

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nearby:
    """No such clause: the code, the edition asked for if any, and up to five existing clauses close to the number."""

    code: Code
    edition: Edition | None
    clauses: tuple[Clause, ...]


def find_code(knowledge: Knowledge, text: str) -> Code | None:
    """The code whose id, name, title or alias is ``text``; case and spaces do not matter."""
    wanted = _plain(text)
    for code in knowledge.codes.values():
        names = {code.id, code.name, *code.aliases, *code.title.root.values()}
        if wanted in {_plain(name) for name in names}:
            return code
    return None


def find_edition(code: Code, text: str) -> Edition | None:
    """The edition of ``code`` named by id ("icf-2020") or year ("2020")."""
    wanted = _plain(text)
    return next((edition for edition in code.editions if wanted in {_plain(edition.id), str(edition.year)}), None)


def find_clause(knowledge: Knowledge, code: Code, number: str, edition: Edition | None = None) -> Clause | Nearby:
    """The published clause ``number`` of ``edition``; without an edition the current one is searched first."""
    wanted = normal_number(number)
    editions = (edition,) if edition else sorted(code.editions, key=lambda each: not each.current)
    for candidate in editions:
        for clause in knowledge.published(candidate):
            if clause.number == wanted:
                return clause
    pool = [clause for candidate in editions for clause in knowledge.published(candidate)]
    return Nearby(code, edition, _closest(wanted, pool))


def normal_number(text: str) -> str:
    """``"§ 2,19."`` -> ``"2.19"``; a text without a number comes back trimmed."""
    found = _NUMBER.search(text)
    return found.group().replace(",", ".").upper() if found else text.strip()[:20]


def _closest(wanted: str, pool: list[Clause]) -> tuple[Clause, ...]:
    """Up to five of ``pool``: numbers of the same form first, then by how far apart their parts are."""

    def distance(clause: Clause) -> tuple[bool, list[int]]:
        asked, has = wanted.split("."), clause.number.split(".")
        apart = [abs(int(a) - int(b)) if a.isdigit() and b.isdigit() else 99 for a, b in zip(asked, has, strict=False)]
        return len(asked) != len(has), apart

    chosen = sorted(pool, key=distance)[:5]
    return tuple(clause for clause in pool if clause in chosen)


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
