"""What the finder learns from loads, but teaches it badly: one fault each, by file, line and key."""

from pathlib import Path

import pytest

from bot.finder.check import FEW, check_taught
from bot.knowledge.load import default_folder, load
from bot.knowledge.yaml_files import Fault
from tests.knowledge.editor import Folder

BIAS = "situations/bias.yaml"
ENDS = "situations/client-ends.yaml"
OUT = "out-of-scope.yaml"
CONTRASTS = "contrasts.yaml"
FLAGS = "red-flags.yaml"

ENGLISH = r"^(phrasings:\n  en:\n    coach:\n)"
SAILING = r'\1      - "I would rather be sailing today"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A fresh copy of our knowledge files."""
    return Folder(tmp_path / "knowledge")


def faults_of(folder: Folder, *, strict: bool = False) -> list[Fault]:
    """What the checks find in an edited copy that still loads."""
    return check_taught(folder.path, load(folder.path), strict=strict)


def test_our_own_files_have_no_fault() -> None:
    assert check_taught(default_folder(), load(default_folder()), strict=True) == []


# Duplicates


def test_the_same_message_in_two_situations_is_named_with_the_other_place(folder: Folder) -> None:
    folder.edit(BIAS, ENGLISH, SAILING)
    folder.edit(ENDS, ENGLISH, r'\1      - "I would rather be SAILING... today!"\n')
    assert faults_of(folder) == [
        Fault(
            ENDS,
            folder.line(ENDS, "SAILING"),
            "phrasings.en.coach.0",
            "duplicate phrasing",
            f"it also stands in {BIAS}",
        )
    ]


def test_a_message_cannot_be_in_and_out_of_scope(folder: Folder) -> None:
    folder.edit(BIAS, ENGLISH, SAILING)
    folder.edit(OUT, r"^(  fr:\n)", r'\1    - "i would rather be sailing today"\n')
    assert faults_of(folder) == [
        Fault(OUT, folder.line(OUT, "be sailing"), "phrasings.fr.0", "duplicate phrasing", f"it also stands in {BIAS}")
    ]


def test_a_message_cannot_be_in_a_situation_and_in_a_contrast(folder: Folder) -> None:
    folder.edit(BIAS, ENGLISH, SAILING)
    folder.edit(CONTRASTS, r"^      none: .*$", '      none: "I would rather be sailing, today"')
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == (CONTRASTS, folder.line(CONTRASTS, "be sailing"))
    assert (fault.key, fault.hint) == ("pairs.en.0.none", f"it also stands in {BIAS}")


def test_two_sides_of_a_contrast_must_not_be_the_same_words(folder: Folder) -> None:
    folder.edit(
        CONTRASTS,
        r"^    - unlawful-aims: .*\n      none: .*$",
        '    - unlawful-aims: "what about sailing"\n      none: "What about sailing?"',
    )
    assert [(fault.file, fault.key) for fault in faults_of(folder)] == [(CONTRASTS, "pairs.en.0.none")]


def test_a_message_given_twice_in_one_situation_is_named(folder: Folder) -> None:
    folder.edit(BIAS, ENGLISH + r"(.*\n)", r"\1\2\2")
    assert [(fault.file, fault.key, fault.message) for fault in faults_of(folder)] == [
        (BIAS, "phrasings.en.coach.1", "duplicate phrasing")
    ]


def test_a_message_about_the_coach_and_about_the_client_is_named(folder: Folder) -> None:
    folder.edit(ENDS, ENGLISH, SAILING)
    folder.edit(ENDS, r"^(    client:\n)", SAILING)
    assert [fault.key for fault in faults_of(folder)] == ["phrasings.en.client.0"]


# Advice


def test_few_situations_are_advice_and_count_only_when_strict(folder: Folder) -> None:
    folder.edit(BIAS, rf"{ENGLISH}((?:      - .*\n){{{FEW - 1}}})(?:      - .*\n)*", r"\1\2")
    assert faults_of(folder) == []
    assert [str(fault) for fault in faults_of(folder, strict=True)] == [
        f"{BIAS}:{folder.line(BIAS, '^  en:')}: phrasings.en: only 24 situations (the finder wants at least 25)"
    ]


def test_few_situations_are_counted_over_all_they_are_about(folder: Folder) -> None:
    folder.edit(BIAS, rf"{ENGLISH}((?:      - .*\n){{{FEW - 1}}})(?:      - .*\n)*", r"\1\2")
    folder.edit(BIAS, r"^(  en:\n)", r'\1    other:\n      - "I would rather be sailing today"\n')
    assert faults_of(folder, strict=True) == []


@pytest.mark.parametrize(
    ("place", "text", "key", "says"),
    [
        pytest.param("now", "a sunny day at the beach", "examples.now.en.0", "not seen", id="danger not seen"),
        pytest.param("law", "a sunny day at the beach", "examples.law.en.0", "not seen", id="law not seen"),
        pytest.param(
            "law", "thinking of suicide", "examples.law.en.0", 'seen as now for "suicid*"', id="graver than it is"
        ),
        pytest.param(
            "harmless",
            "thinking of suicide",
            "examples.harmless.en.0",
            'seen as now for "suicid*"',
            id="harmless but seen",
        ),
    ],
)
def test_an_example_that_contradicts_the_phrases_counts_only_when_strict(
    folder: Folder, place: str, text: str, key: str, says: str
) -> None:
    folder.edit(FLAGS, rf"^(examples:\n(?:  .*\n)*?  {place}:\n    en:\n)", rf'\1      - "{text}"\n')
    assert faults_of(folder) == []
    assert faults_of(folder, strict=True) == [
        Fault(FLAGS, folder.line(FLAGS, text), key, says, "add or narrow a phrase or an idiom")
    ]


def test_an_example_is_no_longer_contradicted_once_a_phrase_says_so(folder: Folder) -> None:
    folder.edit(FLAGS, r"^(examples:\n  now:\n    en:\n)", r'\1      - "a sunny day at the beach"\n')
    folder.edit(FLAGS, r"^(now:\n  en:\n)", r'\1    - "sunny day at ... beach*"\n')
    assert faults_of(folder, strict=True) == []


def test_nor_once_an_idiom_takes_the_phrase_back(folder: Folder) -> None:
    folder.edit(FLAGS, r"^(  harmless:\n    en:\n)", r'\1      - "the suicide of the sandcastle"\n')
    folder.edit(FLAGS, r"^(idioms:\n  en:\n)", r'\1    - "suicide of the sandcastle"\n')
    assert faults_of(folder, strict=True) == []
