"""Anything that would make an answer wrong stops the start, by file, line and key, with a hint."""

import shutil
from pathlib import Path

import pytest

from bot.failures import Exit
from bot.knowledge.load import load
from bot.knowledge.yaml_files import Fault, KnowledgeError
from tests.knowledge.editor import Damage, Folder
from tests.process.command_line import wayside

BIAS = "scenarios/bias.yaml"
ICF = "codes/icf.yaml"
GCOE = "codes/gcoe.yaml"
ABOUT = "about.yaml"
CRISIS = "crisis-lines.yaml"

NOT_RAISED = pytest.fail.Exception
"""What ``pytest.raises`` raises when nothing was raised."""


def faults_of(folder: Folder | Path) -> list[Fault]:
    """The faults that stop the start."""
    with pytest.raises(KnowledgeError) as caught:
        load(folder.path if isinstance(folder, Folder) else folder)
    return caught.value.faults


DAMAGES = {
    "a colon too many": Damage(
        BIAS,
        r"^place: .*$",
        "place: 8: 9",
        r"^place:",
        "-",
        "YAML syntax: mapping values are not allowed",
        "indentation",
    ),
    "a character YAML reserves": Damage(
        BIAS, r"^id: .*$", "id: @bias", r"^id:", "-", "YAML syntax: found character that cannot start", "quotes"
    ),
    "a tab as indentation": Damage(
        BIAS, r"^  en: ", "\ten: ", r"^\ten:", "-", "YAML syntax: found character that cannot start", "indentation"
    ),
    "a second document": Damage(
        BIAS, r"^(id: bias)$", r"\1\n---\nid: bias", r"^---", "-", "another document", "indentation"
    ),
    "an alias without its anchor": Damage(BIAS, r"^id: .*$", "id: *bias", r"^id:", "-", "undefined alias", "quotes"),
    "a list where keys belong": Damage(BIAS, r"\A(.|\n)*\Z", "- one\n- two\n", r"one", "-", "valid dictionary", ""),
    "a key misspelt": Damage(BIAS, r"^title:", "titel:", r"^titel:", "titel", "unknown key", "did you mean title?"),
    "a key misspelt further in": Damage(
        BIAS, r"^  explore:", "  explor:", r"^  explor:", "paths.explor", "unknown key", "did you mean explore?"
    ),
    "a key that nothing resembles": Damage(
        BIAS, r"^(place: .*)$", r"\1\nzzz: 1", r"^zzz:", "zzz", "unknown key", "this key is not known here"
    ),
    "a key missing": Damage(BIAS, r"^place: .*\n", "", r"^id:", "place", "missing key", "add this key"),
    "a key missing further in": Damage(
        ICF,
        r"^ +evidence: E\n",
        "",
        r'number: "1.1"',
        "editions.0.sections.0.clauses.0.evidence",
        "missing key",
        "add this key",
    ),
    "a language missing": Damage(
        BIAS, r"^  fr: .*\n", "", r"^title:", "title", "missing language: fr", "each language of about.yaml"
    ),
    "a language nobody announced": Damage(
        BIAS,
        r"^(  fr: .*)$",
        r'\1\n  de: "Ein Vorurteil"',
        r"^title:",
        "title",
        "unknown language: de",
        "add the language to about.yaml first",
    ),
    "an empty text": Damage(
        BIAS, r"^  fr: .*$", '  fr: ""', r'^  fr: ""', "title.fr", "at least 1 character", "this text is empty"
    ),
    "a text of blanks": Damage(
        BIAS, r"^  fr: .*$", '  fr: "  "', r'^  fr: "  "', "title.fr", "at least 1 character", "this text is empty"
    ),
    "a key given twice": Damage(
        BIAS, r"^(place: .*)$", r"\1\nplace: 9", r"^place: 9", "place", "duplicate key", "keep one of the two"
    ),
    "a language given twice": Damage(
        BIAS, r"^(  fr: .*)$", r'\1\n  fr: "Encore"', r"Encore", "title.fr", "duplicate key", "keep one of the two"
    ),
    "a clause given twice": Damage(
        ICF,
        r'number: "2\.2"',
        'number: "2.1"',
        r'number: "2\.1"',
        "editions.0.sections.1.clauses.1.number",
        "duplicate clause icf-2025:2.1",
        "once in an edition",
        at_last=True,
    ),
    "a grade of evidence that does not exist": Damage(
        ICF,
        r"evidence: E$",
        "evidence: X",
        r"evidence: X",
        "editions.0.sections.0.clauses.0.evidence",
        "'E', 'S', 'F', 'O' or 'R'",
        "",
    ),
    "a clause cited and related": Damage(
        BIAS,
        r"^related:$",
        "related:\n  - gcoe-2021:3.5",
        r"gcoe-2021:3\.5$",
        "related.0",
        "duplicate clause gcoe-2021:3.5",
        "kept apart",
        at_last=True,
    ),
    "a clause cited twice": Damage(
        BIAS,
        r"^(  - icf-2020:25)$",
        r"\1\n\1",
        r"- icf-2020:25$",
        "cited.2",
        "duplicate clause icf-2020:25",
        "kept apart",
        at_last=True,
    ),
    "a citation of nothing": Damage(
        BIAS, r"- gcoe-2021:3\.5$", "- gcoe-2021:3.99", r"3\.99", "cited.0", "no clause gcoe-2021:3.99", "in codes/"
    ),
    "a related clause that does not exist": Damage(
        BIAS, r"- icf-2020:28$", "- icf-2020:29", r"icf-2020:29", "related.7", "no clause icf-2020:29", "in codes/"
    ),
    "a counterpart that does not exist": Damage(
        GCOE,
        r"counterparts: \[icf-2020:14\]",
        "counterparts: [icf-2020:99]",
        r"icf-2020:99",
        "editions.0.sections.1.clauses.0.counterparts.0",
        "no clause icf-2020:99",
        "in codes/",
    ),
    "a successor that does not exist": Damage(
        ICF,
        r"to: \[icf-2025:1\.1\]",
        "to: [icf-2025:9.9]",
        r"icf-2025:9\.9",
        "editions.1.sections.0.clauses.0.now.to.0",
        "no clause icf-2025:9.9",
        "in codes/",
    ),
    "a bare number as a reference": Damage(
        BIAS, r"- icf-2020:25$", '- "25"', r'- "25"', "cited.1", "match pattern", "edition:number, as icf-2025:3.6"
    ),
    "an id unlike the file's name": Damage(
        BIAS, r"^id: .*$", "id: biais", r"^id:", "id", "id biais does not match the file name", ""
    ),
    "an id that is none": Damage(BIAS, r"^id: .*$", 'id: "My Bias"', r"^id:", "id", "match pattern", "lower case"),
    "two current editions": Damage(
        ICF, r"current: false", "current: true", r"^editions:", "editions", "exactly one edition has current: true", ""
    ),
    "no current edition": Damage(
        ICF, r"current: true", "current: false", r"^editions:", "editions", "exactly one edition has current: true", ""
    ),
    "an edition of another code": Damage(
        GCOE, r"id: gcoe-2021", "id: icf-2021", r"id: icf-2021", "editions.0.id", "foreign edition icf-2021", ""
    ),
    "a place that is no number": Damage(BIAS, r"^place: .*$", "place: last", r"^place:", "place", "valid integer", ""),
    "a date that is none": Damage(
        ICF, r"effective: .*$", "effective: soon", r"effective: soon", "editions.0.effective", "valid date", ""
    ),
    "an address without https": Damage(
        ICF, r'url: "https', 'url: "http', r'url: "http:', "editions.0.url", "match pattern", ""
    ),
    "languages people type in left out": Damage(
        ABOUT, r"^understood: .*\n", "", r"^languages:", "understood", "missing key", "add this key"
    ),
    "a language spelt out": Damage(
        ABOUT,
        r"^(understood: .*)\]",
        r"\1, english]",
        "english",
        "understood.4",
        "match pattern",
        "two lower-case letters",
    ),
    "a country in small letters": Damage(
        CRISIS, r"id: FR", "id: fr", r"id: fr", "countries.0.id", "match pattern", "two capital letters, as in ISO 3166"
    ),
    "a country named in one language": Damage(
        CRISIS,
        r', fr: "France"\}',
        "}",
        r'name: \{en: "France"\}',
        "countries.0.name",
        "missing language: fr",
        "each language of about.yaml",
    ),
    "a country without emergency number": Damage(
        CRISIS, r"^    emergency: .*\n", "", r"id: FR", "countries.0.emergency", "missing key", "add this key"
    ),
    "a country's readers spelt out": Damage(
        CRISIS,
        r"spoken: \[fr\]",
        "spoken: [french]",
        r"french",
        "countries.0.spoken.0",
        "match pattern",
        "two lower-case letters",
    ),
    "a line without number": Damage(
        CRISIS, r'^        number: "3114"\n', "", r"suicide prevention", "countries.0.lines.0.number", "missing key", ""
    ),
    "no country at all": Damage(
        CRISIS, r"^countries:\n(  .*\n)*", "countries: []\n", r"^countries:", "countries", "at least 1 item", ""
    ),
    "numbers that were looked up some day": Damage(
        CRISIS, r"^checked: .*$", "checked: lately", r"^checked:", "checked", "valid date", "year-month-day"
    ),
    "numbers that nobody has looked up": Damage(
        CRISIS, r"^checked: .*\n", "", r"^emergency:", "checked", "missing key", "add this key"
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_file_is_named_by_line_and_key_with_a_hint(folder: Folder, damage: Damage) -> None:
    line = damage.of(folder)
    about = [fault for fault in faults_of(folder) if (fault.file, fault.line) == (damage.file, line)]
    assert [fault.key for fault in about] == [damage.key]
    assert damage.says in about[0].message
    assert damage.hint in about[0].hint
    assert str(about[0]).startswith(f"{damage.file}:{line}: {damage.key}: ")


def test_too_few_questions_and_too_many(folder: Folder) -> None:
    folder.edit(BIAS, r"^questions:\n(  .*\n)*", 'questions:\n  - en: "Why?"\n    fr: "Pourquoi ?"\n')
    assert [(fault.line, fault.key) for fault in faults_of(folder)] == [(folder.line(BIAS, "^questions:"), "questions")]
    folder.edit(BIAS, r"^questions:\n", "questions:\n" + '  - en: "Why?"\n    fr: "Pourquoi ?"\n' * 5)
    assert [fault.key for fault in faults_of(folder)] == ["questions"]


@pytest.mark.parametrize(
    "name",
    ["about.yaml", "crisis-lines.yaml", "sources.yaml"],
)
def test_a_missing_file_is_named(folder: Folder, name: str) -> None:
    (folder.path / name).unlink()
    assert [str(fault) for fault in faults_of(folder)] == [
        f"{name}:1: -: the file is missing (restore it from the release)"
    ]


@pytest.mark.parametrize("subfolder", ["codes", "scenarios"])
def test_a_missing_subfolder_is_named(folder: Folder, subfolder: str) -> None:
    shutil.rmtree(folder.path / subfolder)
    first = faults_of(folder)[0]
    assert (first.file, first.message) == (f"{subfolder}/", "no files here")
    assert str(folder.path) in first.hint


def test_a_missing_folder_stops_the_start(tmp_path: Path) -> None:
    assert [fault.file for fault in faults_of(tmp_path / "nowhere")] == ["about.yaml"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "nowhere") in str(faults_of(tmp_path / "nowhere")[0])


@pytest.mark.parametrize("blocked", ["the folder is a file", "a file is a folder"])
def test_what_is_no_folder_or_no_file_stops_the_start(folder: Folder, tmp_path: Path, blocked: str) -> None:
    if blocked == "a file is a folder":
        (folder.path / "sources.yaml").unlink()
        (folder.path / "sources.yaml").mkdir()
        assert faults_of(folder)[0].file == "sources.yaml"
    else:
        (tmp_path / "file").touch()
        assert faults_of(tmp_path / "file")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"], ids=["nothing", "blank lines", "a comment"])
def test_an_empty_file_is_named(folder: Folder, text: str) -> None:
    folder.write("sources.yaml", text)
    assert [str(fault) for fault in faults_of(folder)] == ["sources.yaml:1: -: the file is empty"]


def test_a_file_in_another_encoding_is_named(folder: Folder) -> None:
    text = folder.read(BIAS)
    (folder.path / BIAS).write_bytes(text.replace("œ", "oe").replace("’", "'").encode("cp1252", errors="replace"))
    (fault,) = faults_of(folder)
    assert (fault.file, fault.key) == (BIAS, "-")
    assert fault.message.startswith("not UTF-8 at byte ")
    assert fault.hint == "save the file as UTF-8"


def test_every_broken_file_is_named_at_once(folder: Folder) -> None:
    folder.edit(BIAS, r"^  fr: .*\n", "")
    folder.edit(BIAS, r"^place: .*$", "place: last")
    folder.edit("scenarios/client-ends.yaml", r"^id: .*$", "id: @")
    folder.edit(ICF, r"^colour:", "color:")
    folder.write("sources.yaml", "")
    named = {(fault.file, fault.key) for fault in faults_of(folder)}
    assert named == {
        (BIAS, "title"),
        (BIAS, "place"),
        ("scenarios/client-ends.yaml", "-"),
        (ICF, "color"),
        (ICF, "colour"),
        ("sources.yaml", "-"),
    }


def test_every_dangling_reference_is_named_at_once(folder: Folder) -> None:
    folder.edit(BIAS, r"- gcoe-2021:3\.5$", "- gcoe-2021:3.99")
    folder.edit("scenarios/client-ends.yaml", r"- icf-2020:9$", "- icf-2020:99")
    folder.edit(GCOE, r"counterparts: \[icf-2020:14\]", "counterparts: [icf-2019:14]")
    messages = {(fault.file, fault.message) for fault in faults_of(folder)}
    assert messages == {
        (BIAS, "no clause gcoe-2021:3.99"),
        ("scenarios/client-ends.yaml", "no clause icf-2020:99"),
        (GCOE, "no clause icf-2019:14"),
    }


def test_a_fault_is_one_line_for_a_terminal(folder: Folder) -> None:
    folder.edit(BIAS, r"^title:", "titel:")
    with pytest.raises(KnowledgeError) as caught:
        load(folder.path)
    line = folder.line(BIAS, "^titel:")
    assert f"{BIAS}:{line}: titel: unknown key (did you mean title?)" in str(caught.value).splitlines()
    assert caught.value.exit == Exit.KNOWLEDGE


def test_an_announced_language_is_demanded_of_every_file(folder: Folder) -> None:
    folder.edit("about.yaml", r"^languages: .*$", "languages: [en, fr, de]")
    short = {fault.file for fault in faults_of(folder) if fault.message == "missing language: de"}
    assert short >= {BIAS, ICF, GCOE, "sources.yaml", "crisis-lines.yaml"}


def test_the_thesis_is_demanded_in_every_language(folder: Folder) -> None:
    folder.edit("about.yaml", r"^  fr: >-\n(    .*\n)*", "")
    assert [str(fault)[:22] for fault in faults_of(folder)] == ["about.yaml:4: thesis: "]


def test_a_language_that_is_only_understood_is_demanded_of_no_text(folder: Folder) -> None:
    folder.edit("about.yaml", r"^understood: .*$", "understood: [en, fr, de, es, it]")
    assert load(folder.path).about.understood == ("en", "fr", "de", "es", "it")


def test_what_the_finder_learns_is_not_needed_for_the_cards(folder: Folder) -> None:
    for name in ("contrasts.yaml", "out-of-scope.yaml", "red-flags.yaml"):
        (folder.path / name).unlink()
    shutil.rmtree(folder.path / "situations")
    assert len(load(folder.path).scenarios) == 8


def test_files_for_which_nothing_is_wrong_are_read(folder: Folder) -> None:
    assert list(load(folder.path).editions) == ["icf-2025", "icf-2020", "gcoe-2021"]


def test_a_file_from_windows_is_read(folder: Folder) -> None:
    before = load(folder.path).scenarios["bias"]
    text = folder.read(BIAS)
    (folder.path / BIAS).write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert load(folder.path).scenarios["bias"] == before


# Faults that are not yet caught as they should be


@pytest.mark.parametrize("back", ["icf-2020:1", "icf-2020:2"], ids=["itself", "in a ring"])
def test_a_succession_that_leads_back_is_named(folder: Folder, back: str) -> None:
    folder.edit(ICF, r"to: \[icf-2025:1\.1\]", f"to: [{back}]")
    folder.edit(ICF, r"to: \[icf-2025:1\.1\]", "to: [icf-2020:1]")
    assert "now.to" in faults_of(folder)[0].key


def test_a_succession_into_another_code_is_named(folder: Folder) -> None:
    folder.edit(ICF, r"to: \[icf-2025:1\.1\]", "to: [gcoe-2021:2.3]")
    assert "now.to" in faults_of(folder)[0].key


def test_a_counterpart_in_the_same_code_is_named(folder: Folder) -> None:
    folder.edit(GCOE, r"counterparts: \[icf-2020:14\]", "counterparts: [gcoe-2021:2.2]")
    assert "counterparts" in faults_of(folder)[0].key


def test_an_alias_inside_its_own_anchor_is_named(folder: Folder) -> None:
    folder.edit(BIAS, r"^cited:$", "cited: &cited\n  - *cited")
    assert faults_of(folder)[0].file == BIAS


@pytest.mark.parametrize(
    ("pattern", "to", "at"),
    [
        pytest.param(r"effective: .*$", "effective: 2025-13-01", "2025-13-01", id="a month that does not exist"),
        pytest.param(r"^place: .*$", "place: 1 # \x07", "^place:", id="a control character"),
    ],
)
def test_what_yaml_cannot_construct_is_named_by_line(folder: Folder, pattern: str, to: str, at: str) -> None:
    folder.edit(ICF, pattern, to)
    assert faults_of(folder)[0].line == folder.line(ICF, at)


@pytest.mark.parametrize(
    ("pattern", "to"), [(r'url: "https', 'url: "http'), (r"^colour: .*$", "colour: blue")], ids=["url", "colour"]
)
def test_the_hint_fits_what_is_wrong(folder: Folder, pattern: str, to: str) -> None:
    folder.edit(ICF, pattern, to)
    assert "a clause reference" not in faults_of(folder)[0].hint


def test_values_without_quotes_stay_what_was_written(folder: Folder) -> None:
    folder.edit(GCOE, r'number: "2\.10"', "number: 2.10")
    folder.edit(BIAS, r"^  en: .*$", "  en: no")
    knowledge = load(folder.path)
    assert "gcoe-2021:2.10" in knowledge.clauses
    assert knowledge.scenarios["bias"].title["en"] == "no"


def test_one_bad_element_is_one_fault(folder: Folder) -> None:
    folder.edit(GCOE, r'number: "2\.10"', 'number: "two"')
    assert [fault.key for fault in faults_of(folder)] == ["editions.0.sections.3.clauses.1.number"]


# The whole process


@pytest.mark.parametrize("name", ["a tab as indentation", "a language missing", "a citation of nothing"])
def test_the_command_stops_with_exit_3_and_the_place(folder: Folder, name: str) -> None:
    damage = DAMAGES[name]
    line = damage.of(folder)
    done = wayside("knowledge", "check", WAYSIDE_KNOWLEDGE_DIR=folder.path)
    assert done.returncode == 3
    assert f"{damage.file}:{line}: {damage.key}: " in done.stderr
    assert damage.hint in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
