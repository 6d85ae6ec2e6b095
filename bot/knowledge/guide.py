"""What an editor writes in ``guides/<scenario>.yaml``: the questions of one private reflection.

A guide belongs to the scenario of the same id. How a reflection goes from screen to screen is ``bot/reflection``'s;
here is only what it asks. The questions rest on solution-focused practice (best hopes, scale, exceptions, smallest
step), on APPEAR (Passmore and Turner 2018) and on ethical maturity (Carroll and Shaw 2013).
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from bot.knowledge.fields import ClauseRef, KebabId, Text
from bot.knowledge.files import Entry


class Level(StrEnum):
    """How far a red flag reaches."""

    NOW = "now"
    """Someone may be in danger: help by country, and no question afterwards."""
    LAW = "law"
    """A lawyer, an insurer's legal line or a professional body's ethics contact comes before any deed."""
    SUPERVISOR = "supervisor"
    """To be talked over with a supervisor before the next contact."""


class Option(Entry):
    """One answer of a ``choice``."""

    id: KebabId
    label: Text
    """At most 60 characters: it is a button's label."""
    flag: Level | None = None
    """What choosing it calls for first."""
    alone: bool = False
    """With ``several``: "none of these", which goes with no other."""


OutlineField = Literal["opening", "achieved", "ends", "next", "sponsor"]
"""The five lines of a respectful conversation."""


OUTLINE = "outline"
"""No step may be called so: it is the field of the respectful conversation, where others are named like their step."""


class _Asked(Entry):
    id: KebabId
    title: Text
    """A few words for the progress line: "3 of 7 · Who is touched?"; at most 40 characters."""
    ask: Text
    """The question; at most 320 characters."""
    hint: Text | None = None
    """A quiet line below it; at most 160 characters."""
    clauses: tuple[ClauseRef, ...] = ()
    """Clauses shown with the question, as they stand today."""


class Think(_Asked):
    """A question to think about; nothing is typed."""

    kind: Literal["think"]


class Note(_Asked):
    """A question with a written answer, which may be skipped."""

    kind: Literal["note"]
    outline: OutlineField | None = None
    """The line of the respectful conversation that begins with this answer."""


class Choice(_Asked):
    """A question with options, one or ``several`` of which hold."""

    kind: Literal["choice"]
    several: bool = False
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]


class Scale(_Asked):
    """A number from 0 to 10, asked again at the close. Solution-focused practice: never a scale of danger."""

    kind: Literal["scale"]
    ten: Text
    """What 10 stands for, in the first person; at most 120 characters."""
    supervisor_below: Annotated[int, Field(ge=1, le=10)] | None = None
    """A number under this one calls for a supervisor."""


Step = Annotated[Think | Note | Choice | Scale, Field(discriminator="kind")]


class Sign(Entry):
    """A red flag of this guide that a coach may recognise, offered with the question about danger."""

    id: KebabId
    level: Level
    label: Text
    """In the first person, at most 100 characters: it is a line of a menu."""


class Part(Entry):
    """One heading of the take-away."""

    heading: Text
    """At most 80 characters."""
    hint: Text | None = None
    """What belongs here, for whoever fills it in by hand; at most 140 characters."""
    from_steps: tuple[KebabId, ...] = ()
    """The steps whose answers are printed here; without any, there are lines to write on."""


class Takeaway(Entry):
    """The sheet a coach leaves with; empty, it is the worksheet."""

    name: Text
    """At most 60 characters."""
    parts: Annotated[tuple[Part, ...], Field(min_length=3, max_length=14)]
    warning: Text | None = None
    """What it is not: "Not a legal will"."""


class GuideFile(Entry):
    """``guides/<scenario>.yaml``: the private reflection on one scenario."""

    id: KebabId
    delivery: Literal["interactive", "worksheet_first"]
    """``worksheet_first``: even a pressed button may reveal health, intimacy or an offence, so paper comes first."""
    opening: Text
    """What this reflection is for, in one or two short lines; at most 240 characters."""
    always: Level | None = None
    """A level that holds whatever is answered; said at the close and on the take-away."""
    conversation: bool = True
    """False where there is no conversation to prepare."""
    reminder: Text | None = None
    """What to leave out of written answers here, when the usual reminder is not enough; at most 100 characters."""
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=9)]
    signs: Annotated[tuple[Sign, ...], Field(min_length=1, max_length=12)]
    takeaway: Takeaway
