"""What the finder learns from: which messages it reads as what, and what is refused by file, line and key."""

import shutil
from pathlib import Path

import pytest

from bot.finder.taught import NONE, Lessons, Message, Taught, fingerprint, load_taught
from bot.knowledge.files import Affected
from bot.knowledge.load import default_folder, load
from bot.knowledge.plain import plain
from bot.knowledge.yaml_files import Fault, KnowledgeError
from tests.knowledge.editor import Damage, Folder

BIAS = "situations/bias.yaml"
CONTRASTS = "contrasts.yaml"
OUT = "out-of-scope.yaml"
FLAGS = "red-flags.yaml"
SAID = "danger-said.yaml"

LANGUAGES = ["en", "fr", "de", "es"]
SCENARIOS = list(load(default_folder()).scenarios)


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    """Our own files."""
    return Lessons.read(default_folder(), load(default_folder()))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A fresh copy of our knowledge files."""
    return Folder(tmp_path / "knowledge")


def faults_of(folder: Folder) -> list[Fault]:
    """The faults for which nothing is learned; the cards load."""
    knowledge = load(folder.path)
    with pytest.raises(KnowledgeError) as caught:
        Lessons.read(folder.path, knowledge)
    return caught.value.faults


# Our own files


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_has_100_situations_or_more_over_the_four_languages(lessons: Lessons, scenario: str) -> None:
    (file,) = [file for document, file in lessons.situations if document.name == f"situations/{scenario}.yaml"]
    assert list(file.phrasings) == LANGUAGES
    counts = {language: sum(map(len, by.values())) for language, by in file.phrasings.items()}
    assert sum(counts.values()) >= 100
    assert min(counts.values()) >= 25


def test_every_situation_says_whom_it_is_about(lessons: Lessons) -> None:
    for _, file in lessons.situations:
        for by_affected in file.phrasings.values():
            assert by_affected
            assert all(isinstance(affected, Affected) and texts for affected, texts in by_affected.items())


def test_250_messages_or_more_over_the_four_languages_are_out_of_scope(lessons: Lessons) -> None:
    phrasings = lessons.out_of_scope[1].phrasings
    assert list(phrasings) == LANGUAGES
    assert sum(map(len, phrasings.values())) >= 250
    assert min(map(len, phrasings.values())) >= 50


def test_100_contrasts_or_more_each_have_two_messages_of_different_labels(lessons: Lessons) -> None:
    pairs = [pair for each in lessons.contrasts[1].pairs.values() for pair in each]
    assert len(pairs) >= 100
    assert [pair for pair in pairs if len(set(pair)) != 2] == []
    assert [pair for pair in pairs if len({plain(text) for text in pair.values()}) != 2] == []
    assert {label for pair in pairs for label in pair} == {NONE, *SCENARIOS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_contrasts_in_every_language(lessons: Lessons, language: str) -> None:
    assert len(lessons.contrasts[1].pairs[language]) >= 20


# What is learned


@pytest.fixture
def small(folder: Folder) -> Folder:
    """A folder from which little is learned: one message of each kind in each language."""
    for id in SCENARIOS:
        lines = [f'  {language}:\n    coach: ["{id} {language}"]\n' for language in LANGUAGES]
        folder.write(f"situations/{id}.yaml", "phrasings:\n" + "".join(lines))
    pairs = [f'  {each}:\n    - bias: "left {each}"\n      none: "right {each}"\n' for each in LANGUAGES]
    folder.write(CONTRASTS, "pairs:\n" + "".join(pairs))
    folder.write(OUT, "phrasings:\n" + "".join(f'  {each}: ["hello {each}"]\n' for each in LANGUAGES))
    keys = ("now", "law", "supervisor", "idioms", "denials")
    lists = [f"{key}:\n" + "".join(f'  {each}: ["{key} {each}"]\n' for each in LANGUAGES) for key in keys]
    examples = [
        f"  {key}:\n" + "".join(f'    {each}: ["this is {key} {each}"]\n' for each in LANGUAGES)
        for key in ("now", "law", "harmless")
    ]
    folder.write(FLAGS, "".join(lists) + "examples:\n" + "".join(examples))
    softly = [
        f"{key}:\n" + "".join(f'  {each}: ["{key} softly {each}"]\n' for each in LANGUAGES)
        for key in ("now", "law", "harmless")
    ]
    folder.write(SAID, "".join(softly))
    return folder


def taught_by(folder: Folder) -> Taught:
    """What is learned from a folder."""
    return load_taught(folder.path, load(folder.path))


def test_the_scenarios_are_in_the_order_of_the_cards(small: Folder) -> None:
    assert list(taught_by(small).scenarios) == SCENARIOS


def test_a_situation_is_learned_with_whom_it_is_about(small: Folder) -> None:
    messages = taught_by(small).messages
    assert Message("bias de", "bias", "de", Affected.COACH) in messages
    assert all(each.affected for each in messages if each.label in SCENARIOS and each.pair is None)


def test_a_message_out_of_scope_is_learned_as_none(small: Folder) -> None:
    assert Message("hello es", NONE, "es") in taught_by(small).messages


def test_both_sides_of_a_contrast_are_learned_with_the_number_of_their_pair(small: Folder) -> None:
    pairs = [(each.pair, each.label, each.text) for each in taught_by(small).messages if each.pair is not None]
    assert pairs == [
        (number, label, f"{side} {language}")
        for number, language in enumerate(LANGUAGES, 1)
        for label, side in (("bias", "left"), (NONE, "right"))
    ]


def test_the_examples_of_red_flags_are_learned_as_no_situation(small: Folder) -> None:
    messages = taught_by(small).messages
    assert Message("this is now fr", None, "fr", flag="now") in messages
    assert Message("this is law fr", None, "fr", flag="law") in messages
    assert Message("this is harmless fr", None, "fr", flag="") in messages


def test_each_message_is_learned_once(small: Folder) -> None:
    texts = [each.text for each in taught_by(small).messages]
    assert len(texts) == len(set(texts)) == 4 * (8 + 2 + 1 + 3 + 3)


def test_what_is_danger_said_is_learned_with_its_flag_and_no_situation(small: Folder) -> None:
    messages = taught_by(small).messages
    assert Message("now softly fr", None, "fr", flag="now") in messages
    assert Message("law softly de", None, "de", flag="law") in messages
    assert Message("harmless softly es", None, "es", flag="") in messages


def test_the_phrases_of_all_languages_are_learned_together(small: Folder) -> None:
    phrases = taught_by(small).phrases
    assert set(phrases) == {"now", "law", "supervisor", "idioms", "denials"}
    assert phrases["law"] == ("law en", "law fr", "law de", "law es")


# What changes what is learned


@pytest.mark.parametrize("name", ["about.yaml", OUT, CONTRASTS, FLAGS, SAID, BIAS])
def test_the_fingerprint_changes_with_every_file_that_is_learned_from(folder: Folder, name: str) -> None:
    before = fingerprint(folder.path)
    folder.write(name, folder.read(name) + "\n# a remark\n")
    assert fingerprint(folder.path) != before


def test_the_fingerprint_changes_with_another_name_and_with_a_file_less(folder: Folder) -> None:
    seen = {fingerprint(folder.path)}
    (folder.path / BIAS).rename(folder.path / "situations/biased.yaml")
    seen.add(fingerprint(folder.path))
    (folder.path / "situations/biased.yaml").unlink()
    seen.add(fingerprint(folder.path))
    (folder.path / CONTRASTS).unlink()
    seen.add(fingerprint(folder.path))
    assert len(seen) == 4


def test_the_fingerprint_stays_with_the_cards_and_with_the_place_of_the_folder(folder: Folder) -> None:
    folder.edit("scenarios/bias.yaml", r"^  en: .*$", '  en: "Another title"')
    assert fingerprint(folder.path) == fingerprint(default_folder())


# What is refused

DAMAGES = {
    "somebody it cannot be about": Damage(
        BIAS,
        r"^    coach:",
        "    klient:",
        r"klient",
        "phrasings.en.klient",
        "'coach', 'client', 'both' or 'other'",
        "",
    ),
    "situations without whom they are about": Damage(
        BIAS,
        r"^  en:\n(    .*\n)*",
        '  en:\n    - "I would rather be sailing"\n',
        "^  en:",
        "phrasings.en",
        "valid",
        "",
    ),
    "nothing about the coach": Damage(
        BIAS, r"^    coach:\n(      .*\n)*", "    coach: []\n", "coach:", "phrasings.en.coach", "at least 1 item", ""
    ),
    "an empty situation": Damage(
        BIAS, r"^      - .*$", '      - ""', '- ""', "phrasings.en.coach.0", "at least 2 characters", "is empty"
    ),
    "situations without a language": Damage(
        BIAS, r"^  de:\n(    .*\n)*", "", r"^phrasings:", "phrasings", "missing language: de", "about.yaml"
    ),
    "situations in a language that is not understood": Damage(
        BIAS,
        r"^(phrasings:\n)",
        r'\1  it:\n    coach:\n      - "non lo sopporto"\n',
        r"^phrasings:",
        "phrasings",
        "unknown language: it",
        "add the language to about.yaml first",
    ),
    "a key misspelt": Damage(
        BIAS, r"^phrasings:", "frasings:", r"^frasings:", "frasings", "unknown key", "did you mean phrasings?"
    ),
    "a contrast with no scenario": Damage(
        CONTRASTS,
        r"- unlawful-aims:",
        "- unlawful:",
        r"- unlawful:",
        "pairs.en.0.unlawful",
        "no scenario unlawful",
        "or write none",
    ),
    "a contrast of one": Damage(CONTRASTS, r"^      none: .*\n", "", r"^    - ", "pairs.en.0", "at least 2 items", ""),
    "a contrast of three": Damage(
        CONTRASTS, r"^(      none: .*)$", r'\1\n      bias: "a third"', r"^    - ", "pairs.en.0", "at most 2 items", ""
    ),
    "a contrast of one label": Damage(
        CONTRASTS,
        r"^      none: ",
        "      unlawful-aims: ",
        r"^      unlawful-aims:",
        "pairs.en.0.unlawful-aims",
        "duplicate key",
        "keep one of the two",
    ),
    "contrasts in a language that is not understood": Damage(
        CONTRASTS,
        r"^(pairs:\n)",
        r'\1  it:\n    - bias: "uno"\n      none: "due"\n',
        r"^pairs:",
        "pairs",
        "unknown language: it",
        "add the language to about.yaml first",
    ),
    "nothing out of scope in a language": Damage(
        OUT, r"^  es:\n(    .*\n)*", "", r"^phrasings:", "phrasings", "missing language: es", "about.yaml"
    ),
    "out of scope in a language that is not understood": Damage(
        OUT, r"^(phrasings:\n)", r'\1  it: ["ciao"]\n', r"^phrasings:", "phrasings", "unknown language: it", "first"
    ),
    "a phrase of nothing but a gap": Damage(
        FLAGS,
        r"^(law:\n  en:\n)    - .*$",
        r'\1    - "..."',
        r'- "\.\.\."',
        "law.en.0",
        "unreadable phrase: ... stands between words",
        "bot/finder/red_flags.py",
    ),
    "a phrase whose ways differ in length": Damage(
        FLAGS,
        r"^(denials:\n  en:\n(?:    .*\n)*  fr:\n)    - .*$",
        r"""\1    - "isn't/isnt so" """,
        r"isn't/isnt so",
        "denials.fr.0",
        "unreadable phrase: isn't/isnt: each way has as many words",
        "the notation is explained in",
    ),
    "an idiom of a star": Damage(
        FLAGS,
        r"^(idioms:\n  en:\n)    - .*$",
        r'\1    - "cold *"',
        r'"cold \*"',
        "idioms.en.0",
        "unreadable phrase: *: ",
        "the notation is explained in",
    ),
    "examples without a language": Damage(
        FLAGS,
        r"^(examples:\n  now:\n)    en:\n(      .*\n)*",
        r"\1",
        r"^  now:",
        "examples.now",
        "missing language: en",
        "about.yaml",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_file_is_named_by_line_and_key_with_a_hint(folder: Folder, damage: Damage) -> None:
    line = damage.of(folder)
    about = [fault for fault in faults_of(folder) if (fault.file, fault.line) == (damage.file, line)]
    # Of a key that is itself at fault, pydantic says so at the end.
    named = {fault.key.removesuffix(".[key]"): fault for fault in about}[damage.key]
    assert damage.says in named.message
    assert damage.hint in named.hint


@pytest.mark.parametrize("key", ["now", "law", "supervisor", "idioms", "denials"])
def test_red_flags_without_a_language_are_named(folder: Folder, key: str) -> None:
    folder.edit(FLAGS, rf"^({key}:\n  en:\n(?:    .*\n)*)  fr:\n(    .*\n)*", r"\1")
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line, fault.key) == (FLAGS, folder.line(FLAGS, f"^{key}:"), key)
    assert fault.message == "missing language: fr"


@pytest.mark.parametrize("name", [CONTRASTS, OUT, FLAGS])
def test_a_missing_file_is_named(folder: Folder, name: str) -> None:
    (folder.path / name).unlink()
    assert [str(fault) for fault in faults_of(folder)] == [
        f"{name}:1: -: the file is missing (restore it from the release)"
    ]


def test_missing_situations_are_named(folder: Folder) -> None:
    (folder.path / BIAS).unlink()
    assert [str(fault) for fault in faults_of(folder)] == [
        f"{BIAS}:1: -: the file is missing (the finder cannot find what nobody taught it)"
    ]


def test_situations_of_no_scenario_are_named(folder: Folder) -> None:
    shutil.copy(folder.path / BIAS, folder.path / "situations/prejudice.yaml")
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line) == ("situations/prejudice.yaml", folder.line(BIAS, "^phrasings:"))
    assert (fault.message, fault.hint) == ("no such scenario", "the file has the name of a file in scenarios/")


def test_no_situations_at_all_are_named(folder: Folder) -> None:
    shutil.rmtree(folder.path / "situations")
    (fault,) = faults_of(folder)
    assert (fault.file, fault.message) == ("situations/", "no files here")


def test_every_broken_file_is_named_at_once(folder: Folder) -> None:
    folder.edit(BIAS, r"^    coach:", "    klient:")
    folder.write(CONTRASTS, "")
    (folder.path / OUT).unlink()
    folder.edit(FLAGS, r"^idioms:", "idiom:")
    assert {fault.file for fault in faults_of(folder)} == {BIAS, CONTRASTS, OUT, FLAGS}


def test_every_unknown_label_missing_file_and_bad_phrase_is_named_at_once(folder: Folder) -> None:
    (folder.path / BIAS).unlink()
    folder.edit(CONTRASTS, r"- unlawful-aims:", "- unlawful:")
    folder.edit(FLAGS, r"^(now:\n  en:\n)", r'\1    - "off ..."\n')
    folder.edit(FLAGS, r"^(law:\n  en:\n)", r'\1    - "... off"\n')
    assert [(fault.file, fault.key) for fault in faults_of(folder)] == [
        (BIAS, "-"),
        (CONTRASTS, "pairs.en.0.unlawful"),
        (FLAGS, "now.en.0"),
        (FLAGS, "law.en.0"),
    ]


def test_a_language_that_people_may_type_in_is_demanded_of_every_message(folder: Folder) -> None:
    folder.edit("about.yaml", r"^understood: .*$", "understood: [en, fr, de, es, it]")
    short = {fault.file for fault in faults_of(folder) if fault.message == "missing language: it"}
    assert short == {CONTRASTS, OUT, FLAGS, SAID, *(f"situations/{id}.yaml" for id in SCENARIOS)}


def test_a_language_no_longer_understood_is_named_wherever_it_is_left(folder: Folder) -> None:
    folder.edit("about.yaml", r"^understood: .*$", "understood: [en, fr, de]")
    left = {fault.file for fault in faults_of(folder) if fault.message == "unknown language: es"}
    assert left == {CONTRASTS, OUT, FLAGS, SAID, *(f"situations/{id}.yaml" for id in SCENARIOS)}
