"""A session as it is kept: read back whole, or refused without a word of it; and fitted to a guide that has changed."""

import json
import traceback
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.guide import GuideFile, Level
from bot.reflection.keeping import Unreadable, from_text, to_text
from bot.reflection.session import Answer, Move, Place, Session, Shown, fitted
from tests.reflection.guides import EVERY_KIND, NOTE, SCALE, THINK, a_guide, after, at

SECRET = "zsuzsannaqx"
FULL = Session(
    "bias",
    turn=41,
    place=Place.STEPS,
    step="note",
    answers={
        "note": Answer(f'{SECRET} "told" me \\ \n\u2028 é 😀 \ud83d', 12),
        "one": Answer(("a", "b"), 3),
        "scale": Answer(0, 40),
    },
    now=10,
    outline={"opening": Answer("Hello,\n\nI", 13)},
    review=date(2026, 5, 1),
    paused=True,
    showing=Level.LAW,
    cautions=frozenset({Level.LAW, Level.SUPERVISOR}),
    country="FR",
    shown=Shown(2**63 - 1, 2**62, "fr"),
)


@pytest.mark.parametrize("session", [FULL, Session("bias"), Session("bias", turn=3, place=Place.DANGER)])
def test_a_session_is_read_back_whole(session: Session) -> None:
    assert from_text(to_text(session), session.turn) == session


def test_the_turn_is_kept_beside_the_text() -> None:
    assert to_text(FULL) == to_text(replace(FULL, turn=99))
    assert from_text(to_text(FULL), 99) == replace(FULL, turn=99)


def kept(**changes: Any) -> str:
    """A text of ours with ``changes``; a key is left out where its change is ``...``."""
    fields = {**json.loads(to_text(FULL)), **changes}
    return json.dumps({key: value for key, value in fields.items() if value is not ...})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(kept(v=2), id="a newer version"),
        pytest.param(kept(v="1"), id="another version"),
        pytest.param(kept(v=...), id="no version"),
        *(pytest.param(kept(**{key: ...}), id=f"no {key}") for key in json.loads(to_text(FULL)) if key != "v"),
        pytest.param("", id="nothing"),
        pytest.param(SECRET, id="no JSON"),
        pytest.param(to_text(FULL)[:-1], id="cut off"),
        pytest.param(to_text(FULL) + "x", id="something behind"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param("1", id="a number"),
        pytest.param(json.dumps(SECRET), id="a word"),
        pytest.param(kept(place=SECRET), id="a place that does not exist"),
        pytest.param(kept(showing=SECRET), id="a level that does not exist"),
        pytest.param(kept(cautions=[SECRET]), id="a caution that does not exist"),
        pytest.param(kept(cautions=None), id="no list of cautions"),
        pytest.param(kept(review=SECRET), id="a day that is none"),
        pytest.param(kept(review=7), id="a day as a number"),
        pytest.param(kept(answers=[SECRET]), id="answers as a list"),
        pytest.param(kept(answers={"note": SECRET}), id="an answer without its turn"),
        pytest.param(kept(answers={"note": [SECRET, "x"]}), id="an answer whose turn is a word"),
        pytest.param(kept(outline={"opening": [SECRET]}), id="a line cut off"),
        pytest.param(kept(shown=[1]), id="half a place in Discord"),
    ],
)
def test_a_text_we_do_not_know_is_refused_without_a_word_of_it(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        from_text(text, 0)
    assert caught.value.args == ()
    assert caught.value.__cause__ is None
    assert SECRET not in "".join(traceback.format_exception(caught.value))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(json.loads(to_text(FULL)))), ANYTHING)
def test_one_damaged_field_is_read_or_refused_and_nothing_else(key: str, value: Any) -> None:
    try:
        read = from_text(kept(**{key: value}), 5)
    except Unreadable:
        return
    assert (read.turn, read.place in Place) == (5, True)


# A guide that an editor changed meanwhile


CHANGED = a_guide(THINK, {**NOTE, "id": "new"}, NOTE)
"""Without its choices and its scale, and with a new note."""


@pytest.mark.parametrize("step", ["think", "note"])
def test_who_stands_at_a_step_that_is_still_there_stays(step: str) -> None:
    before = at(step, answers=FULL.answers)
    assert fitted(before, CHANGED) is before


@pytest.mark.parametrize("place", ["safety", "unsure"])
def test_who_has_not_begun_begins_as_ever(place: str) -> None:
    before = at(place)
    assert fitted(before, CHANGED) is before


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        pytest.param({}, "think", id="nothing answered"),
        pytest.param({"think": Answer("x", 1)}, "new", id="the first one answered"),
        pytest.param({id: Answer("x", 1) for id in ("think", "new", "note")}, "note", id="everything answered"),
    ],
)
def test_who_stands_at_a_step_that_is_gone_goes_on_at_the_first_without_an_answer(
    answers: dict[str, Answer], step: str
) -> None:
    before = at("many", answers=answers)
    assert fitted(before, CHANGED) == replace(before, step=step)


@pytest.mark.parametrize("place", [Place.STEPS, Place.CLOSE, Place.DANGER])
def test_every_answer_stays(place: Place) -> None:
    before = at("many", answers=FULL.answers, outline=FULL.outline, now=3, place=place)
    now = fitted(before, CHANGED)
    assert (now.place, now.answers, now.outline, now.now) == (place, FULL.answers, FULL.outline, 3)
    assert now.turn == before.turn


def test_from_the_close_one_comes_back_to_a_step_that_exists() -> None:
    close = fitted(at("many", place=Place.CLOSE), CHANGED)
    back = after(close, Move.BACK, guide=CHANGED)
    assert (back.place, back.step) == (Place.STEPS, "think")


@pytest.mark.parametrize(
    "guide", [CHANGED, a_guide(THINK, {**SCALE, "id": "renamed"}, NOTE)], ids=["taken out", "renamed"]
)
def test_who_stood_at_the_second_scale_is_not_asked_it_when_the_scale_is_gone(guide: GuideFile) -> None:
    again = at("note", answers={"scale": Answer(6, 3)}, place=Place.AGAIN)
    assert fitted(again, EVERY_KIND) is again
    assert fitted(again, guide).place is not Place.AGAIN
