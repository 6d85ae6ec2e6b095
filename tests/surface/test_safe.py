"""What a person typed, shown to others: on one line, cut at a word, and nothing in it comes alive."""

import re

import pytest

from bot.knowledge.lookup import Nearby
from bot.surface.cards import safe, shorten
from bot.surface.desk import Desk
from bot.surface.views.clause import nearby_card
from tests.surface.rendered import faults, text_of

LANGUAGES = ("en", "fr")

# Cutting


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("short", 10, "short", id="fits"),
        pytest.param("0123456789", 10, "0123456789", id="fits exactly"),
        pytest.param("one two three", 10, "one two…", id="cut at a word"),
        pytest.param("one, two, three", 11, "one, two…", id="no comma before the ellipsis"),
        pytest.param("x" * 30, 10, "xxxxxxxxx…", id="one long word"),
        pytest.param("one\ntwo\tthree \u2003 four", 100, "one two three four", id="on one line"),
        pytest.param(
            "Où en\u00a0suis-je\u202f?", 100, "Où en\u00a0suis-je\u202f?", id="the no-break spaces of French stay"
        ),
        pytest.param("", 10, "", id="nothing"),
        pytest.param(" \n ", 10, "", id="blanks"),
    ],
)
def test_a_line_is_cut_at_a_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected
    assert len(shorten(text, limit)) <= limit


# What a stranger typed


@pytest.mark.parametrize(
    "typed",
    [
        "**bold** _it_ ~~no~~ ||secret|| `code` ```block```",
        "# Heading",
        "> quote",
        "- list",
        "-# small",
        "[a link](https://example.org)",
        "back\\slash",
    ],
)
def test_markdown_is_shown_and_not_obeyed(typed: str) -> None:
    shown = safe(typed, 200)
    unescaped = [
        character
        for index, character in enumerate(shown)
        if character in "*_~|`" and (index == 0 or shown[index - 1] != "\\") and "https://" not in shown[:index]
    ]
    assert unescaped == []
    assert not shown.startswith(("# ", "> ", "- ", "-# ", "["))
    assert shown.replace("\\", "").replace(":\N{ZERO WIDTH SPACE}//", "://") == typed.replace("\\", "")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("@everyone", id="everyone"),
        pytest.param("@here", id="whoever is here"),
        pytest.param("<@123456789012345678>", id="a member"),
        pytest.param("<@!123456789012345678>", id="a member, the old way"),
        pytest.param("<@&123456789012345678>", id="a role"),
        pytest.param("<#123456789012345678>", id="a channel"),
        pytest.param("<:party:123456789012345678>", id="a custom emoji"),
        pytest.param("<a:party:123456789012345678>", id="a moving emoji"),
        pytest.param("</scenario:123456789012345678>", id="a command"),
        pytest.param("<t:1700000000:R>", id="a time"),
        pytest.param("<id:customize>", id="a server page"),
        pytest.param("\\<@123456789012345678>", id="a member after a backslash"),
    ],
)
def test_nothing_typed_comes_alive(typed: str) -> None:
    shown = safe(typed)
    assert not re.search(r"@(everyone|here)", shown)
    assert not re.search(r"(?<!\\)(\\\\)*<", shown)
    assert shown.replace("\u200b", "").replace("\\", "") == typed.replace("\\", "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("\u202eevil\u202c", "evil", id="right-to-left override"),
        pytest.param("a\u2066b\u2069c\u200e\u200f", "abc", id="direction marks"),
        pytest.param("a\x00b\x07c\x1bd\x7f", "abcd", id="control characters"),
        pytest.param("a\u200bb\ufeffc\u00ad", "abc", id="invisible characters"),
        pytest.param("a\r\nb\u2028c\u0085d", "a b c d", id="line ends"),
        pytest.param("\ud83d!", "!", id="half a character"),
        pytest.param("سؤال 2.19", "سؤال 2.19", id="Arabic is left as it is"),
        pytest.param("é ☕ 私", "é ☕ 私", id="other writing is left as it is"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(typed: str, shown: str) -> None:
    assert safe(typed) == shown


@pytest.mark.parametrize("typed", ["x" * 1000, "word " * 200, "\n" * 1000 + "x" * 1000, "私" * 1000])
def test_a_flood_is_cut(typed: str) -> None:
    assert len(safe(typed)) <= 60
    assert safe(typed).endswith("…")


@pytest.mark.parametrize(
    "typed", ["*" * 1000, "@everyone " * 100, "`" * 1000, "🏳️‍🌈" * 500, "\u0301" * 1000, "|" * 1000]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_noise_as_a_clause_number_still_makes_a_card(desk: Desk, language: str, typed: str) -> None:
    code = desk.knowledge.codes["icf"]
    near = desk.lookup.clause(code, "99")
    assert isinstance(near, Nearby)
    card = nearby_card(desk, desk.locales[language], near, typed)
    assert faults(card) == []
    assert "@everyone" not in text_of(card)
