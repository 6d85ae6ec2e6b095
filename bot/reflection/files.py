"""The files of a sheet, with neutral names: a download folder is no place for the name of a dilemma."""

from datetime import date, datetime

from bot.reflection.calendar import to_calendar
from bot.reflection.markdown import to_markdown
from bot.reflection.pdf import to_pdf
from bot.reflection.session import Session
from bot.reflection.sheet import Sheet
from bot.reflection.takeaway import Say

Files = dict[str, bytes]
"""File name -> content, in the order they are shown."""


def takeaway_files(sheet: Sheet, session: Session, say: Say, made: datetime, uid: str) -> Files:
    """PDF and Markdown, and a calendar file when a day was chosen. Takes tens of milliseconds: call it in a thread."""
    stem = f"wayside-{made.date().isoformat()}"
    files = {f"{stem}.pdf": to_pdf(sheet), f"{stem}.md": to_markdown(sheet).encode()}
    if session.review:
        files[f"{stem}.ics"] = _calendar(session.review, say, made, uid)
    return files


def worksheet_file(sheet: Sheet) -> Files:
    """The printable PDF alone."""
    return {"wayside-worksheet.pdf": to_pdf(sheet)}


def _calendar(day: date, say: Say, made: datetime, uid: str) -> bytes:
    title, note = say("calendar-title"), say("calendar-note")
    return to_calendar(uid=f"{uid}@wayside", title=title, note=note, day=day, made=made)
