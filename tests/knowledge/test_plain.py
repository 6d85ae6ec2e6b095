"""Texts are compared in one plain form, however they were typed."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.plain import plain, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J'ai peur !", ["j", "ai", "peur"]),
        ("J’AI  PEUR", ["j", "ai", "peur"]),
        ("Déontologie, cœur & Ève", ["deontologie", "cœur", "eve"]),
        ("Straße", ["strasse"]),
        ("İstanbul", ["istanbul"]),
        ("ﬁn ① Ａ", ["fin", "1", "a"]),
        ("snake_case-word", ["snake", "case", "word"]),
        ("🙂 … \u202e", []),
        ("", []),
    ],
)
def test_words_in_lower_case_without_accents_or_signs(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert plain(text) == " ".join(expected)


@given(st.text())
def test_no_accent_and_no_sign_is_left(text: str) -> None:
    left = plain(text)
    assert not any(unicodedata.combining(character) for character in left)
    assert all(character.isalnum() or character == " " or unicodedata.category(character) == "Mn" for character in left)
    assert "  " not in left
    assert left == left.strip()


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd", "Po", "Zs"], max_codepoint=0x24F)))
def test_case_and_composition_do_not_matter(text: str) -> None:
    assert plain(unicodedata.normalize("NFD", text)) == plain(unicodedata.normalize("NFC", text))
    assert plain(plain(text)) == plain(text)


@given(st.text())
@example("𝐀𝗕ℂ")
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
