"""A server's coming meetups: which of its scheduled events are still to come, page by page, and as a calendar file."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Literal, NamedTuple

from icalendar import Calendar, Event, vText

PAGE = 5
"""Meetups shown at once."""
_UNPRINTABLE = {"Cc", "Cs"}
"""Unicode categories that RFC 5545 allows in no text: controls, and halves of a pair of surrogates."""


class Status(Enum):
    """How far an event is; Discord, "Guild Scheduled Event"."""

    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELLED = 4


@dataclass(frozen=True, slots=True)
class Meetup:
    """One scheduled event, in the words of whoever added it.

    Attributes:
        name: 1 to 100 characters; ``description``: up to 1,000, or empty.
        start: and ``end`` know their time zone; ``end`` is None where Discord was told none.
        place: an address or a link, or the channel's name; empty where the channel is gone.
        channel: id of the channel it takes place in; None for a place outside Discord, or a channel that is gone.
        url: the event's page in Discord.
    """

    id: int
    name: str
    description: str
    start: datetime
    end: datetime | None
    place: str
    url: str
    channel: int | None = None
    status: Status = Status.SCHEDULED

    def begun(self, now: datetime) -> bool:
        """Whether it is under way: opened by its host, or its time has come."""
        return self.status is Status.ACTIVE or self.start <= now

    @property
    def mark(self) -> "Mark":
        """Its place in the order of all meetups."""
        return int(self.start.timestamp()), self.id


Mark = tuple[int, int]
"""Start in seconds since 1970, and id: a place between meetups that stays where it is when one of them is cancelled."""
Way = Literal["after", "before"]


class Page(NamedTuple):
    """Up to five meetups out of ``total``, with ``skipped`` earlier ones."""

    shown: Sequence[Meetup]
    skipped: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last one shown, counted from 1."""
        return self.skipped + len(self.shown)


def still_to_come(meetups: Iterable[Meetup], now: datetime) -> list[Meetup]:
    """Those planned or under way, soonest first."""
    return sorted((each for each in meetups if _expected(each, now)), key=lambda each: each.mark)


def first_page(meetups: Sequence[Meetup]) -> Page:
    """The next five of ``meetups``, which are in order."""
    return Page(meetups[:PAGE], 0, len(meetups))


def page_at(meetups: Sequence[Meetup], way: Way, mark: Mark) -> Page:
    """The five right ``after`` or ``before`` the mark; where fewer are left that way, the last or the first five."""
    if way == "after":
        skipped = sum(each.mark <= mark for each in meetups)
        if skipped >= len(meetups):
            skipped = len(meetups) - PAGE
    else:
        skipped = sum(each.mark < mark for each in meetups) - PAGE
    skipped = max(skipped, 0)
    return Page(meetups[skipped : skipped + PAGE], skipped, len(meetups))


def to_calendar(meetups: Iterable[Meetup], made: datetime) -> bytes:
    """A calendar file (RFC 5545) of all ``meetups``, times in UTC. ``made`` knows its time zone.

    An event keeps its UID, so that a newer file moves what an older one put into the calendar.
    """
    # Said outright: Calendar.new would add the library's own name and an identifier of its own.
    calendar = Calendar()
    calendar["VERSION"] = vText("2.0")
    calendar["PRODID"] = vText("-//Wayside//Wayside//EN")
    for meetup in meetups:
        calendar.add_component(_event(meetup, made))
    return calendar.to_ical()


def _expected(meetup: Meetup, now: datetime) -> bool:
    # What is under way may well take longer than planned.
    over = meetup.end is not None and meetup.end <= now
    return meetup.status is Status.ACTIVE or (meetup.status is Status.SCHEDULED and not over)


def _event(meetup: Meetup, made: datetime) -> Event:
    return Event.new(
        uid=f"discord-event-{meetup.id}@wayside",
        stamp=made.astimezone(UTC),
        start=meetup.start.astimezone(UTC),
        # None leaves DTEND out: we do not invent an hour that nobody has promised.
        end=meetup.end.astimezone(UTC) if meetup.end else None,
        summary=_printable(meetup.name),
        description=_printable(f"{meetup.description}\n\n{meetup.url}").strip(),
        location=_printable(meetup.place) or None,
        url=meetup.url,
    )


def _printable(text: str) -> str:
    return "".join(each for each in text if each == "\n" or unicodedata.category(each) not in _UNPRINTABLE)
