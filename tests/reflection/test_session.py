"""How a reflection goes from screen to screen, one small story at a time."""

from dataclasses import replace
from datetime import date

import pytest

from bot.knowledge.guide import Level
from bot.reflection.session import (
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
    scale_of,
    step_of,
)
from tests.reflection.guides import EVERY_KIND, NOTE, SCALE, THINK, a_guide, after, at

BEGUN = Session("bias")
STEPS = ("think", "one", "many", "scale", "note")
PLACES = (*STEPS, "safety", "unsure", "close", "danger")
QUESTIONS: list[Event] = [
    Safety("no"),
    Safety("unsure"),
    Recognised("sign-law"),
    Chosen("a"),
    Rated(3),
    Review(date(2026, 5, 1)),
    *(move for move in Move if move is not Move.RESUME),
]
"""Everything that a control of a screen can say."""


def values(session: Session) -> dict[str, object]:
    """What was answered, without when."""
    return {id: answer.value for id, answer in session.answers.items()}


# The question about danger


def test_nobody_in_danger_leads_to_the_first_step() -> None:
    begun = after(BEGUN, Safety("no"))
    assert (begun.place, begun.step, begun.turn) == (Place.STEPS, "think", 1)


def test_not_sure_shows_the_numbers_and_goes_on_only_when_told() -> None:
    unsure = after(BEGUN, Safety("unsure"))
    assert unsure.place is Place.UNSURE
    for event in QUESTIONS:
        if event not in (Move.GO_ON, Move.END, Move.PAUSE):
            assert after(unsure, event) is unsure
    assert after(unsure, Move.GO_ON).place is Place.STEPS
    assert after(unsure, Move.END).place is Place.DANGER


def test_danger_is_the_end_of_the_questions() -> None:
    danger = after(BEGUN, Safety("yes"))
    assert danger.place is Place.DANGER
    for event in QUESTIONS:
        assert after(danger, event) is danger


@pytest.mark.parametrize(
    "event", [event for event in QUESTIONS if not isinstance(event, Safety | Recognised) and event is not Move.PAUSE]
)
def test_the_question_about_danger_cannot_be_passed_by(event: Event) -> None:
    assert after(BEGUN, event) is BEGUN


@pytest.mark.parametrize("place", ["safety", "unsure"])
def test_nothing_can_be_written_before_it_is_answered(place: str) -> None:
    before = at(place)
    assert after(before, Wrote("note", "words", 0), Outlined({"opening": "words"}, 0)) is before


def test_the_question_is_answered_once() -> None:
    begun = after(BEGUN, Safety("no"))
    for answer in (Safety("no"), Safety("unsure"), Safety("yes")):
        assert after(begun, answer) is begun


# The signs beside it


def test_a_sign_of_danger_leads_to_help_at_once() -> None:
    assert after(BEGUN, Recognised("sign-now")).place is Place.DANGER


@pytest.mark.parametrize("level", [Level.LAW, Level.SUPERVISOR])
def test_another_sign_is_shown_and_then_the_question_about_danger_is_asked_again(level: Level) -> None:
    shown = after(BEGUN, Recognised(f"sign-{level}"))
    assert (shown.place, shown.showing, shown.cautions) == (Place.SAFETY, level, {level})
    for answer in (Safety("no"), Safety("unsure"), Safety("yes"), Recognised("sign-now"), Move.STOP, Move.END):
        assert after(shown, answer) is shown
    asked = after(shown, Move.GO_ON)
    assert (asked.place, asked.showing, asked.cautions) == (Place.SAFETY, None, {level})
    assert after(asked, Safety("yes")).place is Place.DANGER


def test_a_sign_recognised_twice_is_shown_twice() -> None:
    """It was asked for; a menu that does nothing would look broken."""
    again = after(BEGUN, Recognised("sign-law"), Move.GO_ON, Recognised("sign-law"))
    assert (again.showing, again.turn) == (Level.LAW, 3)


@pytest.mark.parametrize("place", STEPS)
def test_a_sign_belongs_to_the_question_about_danger(place: str) -> None:
    before = at(place)
    assert after(before, Recognised("sign-now")) is before


def test_a_sign_of_another_guide_is_none() -> None:
    assert after(BEGUN, Recognised("farewell-to-life")) is BEGUN


# From step to step


def test_a_coach_walks_through_without_answering_and_comes_to_the_close() -> None:
    session, seen = after(BEGUN, Safety("no")), []
    while session.place is Place.STEPS:
        seen.append(session.step)
        session = after(session, Move.NEXT)
    assert seen == list(STEPS)
    assert (session.place, session.step, session.answers) == (Place.CLOSE, "note", {})


def test_and_back_to_the_first_step_but_not_before_it() -> None:
    session, seen = after(at("note"), Move.NEXT), []
    for _ in range(len(STEPS)):
        session = after(session, Move.BACK)
        seen.append(session.step)
    assert seen == list(reversed(STEPS))
    assert after(session, Move.BACK) is session


def test_next_at_the_close_and_back_at_the_beginning_do_nothing() -> None:
    for place, move in (("close", Move.NEXT), ("safety", Move.BACK), ("unsure", Move.BACK), ("think", Move.BACK)):
        before = at(place)
        assert after(before, move) is before


def test_a_rated_scale_is_asked_once_more_before_the_close() -> None:
    rated = after(at("scale"), Rated(6), Move.NEXT, Move.NEXT)
    assert rated.place is Place.AGAIN
    close = after(rated, Rated(8), Move.NEXT)
    assert (close.place, close.now, values(close)) == (Place.CLOSE, 8, {"scale": 6})
    assert after(close, Move.BACK) == replace(rated, now=8, turn=close.turn + 1)
    assert after(close, Move.BACK, Move.BACK).step == "note"


def test_the_scale_may_be_left_out_the_second_time_too() -> None:
    close = after(at("scale"), Rated(6), Move.NEXT, Move.NEXT, Move.NEXT)
    assert (close.place, close.now) == (Place.CLOSE, None)


def test_a_guide_without_a_scale_has_no_second_one() -> None:
    guide = a_guide(THINK, NOTE, {**NOTE, "id": "last"})
    assert scale_of(guide) is None
    assert after(at("last", guide), Move.NEXT, guide=guide).place is Place.CLOSE


# Stopping early


@pytest.mark.parametrize("step", STEPS)
def test_a_coach_stops_anywhere_and_comes_back_to_the_same_step(step: str) -> None:
    stopped = after(at(step), Move.STOP)
    assert (stopped.place, stopped.step) == (Place.CLOSE, step)
    back = after(stopped, Move.BACK)
    assert (back.place, back.step) == (Place.STEPS, step)


def test_stopping_in_the_middle_skips_the_second_scale_and_back_leads_to_the_middle() -> None:
    stopped = after(at("scale"), Rated(6), Move.STOP)
    assert stopped.place is Place.CLOSE
    back = after(stopped, Move.BACK)
    assert (back.place, back.step) == (Place.STEPS, "scale")


def test_stopping_at_the_second_scale_leads_back_to_it() -> None:
    again = after(at("scale"), Rated(6), Move.NEXT, Move.NEXT)
    stopped = after(again, Move.STOP)
    assert (stopped.place, after(stopped, Move.BACK).place) == (Place.CLOSE, Place.AGAIN)


@pytest.mark.parametrize("place", ["safety", "unsure", "close", "danger"])
def test_there_is_nothing_to_stop_outside_the_steps(place: str) -> None:
    before = at(place)
    assert after(before, Move.STOP) is before


# Answers


@pytest.mark.parametrize("event", [Chosen("a"), Chosen("x"), Rated(5)])
def test_a_step_to_think_about_takes_no_answer(event: Event) -> None:
    before = at("think")
    assert after(before, event) is before


def test_one_option_is_chosen_changed_and_taken_back() -> None:
    chosen = after(at("one"), Chosen("a"))
    assert values(chosen) == {"one": ("a",)}
    changed = after(chosen, Chosen("b"))
    assert values(changed) == {"one": ("b",)}
    assert values(after(changed, Chosen("b"))) == {}


def test_several_options_stand_in_the_order_of_the_question() -> None:
    chosen = after(at("many"), Chosen("y"), Chosen("x"))
    assert values(chosen) == {"many": ("x", "y")}
    assert values(after(chosen, Chosen("x"))) == {"many": ("y",)}


def test_none_of_these_goes_with_no_other() -> None:
    chosen = after(at("many"), Chosen("x"), Chosen("y"), Chosen("none"))
    assert values(chosen) == {"many": ("none",)}
    assert values(after(chosen, Chosen("y"))) == {"many": ("y",)}
    assert values(after(chosen, Chosen("none"))) == {}


@pytest.mark.parametrize("event", [Chosen("x"), Chosen(""), Chosen("said-clearly"), Rated(3)])
def test_an_option_of_another_step_or_guide_is_none(event: Event) -> None:
    before = at("one", answers={"one": Answer(("a",), 1)})
    assert after(before, event) is before


@pytest.mark.parametrize("number", [0, 4, 5, 10])
def test_a_number_is_kept(number: int) -> None:
    assert values(after(at("scale"), Rated(number))) == {"scale": number}


@pytest.mark.parametrize("number", [-1, 11, 10**30])
def test_a_number_out_of_range_is_none(number: int) -> None:
    for before in (at("scale"), after(at("scale"), Rated(6), Move.NEXT, Move.NEXT)):
        assert after(before, Rated(number)) is before


def test_the_same_number_again_changes_nothing() -> None:
    rated = after(at("scale"), Rated(6))
    assert after(rated, Rated(6)) is rated


def test_a_note_is_written_changed_and_cleared() -> None:
    written = after(at("note"), Wrote("note", "first", 0))
    assert written.answers == {"note": Answer("first", written.turn)}
    changed = after(written, Wrote("note", "second", written.turn))
    assert changed.answers == {"note": Answer("second", changed.turn)}
    assert after(changed, Wrote("note", "", changed.turn)).answers == {}


def test_the_same_words_again_change_nothing() -> None:
    written = after(at("note"), Wrote("note", "first", 0))
    assert after(written, Wrote("note", "first", written.turn)) is written


@pytest.mark.parametrize("step", ["think", "one", "scale", "outline", "", "mandate"])
def test_words_for_a_step_that_takes_none_are_refused(step: str) -> None:
    before = at("note")
    assert after(before, Wrote(step, "words", 0)) is before


@pytest.mark.parametrize("place", [*STEPS, "close", "danger"])
def test_words_are_saved_wherever_the_coach_went_meanwhile(place: str) -> None:
    """A window stays open on a phone while another device goes on."""
    before = at(place)
    saved = after(before, Wrote("note", "words", 0))
    assert values(saved) == {"note": "words"}
    assert (saved.place, saved.step, saved.turn) == (before.place, before.step, before.turn + 1)


def test_words_written_on_another_device_meanwhile_are_put_behind_not_over() -> None:
    phone_opened = at("note")
    laptop = after(phone_opened, Wrote("note", "from the laptop", phone_opened.turn))
    both = after(laptop, Wrote("note", "from the phone", phone_opened.turn))
    assert values(both) == {"note": "from the laptop\n\nfrom the phone"}
    assert after(both, Wrote("note", "from the phone", phone_opened.turn)) is both
    seen = after(both, Wrote("note", "as one", both.turn))
    assert values(seen) == {"note": "as one"}


def test_a_window_emptied_without_having_seen_the_words_clears_nothing() -> None:
    laptop = after(at("note"), Wrote("note", "from the laptop", 0))
    assert after(laptop, Wrote("note", "", 0)) is laptop


def test_an_answer_elsewhere_does_not_make_a_window_old() -> None:
    written = after(at("note"), Wrote("note", "first", 0))
    opened = written.turn
    meanwhile = after(written, Move.BACK, Rated(6), Move.NEXT)
    assert values(after(meanwhile, Wrote("note", "second", opened))) == {"scale": 6, "note": "second"}


# Red flags


@pytest.mark.parametrize("level", [Level.LAW, Level.SUPERVISOR])
def test_a_flag_in_a_note_is_shown_first_and_once(level: Level) -> None:
    flagged = after(at("note"), Wrote("note", "one", 0, level))
    assert (flagged.showing, flagged.cautions, values(flagged)) == (level, {level}, {"note": "one"})
    on = after(flagged, Move.GO_ON)
    assert (on.showing, on.place, on.step) == (None, Place.STEPS, "note")
    assert after(on, Wrote("note", "two", on.turn, level)).showing is None


def test_danger_in_a_note_is_shown_every_time() -> None:
    session = at("note")
    for words in ("one", "two", "three"):
        session = after(session, Wrote("note", words, session.turn, Level.NOW))
        assert session.showing is Level.NOW
        session = after(session, Move.GO_ON)
        assert (session.showing, session.place, session.step) == (None, Place.STEPS, "note")
        assert values(session) == {"note": words}


@pytest.mark.parametrize("place", [*STEPS, "close"])
def test_danger_in_a_note_stands_before_everything_until_it_is_answered(place: str) -> None:
    alarm = after(at(place), Wrote("note", "words", 0, Level.NOW))
    assert alarm.showing is Level.NOW
    for event in QUESTIONS:
        if event not in (Move.GO_ON, Move.END, Move.PAUSE):
            assert after(alarm, event) is alarm
    on = after(alarm, Move.GO_ON)
    assert (on.place, on.step) == (alarm.place, alarm.step)


@pytest.mark.parametrize("place", [*STEPS, "close"])
def test_who_wants_help_is_asked_nothing_any_more(place: str) -> None:
    stopped = after(at(place), Wrote("note", "words", 0, Level.NOW), Move.END)
    assert (stopped.place, stopped.showing, values(stopped)) == (Place.DANGER, None, {"note": "words"})
    for event in QUESTIONS:
        assert after(stopped, event) is stopped


@pytest.mark.parametrize("level", [Level.LAW, Level.SUPERVISOR])
def test_only_danger_can_be_ended_for_help(level: Level) -> None:
    shown = after(at("note"), Wrote("note", "words", 0, level))
    assert after(shown, Move.END) is shown


@pytest.mark.parametrize("level", [Level.LAW, Level.SUPERVISOR])
def test_a_coach_may_stop_or_pause_at_a_caution(level: Level) -> None:
    shown = after(at("note"), Wrote("note", "words", 0, level))
    stopped = after(shown, Move.STOP)
    assert (stopped.place, stopped.showing) == (Place.CLOSE, None)
    assert after(shown, Move.PAUSE, Move.RESUME).showing is level


@pytest.mark.parametrize("level", [Level.LAW, Level.SUPERVISOR])
def test_a_milder_flag_from_another_device_does_not_hide_an_alarm(level: Level) -> None:
    alarm = after(at("note"), Wrote("note", "one", 0, Level.NOW))
    for event in (Wrote("note", "two", 0, level), Outlined({"opening": "two"}, 0, level)):
        both = after(alarm, event)
        assert "two" in str(both.answers) + str(both.outline)
        assert both.showing is Level.NOW


@pytest.mark.parametrize("level", [Level.LAW, Level.SUPERVISOR])
def test_but_is_shown_once_the_alarm_is_answered_or_at_the_next_occasion(level: Level) -> None:
    alarm = after(at("note"), Wrote("note", "one", 0, Level.NOW))
    on = after(alarm, Wrote("note", "two", 0, level), Move.GO_ON)
    assert level in (on.showing, after(on, Wrote("note", "three", on.turn, level)).showing)


def test_an_alarm_takes_the_place_of_a_milder_flag() -> None:
    shown = after(at("note"), Wrote("note", "one", 0, Level.LAW))
    assert after(shown, Wrote("note", "two", 0, Level.NOW)).showing is Level.NOW


def test_danger_in_a_note_is_shown_even_before_a_pause() -> None:
    paused = after(at("note"), Move.PAUSE)
    alarm = after(paused, Wrote("note", "words", 0, Level.NOW))
    assert (alarm.showing, alarm.paused) == (Level.NOW, False)


def test_an_alarm_is_not_passed_by_stopping_and_coming_back() -> None:
    alarm = after(at("note"), Wrote("note", "words", 0, Level.NOW))
    assert after(alarm, Move.STOP, Move.BACK) is alarm


def test_an_option_that_calls_for_a_lawyer_is_chosen_and_the_text_shown_once() -> None:
    risky = after(at("one"), Chosen("risky"))
    assert (risky.showing, values(risky)) == (Level.LAW, {"one": ("risky",)})
    again = after(risky, Move.GO_ON, Chosen("risky"), Chosen("risky"))
    assert (again.showing, values(again)) == (None, {"one": ("risky",)})


def test_taking_an_option_back_shows_nothing() -> None:
    chosen = at("many", answers={"many": Answer(("x", "z"), 1)})
    back = after(chosen, Chosen("z"))
    assert (back.showing, values(back)) == (None, {"many": ("x",)})


@pytest.mark.parametrize(("number", "shown"), [(4, Level.SUPERVISOR), (5, None), (0, Level.SUPERVISOR), (10, None)])
def test_a_low_number_calls_for_a_supervisor(number: int, shown: Level | None) -> None:
    rated = after(at("scale"), Rated(number))
    assert (rated.showing, values(rated)) == (shown, {"scale": number})


def test_a_scale_without_such_a_number_calls_for_nobody() -> None:
    calm = a_guide(THINK, {key: value for key, value in SCALE.items() if key != "supervisor_below"}, NOTE)
    assert after(at("scale", calm), Rated(0), guide=calm).showing is None


# Pause and resume


@pytest.mark.parametrize("place", [place for place in PLACES if place != "danger"])
def test_a_coach_pauses_anywhere_and_resumes_exactly_there(place: str) -> None:
    before = at(place)
    paused = after(before, Move.PAUSE)
    assert paused == replace(before, paused=True, turn=before.turn + 1)
    assert after(paused, Move.RESUME) == replace(before, turn=before.turn + 2)


def test_a_pause_at_the_second_scale_and_before_a_flag_is_no_other() -> None:
    for before in (
        after(at("scale"), Rated(6), Move.NEXT, Move.NEXT),
        after(at("note"), Wrote("note", "words", 0, Level.LAW)),
        after(BEGUN, Recognised("sign-law")),
    ):
        assert after(before, Move.PAUSE, Move.RESUME) == replace(before, turn=before.turn + 2)


@pytest.mark.parametrize("place", [place for place in PLACES if place != "danger"])
def test_while_paused_a_screen_of_before_does_nothing(place: str) -> None:
    paused = after(at(place), Move.PAUSE)
    for event in QUESTIONS:
        assert after(paused, event) is paused


def test_help_is_not_paused() -> None:
    assert after(at("danger"), Move.PAUSE) == at("danger")


def test_to_resume_what_is_not_paused_changes_nothing() -> None:
    before = at("note")
    assert after(before, Move.RESUME) is before


@pytest.mark.parametrize("place", ["note", "close"])
def test_words_that_arrive_during_a_pause_are_kept(place: str) -> None:
    paused = after(at(place), Move.PAUSE)
    kept = after(paused, Wrote("note", "words", 0), Outlined({"next": "a colleague"}, 0))
    assert (values(kept), kept.outline["next"].value, kept.paused) == ({"note": "words"}, "a colleague", True)


# The close


def test_the_respectful_conversation_is_written_line_by_line() -> None:
    close = after(at("close"), Outlined({"opening": "hello", "achieved": "", "next": "a colleague"}, 0))
    assert {name: line.value for name, line in close.outline.items()} == {"opening": "hello", "next": "a colleague"}
    changed = after(close, Outlined({"opening": "good day", "next": ""}, close.turn))
    assert {name: line.value for name, line in changed.outline.items()} == {"opening": "good day"}
    assert after(changed, Outlined({"opening": "good day"}, changed.turn)) is changed


def test_a_line_written_on_another_device_meanwhile_is_put_behind_and_the_others_are_left_alone() -> None:
    laptop = after(at("close"), Outlined({"opening": "hello", "next": "a colleague"}, 0))
    phone = after(laptop, Outlined({"opening": "good day", "next": "", "ends": "the fees"}, 0))
    assert {name: line.value for name, line in phone.outline.items()} == {
        "opening": "hello\n\ngood day",
        "next": "a colleague",
        "ends": "the fees",
    }


def test_a_line_that_is_not_told_of_is_left_alone() -> None:
    close = after(at("close"), Outlined({"opening": "hello", "next": "a colleague"}, 0))
    changed = after(close, Outlined({"opening": "good day"}, close.turn))
    assert {name: line.value for name, line in changed.outline.items()} == {
        "opening": "good day",
        "next": "a colleague",
    }


@pytest.mark.parametrize("level", list(Level))
def test_a_flag_in_the_conversation_is_shown_first(level: Level) -> None:
    shown = after(at("close"), Outlined({"opening": "hello"}, 0, level))
    assert (shown.showing, shown.place) == (level, Place.CLOSE)
    assert after(shown, Move.GO_ON).place is Place.CLOSE


def test_a_line_the_conversation_does_not_have_is_none() -> None:
    before = at("close")
    assert after(before, Outlined({"foreign": "words"}, 0)) is before


def test_a_day_to_look_at_it_again_is_set_moved_and_taken_back() -> None:
    day = date(2026, 5, 1)
    close = after(at("close"), Review(day))
    assert close.review == day
    assert after(close, Review(day)) is close
    assert after(close, Review(None)).review is None


@pytest.mark.parametrize("place", [place for place in PLACES if place != "close"])
def test_a_day_is_set_at_the_close_alone(place: str) -> None:
    before = at(place)
    assert after(before, Review(date(2026, 5, 1))) is before


# What holds everywhere


@pytest.mark.parametrize("place", PLACES)
def test_a_country_is_chosen_anywhere_even_on_a_pause(place: str) -> None:
    for before in (at(place), at(place, paused=True), at(place, showing=Level.NOW)):
        assert after(before, InCountry("FR")) == replace(before, country="FR", turn=before.turn + 1)
    assert after(at(place, country="FR"), InCountry("FR")).turn == at(place).turn


def test_a_step_is_asked_only_among_the_steps() -> None:
    asked = step_of(at("scale"), EVERY_KIND)
    assert asked is not None
    assert asked.id == "scale"
    for place in ("safety", "unsure", "close", "danger"):
        assert step_of(at(place), EVERY_KIND) is None
