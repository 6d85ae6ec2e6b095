"""Whatever anyone presses, in whatever order and however often: what holds for every reflection on all eight guides."""

import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, example, find, given, settings
from hypothesis import strategies as st

from bot.knowledge.guide import Choice, GuideFile, Level, Note, Scale
from bot.reflection.keeping import from_text, to_text
from bot.reflection.service import Open, Reflections
from bot.reflection.session import (
    OUTLINE_FIELDS,
    TEN,
    Answer,
    Chosen,
    Event,
    InCountry,
    Move,
    Outlined,
    Place,
    Rated,
    Recognised,
    Review,
    Safety,
    Session,
    Wrote,
    advance,
    fitted,
    step_of,
)
from bot.storage.reflections import Reflections as KeptReflections
from bot.surface.desk import Desk
from bot.surface.views.reflection import screen
from tests.reflection.guides import GUIDE_IDS, guides
from tests.storage.place import NOON, NOOR
from tests.storage.place import Place as Folder

MARK = "zsuzsannaqx"
PEOPLE = itertools.count(NOOR)
QUESTIONING = {Place.STEPS, Place.AGAIN, Place.CLOSE}
EXAMPLES = settings(max_examples=200, deadline=None)
DRAWN = settings(max_examples=100, deadline=None)
REACHED = settings(max_examples=2000, deadline=None, phases=[Phase.generate], derandomize=True)
ON_A_DATABASE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

SHORT = st.text(st.characters(), max_size=12)
UNITS = SHORT | st.sampled_from(
    ["a", "*_`>", "<@1>", "@everyone ", "\n", "x\n", "||", "😀", "\u202e", "\x00", "](http://a.b/"]
)


def hostile(unit: str) -> str:
    """As many characters as Discord's window takes."""
    return f"{MARK}{unit * 4000}"[:4000]


def events_of(guide: GuideFile, words: st.SearchStrategy[str]) -> st.SearchStrategy[Event]:
    """Anything that could arrive, whether it fits or not. ``seen`` counts back from the turn at which it arrives."""
    steps = [step.id for step in guide.steps]
    options = [option.id for step in guide.steps if isinstance(step, Choice) for option in step.options]
    flags = st.sampled_from([None, None, None, *Level])
    ago = st.integers(0, 6)
    lines = st.fixed_dictionaries({name: st.just("") | words for name in OUTLINE_FIELDS})
    return st.one_of(
        st.sampled_from(list(Move)),
        st.builds(Safety, st.sampled_from(["no", "unsure", "yes"])),
        st.builds(Recognised, st.sampled_from([*(sign.id for sign in guide.signs), "foreign", ""])),
        st.builds(Chosen, st.sampled_from([*options, "foreign", ""])),
        st.builds(Rated, st.integers(-2, TEN + 2)),
        st.builds(Wrote, st.sampled_from([*steps, "foreign", ""]), words, ago, flags),
        st.builds(Outlined, lines, ago, flags),
        st.builds(Review, st.none() | st.dates()),
        st.builds(InCountry, st.sampled_from(["FR", "DE", ""])),
    )


def controls(session: Session, guide: GuideFile) -> list[Event]:
    """What the screen of ``session`` has to press."""
    if session.paused:
        return [Move.RESUME]
    if session.showing:
        return [Move.GO_ON, Move.END] if session.showing is Level.NOW else [Move.GO_ON, Move.STOP, Move.PAUSE]
    match session.place:
        case Place.SAFETY:
            return [Safety("no"), *(Recognised(sign.id) for sign in guide.signs), Safety("unsure"), Safety("yes")]
        case Place.UNSURE:
            return [Move.GO_ON, Move.END]
        case Place.DANGER:
            return [InCountry("FR")]
        case Place.CLOSE:
            return [Move.BACK, Review(date(2026, 5, 1)), Move.PAUSE]
        case _:
            pass
    walking: list[Event] = [Move.NEXT, Move.BACK, Move.PAUSE, Move.STOP]
    step = step_of(session, guide)
    if isinstance(step, Choice):
        return [*(Chosen(option.id) for option in step.options), *walking]
    return (
        [*map(Rated, range(TEN + 1)), *walking] if session.place is Place.AGAIN or isinstance(step, Scale) else walking
    )


class Turn(NamedTuple):
    """One event, and what came before and after it."""

    before: Session
    event: Event
    after: Session


@dataclass(frozen=True)
class Walk:
    """What happens on a guide: first ``ahead`` events of a calm way through it, then ``choices``.

    A choice is an event, or the number of a control that is on the screen then. ``long``: words are as hostile as can
    be made of them.
    """

    id: str
    ahead: int
    choices: list[Event | int]
    long: bool

    @property
    def guide(self) -> GuideFile:
        """The guide."""
        return guides()[self.id]

    def turns(self) -> Iterator[Turn]:
        """Every turn from the beginning."""
        session = Session(self.id)
        for choice in (*calm_way(self.id)[: self.ahead], *self.choices):
            event = self.resolved(choice, session)
            following = advance(session, self.guide, event)
            yield Turn(session, event, following)
            session = following

    def resolved(self, choice: Event | int, session: Session) -> Event:
        """The event that ``choice`` stands for on the screen of ``session``."""
        if isinstance(choice, int):
            pressed = controls(session, self.guide)
            return pressed[choice % len(pressed)]
        seen = max(0, session.turn - getattr(choice, "seen", 0))
        sized = hostile if self.long else str
        if isinstance(choice, Wrote):
            return replace(choice, text=sized(choice.text), seen=seen)
        if isinstance(choice, Outlined):
            return replace(choice, texts={name: sized(words) for name, words in choice.texts.items()}, seen=seen)
        return choice


@cache
def calm_way(id: str) -> tuple[Event, ...]:
    """From the question about danger to the close, with an answer to everything and no flag."""
    way: list[Event] = [Safety("no")]
    for step in guides()[id].steps:
        match step:
            case Note():
                way.append(Wrote(step.id, f"words for {step.id}", 0))
            case Scale():
                way.append(Rated(7))
            case Choice():
                way.append(next(Chosen(option.id) for option in step.options if not option.flag))
            case _:
                pass
        way.append(Move.NEXT)
    return (
        *way,
        Rated(8),
        Move.NEXT,
        Outlined({**dict.fromkeys(OUTLINE_FIELDS, ""), "opening": "hello"}, 0),
        Review(date(2026, 5, 1)),
    )


LONGEST = max(len(calm_way(id)) for id in GUIDE_IDS)


def walks(words: st.SearchStrategy[str] = SHORT, *, long: bool = False) -> st.SearchStrategy[Walk]:
    """From anywhere to anywhere."""

    def on(id: str) -> st.SearchStrategy[Walk]:
        choice = st.integers(0, 20) | events_of(guides()[id], words)
        return st.builds(
            Walk, st.just(id), st.integers(0, LONGEST), st.lists(choice, min_size=1, max_size=40), st.just(long)
        )

    return st.sampled_from(GUIDE_IDS).flatmap(on)


@pytest.mark.parametrize("place", list(Place))
def test_the_walks_lead_everywhere(place: Place) -> None:
    """Otherwise what follows would say little."""
    found = find(walks(), lambda walk: any(turn.after.place is place for turn in walk.turns()), settings=REACHED)
    assert found.choices


@pytest.mark.parametrize("level", list(Level))
def test_and_before_every_flag(level: Level) -> None:
    assert find(
        walks(), lambda walk: any(turn.after.showing is level for turn in walk.turns()), settings=REACHED
    ).choices


def beginnings() -> st.SearchStrategy[Walk]:
    """Walks that stay about the question about danger for long."""
    early = st.sampled_from([*Move, *map(Safety, ("no", "unsure", "unsure", "yes")), InCountry("FR")])

    def on(id: str) -> st.SearchStrategy[Walk]:
        choice = early | events_of(guides()[id], SHORT)
        return st.builds(Walk, st.just(id), st.just(0), st.lists(choice, min_size=3, max_size=20), st.booleans())

    return st.sampled_from(GUIDE_IDS).flatmap(on)


@settings(EXAMPLES, max_examples=400)
@given(beginnings() | walks())
def test_the_question_about_danger_is_never_skipped(walk: Walk) -> None:
    passed = False
    for before, event, after in walk.turns():
        if before.place is Place.SAFETY and not before.showing and not before.paused:
            passed = passed or event == Safety("no")
        if before.place is Place.UNSURE and not before.paused:
            passed = passed or event is Move.GO_ON
        assert passed or after.place not in QUESTIONING
        if after.place in (Place.SAFETY, Place.UNSURE):
            assert (after.answers, after.outline, after.now, after.review) == ({}, {}, None, None)


@EXAMPLES
@given(walks())
def test_nothing_is_asked_after_danger(walk: Walk) -> None:
    reached = False
    for _, _, after in walk.turns():
        reached = reached or after.place is Place.DANGER
        assert not reached or (after.place, after.showing, after.paused) == (Place.DANGER, None, False)
        assert step_of(after, walk.guide) is None or not reached


@EXAMPLES
@given(walks())
def test_a_lawyer_and_a_supervisor_are_shown_until_they_are_answered(walk: Walk) -> None:
    for before, event, after in walk.turns():
        if before.showing and before.showing is not Level.NOW and after.showing is None:
            assert event in (Move.GO_ON, Move.STOP)


@EXAMPLES
@given(walks())
@example(
    Walk(
        "client-ends",
        0,
        [Safety("no"), Wrote("hope", "one", 0, Level.NOW), Wrote("hope", "two", 0, Level.LAW), Move.GO_ON],
        long=False,
    )
)
@example(Walk("client-ends", 0, [Safety("no"), Wrote("hope", "one", 0, Level.NOW), Move.STOP], long=False))
def test_an_alarm_is_shown_until_it_is_answered(walk: Walk) -> None:
    for before, event, after in walk.turns():
        if before.showing is Level.NOW and after.showing is not Level.NOW:
            assert event in (Move.GO_ON, Move.END)


@EXAMPLES
@given(walks())
def test_an_acknowledged_text_is_never_lost(walk: Walk) -> None:
    """A text stays part of the answer until somebody who had it before their eyes replaces or clears it."""
    saved: dict[tuple[str, str], list[str]] = {}
    changed: dict[tuple[str, str], int] = {}
    for before, event, after in walk.turns():
        for field, words, seen in written(event, walk.guide, before):
            kept = [] if changed.get(field, 0) <= seen else saved.get(field, [])
            saved[field] = [*kept, words] if words else kept
        for field in set(saved) | set(texts_of(before)) | set(texts_of(after)):
            now = texts_of(after).get(field, "")
            assert all(words in now for words in saved.get(field, []))
            assert now or not saved.get(field)
            if now != texts_of(before).get(field, ""):
                changed[field] = after.turn


def written(event: Event, guide: GuideFile, before: Session) -> Iterator[tuple[tuple[str, str], str, int]]:
    """``(field, words, seen)`` of what is saved by ``event``."""
    if before.place in (Place.SAFETY, Place.UNSURE):
        return
    notes = {step.id for step in guide.steps if isinstance(step, Note)}
    if isinstance(event, Wrote) and event.step in notes:
        yield ("note", event.step), event.text, event.seen
    elif isinstance(event, Outlined):
        for name, words in event.texts.items():
            yield ("outline", name), words, event.seen


def texts_of(session: Session) -> dict[tuple[str, str], str]:
    """Everything written, by field."""
    notes = {("note", id): answer.value for id, answer in session.answers.items() if isinstance(answer.value, str)}
    return notes | {("outline", name): str(line.value) for name, line in session.outline.items()}


@EXAMPLES
@given(walks())
def test_an_answer_changes_only_where_it_is_given(walk: Walk) -> None:
    for before, event, after in walk.turns():
        mine = (
            {event.step} if isinstance(event, Wrote) else {before.step} if isinstance(event, Chosen | Rated) else set()
        )
        assert others(before, mine) == others(after, mine)
        if not isinstance(event, Outlined):
            assert after.outline == before.outline
        if not isinstance(event, Rated):
            assert after.now == before.now
        assert after.cautions >= before.cautions
        assert after.review == before.review or isinstance(event, Review)


def others(session: Session, mine: set[str]) -> dict[str, Answer]:
    """The answers to every step but ``mine``."""
    return {id: answer for id, answer in session.answers.items() if id not in mine}


@EXAMPLES
@given(walks())
def test_every_place_is_one_that_exists_and_every_answer_one_that_fits(walk: Walk) -> None:
    guide = walk.guide
    steps = {step.id: step for step in guide.steps}
    for _, _, after in walk.turns():
        asked = after.place in QUESTIONING
        assert (after.step in steps) if asked else (after.step in {*steps, ""})
        assert (step_of(after, guide) is not None) is (after.place is Place.STEPS)
        assert set(after.answers) <= set(steps)
        for step_id, answer in after.answers.items():
            step = steps[step_id]
            assert 0 < answer.turn <= after.turn
            match step:
                case Note():
                    assert isinstance(answer.value, str)
                    assert answer.value
                case Scale():
                    assert answer.value in range(TEN + 1)
                case Choice():
                    assert isinstance(answer.value, tuple)
                    assert len(set(answer.value)) == len(answer.value) >= 1
                    assert set(answer.value) <= {option.id for option in step.options}
                    assert step.several or len(answer.value) == 1
                case _:
                    pytest.fail(f"an answer to {step.kind}")
        assert after.now is None or (after.now in range(TEN + 1) and any(isinstance(s, Scale) for s in guide.steps))
        assert after.place is not Place.AGAIN or any(isinstance(steps[answered], Scale) for answered in after.answers)


@EXAMPLES
@given(walks())
def test_the_turn_grows_by_one_with_each_change_and_not_otherwise(walk: Walk) -> None:
    for before, _, after in walk.turns():
        if after is before:
            continue
        assert after.turn == before.turn + 1
        assert replace(after, turn=before.turn) != before


@EXAMPLES
@given(walks())
def test_a_pause_hides_nothing_but_the_screen(walk: Walk) -> None:
    for _, _, after in walk.turns():
        if after.place is Place.DANGER or after.paused:
            continue
        paused = advance(after, walk.guide, Move.PAUSE)
        resumed = advance(paused, walk.guide, Move.RESUME)
        assert paused.paused
        assert resumed == replace(after, turn=after.turn + 2)


@EXAMPLES
@given(walks())
def test_what_is_kept_is_read_back_the_same(walk: Walk) -> None:
    for _, _, after in walk.turns():
        assert from_text(to_text(after), after.turn) == after


Draw = Callable[[Session, str], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def draw(desk: Desk) -> Draw:
    """The screen of a session in a language. A function, since hypothesis would print a whole desk."""

    def drawn(session: Session, language: str) -> list[dict[str, Any]]:
        opened = Open("x" * 16, NOOR, session, guides()[session.guide], NOON)
        return screen(desk, desk.locales[language], opened, 7).to_components()

    return drawn


@DRAWN
@given(walk=walks(UNITS, long=True))
def test_every_screen_can_be_drawn_and_no_control_holds_a_typed_word(draw: Draw, walk: Walk) -> None:
    for _, _, after in walk.turns():
        for part in (part for language in ("en", "fr") for part in parts(draw(after, language))):
            told = [part.get("custom_id", "w1/"), *(f"w1/{each['value']}" for each in part.get("options", []))]
            assert all(re.fullmatch(r"w1/[A-Za-z0-9/:.-]*", each) and MARK not in each for each in told)
            assert 1 <= len(part.get("label", "x")) <= 80


def parts(components: list[Any]) -> Iterator[dict[str, Any]]:
    """Every component of a message."""
    for component in components:
        yield component
        yield from parts(component.get("components", []))


# On a real database, with screens that are older than what is kept


@pytest.fixture
async def reflections(tmp_path: Path) -> AsyncIterator[Reflections]:
    """Reflections that read no flag, on a database of their own."""
    count = itertools.count()

    async def calm(_: str) -> None:
        return None

    async with Folder(tmp_path).database() as database:
        yield Reflections(
            KeptReflections(database), guides(), calm, lambda: datetime.now(UTC), lambda: f"r{next(count)}"
        )


@ON_A_DATABASE
@given(walk=walks(), ages=st.lists(st.integers(0, 3), min_size=80, max_size=80))
async def test_a_click_acts_once_and_one_on_an_older_screen_not_at_all(
    reflections: Reflections, walk: Walk, ages: list[int]
) -> None:
    somebody = next(PEOPLE)
    opened = await reflections.begin(somebody, walk.id, None)
    for choice, age in zip((*calm_way(walk.id)[: walk.ahead], *walk.choices), ages, strict=False):
        session = opened.session
        event = walk.resolved(choice, session)
        acted = await reflections.act(opened.id, somebody, event, turn=session.turn - age)
        expected = advance(session, walk.guide, event) if age == 0 else session
        assert acted.session == expected
        twice = await reflections.act(opened.id, somebody, event, turn=session.turn - age)
        opened = await reflections.get(opened.id, somebody)
        assert opened.session == fitted(twice.session, walk.guide) == fitted(expected, walk.guide)
    assert await reflections.end(opened.id, somebody) == opened
