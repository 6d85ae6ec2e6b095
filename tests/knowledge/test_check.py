"""Files that load but that an editor should mend first: one fault each, by file, line and key."""

import pytest

from bot.knowledge.check import check
from bot.knowledge.load import default_folder, load
from bot.knowledge.model import Knowledge
from bot.knowledge.yaml_files import Fault
from tests.knowledge.editor import Folder
from tests.process.command_line import wayside

BIAS = "scenarios/bias.yaml"
ICF = "codes/icf.yaml"
GCOE = "codes/gcoe.yaml"
GUIDE = "guides/bias.yaml"


def faults_of(folder: Folder) -> list[Fault]:
    """What the checks find in an edited copy that still loads."""
    return check(folder.path, load(folder.path))


def test_our_own_files_have_no_fault(knowledge: Knowledge) -> None:
    assert check(default_folder(), knowledge) == []


def test_our_own_files_are_silent_on_the_command_line() -> None:
    done = wayside("knowledge", "check", "--strict")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("length", "faulty"), [(200, False), (201, True)])
def test_a_summary_may_have_200_characters_and_no_more(folder: Folder, length: int, faulty: bool) -> None:
    folder.edit(ICF, r'^              fr: ".*"$', f'              fr: "{"é" * length}"')
    expected = [
        Fault(
            ICF,
            folder.line(ICF, "é{200}"),
            "editions.0.sections.0.clauses.1.summary.fr",
            "201 characters, at most 200",
            "say it more briefly",
        )
    ]
    assert faults_of(folder) == (expected if faulty else [])


def test_a_title_fits_a_button(folder: Folder) -> None:
    folder.edit(BIAS, r"^  fr: .*$", f'  fr: "{"x" * 81}"')
    assert [str(fault) for fault in faults_of(folder)] == [
        f"{BIAS}:{folder.line(BIAS, 'x{81}')}: title.fr: 81 characters, at most 80 (say it more briefly)"
    ]


@pytest.mark.parametrize(
    ("language", "slip", "named"),
    [
        pytest.param("fr", "Votre entraîneur doute", "entraineur", id="a sports trainer"),
        pytest.param("fr", "Quand licencier un client", "licencier", id="dismissing an employee"),
        pytest.param("fr", "Virer un client", "virer", id="firing"),
        pytest.param("fr", "Il n’a pas besoin d’un autre professionnel", "n a pas besoin", id="the false negation"),
        pytest.param("fr", "Vous devez signaler ces faits", "vous devez signaler", id="an order, in French"),
        pytest.param("en", "You are in breach of it", "you are in breach", id="a verdict"),
        pytest.param("en", "YOU MUST REPORT this", "you must report", id="an order"),
    ],
)
def test_wording_that_must_not_come_back_is_named(folder: Folder, language: str, slip: str, named: str) -> None:
    folder.edit(BIAS, rf"^  {language}: .*$", f'  {language}: "{slip}"')
    (fault,) = faults_of(folder)
    assert (fault.file, fault.line, fault.key) == (BIAS, folder.line(BIAS, slip), f"title.{language}")
    assert fault.message.startswith(f"unwanted wording: {named}")


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        pytest.param(r"^opening:\n  en: [|>]-\n(    .*\n)*", "opening.en", id="opening"),
        pytest.param(r"^view:\n  en: [|>]-\n(    .*\n)*", "view.en", id="view"),
        pytest.param(r"^silent:\n  en: [|>]-\n(    .*\n)*", "silent.en", id="silent"),
        pytest.param(r"^difference:\n  en: [|>]-\n(    .*\n)*", "difference.en", id="difference"),
        pytest.param(r"^questions:\n  - en: .*\n", "questions.0.en", id="question"),
        pytest.param(
            r"^  explore:\n    en: .*\n",
            "paths.explore.en",
            id="path",
        ),
    ],
)
def test_every_text_of_a_situation_is_read(folder: Folder, pattern: str, key: str) -> None:
    *outer, language = key.split(".")
    head = {1: f"{outer[0]}:\n  ", 2: f"{outer[0]}:\n  - "}[len(outer)] if outer[0] != "paths" else "  explore:\n    "
    folder.edit(BIAS, pattern, f'{head}{language}: "You must report him"\n')
    assert [(fault.key, fault.line) for fault in faults_of(folder)] == [(key, folder.line(BIAS, "You must report him"))]


def test_a_summary_is_read_for_wording_too(folder: Folder) -> None:
    folder.edit(GCOE, r'^              en: ".*"$', '              en: "You are in breach when you do this."')
    assert [(fault.file, fault.line) for fault in faults_of(folder)] == [(GCOE, folder.line(GCOE, "You are in breach"))]


def test_a_part_of_a_longer_word_is_no_slip(folder: Folder) -> None:
    folder.edit(BIAS, r"^  fr: .*$", '  fr: "Survirer au chavirement"')
    assert faults_of(folder) == []


@pytest.mark.parametrize(
    ("ref", "key"), [("gcoe-2021:3.5", "cited.0"), ("gcoe-2021:3.3", "related.0")], ids=["cited", "related"]
)
def test_a_situation_must_not_show_an_unpublished_clause(folder: Folder, ref: str, key: str) -> None:
    number = ref.partition(":")[2].replace(".", r"\.")
    folder.edit(GUIDE, r", gcoe-2021:3\.5", "")  # what a guide shows must be published even to start
    folder.edit(GCOE, rf'^( +- )(number: "{number}")$', r"\1published: false\n            \2")
    assert Fault(
        BIAS, folder.line(BIAS, f"- {ref}$"), key, f"{ref} is not published", "publish it, or take it out"
    ) in (faults_of(folder))


def test_nor_one_that_stands_unpublished_today(folder: Folder) -> None:
    folder.edit(GUIDE, r"icf-2025:3\.5, ", "")
    folder.edit(ICF, r'^( +- )(number: "3\.5")$', r"\1published: false\n            \2")
    assert [fault.key for fault in faults_of(folder)] == ["cited.1"]


@pytest.mark.parametrize(("grade", "faulty"), [("F", False), ("O", True), ("R", True)])
def test_an_unconfirmed_clause_must_say_what_is_in_doubt(folder: Folder, grade: str, faulty: bool) -> None:
    folder.edit(GCOE, r"evidence: S$", f"evidence: {grade}")
    found = [fault.message for fault in faults_of(folder)]
    assert found == ([f"gcoe-2021:2.12 has grade {grade}, no doubt"] if faulty else [])


def test_the_command_prints_one_line_a_fault_and_a_card_that_grew_too_long(folder: Folder) -> None:
    folder.edit(BIAS, r"^  fr: .*$", '  fr: "Virer un client"')
    folder.edit(BIAS, r"^view:\n  en: [|>]-\n(    .*\n)*", f'view:\n  en: "{"long " * 900}"\n')
    done = wayside("knowledge", "check", WAYSIDE_KNOWLEDGE_DIR=folder.path)
    wording, card = done.stderr.splitlines()
    assert done.returncode == 1
    assert wording.startswith(f"{BIAS}:{folder.line(BIAS, 'Virer')}: title.fr: unwanted wording: virer")
    where = f"{BIAS}:{folder.line(BIAS, '^view:')}: view: card en scenario bias view: "
    assert card.startswith(where)
    assert card.endswith("over Discord's limit of 4000 characters (shorten it, or show less)")
