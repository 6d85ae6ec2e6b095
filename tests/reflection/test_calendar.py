"""The calendar file, read back by a real parser."""

from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Calendar

from bot.reflection.calendar import to_calendar

DAY = date(2026, 12, 7)
MADE = datetime(2026, 11, 23, 22, 5, tzinfo=timezone(timedelta(hours=1)))


def made(title: str = "Wayside: look again", note: str = "Two quiet minutes.") -> bytes:
    """A file for the seventh of December."""
    return to_calendar(uid="7f3a@wayside", title=title, note=note, day=DAY, made=MADE)


def test_it_is_one_private_day_that_blocks_no_time() -> None:
    calendar = Calendar.from_ical(made())
    (event,) = calendar.events
    assert calendar["PRODID"] == "-//Wayside//Wayside//EN"
    assert calendar["VERSION"] == "2.0"
    assert (event.start, event.end) == (DAY, date(2026, 12, 8))
    assert b"DTSTART;VALUE=DATE:20261207" in made()
    assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
    assert (event["UID"], event["SUMMARY"]) == ("7f3a@wayside", "Wayside: look again")
    assert MADE.astimezone(UTC) == event.DTSTAMP


def test_it_reminds_once_at_nine_that_morning() -> None:
    (event,) = Calendar.from_ical(made()).events
    (alarm,) = event.alarms.times
    assert alarm.trigger == datetime(2026, 12, 7, 9)  # noqa: DTZ001 - wherever the coach is
    assert b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n" in made()
    assert b"TRIGGER:PT9H\r\n" in made()


def test_no_text_adds_a_line_of_its_own() -> None:
    title = "Look; again, \\ then\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT"
    (event,) = Calendar.from_ical(made(title, note="é" * 400)).events
    assert "ATTENDEE" not in event
    assert event["SUMMARY"] == title.replace("\r\n", "\n")
    assert event["DESCRIPTION"] == "é" * 400
    assert max(map(len, made(title, note="é" * 400).split(b"\r\n"))) <= 75


def test_the_same_day_is_the_same_file() -> None:
    assert made() == made()
    assert made().endswith(b"END:VCALENDAR\r\n")
