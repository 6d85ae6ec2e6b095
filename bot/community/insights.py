"""How often situations were looked up in a server, and how much of it may be shown without telling on anyone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 30
"""How long a day's counts are kept, and how far back is shown."""
FEWEST = 10
"""The smallest number that is shown; our sentences say "ten"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of a server's look-ups.

    Attributes:
        counts: scenario id -> how often it was looked up; one that is missing was not.
        begun: the day on which counting was switched on; None: longer ago than is kept.
    """

    counts: Mapping[str, int]
    begun: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one scenario. ``count``: at least ten; None: fewer than ten, or none at all."""

    scenario: str
    count: int | None


def first_day(today: date) -> date:
    """The first of the days that count ``today``, itself among them."""
    return today - timedelta(days=DAYS - 1)


def may_be_shown(counts: Mapping[str, int], scenarios: Iterable[str]) -> tuple[Shown, ...]:
    """Every one of ``scenarios`` (ids in the order of the files): the most looked up first, hidden ones at the end.

    Hidden ones keep the order of the files, and there is no sum: neither says anything about a number under ten.
    """
    found = [(id, counts.get(id, 0)) for id in scenarios]
    shown = [Shown(id, count) for id, count in found if count >= FEWEST]
    hidden = [Shown(id, None) for id, count in found if count < FEWEST]
    return (*sorted(shown, key=lambda each: -(each.count or 0)), *hidden)
