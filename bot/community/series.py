"""A weekly series of posts, and what is to be done for it at a moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.community.due import Rhythm

MOST = 20
"""Series of one server."""
LATE = timedelta(hours=6)
"""What was missed by more is left out."""


class Pause(StrEnum):
    """Why a series rests; the values are kept, and are parts of Fluent ids."""

    MODERATOR = "moderator"
    CHANNEL_GONE = "channel-gone"
    NO_PERMISSION = "no-permission"
    REFUSED = "refused"
    NOTHING = "nothing"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Series:
    """What is posted where and when.

    Attributes:
        id: nobody can guess it.
        guild, channel: ids.
        added_by: the moderator to tell of trouble where the server has no log channel; None once they are forgotten.
        rotates: one of ``bot.community.topics.rotations``.
        languages: one or two.
        thread: each post gets a thread.
        rhythm: its dates.
        next_due: the next of them, in UTC.
        paused: why it rests, or None.
    """

    id: str
    guild: int
    channel: int
    added_by: int | None
    rotates: str
    languages: tuple[str, ...]
    thread: bool
    rhythm: Rhythm
    next_due: datetime
    paused: Pause | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be done for a series: ``due`` is posted (None: nothing), ``missed`` left out, then it waits again."""

    due: datetime | None
    missed: tuple[datetime, ...]
    next_due: datetime


def turn(series: Series, now: datetime) -> Turn:
    """What is to be done at ``now`` for a series whose ``next_due`` has come. Only the latest date can be posted."""
    rhythm, dates = series.rhythm, [series.next_due]
    while (following := rhythm.due_after(dates[-1])) <= now:
        dates.append(following)
    due = dates.pop() if now - dates[-1] <= LATE else None
    return Turn(due, tuple(dates), rhythm.due_after(now))
