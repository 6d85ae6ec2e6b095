"""What a case can be, what may follow what, and who may bring it there."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.community.cases import (
    DRAFT_STAYS,
    OPEN,
    STAYS,
    STEPS,
    Case,
    NotNow,
    State,
    Who,
    begin,
    from_json,
    tidy,
)

NOW = datetime(2026, 3, 14, 15, 9, 26, 535897, tzinfo=UTC)
DRAFT = begin(7, "fr", "What happened", "What helps", NOW)
WAITING = DRAFT.send(NOW, tell=True)
APPROVED = WAITING.approve(11)
POSTED = APPROVED.noted(12, 13).posted(14, NOW)
DECLINED = WAITING.decline("Not yet.", NOW)
WITHDRAWN = POSTED.withdraw()
ALL = (DRAFT, WAITING, APPROVED, POSTED, DECLINED, WITHDRAWN)

ACTS: dict[str, tuple[Callable[[Case], Case], set[State], State | None]] = {
    "rewrite": (lambda case: case.rewrite("en", "a", "b", NOW), {State.DRAFT}, State.DRAFT),
    "send": (lambda case: case.send(NOW, tell=False), {State.DRAFT}, State.WAITING),
    "edit": (lambda case: case.edit("a", "b"), {State.WAITING}, State.WAITING),
    "approve": (lambda case: case.approve(1), {State.WAITING}, State.APPROVED),
    "decline": (lambda case: case.decline("no", NOW), {State.WAITING}, State.DECLINED),
    "noted": (lambda case: case.noted(1, 2), {State.APPROVED}, State.APPROVED),
    "put_back": (lambda case: case.put_back(), {State.APPROVED}, State.WAITING),
    "posted": (lambda case: case.posted(1, NOW), {State.APPROVED}, State.POSTED),
    "told": (lambda case: case.told(), {State.POSTED, State.DECLINED}, None),
    "rework": (lambda case: case.rework(NOW), {State.DECLINED}, State.DRAFT),
    "withdraw": (lambda case: case.withdraw(), {State.APPROVED, State.POSTED}, State.WITHDRAWN),
    "still_at": (lambda case: case.still_at(1, 2, 3), {State.WITHDRAWN}, State.WITHDRAWN),
}


@pytest.mark.parametrize(("name", "case"), [*product(ACTS, ALL)], ids=lambda each: getattr(each, "state", each))
def test_each_step_is_taken_from_where_it_makes_sense_and_from_nowhere_else(name: str, case: Case) -> None:
    act, allowed, leads_to = ACTS[name]
    if case.state not in allowed:
        with pytest.raises(NotNow):
            act(case)
        return
    after = act(case)
    assert after.state is (leads_to or case.state)
    assert after.author == case.author


def test_each_step_is_somebodys_and_only_the_bot_posts() -> None:
    assert set(ACTS) == set(STEPS)
    by = {who: {name for name, step in STEPS.items() if step.who is who} for who in Who}
    assert by[Who.AUTHOR] == {"rewrite", "send", "rework", "withdraw"}
    assert by[Who.MODERATOR] == {"edit", "approve", "decline"}
    assert {STEPS[name].before for name in by[Who.MODERATOR]} == {(State.WAITING,)}


def test_from_every_state_in_the_open_there_is_a_way_on() -> None:
    for state in OPEN:
        assert [step for step in STEPS.values() if state in step.before and step.after not in (state, None)]


def test_only_those_who_asked_are_owed_an_answer_and_once() -> None:
    quiet = DRAFT.send(NOW, tell=False)
    assert not quiet.decline("no", NOW).owed
    assert not quiet.approve(1).posted(None, NOW).owed
    assert DECLINED.owed
    assert POSTED.owed
    assert not POSTED.told().owed
    assert not POSTED.withdraw().owed
    assert not WAITING.owed


def test_taken_up_again_a_case_is_all_its_authors_own() -> None:
    again = WAITING.edit("their words", "more").decline("no", NOW).rework(NOW)
    assert (again.reason, again.tell, again.owed, again.edited, again.sent) == ("", False, False, False, None)
    assert again.happened == "their words"


@pytest.mark.parametrize("case", [WAITING, DECLINED, POSTED], ids=lambda case: case.state)
def test_it_closes_on_a_day_thirty_days_later_at_most_and_tells_no_time(case: Case) -> None:
    assert case.closes == datetime(2026, 4, 13, tzinfo=UTC)
    assert timedelta(days=29) < case.closes - NOW <= STAYS


def test_a_draft_closes_on_an_hour_a_day_later_at_most() -> None:
    assert DRAFT.closes == datetime(2026, 3, 15, 15, tzinfo=UTC)
    assert timedelta(hours=23) < DRAFT.closes - NOW <= DRAFT_STAYS
    later = DRAFT.rewrite("fr", "a", "b", NOW + timedelta(hours=5))
    assert later.closes == DRAFT.closes + timedelta(hours=5)


def test_a_day_is_one_of_utc_wherever_the_clock_is() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=13)))
    assert DRAFT.send(there, tell=False).closes == WAITING.closes


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.state)
def test_kept_and_read_again_it_is_the_same(case: Case) -> None:
    assert from_json(case.to_json(), case.state.value, case.closes) == case


def test_state_and_closing_time_stand_beside_the_sealed_text_and_not_in_it() -> None:
    assert {"state", "closes"}.isdisjoint(json.loads(POSTED.to_json()))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"author": 7}', "not JSON"])
def test_what_is_no_case_is_refused_in_a_way_that_can_be_caught(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        from_json(text, "draft", NOW)
    with pytest.raises(ValueError, match="no state of ours"):
        from_json(DRAFT.to_json(), "no state of ours", NOW)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  one \r\n\r\n\r\n two\n", "one \n\n two"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n \n\t\n\u200b\ntwo", "one\n\ntwo"),
        ("a\u00a0b\u2003c\td", "a b c d"),
        ("\u202egnihcaoc\u202c\x00\x07", "gnihcaoc"),
        ("\ud83c", ""),
        (" \u200b\n\u200d ", ""),
        ("a\u2028b", "a\nb"),
    ],
)
def test_what_is_typed_is_tidied_without_touching_the_words(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text(max_size=300))
def test_tidied_it_stays_tidy_and_can_be_sent_anywhere(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "\n\n\n" not in once
    assert len(once) <= len(text)
    once.encode()
