"""The weekly digest of a server: when it comes, and what is in it that week, which is the same for all its members."""

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from bot.community.due import Rhythm, clock_of
from bot.community.topics import CLAUSES, QUESTIONS, Topic, read_topic, topics
from bot.knowledge.model import Knowledge

LATE = timedelta(days=1)
"""What could not be sent by then is left out."""

_MONDAY, _EIGHT = date(2024, 1, 1), time(8)
_HALF_A_WEEK = timedelta(days=3, hours=12)
_UTC = "UTC"


class Contents(NamedTuple):
    """One clause of a current edition and one question; None where a server shows none."""

    clause: Topic | None
    question: Topic | None


def first_due(now: datetime, zone: str | None) -> datetime:
    """The first Monday after ``now`` at 08:00 in ``zone``, as a moment in UTC.

    ``zone``: IANA time zone, here and below; None, or one that does not exist any more, counts as UTC.
    """
    return _mondays(zone).due_after(now)


def in_zone(due: datetime, zone: str | None) -> datetime:
    """When the digest that was to come at ``due`` comes in ``zone``: the same week, should the server have moved."""
    return _mondays(zone).due_after(due - _HALF_A_WEEK)


def next_due(due: datetime, now: datetime, zone: str | None) -> datetime:
    """The digest after the one of ``due``, and after ``now``. Never one of the same week, wherever the server moves."""
    return _mondays(zone).due_after(max(now, due + _HALF_A_WEEK))


def contents(knowledge: Knowledge, guild: int, due: datetime, zone: str | None) -> Contents:
    """What the server ``guild`` gets in the week of ``due``: nothing comes again before everything has come.

    It depends on the week and the server alone, so nothing needs to be remembered. When the knowledge gets another
    clause or question, the round begins somewhere else.
    """
    week = (due.astimezone(clock_of(_known(zone))).date() - _MONDAY).days // 7
    found = (_in_turn(knowledge, kind, guild, week) for kind in (CLAUSES, QUESTIONS))
    return Contents(*found)


def _in_turn(knowledge: Knowledge, kind: str, guild: int, week: int) -> Topic | None:
    order = _order(topics(knowledge, kind), str(guild))
    return read_topic(knowledge, order[week % len(order)]) if order else None


def _order(names: list[str], seed: str) -> list[str]:
    """As if drawn by lot; those of one code or one situation are spread over the round, so that they rarely meet."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: _lot(seed, name)):
        groups.setdefault(name.split(":")[1], []).append(name)
    placed = [
        ((at + _lot(seed, group)) / len(members), name)
        for group, members in groups.items()
        for at, name in enumerate(members)
    ]
    return [name for _, name in sorted(placed)]


def _lot(seed: str, name: str) -> float:
    """A number from 0 to 1 that nothing but ``seed`` and ``name`` decide."""
    return int.from_bytes(sha256(f"{seed} {name}".encode()).digest()[:6]) / 2**48


def _mondays(zone: str | None) -> Rhythm:
    return Rhythm(1, _MONDAY, _EIGHT, _known(zone))


def _known(zone: str | None) -> str:
    """A zone may leave the time zone database after a server has chosen it."""
    try:
        clock_of(zone or _UTC)
    except ValueError:
        return _UTC
    return zone or _UTC
