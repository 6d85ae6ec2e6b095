"""Every screen of every guide at its fullest: so an editor learns which text would break a limit of Discord's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.knowledge.guide import Choice, GuideFile, Level, Scale, Step
from bot.reflection.service import Held, Open, Written
from bot.reflection.session import OUTLINE_FIELDS, TEN, Answer, Place, Session
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.views.reflection import notice_card, screen
from bot.surface.views.reflection_close import details_card, discard_card
from bot.surface.views.reflection_modals import NOTE_LIMIT
from bot.surface.words import Words

_LONG = "*_`>" * (NOTE_LIMIT // 4)
"""A note as long as can be, every character of which has to be made harmless."""
_ID = "x" * 16
_LATEST = 999_999
_KEPT_DAYS = 90


def screens_of(desk: Desk, words: Words, guide: GuideFile) -> Iterator[tuple[str, Callable[[], Card]]]:
    """``(name, how to make it)`` for every place a session can be at, with everything answered."""
    full = full_session(desk, guide)
    opened = _open(guide, full)
    held = Held(_ID, guide.steps[-1].id, Written({}, 0), (_LONG,) * 9, sure=False)
    sessions = {f"step {step.id}": replace(full, step=step.id) for step in guide.steps}
    sessions |= {place.value: replace(full, place=place) for place in Place if place is not Place.STEPS}
    sessions |= {f"flag {level.value}": replace(full, showing=level) for level in Level}
    sessions["paused"] = replace(full, paused=True)
    for name, session in sessions.items():
        yield name, lambda s=session: screen(desk, words, _open(guide, s), _KEPT_DAYS)
    yield "notice", lambda: notice_card(desk, words, desk.knowledge.scenarios[guide.id], _KEPT_DAYS)
    yield "discard", lambda: discard_card(words, opened)
    yield "details", lambda: details_card(words, held)


def full_session(desk: Desk, guide: GuideFile) -> Session:
    """A session with the longest answer to everything."""
    answers = {step.id: Answer(value, _LATEST) for step in guide.steps if (value := _fullest(step)) is not None}
    return Session(
        guide.id,
        turn=_LATEST,
        place=Place.STEPS,
        step=guide.steps[-1].id,
        answers=answers,
        now=TEN,
        outline={name: Answer(_LONG, _LATEST) for name in OUTLINE_FIELDS},
        review=date(2030, 12, 31),
        cautions=frozenset(Level),
        country=max(desk.knowledge.crisis_lines.countries, key=lambda country: len(country.lines)).id,
    )


def _fullest(step: Step) -> str | int | tuple[str, ...] | None:
    if isinstance(step, Choice):
        return tuple(option.id for option in step.options)
    if isinstance(step, Scale):
        return TEN
    return _LONG if step.kind == "note" else None


def _open(guide: GuideFile, session: Session) -> Open:
    return Open(_ID, 1, session, guide, datetime(2030, 12, 1, tzinfo=UTC))
