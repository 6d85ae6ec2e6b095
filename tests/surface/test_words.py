"""The bot's own sentences: the same in every language, all of them used, none of them missing."""

import re
import shutil
from functools import cache
from pathlib import Path

import discord
import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.failures import Exit
from bot.knowledge.plain import words as plain_words
from bot.surface.desk import Desk
from bot.surface.words import LocaleError, Locales, language_of
from tests.surface.asked_sentences import SOURCE, patterns, plain, used

LOCALES = SOURCE / "locales"


@cache
def messages(folder: Path) -> dict[str, str]:
    """Every message id of a language, with its text as it is written."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.ftl")):
        text = path.read_text(encoding="utf-8")
        for entry in FluentParser().parse(text).body:
            assert not isinstance(entry, ftl.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{path}: {entry.id.name} stands twice"
                assert entry.span is not None
                found[entry.id.name] = text[entry.span.start : entry.span.end]
    return found


def variables(message: str) -> set[str]:
    """The names that a message takes, read from its text."""
    names: set[str] = set()

    class Names(Visitor):
        def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the visitor's naming
            names.add(node.id.name)

    Names().visit(FluentParser().parse(message))
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our sentences that a translator works on."""
    return shutil.copytree(LOCALES, tmp_path / "locales")


def edit(path: Path, pattern: str, replacement: str) -> None:
    """Replace the one place where ``pattern`` matches."""
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def refusal(folder: Path, languages: tuple[str, ...] = ("en", "fr")) -> str:
    """Why the bot does not start with these sentences."""
    with pytest.raises(LocaleError) as caught:
        Locales(languages, folder)
    assert caught.value.exit == Exit.KNOWLEDGE
    return str(caught.value)


# Languages alike


def test_french_has_the_messages_of_english_with_the_same_variables() -> None:
    english, french = messages(LOCALES / "en"), messages(LOCALES / "fr")
    assert len(english) > 80
    assert list(set(english) ^ set(french)) == []
    assert [id for id in english if variables(english[id]) != variables(french[id])] == []


def test_french_was_written_not_copied(desk: Desk) -> None:
    english, french = messages(LOCALES / "en"), messages(LOCALES / "fr")
    same = {id for id in english if english[id] == french[id]}
    # Words that are the same in both languages, and patterns without a word.
    assert same <= {
        "clause-heading",
        "clause-short",
        "clause-go-scenario",
        "command-scenario-situation",
        "command-clause",
        "command-clause-code",
        "command-post-clause",
        "command-post-question",
        "command-schedule-pause",
        "help-sources",
        "option-code",
        "reflect-list-line",
        "rotates-scenarios",
        "step-pause",
    }


def test_no_french_sentence_turns_a_coach_into_a_sports_trainer() -> None:
    french = messages(LOCALES / "fr").values()
    assert [text for text in french if {"entraineur", "entraineurs"} & set(plain_words(text))] == []


# What stops the start


def test_a_message_missing_in_one_language_stops_the_start(folder: Path) -> None:
    edit(folder / "fr" / "shared.ftl", r"^none-of-these = .*\n", "")
    assert refusal(folder) == "locales/fr: unlike locales/en in none-of-these"


def test_a_message_only_one_language_has_stops_the_start(folder: Path) -> None:
    edit(folder / "fr" / "shared.ftl", r"^(none-of-these = .*)$", r"\1\nnone-of-those = Ceux-là")
    assert refusal(folder) == "locales/fr: unlike locales/en in none-of-those"


def test_a_variable_missing_in_one_language_stops_the_start(folder: Path) -> None:
    edit(folder / "fr" / "errors.ftl", r"^error-unexpected = .*$", "error-unexpected = Zut.")
    edit(folder / "fr" / "shared.ftl", r"^none-of-these = .*$", "none-of-these = { $count } ?")
    assert refusal(folder) == "locales/fr: unlike locales/en in error-unexpected, none-of-these"


def test_a_file_that_cannot_be_read_stops_the_start_by_its_name(folder: Path) -> None:
    edit(folder / "fr" / "help.ftl", r"^help-title = .*$", "help-title = { $")
    assert refusal(folder).startswith("locales/fr/help.ftl: cannot read: help-title")


def test_a_language_without_sentences_stops_the_start(folder: Path) -> None:
    assert refusal(folder, ("en", "fr", "de")) == "locales/de: no .ftl files"


def test_a_whole_file_missing_names_its_messages(folder: Path) -> None:
    (folder / "fr" / "errors.ftl").unlink()
    assert "error-unexpected" in refusal(folder)


def test_a_file_in_another_encoding_stops_the_start_by_its_name(folder: Path) -> None:
    path = folder / "fr" / "help.ftl"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252", errors="replace"))
    assert refusal(folder).startswith("locales/fr/help.ftl: ")


def test_a_message_given_twice_stops_the_start(folder: Path) -> None:
    for language in ("en", "fr"):
        edit(folder / language / "shared.ftl", r"^(none-of-these = .*)$", r"\1\nnone-of-these = ?")
    assert "none-of-these" in refusal(folder)


def test_a_language_is_files_and_no_code(folder: Path) -> None:
    shutil.copytree(folder / "fr", folder / "de")
    edit(folder / "de" / "shared.ftl", r"^none-of-these = .*$", "none-of-these = Nichts davon")
    locales = Locales(("en", "fr", "de"), folder)
    assert locales.named("de")("none-of-these") == "Nichts davon"


# Asking for a sentence


def test_a_sentence_with_its_arguments(desk: Desk) -> None:
    assert desk.locales["en"]("clause-short", code="ICF", number="3.6", year="2025") == "ICF 3.6 (2025)"


def test_an_argument_gets_no_invisible_marks_around_it(desk: Desk) -> None:
    for words in desk.locales:
        text = words("clause-short", code="ICF", number="3.6", year="2025")
        assert not any(mark in text for mark in "\u2066\u2067\u2068\u2069")


def test_a_number_of_pieces_is_not_grouped_like_a_sum(desk: Desk) -> None:
    line = desk.locales["en"]("nearby-edition", year="2021", count=53, first="1.A", last="4.8")
    assert line == "2021 edition: 53 clauses, from 1.A to 4.8."


def test_an_unknown_message_is_named(desk: Desk) -> None:
    with pytest.raises(LocaleError, match="fr: no message nobody-wrote-this"):
        desk.locales["fr"]("nobody-wrote-this")


def test_a_missing_argument_is_named_by_its_message(desk: Desk) -> None:
    with pytest.raises(LocaleError, match="en: message clause-short lacks an argument"):
        desk.locales["en"]("clause-short", code="ICF", number="3.6")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        (discord.Locale.french, "fr"),
        (discord.Locale.american_english, "en"),
        (discord.Locale.british_english, "en"),
        (discord.Locale.spain_spanish, "en"),
        (discord.Locale.latin_american_spanish, "en"),
        (discord.Locale.german, "en"),
        (discord.Locale.taiwan_chinese, "en"),
    ],
    ids=str,
)
def test_the_reader_s_own_language_or_else_the_first(desk: Desk, locale: discord.Locale, language: str) -> None:
    assert desk.locales.named(language_of(locale)).language == language


# Sentences and code


def test_every_sentence_asked_for_exists() -> None:
    known = messages(LOCALES / "en")
    assert len(plain()) > 300
    assert sorted(plain() - set(known)) == []
    assert len(patterns()) > 30
    assert [each.pattern for each in patterns() if not any(map(each.fullmatch, known))] == []


def test_every_sentence_is_used() -> None:
    assert [id for id in messages(LOCALES / "en") if not used(id)] == []


def test_one_that_is_not_used_would_be_seen() -> None:
    ids = [*messages(LOCALES / "en")]
    assert [id for id in ids if used(f"{id}-unheard-of") or used(f"unheard-of-{id}")] == []
