"""Times of day and dates as people type them, in the ways of our languages."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, time, timedelta
from typing import Literal

TimeProblem = Literal["form", "midnight", "hour", "minute"]
"""Not a time; 24:00, which is 00:00 of the next day; no such hour; no such minute."""
DateProblem = Literal["form", "absent", "past", "far"]
"""Not a date; a date that the calendar does not have; one that is over; one too far ahead."""


class TimeRefused(ValueError):
    """What was typed is no time of day. ``problem`` says why; the words themselves are not kept."""

    def __init__(self, problem: TimeProblem) -> None:
        super().__init__(f"no time of day: {problem}")
        self.problem: TimeProblem = problem


class DateRefused(ValueError):
    """What was typed cannot be the date. ``near``: dates that may be meant, earliest first; often there are none."""

    def __init__(self, problem: DateProblem, near: tuple[date, ...] = ()) -> None:
        super().__init__(f"no usable date: {problem}")
        self.problem: DateProblem = problem
        self.near = near


_NAMED = {
    **dict.fromkeys(("noon", "midday", "midi", "mittag", "mittags", "mediodia"), time(12)),
    **dict.fromkeys(("midnight", "minuit", "mitternacht", "medianoche"), time(0)),
}
_BEFORE = re.compile(r"^(?:at|a las?|a|um|gegen|vers|las?|el)\s+")
_PART_OF_DAY = re.compile(
    r"\s*(?:"
    r"(?P<am>a\.?\s?m\.?|(?:du )?matin|(?:de|por) la manana|de la madrugada|in the morning|vormittags|morgens)|"
    r"(?P<pm>p\.?\s?m\.?|(?:du )?soir|(?:de l')?apres-midi|(?:de|por) la tarde|in the (?:afternoon|evening)|"
    r"nachmittags|abends)|"
    r"(?P<night>(?:de|por) la noche|at night|nachts)"
    r")$"
)
_SEPARATOR = re.compile(r"\s*(?:heures?|horas?|hours?|uhr|hrs?|hs|h|o'clock|[:.,])\s*")
_TIME = re.compile(r"([0-9]{1,2})(?:[: ]?([0-9]{2})(?::00)?\s*(?:min|mn)?)?:?")
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s?([-/. ])\s?([0-9]{1,2})\s?\2\s?([0-9]{4})")
_SHORT = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{2})")


def read_time(text: str) -> time:
    """The time of day, to the minute: "9:30", "9h30", "09.30", "9.30 Uhr", "0930", "21h", "9:30 pm", "noon".

    Also with the part of the day in words ("9 de la noche", "8h du soir"). Midnight is 00:00. Raises TimeRefused.
    """
    plain = _BEFORE.sub("", _plain(text))
    if plain in _NAMED:
        return _NAMED[plain]
    part = _PART_OF_DAY.search(plain)
    clock = plain[: part.start()] if part else plain
    found = _TIME.fullmatch(_SEPARATOR.sub(":", clock))
    if not found:
        raise TimeRefused("form")
    hour, minute = int(found[1]), int(found[2] or 0)
    if minute > 59:
        raise TimeRefused("minute")
    if hour > 23:
        raise TimeRefused("midnight" if (hour, minute) == (24, 0) else "hour")
    return time(_in_24_hours(hour, part.lastgroup) if part else hour, minute)


def _in_24_hours(hour: int, part: str | None) -> int:
    if (part == "pm" and hour == 0) or (part == "am" and hour > 12):
        raise TimeRefused("form")
    if part == "am":
        return hour % 12
    if part == "night" and (hour == 12 or hour < 6):
        return hour % 12
    return hour % 12 + 12


def read_date(text: str) -> date:
    """The date: "2027-02-28", or day first as in "28.02.2027", "28/2/2027", "28/02/27". Raises DateRefused.

    One that the calendar does not have comes with the dates on both sides of it, or with the month and the day
    exchanged where that is a date.
    """
    year, month, day = _numbers(text)
    found = _date(year, month, day)
    if found is None:
        raise DateRefused("absent", _nearest(year, month, day))
    return found


def _numbers(text: str) -> tuple[int, int, int]:
    dashed = _dashed(text)
    if found := _ISO.fullmatch(dashed):
        year, month, day = found[1], found[3], found[4]
    elif found := _DAY_FIRST.fullmatch(dashed):
        day, month, year = found[1], found[3], found[4]
    elif found := _SHORT.fullmatch(dashed):
        day, month, year = found[1], found[3], f"20{found[4]}"
    else:
        raise DateRefused("form")
    if int(year) == 0:
        raise DateRefused("form")
    return int(year), int(month), int(day)


def _nearest(year: int, month: int, day: int) -> tuple[date, ...]:
    if 1 <= month <= 12 and 28 < day <= 31:
        last = date(year, month, monthrange(year, month)[1])
        return last, last + timedelta(days=1)
    exchanged = _date(year, day, month)
    return (exchanged,) if exchanged else ()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Lower case, without accents, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(each for each in decomposed if not unicodedata.combining(each)).split())


def _dashed(text: str) -> str:
    """One kind of dash and of space."""
    return re.sub(r"[‐-―−]", "-", _plain(text))
