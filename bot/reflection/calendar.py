"""A calendar file (RFC 5545) with one day on which to look at a sheet again."""

from datetime import UTC, date, datetime, timedelta

from icalendar import CLASS, TRANSP, Alarm, Calendar, Event, vText

_NINE_O_CLOCK = timedelta(hours=9)
"""From the start of an all-day event, which is midnight wherever the calendar is read: such a day has no time zone."""


def to_calendar(*, uid: str, title: str, note: str, day: date, made: datetime) -> bytes:
    """One private all-day event that leaves the day free, with a reminder at nine in the morning of that day.

    The caller sees to it that ``title`` and ``note`` never hold a coach's words: calendars are shared, synchronised and
    shown on locked screens. ``made`` knows its time zone.
    """
    alarm = Alarm.new(description=title)
    alarm["ACTION"] = vText("DISPLAY")
    alarm.TRIGGER = _NINE_O_CLOCK
    event = Event.new(
        uid=uid,
        stamp=made.astimezone(UTC),
        start=day,
        end=day + timedelta(days=1),
        summary=title,
        description=note,
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
        subcomponents=[alarm],
    )
    # Said outright: Calendar.new would add the library's own name and an identifier of its own.
    calendar = Calendar()
    calendar["VERSION"] = vText("2.0")
    calendar["PRODID"] = vText("-//Wayside//Wayside//EN")
    calendar.add_component(event)
    return calendar.to_ical()
