"""What a coach takes along: every answer of every guide once, on paper and as text; nothing of it elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.knowledge.guide import Choice, GuideFile, Level, Scale
from bot.reflection.files import Files, takeaway_files, worksheet_file
from bot.reflection.session import OUTLINE_FIELDS, Answer, Place, Session
from bot.reflection.sheet import Sheet
from bot.reflection.takeaway import anything_written, outline_start, takeaway, worksheet
from bot.surface.desk import Desk
from bot.surface.words import Words
from tests.reflection.guides import GUIDE_IDS, answered, guides

TODAY = date(2026, 3, 1)
MADE = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
DAY = date(2026, 12, 7)
DAY_IN_WORDS = {"en": "7 December 2026", "fr": "7 décembre 2026"}
LINES = {name: f"In my words, {name}: so be it." for name in OUTLINE_FIELDS}

ON_EVERY_GUIDE = pytest.mark.parametrize("id", GUIDE_IDS)
IN_BOTH = pytest.mark.parametrize("language", ["en", "fr"])


@pytest.fixture
def say(desk: Desk, language: str) -> Words:
    """The bot's sentences in one language."""
    return desk.locales[language]


def full(id: str, **more: Any) -> Session:
    """Everything answered, the conversation prepared and a day set."""
    guide = guides()[id]
    outline = {name: Answer(line, 50) for name, line in LINES.items()}
    return replace(
        Session(id, turn=50, place=Place.CLOSE, step=guide.steps[-1].id, answers=answered(guide), now=9, review=DAY),
        outline=outline if guide.conversation else {},
        **more,
    )


def answers_of(sheet: Sheet) -> list[tuple[str, str]]:
    """``(question, answer)`` of everything answered on the sheet."""
    parts = (*sheet.parts, *(sheet.outline.parts if sheet.outline else ()))
    return [(each.question, each.answer) for part in parts for each in part.answers]


def expected(guide: GuideFile, session: Session, language: str) -> Iterator[tuple[str, str]]:
    """What was answered, as the coach would read it."""
    for step in guide.steps:
        if step.id in session.answers and not isinstance(step, Scale):
            value = session.answers[step.id].value
            labels = {each.id: each.label[language] for each in step.options} if isinstance(step, Choice) else {}
            words = "\n".join(labels[id] for id in value) if isinstance(value, tuple) else str(value)
            yield step.ask[language], words
    for line in session.outline.values():
        yield "", str(line.value)


def texts(value: Any) -> list[str]:
    """Every text of a sheet turned into plain data."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [text for one in inner for text in texts(one)]


def flat(text: str) -> str:
    """Without spaces, however a line was broken."""
    return re.sub(r"\s", "", text)


# Every answer, once


@ON_EVERY_GUIDE
@IN_BOTH
def test_every_answer_stands_on_the_sheet_exactly_once(desk: Desk, say: Words, id: str, language: str) -> None:
    guide, session = guides()[id], full(id)
    sheet = takeaway(desk.knowledge, guide, session, say, TODAY)
    assert Counter(answers_of(sheet)) == Counter(expected(guide, session, language))
    everything = "\n".join(texts(asdict(sheet)))
    for answer in (*session.answers.values(), *session.outline.values()):
        if isinstance(answer.value, str):
            assert everything.count(answer.value) == 1


@ON_EVERY_GUIDE
@IN_BOTH
def test_the_scale_is_compared_with_what_it_is_now(desk: Desk, say: Words, id: str, language: str) -> None:
    guide = guides()[id]
    comparison = takeaway(desk.knowledge, guide, full(id), say, TODAY).comparison
    assert comparison is not None
    assert (comparison.start, comparison.now) == (7, 9)
    assert comparison.ten == next(step.ten[language] for step in guide.steps if isinstance(step, Scale))
    once = takeaway(desk.knowledge, guide, replace(full(id), now=None), say, TODAY)
    assert once.comparison is not None
    assert (once.comparison.start, once.comparison.now) == (7, None)


@ON_EVERY_GUIDE
@IN_BOTH
def test_what_was_not_answered_is_left_as_lines(desk: Desk, say: Words, id: str, language: str) -> None:
    guide = guides()[id]
    sheet = takeaway(desk.knowledge, guide, Session(id, place=Place.CLOSE), say, TODAY)
    assert answers_of(sheet) == []
    assert [part.heading for part in sheet.parts] == [part.heading[language] for part in guide.takeaway.parts]
    assert all(part.hint for part in sheet.parts)
    assert sheet.comparison is not None
    assert (sheet.comparison.start, sheet.comparison.now) == (None, None)
    assert sheet.review == ""
    if sheet.outline:
        assert [part.heading for part in sheet.outline.parts] == [say(f"outline-{name}") for name in OUTLINE_FIELDS]
        assert all(part.hint for part in sheet.outline.parts)


@ON_EVERY_GUIDE
@IN_BOTH
def test_each_answer_stands_under_the_heading_meant_for_it(desk: Desk, say: Words, id: str, language: str) -> None:
    guide, session = guides()[id], full(id)
    sheet = takeaway(desk.knowledge, guide, session, say, TODAY)
    asked = {step.id: step.ask[language] for step in guide.steps}
    for part, printed in zip(guide.takeaway.parts, sheet.parts, strict=True):
        assert [each.question for each in printed.answers] == [asked[id] for id in part.from_steps]


@ON_EVERY_GUIDE
@IN_BOTH
def test_the_conversation_is_prepared_where_there_is_one_to_hold(
    desk: Desk, say: Words, id: str, language: str
) -> None:
    outline = takeaway(desk.knowledge, guides()[id], full(id), say, TODAY).outline
    assert (outline is None) is (id == "death-or-incapacity")
    if outline:
        assert [part.answers[0].answer for part in outline.parts] == list(LINES.values())


@IN_BOTH
def test_an_answer_to_a_step_that_was_taken_out_is_printed_all_the_same(desk: Desk, say: Words, language: str) -> None:
    session = full("client-ends")
    gone = {
        "old-note": Answer("what I wrote before", 3),
        "old-choice": Answer(("one", "two"), 4),
        "old-scale": Answer(4, 5),
    }
    session = replace(session, answers={**session.answers, **gone})
    sheet = takeaway(desk.knowledge, guides()["client-ends"], session, say, TODAY)
    *_, last = sheet.parts
    assert last.heading == say("sheet-other")
    assert [each.answer for each in last.answers] == ["what I wrote before", "one\ntwo", "4"]
    assert Counter(answers_of(sheet)) >= Counter(expected(guides()["client-ends"], full("client-ends"), language))


@IN_BOTH
def test_so_is_an_option_that_was_taken_out(desk: Desk, say: Words, language: str) -> None:
    session = replace(full("client-ends"), answers={"heard": Answer(("by-letter", "hinted"), 3)})
    sheet = takeaway(desk.knowledge, guides()["client-ends"], session, say, TODAY)
    heard = guides()["client-ends"].steps[1]
    assert isinstance(heard, Choice)
    assert answers_of(replace(sheet, outline=None)) == [
        (heard.ask[language], f"by-letter\n{heard.options[1].label[language]}")
    ]


@pytest.mark.parametrize("language", ["en"])
def test_so_is_the_answer_to_a_note_that_became_a_question_to_think_about(
    desk: Desk, say: Words, language: str
) -> None:
    session = replace(full("bias"), answers={"story": Answer("what I wrote before", 3)})
    sheet = takeaway(desk.knowledge, guides()["bias"], session, say, TODAY)
    assert "what I wrote before" in [answer for _, answer in answers_of(sheet)]


@pytest.mark.parametrize("language", ["en"])
def test_so_are_the_lines_of_a_conversation_that_was_taken_out(desk: Desk, say: Words, language: str) -> None:
    session = replace(full("death-or-incapacity"), outline={"opening": Answer("hello", 3)})
    sheet = takeaway(desk.knowledge, guides()["death-or-incapacity"], session, say, TODAY)
    assert "hello" in texts(asdict(sheet))


# What else is said


@pytest.mark.parametrize(
    ("id", "more", "said"),
    [
        ("bias", {}, []),
        ("bias", {"cautions": frozenset({Level.SUPERVISOR})}, ["caution-supervisor"]),
        ("bias", {"cautions": frozenset({Level.SUPERVISOR, Level.LAW})}, ["caution-law", "caution-supervisor"]),
        ("romantic-feelings", {}, ["caution-supervisor"]),
        ("romantic-feelings", {"cautions": frozenset({Level.LAW})}, ["caution-law", "caution-supervisor"]),
        ("bias", {"cautions": frozenset(Level)}, ["sheet-now", "caution-law", "caution-supervisor"]),
    ],
)
@IN_BOTH
def test_what_was_met_on_the_way_comes_first(
    desk: Desk, say: Words, id: str, more: dict[str, Any], said: list[str], language: str
) -> None:
    sheet = takeaway(desk.knowledge, guides()[id], full(id, **more), say, TODAY)
    assert list(sheet.cautions) == [say(each) for each in said]


@IN_BOTH
def test_after_danger_the_sheet_begins_with_help(desk: Desk, say: Words, language: str) -> None:
    stopped = replace(full("client-ends"), place=Place.DANGER)
    assert takeaway(desk.knowledge, guides()["client-ends"], stopped, say, TODAY).cautions == (say("sheet-now"),)


@IN_BOTH
def test_days_are_in_words(desk: Desk, say: Words, language: str) -> None:
    sheet = takeaway(desk.knowledge, guides()["bias"], full("bias"), say, TODAY)
    assert DAY_IN_WORDS[language] in sheet.review
    assert sheet.date == {"en": "1 March 2026", "fr": "1 mars 2026"}[language]
    assert not re.search(r"2026-|/", sheet.review + sheet.date)


@ON_EVERY_GUIDE
@IN_BOTH
def test_the_clauses_of_the_guide_are_named_with_their_edition(desk: Desk, say: Words, id: str, language: str) -> None:
    sheet = takeaway(desk.knowledge, guides()[id], full(id), say, TODAY)
    refs = dict.fromkeys(ref for step in guides()[id].steps for ref in step.clauses)
    assert len(sheet.clauses) == len(refs)
    for ref, line in zip(refs, sheet.clauses, strict=True):
        clause = desk.knowledge.clauses[ref]
        assert clause.number in line.name
        assert str(desk.knowledge.editions[clause.edition].year) in line.name
        assert (say("unconfirmed") in line.name) is not clause.evidence.confirmed
        assert line.summary == clause.summary[language]


@ON_EVERY_GUIDE
def test_the_two_languages_are_not_mixed(desk: Desk, id: str) -> None:
    english, french = (
        set(texts(asdict(takeaway(desk.knowledge, guides()[id], full(id), desk.locales[language], TODAY))))
        for language in ("en", "fr")
    )
    typed = {*LINES.values(), *(str(answer.value) for answer in full(id).answers.values())}
    assert {text for text in english & french if len(text) > 25} <= typed


# The conversation begins with what was said before


def test_a_line_begins_with_the_note_meant_for_it_until_it_is_written(desk: Desk) -> None:
    guide = guides()["client-ends"]
    meant = {step.outline: step.id for step in guide.steps if step.kind == "note" and step.outline}
    assert meant
    notes = Session("client-ends", answers=answered(guide))
    for name in OUTLINE_FIELDS:
        assert outline_start(guide, notes, name) == (f"written for {meant[name]}" if name in meant else "")
        written = replace(notes, outline={name: Answer("hello", 9)})
        assert outline_start(guide, written, name) == "hello"
        assert outline_start(guide, Session("client-ends"), name) == ""


def test_there_is_something_to_take_along_once_anything_was_answered() -> None:
    assert not anything_written(Session("bias", now=None))
    assert anything_written(Session("bias", answers={"scale": Answer(0, 3)}))
    assert anything_written(Session("bias", outline={"opening": Answer("hello", 3)}))


# The worksheet


@ON_EVERY_GUIDE
@IN_BOTH
def test_a_worksheet_asks_everything_and_answers_nothing(desk: Desk, say: Words, id: str, language: str) -> None:
    guide = guides()[id]
    sheet = worksheet(desk.knowledge, guide, say, TODAY)
    assert [question.ask for question in sheet.questions] == [step.ask[language] for step in guide.steps]
    assert [question.kind for question in sheet.questions] == [step.kind for step in guide.steps]
    for step, question in zip(guide.steps, sheet.questions, strict=True):
        labels = tuple(option.label[language] for option in step.options) if isinstance(step, Choice) else ()
        assert question.options == labels
    assert answers_of(sheet) == []
    assert (sheet.date, sheet.review, sheet.comparison) == ("", "", None)
    # On paper nobody has been asked about danger.
    assert sheet.cautions[0] == say("sheet-now")


# The files


@ON_EVERY_GUIDE
@IN_BOTH
def test_everything_is_on_paper_and_in_the_text(desk: Desk, say: Words, id: str, language: str) -> None:
    session = full(id)
    files = files_of(desk, say, session)
    pdf, markdown, _ = files.values()
    paper = flat("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))
    for question, answer in expected(guides()[id], session, language):
        for line in (question, *answer.split("\n")):
            assert flat(line) in paper
        for line in answer.split("\n"):
            assert line in markdown.decode().replace("\\", "")
    assert flat(DAY_IN_WORDS[language]) in paper
    assert DAY_IN_WORDS[language] in markdown.decode()


@ON_EVERY_GUIDE
@pytest.mark.parametrize("language", ["en"])
def test_a_file_name_says_nothing_but_the_day(desk: Desk, say: Words, id: str, language: str) -> None:
    assert list(files_of(desk, say, full(id))) == [f"wayside-2026-03-01.{kind}" for kind in ("pdf", "md", "ics")]
    sheet = worksheet(desk.knowledge, guides()[id], say, TODAY)
    assert list(worksheet_file(sheet)) == ["wayside-worksheet.pdf"]


@pytest.mark.parametrize("language", ["en"])
def test_without_a_day_there_is_no_calendar_file(desk: Desk, say: Words, language: str) -> None:
    files = files_of(desk, say, replace(full("bias"), review=None))
    assert [name.rpartition(".")[2] for name in files] == ["pdf", "md"]


@IN_BOTH
def test_a_shared_calendar_tells_nothing(desk: Desk, say: Words, language: str) -> None:
    for id in GUIDE_IDS:
        calendar = files_of(desk, say, full(id))["wayside-2026-03-01.ics"].decode().replace("\r\n ", "")
        assert "DTSTART;VALUE=DATE:20261207" in calendar
        private = [desk.knowledge.scenarios[id].title[language], guides()[id].takeaway.name[language], id, "so be it"]
        assert [word for word in (*private, "written for") if word in calendar] == []


def files_of(desk: Desk, say: Words, session: Session) -> Files:
    """The files of a sheet."""
    sheet = takeaway(desk.knowledge, guides()[session.guide], session, say, TODAY)
    return takeaway_files(sheet, session, say, MADE, "an-id")
