"""Real sheets, printed by typst and read back: nothing is lost, nothing comes alive, nothing is a box."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from bot.reflection.pdf import DRAWN, UNDRAWN, to_pdf
from bot.reflection.sheet import Answered, Comparison, Sheet, SheetPart
from tests.reflection.samples import BLANK, FRENCH, FULL, HALF, WORKSHEET, saying

SHEETS = {"full": FULL, "French": FRENCH, "half": HALF, "worksheet": WORKSHEET}

HOSTILE = (
    '#panic("x") #let a = 1 $x^2$ *bold* _italic_ `code` @ref <label> // no comment /* nor here */ '
    "= heading - list + list / term: \\u{41} \\ -- --- ... ~ 'single' \"double\" https://example.org/a_b?c=d&e "
    "#emoji.heart"
)


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def flat(text: str) -> str:
    """Without spaces, however a line was broken."""
    return re.sub(r"\s", "", text)


def printed(sheet: Sheet) -> str:
    """All text of the printed ``sheet`` without spaces; the footer, which is on every page, comes last and once."""
    *_, last = texts = pages(to_pdf(sheet))
    bodies = [re.sub(r"[^\n]*\d+ / \d+$", "", text) for text in texts]
    return flat("".join(bodies) + last.splitlines()[-1])


def texts(value: Any) -> list[str]:
    """Every text of a sheet turned into plain data."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [text for one in inner for text in texts(one)]


def words_of(sheet: Sheet) -> set[str]:
    """What must be on the paper: every text but the language, the kinds of question and what is said only if needed."""
    unprinted = {sheet.language, sheet.unprintable, *(question.kind for question in sheet.questions)}
    answered = {part.hint for part in (*sheet.parts, *(sheet.outline.parts if sheet.outline else ())) if part.answers}
    marks = [sheet.comparison] if sheet.comparison else []
    unmarked = {label for m in marks for n, label in ((m.start, m.start_label), (m.now, m.now_label)) if n is None}
    lines = {line for text in texts(asdict(sheet)) for line in text.split("\n")}
    return lines - unprinted - answered - unmarked


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_word_is_on_paper_and_the_paper_has_two_pages(sheet: Sheet) -> None:
    text = printed(sheet)
    assert [line for line in words_of(sheet) if flat(line) not in text] == []
    assert [page.splitlines()[-1].split()[-3:] for page in pages(to_pdf(sheet))] == [["1", "/", "2"], ["2", "/", "2"]]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_screen_reader_finds_title_language_and_tags_and_nobody_finds_an_author_or_a_date(sheet: Sheet) -> None:
    reader = PdfReader(BytesIO(to_pdf(sheet)))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == sheet.language
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert set(reader.metadata) == {"/Title", "/Creator"}
    assert reader.metadata.title == sheet.title


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_the_sheet_meets_the_standard_for_accessible_pdf(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    compile = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *a, **named: compile(*a, **named, pdf_standards="ua-1"))
    to_pdf(sheet)


def test_an_empty_sheet_is_one_empty_page() -> None:
    assert pages(to_pdf(BLANK)) == ["1 / 1"]


def test_the_same_sheet_is_the_same_file_even_from_several_threads_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(to_pdf, [FULL] * 8))) == 1
    assert to_pdf(FULL) != to_pdf(HALF)


def test_words_that_look_like_code_are_printed_as_they_are_and_link_nowhere() -> None:
    pdf = to_pdf(saying(HOSTILE))
    assert flat(HOSTILE) in flat("".join(pages(pdf)))
    assert not any("/Annots" in page for page in PdfReader(BytesIO(pdf)).pages)


def test_code_in_every_text_of_a_sheet_is_printed_as_it_is() -> None:
    def hostile(text: str) -> str:
        return f"#panic() {text}"

    texts = ("kicker", "title", "subtitle", "date", "questions_title", "review", "clauses_title", "warning", "footer")
    sheet = replace(
        WORKSHEET,
        **{name: hostile(name) for name in texts},
        cautions=(hostile("caution"),),
        questions=tuple(
            replace(question, title=hostile("asked"), ask=hostile("ask"), hint=hostile("hint"), ten=hostile("ten"))
            for question in WORKSHEET.questions
        ),
        comparison=Comparison(hostile("scale"), hostile("ten"), hostile("start"), hostile("now"), 1, 9),
    )
    text = printed(sheet)
    named = (*texts, "caution", "asked", "ask", "hint", "ten", "scale", "start", "now")
    assert [name for name in named if flat(hostile(name)) not in text] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_answer_of_four_thousand_characters_is_printed_whole(language: str) -> None:
    answer = " ".join(f"word{n}" for n in range(520))[:4000]
    text = printed(replace(saying(answer), language=language))
    assert len(answer) > 3900
    assert flat(answer) in text


def test_nine_notes_and_a_conversation_of_four_thousand_characters_each_are_printed_whole() -> None:
    answers = [" ".join(f"n{number}w{n}" for n in range(650))[:4000] for number in range(14)]
    parts = tuple(SheetPart(f"Part {n}", answers=(Answered("Why?", answer),)) for n, answer in enumerate(answers))
    assert FULL.outline is not None
    sheet = replace(FULL, parts=parts[:9], outline=replace(FULL.outline, parts=parts[9:]))
    text = printed(sheet)
    assert [n for n, answer in enumerate(answers) if flat(answer) not in text] == []


def test_a_word_longer_than_the_line_breaks_and_stays_on_the_paper() -> None:
    sheet = saying("W" * 500 + " https://example.org/" + "x" * 300)
    text = printed(sheet).replace("\u200b", "")
    assert "W" * 500 + "https://example.org/" + "x" * 300 in text
    for page in PdfReader(BytesIO(to_pdf(sheet))).pages:
        lefts: list[float] = []
        page.extract_text(visitor_text=lambda _t, cm, tm, _f, _s, lefts=lefts: lefts.append(cm[4] + tm[4]))
        assert max(lefts) < page.mediabox.width
    assert max(len(line) for page in pages(to_pdf(sheet)) for line in page.splitlines()) < 110


@pytest.mark.parametrize("length", [1, 25], ids=["short", "long"])
def test_a_heading_or_question_is_never_the_last_line_of_a_page(length: int) -> None:
    said = " ".join(["Because it is evening and nobody answers."] * length)
    second = SheetPart("Heading", answers=(Answered("Why is that so?", said), Answered("And then?", said)))
    for lines in range(12, 36):
        first = SheetPart("First", answers=(Answered("Before?", "\n".join(f"line {n}" for n in range(lines))),))
        for page in pages(to_pdf(replace(BLANK, title="T", footer="Footer", parts=(first, second)))):
            assert page.splitlines()[-2] not in ("Heading", "Why is that so?", "And then?", "First", "Before?")


def test_the_conversation_stays_on_one_page_wherever_it_falls() -> None:
    for lines in range(0, 40, 5):
        sheet = saying("\n".join(["line"] * lines) or "line")
        assert any(
            "Thank you for coming a little early" in page and "What will you not promise?" in page
            for page in pages(to_pdf(sheet))
        )


@pytest.mark.parametrize(
    ("start", "now", "labels"),
    [(4, 7, {"At the start 4", "Now 7"}), (6, 6, {"At the start 6", "Now 6"}), (0, 10, {"At the start 0", "Now 10"}),
     (3, None, {"At the start 3"}), (None, 9, {"Now 9"}), (None, None, set[str]())],
)  # fmt: skip
def test_the_scale_shows_what_is_known(start: int | None, now: int | None, labels: set[str]) -> None:
    scale = Comparison("How ready am I?", "", "At the start", "Now", start, now)
    (page,) = pages(to_pdf(replace(BLANK, comparison=scale)))
    lines = page.splitlines()
    assert "0 1 2 3 4 5 6 7 8 9 10" in lines
    assert {line for line in lines if line.startswith(("At the start", "Now"))} == labels


@pytest.mark.parametrize(
    ("answer", "paper"),
    [
        ("Before 😀 after", "Before […] after"),
        ("A family: 👨‍👩‍👧‍👦!", "A family: […]!"),
        ("漢字 かな and words", "[…] and words"),
        ("half a \ud83d character", "half a […] character"),
        ("❤️ and ✓", "❤ and ✓"),
    ],
)
def test_what_no_font_draws_is_marked_once_and_explained(answer: str, paper: str) -> None:
    text = printed(saying(answer))
    assert flat(paper) in text
    assert (flat(FULL.unprintable) in text) == (UNDRAWN in paper)


def test_a_coach_may_type_the_mark_and_nothing_is_explained() -> None:
    assert flat(FULL.unprintable) not in printed(saying(f"And so on {UNDRAWN}"))


@pytest.mark.parametrize(
    "answer", ["Žluťoučký kůň, łódź, ßÄÖÜ, ¿Qué?", "Где я?", "Τι κάνω;", "שלום", "سلام", "½ → 3 × 2 ≥ 5 €"]
)
def test_other_scripts_that_the_fonts_know_are_drawn(answer: str) -> None:
    assert UNDRAWN not in printed(saying(answer))


@pytest.mark.parametrize("look", ["(:)", '(style: "italic")', '(weight: "semibold")'])
def test_whatever_is_thought_drawable_is_drawn(look: str) -> None:
    template = f"""
        #set document(title: "x")
        #set text(font: "Libertinus Serif", ..{look})
        #for line in json(bytes(sys.inputs.lines)) {{ par(line) }}
    """
    characters = sorted(DRAWN)
    lines = [" ".join(characters[start : start + 50]) for start in range(0, len(characters), 50)]
    # PDF/UA refuses a character without a glyph.
    inputs = {"lines": json.dumps(lines)}
    typst.compile(template.encode(), ignore_system_fonts=True, sys_inputs=inputs, pdf_standards="ua-1")


def test_controls_and_marks_of_direction_leave_no_trace() -> None:
    text = printed(saying("one\x00\x07 two\u202e three\u200f four\u2066 five\r\nsix\tseven\ufeff"))
    assert "onetwothreefourfivesixseven" in text
    assert flat(FULL.unprintable) not in text


def test_a_tower_of_accents_takes_no_time() -> None:
    assert "eviléu" not in printed(saying("e" + "\u0301" * 4000 + "u"))


def test_french_spaces_do_not_break_and_french_letters_are_themselves() -> None:
    text = "\n".join(pages(to_pdf(FRENCH)))
    assert "fin de journée\u00a0: «\u00a0au cas où\u00a0»" in text
    assert "L’œuvre d’un cœur honnête, sans façade\u00a0; ça" in text


def test_an_empty_part_has_its_hint_and_an_answered_one_has_not() -> None:
    part = SheetPart("Heading", hint="Only where it is empty")
    assert "Onlywhereitisempty" in printed(replace(BLANK, parts=(part,)))
    assert "Onlywhere" not in printed(replace(BLANK, parts=(replace(part, answers=(Answered("", "said"),)),)))
