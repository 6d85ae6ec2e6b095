"""When a weekly series is due: local dates and a time of day in a time zone, turned into moments in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.community.typed import DateRefused

LATEST_START = timedelta(days=366)
"""How far ahead a series may begin; further is more likely a slip in the year."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every one or two weeks, on the weekday of the first date, at a time of day in a time zone.

    A due date is a date in ``zone``; its moment is ``at`` on that date there, by the rule of PEP 495 for ``fold=0``:

    - A time the clocks skip counts as if they had not been changed yet, so it comes after the gap by as much as it
      stood after the gap's beginning: 02:30 in a gap from 02:00 to 03:00 is 03:30. A date skipped as a whole (Apia, 30
      December 2011) is such a gap too: what was due then comes at the same time of day on the next date.
    - A time that comes twice is the first of the two.

    Each date has one moment, and a later date has a later one. Nothing is due in the year 10000: what looks that far
    ahead raises OverflowError.

    Attributes:
        every_weeks: 1 or 2.
        first_on: the first date.
        at: the time of day, without a time zone.
        zone: IANA time zone.

    Raises ValueError for other weeks, a time with a time zone, or a zone that the time zone database does not have.
    """

    every_weeks: int
    first_on: date
    at: time
    zone: str

    def __post_init__(self) -> None:
        if self.every_weeks not in (1, 2):
            raise ValueError("every_weeks is 1 or 2")
        if self.at.tzinfo is not None:
            raise ValueError("at has a time zone of its own")
        clock_of(self.zone)

    def dates(self) -> Iterator[date]:
        """Every due date, from the first on."""
        return self._dates_from(0)

    def moment_on(self, on: date) -> datetime:
        """The moment in UTC at which ``on``, one of ``dates()``, is due."""
        return _moment(on, self.at, clock_of(self.zone))

    def next_dates(self, moment: datetime, n: int = 3) -> tuple[datetime, ...]:
        """The next ``n`` moments in UTC after ``moment``, which itself is not among them."""
        return tuple(islice((due for due in self._around(moment) if due > moment), n))

    def due_after(self, moment: datetime) -> datetime:
        """The first moment in UTC at which the series is due after ``moment``."""
        return self.next_dates(moment, 1)[0]

    def latest_due(self, moment: datetime) -> datetime | None:
        """The last moment in UTC at which the series was due, ``moment`` included; None: it has not begun."""
        latest = None
        for due in self._around(moment):
            if due > moment:
                break
            latest = due
        return latest

    def _around(self, moment: datetime) -> Iterator[datetime]:
        """The due moments from one that is not after ``moment`` on, or from the first."""
        here = moment.astimezone(clock_of(self.zone)).date()
        steps = (here - self.first_on).days // (7 * self.every_weeks)
        # One earlier: where a date is skipped, what was due on it comes a day later.
        return map(self.moment_on, self._dates_from(max(0, steps - 1)))

    def _dates_from(self, step: int) -> Iterator[date]:
        weeks = timedelta(weeks=self.every_weeks)
        on = self.first_on + step * weeks
        while True:
            yield on
            on += weeks


def first_on(weekday: int, starting: date | None, now: datetime, at: time, zone: str) -> date:
    """The first date that is a ``weekday`` (Monday is 0), not before ``starting``, and still to come at ``now``.

    ``starting`` is a date in ``zone``; None: as soon as can be. Where ``at`` is over on that date already, it is a week
    later. Raises DateRefused for a ``starting`` before today there ("past", with the date that would come first), or
    more than LATEST_START ahead ("far"); ValueError for a zone that does not exist.
    """
    clock = clock_of(zone)
    today = now.astimezone(clock).date()
    soonest = _weekday_from(today, weekday)
    if _moment(soonest, at, clock) <= now:
        soonest += timedelta(weeks=1)
    if starting is None:
        return soonest
    if starting < today:
        raise DateRefused("past", (soonest,))
    if starting - today > LATEST_START:
        raise DateRefused("far")
    return max(soonest, _weekday_from(starting, weekday))


def clock_of(zone: str) -> ZoneInfo:
    """The clock of an IANA time zone. Raises ValueError where there is none, without naming what was asked for."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        # ZoneInfo looks for a file of that name, so that a folder or too long a name fails as files do.
        raise ValueError("no such time zone") from None


def _moment(on: date, at: time, clock: ZoneInfo) -> datetime:
    return datetime.combine(on, at.replace(fold=0), clock).astimezone(UTC)


def _weekday_from(on: date, weekday: int) -> date:
    return on + timedelta(days=(weekday - on.weekday()) % 7)
