"""The sheet as CommonMark, read by a real parser: it says what the sheet says, and no answer becomes markup."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.reflection.markdown import to_markdown
from bot.reflection.sheet import Answered, Comparison, Sheet, SheetPart
from tests.reflection.samples import BLANK, FRENCH, FULL, HALF, WORKSHEET, saying

COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

QUOTE = {"blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"}
WORDS = {"text", "softbreak", "hardbreak", "text_special"}

TRAPS = [
    "# heading",
    "## also ##",
    "heading\n===",
    "heading\n---",
    "- list\n* list\n+ list",
    "1. list\n2) list",
    "> quote\n>> deeper",
    "```\ncode\n```",
    "~~~\ncode",
    "    indented\n\tindented",
    "first\n\n    indented after a blank line",
    "*a* **b** _c_ __d__ ~~e~~",
    "`code` ``code``",
    "[link](https://example.org) ![image](https://example.org/x.png) [ref]",
    "[ref]: https://example.org",
    "<https://example.org> <me@example.org> <b>bold</b> <!-- gone -->",
    "<script>alert(1)</script>",
    "&copy; &#35; &amp; AT&T",
    "a | b\n--- | ---\n1 | 2",
    "***\n___\n- - -",
    "back\\slash \\* at the end\\",
    "snake_case_name and https://example.org/a_b_c?d=e&f=g",
    "two  \nlines and  spaces   within",
    "#hashtag 3 < 4 > 2 $5",
    "- [ ] task",
]


def tokens(parser: MarkdownIt, markdown: str) -> list[Token]:
    """Blocks and what is within them, in one row."""
    return [token for block in parser.parse(markdown) for token in (block, *(block.children or ()))]


def answer_of(parser: MarkdownIt, answer: str) -> list[Token]:
    """The tokens of the one answer of a sheet."""
    found = tokens(parser, to_markdown(saying(answer, replace(BLANK, title="Title"))))
    start = next(n for n, token in enumerate(found) if token.type == "blockquote_open")
    return found[start:]


def shown(row: list[Token]) -> str:
    """What a reader sees of them."""
    breaks = {"softbreak": "\n", "hardbreak": "\n", "paragraph_close": "\n"}
    return "".join(breaks.get(token.type, "" if token.type == "inline" else token.content) for token in row)


def visible(text: str) -> list[str]:
    """Words in their lines, as a reader sees them."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("answer", TRAPS)
@pytest.mark.parametrize("parser", [COMMONMARK, GITHUB], ids=["CommonMark", "GitHub"])
def test_what_a_coach_writes_is_quoted_and_never_markup(parser: MarkdownIt, answer: str) -> None:
    row = answer_of(parser, answer)
    assert {token.type for token in row} <= QUOTE | WORDS
    assert visible(shown(row)) == visible(answer)


@given(st.text(st.sampled_from("ab1 \n\t#>*_-+=`~[]()<>|&;!\\.:/\"'$é\u00a0"), min_size=1, max_size=60))
def test_no_mixture_of_signs_becomes_markup(answer: str) -> None:
    if answer.strip():
        row = answer_of(GITHUB, answer)
        assert {token.type for token in row} <= QUOTE | WORDS
        assert visible(shown(row)) == visible(answer)


def test_lines_stay_lines_and_paragraphs_paragraphs() -> None:
    row = answer_of(COMMONMARK, "one\ntwo\n\nthree\r\nfour")
    assert [token.type for token in row if token.type in ("hardbreak", "paragraph_open")] == [
        "paragraph_open", "hardbreak", "paragraph_open", "hardbreak",
    ]  # fmt: skip


def test_an_address_stays_readable_in_the_raw_file() -> None:
    assert "> see https://example.org/a_b?c=d now" in to_markdown(saying("see https://example.org/a_b?c=d now"))


@pytest.mark.parametrize("sheet", [FULL, FRENCH, HALF, WORKSHEET], ids=["full", "French", "half", "worksheet"])
def test_headings_come_from_the_sheet_alone_and_in_its_order(sheet: Sheet) -> None:
    found = tokens(COMMONMARK, to_markdown(sheet))
    headings = [found[n + 1].content for n, token in enumerate(found) if token.type == "heading_open"]
    expected = [
        sheet.title,
        *([sheet.questions_title] if sheet.questions else []),
        *(question.title for question in sheet.questions),
        *(part.heading for part in sheet.parts),
        *([sheet.comparison.title] if sheet.comparison else []),
        *([sheet.outline.title, *(part.heading for part in sheet.outline.parts)] if sheet.outline else []),
        sheet.clauses_title,
    ]
    assert headings == expected


@pytest.mark.parametrize(("start", "now", "line"), [
    (4, 7, "0–10 · At the start **4** · Now **7**"),
    (3, None, "0–10 · At the start **3** · Now **…**"),
    (None, None, "0–10 · At the start **…** · Now **…**"),
])  # fmt: skip
def test_the_scale_is_one_line(start: int | None, now: int | None, line: str) -> None:
    scale = Comparison("How ready am I?", "I know what to do", "At the start", "Now", start, now)
    assert f"\n\n{line}\n\n10 = I know what to do\n" in to_markdown(replace(BLANK, comparison=scale))


def test_an_empty_part_has_its_hint_and_lines_to_write_on() -> None:
    sheet = replace(BLANK, parts=(SheetPart("Heading", hint="A hint"), SheetPart("Said", "No", (Answered("Q", "A"),))))
    assert to_markdown(sheet).startswith("## Heading\n\n*A hint*\n\n……")
    assert to_markdown(sheet).endswith("…\n\n## Said\n\n*Q*\n\n> A\n")


def test_the_worksheet_has_boxes_numbers_and_lines() -> None:
    markdown = to_markdown(WORKSHEET)
    assert markdown.count("- [ ] ") == 8
    assert "\n0 1 2 3 4 5 6 7 8 9 10\n" in markdown


@pytest.mark.parametrize("answer", ["👨‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🫨 漢字", "שלום سلام می‌خواهم", "Vraiment\u00a0? «\u202foui\u202f»"])
def test_the_file_has_every_sign_that_paper_cannot_show(answer: str) -> None:
    assert f"> {answer}\n" in to_markdown(saying(answer))


def test_controls_marks_of_direction_and_half_characters_are_left_out() -> None:
    markdown = to_markdown(saying("one\x00 two\u202e three\ud83d four"))
    assert "> one two three four\n" in markdown
    assert markdown.encode()


def test_a_blank_answer_and_a_blank_sheet_leave_nothing_behind() -> None:
    assert "\n>" not in to_markdown(saying(" \n ", BLANK))
    assert to_markdown(BLANK).strip() == ""
