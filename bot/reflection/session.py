"""``advance(session, guide, event) -> session``: how a reflection goes from screen to screen.

A session is a value; every event is total: what does not fit the place it meets (a second click, a stale screen, a
foreign control) changes nothing. The way: the question about danger, the guide's steps, the scale once more, the close.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, get_args

from bot.knowledge.guide import Choice, GuideFile, Level, Note, OutlineField, Scale, Step

TEN = 10
OUTLINE_FIELDS: tuple[OutlineField, ...] = get_args(OutlineField)
"""The lines of a respectful conversation, in their order; one modal of Discord has room for five."""


class Place(StrEnum):
    """Where a session stands."""

    SAFETY = "safety"
    """ "Is anyone in danger right now?": nothing is asked before this is answered."""
    UNSURE = "unsure"
    """Not sure: the numbers to call, and whether to go on."""
    STEPS = "steps"
    AGAIN = "again"
    """The scale once more."""
    CLOSE = "close"
    DANGER = "danger"
    """Help, and no question any more in this run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a coach answered: words, a number, or the ids of options; ``turn`` says when it was last changed."""

    value: str | int | tuple[str, ...]
    turn: int


class Shown(NamedTuple):
    """A message, by Discord's ids, and the language it was written in."""

    channel: int
    message: int
    language: str


@dataclass(frozen=True, slots=True)
class Session:
    """One reflection under way."""

    guide: str
    turn: int = 0
    """Counts the changes. A screen carries the turn it was drawn for, so that a click acts once or not at all."""
    place: Place = Place.SAFETY
    step: str = ""
    """The id of the step, from the first one on; it stays what it was when one stops early."""
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    """By step id. Nothing is ever taken out of it but by the coach."""
    now: int | None = None
    """The number at the close."""
    outline: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    """The respectful conversation, by field."""
    review: date | None = None
    paused: bool = False
    showing: Level | None = None
    """A red flag that stands before everything until it is answered."""
    behind: Level | None = None
    """A milder one that was met meanwhile: it comes once nobody is in danger."""
    cautions: frozenset[Level] = frozenset()
    """Levels already shown; each is shown once."""
    country: str = ""
    shown: Shown | None = None
    """Where it was last seen; None for a message that only the asker sees."""

    def next_turn(self) -> "Session":
        """The same, one turn later."""
        return replace(self, turn=self.turn + 1)


@dataclass(frozen=True, slots=True)
class Safety:
    """The answer to the question about danger."""

    answer: Literal["no", "unsure", "yes"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """One of the guide's signs holds."""

    sign: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option was pressed: it is set, or taken back when it was."""

    option: str


@dataclass(frozen=True, slots=True)
class Rated:
    """A number from 0 to 10."""

    number: int


@dataclass(frozen=True, slots=True)
class Wrote:
    """A written answer to ``step``. ``seen``: the turn of the answer its writer had before their eyes, 0 for none."""

    step: str
    text: str
    seen: int
    flag: Level | None = None


@dataclass(frozen=True, slots=True)
class Outlined:
    """Fields of the respectful conversation; ``seen`` as in Wrote, the newest turn among them."""

    texts: Mapping[str, str]
    seen: int
    flag: Level | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A day to look at it again, or none."""

    day: date | None


@dataclass(frozen=True, slots=True)
class InCountry:
    """Whose numbers to show."""

    country: str


class Move(StrEnum):
    """Events that carry nothing."""

    NEXT = "next"
    BACK = "back"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    """Straight to the close."""
    GO_ON = "go-on"
    """On from a red flag, or from "not sure"."""
    END = "end"
    """Help is what is wanted: no more questions."""


Event = Safety | Recognised | Chosen | Rated | Wrote | Outlined | Review | InCountry | Move


def advance(session: Session, guide: GuideFile, event: Event) -> Session:
    """The session after ``event``; the very same object where it does not fit."""
    after = _after(session, guide, event)
    return session if after == session else replace(after, turn=session.turn + 1)


def step_of(session: Session, guide: GuideFile) -> Step | None:
    """The step asked now, or None where no step is."""
    if session.place is not Place.STEPS:
        return None
    return next((step for step in guide.steps if step.id == session.step), None)


def scale_of(guide: GuideFile) -> Scale | None:
    """The guide's scale."""
    return next((step for step in guide.steps if isinstance(step, Scale)), None)


def fitted(session: Session, guide: GuideFile) -> Session:
    """The session for a guide that an editor changed meanwhile: it goes on at a step that exists, answers stay."""
    ids = [step.id for step in guide.steps]
    if session.place is Place.AGAIN and not _has_number(session, guide):
        session = replace(session, place=Place.CLOSE)
    if session.place in (Place.SAFETY, Place.UNSURE) or session.step in ids:
        return session
    return replace(session, step=next((id for id in ids if id not in session.answers), ids[-1]))


def _after(session: Session, guide: GuideFile, event: Event) -> Session:
    match event:
        case Wrote():
            return _wrote(session, guide, event)
        case Outlined():
            return _outlined(session, event)
        case InCountry(country):
            return replace(session, country=country)
        case Move.RESUME:
            return replace(session, paused=False)
        case _ if session.paused:
            return session
        case _ if session.showing:
            return _answer_to_flag(session, event)
        case Safety(answer) if session.place is Place.SAFETY:
            places = {"no": Place.STEPS, "unsure": Place.UNSURE, "yes": Place.DANGER}
            return _at(session, guide, places[answer])
        case Recognised(sign) if session.place is Place.SAFETY:
            return _recognised(session, guide, sign)
        case Chosen(option):
            return _chosen(session, guide, option)
        case Rated(number):
            return _rated(session, guide, number)
        case Review(day) if session.place is Place.CLOSE:
            return replace(session, review=day)
        case Move():
            return _moved(session, guide, event)
        case _:
            return session


def _answer_to_flag(session: Session, event: Event) -> Session:
    if event is Move.GO_ON:
        return _flagged(replace(session, showing=None, behind=None), session.behind)
    if event is Move.END and session.showing is Level.NOW:
        return replace(session, showing=None, place=Place.DANGER)
    if event is Move.STOP and session.showing is not Level.NOW and session.place is not Place.SAFETY:
        return replace(session, showing=None, place=Place.CLOSE)
    return replace(session, paused=True) if event is Move.PAUSE else session


def _moved(session: Session, guide: GuideFile, move: Move) -> Session:
    place = session.place
    match move:
        case Move.PAUSE if place is not Place.DANGER:
            return replace(session, paused=True)
        case Move.GO_ON if place is Place.UNSURE:
            return _at(session, guide, Place.STEPS)
        case Move.END if place is Place.UNSURE:
            return replace(session, place=Place.DANGER)
        case Move.STOP if place in (Place.STEPS, Place.AGAIN):
            return replace(session, place=Place.CLOSE)
        case Move.NEXT:
            return _next(session, guide)
        case Move.BACK:
            return _back(session, guide)
        case _:
            return session


def _next(session: Session, guide: GuideFile) -> Session:
    if session.place is Place.AGAIN:
        return replace(session, place=Place.CLOSE)
    if session.place is not Place.STEPS:
        return session
    following = _neighbour(session, guide, 1)
    if following:
        return replace(session, step=following)
    return replace(session, place=Place.AGAIN if _has_number(session, guide) else Place.CLOSE)


def _back(session: Session, guide: GuideFile) -> Session:
    if session.place is Place.CLOSE:
        finished = _neighbour(session, guide, 1) is None and _has_number(session, guide)
        return replace(session, place=Place.AGAIN if finished else Place.STEPS)
    if session.place is Place.AGAIN:
        return replace(session, place=Place.STEPS)
    before = _neighbour(session, guide, -1) if session.place is Place.STEPS else None
    return replace(session, step=before) if before else session


def _neighbour(session: Session, guide: GuideFile, by: int) -> str | None:
    ids = [step.id for step in guide.steps]
    at = ids.index(session.step) + by
    return ids[at] if 0 <= at < len(ids) else None


def _has_number(session: Session, guide: GuideFile) -> bool:
    scale = scale_of(guide)
    return scale is not None and scale.id in session.answers


def _at(session: Session, guide: GuideFile, place: Place) -> Session:
    return replace(session, place=place, step=guide.steps[0].id if place is Place.STEPS else session.step)


def _recognised(session: Session, guide: GuideFile, sign: str) -> Session:
    level = next((each.level for each in guide.signs if each.id == sign), None)
    if level is Level.NOW:
        return replace(session, place=Place.DANGER)
    # A sign says nothing about danger: the question about it is asked again afterwards.
    return session if level is None else _flagged(session, level, every_time=True)


def _chosen(session: Session, guide: GuideFile, id: str) -> Session:
    step = step_of(session, guide)
    option = next((each for each in step.options if each.id == id), None) if isinstance(step, Choice) else None
    if step is None or option is None:
        return session
    assert isinstance(step, Choice)
    held = session.answers.get(step.id)
    before = held.value if held and isinstance(held.value, tuple) else ()
    if id in before:
        return _answered(session, step.id, tuple(each for each in before if each != id))
    if not step.several or option.alone:
        chosen = (id,)
    else:
        alone = {each.id for each in step.options if each.alone}
        kept = {each for each in before if each not in alone} | {id}
        chosen = tuple(each.id for each in step.options if each.id in kept)
    return _flagged(_answered(session, step.id, chosen), option.flag)


def _rated(session: Session, guide: GuideFile, number: int) -> Session:
    if not 0 <= number <= TEN:
        return session
    if session.place is Place.AGAIN:
        return replace(session, now=number)
    step = step_of(session, guide)
    if not isinstance(step, Scale):
        return session
    low = step.supervisor_below is not None and number < step.supervisor_below
    return _flagged(_answered(session, step.id, number), Level.SUPERVISOR if low else None)


def _wrote(session: Session, guide: GuideFile, event: Wrote) -> Session:
    note = next((step for step in guide.steps if step.id == event.step), None)
    if session.place in (Place.SAFETY, Place.UNSURE) or not isinstance(note, Note):
        return session
    text = _together(session.answers.get(note.id), event.text, event.seen)
    return _flagged(_answered(session, note.id, text), event.flag)


def _outlined(session: Session, event: Outlined) -> Session:
    if session.place in (Place.SAFETY, Place.UNSURE):
        return session
    outline = dict(session.outline)
    for name in (each for each in OUTLINE_FIELDS if each in event.texts):
        text = _together(outline.get(name), event.texts[name], event.seen)
        if text and (name not in outline or outline[name].value != text):
            outline[name] = Answer(text, session.turn + 1)
        elif not text:
            outline.pop(name, None)
    return _flagged(replace(session, outline=outline), event.flag)


def _together(held: Answer | None, written: str, seen: int) -> str:
    """The new words; behind the ones held, where their writer had not seen those (a window open on another device)."""
    before = str(held.value) if held else ""
    if held is None or held.turn <= seen:
        return written
    known = not written or f"\n\n{written}\n\n" in f"\n\n{before}\n\n"
    return before if known else f"{before}\n\n{written}"


def _answered(session: Session, step: str, value: str | int | tuple[str, ...]) -> Session:
    held = session.answers.get(step)
    if held and held.value == value:
        return session
    answers = {id: answer for id, answer in session.answers.items() if id != step}
    if value or value == 0:
        answers[step] = Answer(value, session.turn + 1)
    return replace(session, answers=answers)


def _flagged(session: Session, level: Level | None, *, every_time: bool = False) -> Session:
    """Show ``level`` first: danger whenever it is met, also over a pause; the others once in a run, never over it."""
    if level is None or session.place is Place.DANGER:
        return session
    if level is Level.NOW:
        return replace(session, showing=level, paused=False, cautions=session.cautions | {level})
    if session.showing is Level.NOW:
        return session if level in session.cautions else replace(session, behind=level)
    if level in session.cautions and not every_time:
        return session
    return replace(session, showing=level, cautions=session.cautions | {level})
