"""What a member types for a code, an edition, a number or a situation, and what it finds."""

import pytest

from bot.knowledge.load import load
from bot.knowledge.lookup import Lookup, Nearby
from bot.knowledge.model import Clause, Code, Knowledge
from tests.knowledge.editor import Folder


@pytest.fixture(scope="module")
def lookup(knowledge: Knowledge) -> Lookup:
    """A way into our own knowledge."""
    return Lookup(knowledge)


def code_of(lookup: Lookup, text: str) -> Code:
    """The code that is surely meant by ``text``."""
    code = lookup.code(text)
    assert code is not None
    return code


def ref_of(lookup: Lookup, code: str, number: str, edition: str | None = None) -> str | None:
    """The ref of the clause found, or None."""
    in_code = code_of(lookup, code)
    in_edition = None
    if edition is not None:
        in_edition = lookup.edition(in_code, edition)
        assert in_edition is not None
    found = lookup.clause(in_code, number, in_edition)
    return found.ref if isinstance(found, Clause) else None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("icf", "icf"),
        ("ICF", "icf"),
        ("ICF Code of Ethics", "icf"),
        ("Code d’éthique de l’ICF", "icf"),
        ("code d'ethique de l'icf", "icf"),
        ("International Coaching Federation", "icf"),
        ("gcoe", "gcoe"),
        ("Global Code", "gcoe"),
        ("EMCC", "gcoe"),
        ("Code d'éthique mondial", "gcoe"),
        ("code mondial", "gcoe"),
        ("bar association", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_a_code_by_any_of_its_names(lookup: Lookup, text: str, id: str | None) -> None:
    code = lookup.code(text)
    assert (code.id if code else None) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("icf-2020", "icf-2020"),
        ("ICF 2020", "icf-2020"),
        ("2020", "icf-2020"),
        (" 2025 ", "icf-2025"),
        ("ICF Code of Ethics (2025)", "icf-2025"),
        ("Code d'éthique de l'ICF (2020)", "icf-2020"),
        ("2021", None),
        ("gcoe-2021", None),
        ("", None),
    ],
)
def test_an_edition_by_year_id_or_title_within_its_code(lookup: Lookup, text: str, id: str | None) -> None:
    edition = lookup.edition(code_of(lookup, "icf"), text)
    assert (edition.id if edition else None) == id


@pytest.mark.parametrize(
    ("code", "number", "ref"),
    [
        ("icf", "3.6", "icf-2025:3.6"),
        ("icf", "3,6", "icf-2025:3.6"),
        ("icf", "§ 3.6.", "icf-2025:3.6"),
        ("icf", "standard 3.6", "icf-2025:3.6"),
        ("icf", " 24 ", "icf-2020:24"),
        ("icf", "no. 24", "icf-2020:24"),
        ("gcoe", "2.1", "gcoe-2021:2.1"),
        ("gcoe", "2.10", "gcoe-2021:2.10"),
        ("gcoe", "2,19", "gcoe-2021:2.19"),
        ("gcoe", "1.a", "gcoe-2021:1.A"),
        ("gcoe", "1.E", "gcoe-2021:1.E"),
        ("gcoe", "24", None),
        ("icf", "2.19", None),
        ("icf", "0", None),
        ("icf", "", None),
        ("icf", "romance", None),
        ("icf", "٣.٦", None),
        ("icf", "²", None),
        ("icf", "9" * 5000, None),
        ("icf", "@everyone", None),
    ],
)
def test_a_clause_by_its_number_however_written(lookup: Lookup, code: str, number: str, ref: str | None) -> None:
    assert ref_of(lookup, code, number) == ref


def test_an_edition_asked_for_is_the_only_one_searched(lookup: Lookup) -> None:
    assert ref_of(lookup, "icf", "24", "2020") == "icf-2020:24"
    assert ref_of(lookup, "icf", "24", "2025") is None
    assert ref_of(lookup, "icf", "3.6", "2020") is None


def test_every_clause_is_found_by_its_own_number(lookup: Lookup, knowledge: Knowledge) -> None:
    missed = [
        clause.ref
        for clause in knowledge.clauses.values()
        if ref_of(lookup, clause.code, clause.number, clause.edition) != clause.ref
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("number", "edition", "near"),
    [
        pytest.param("99", None, ["5.1", "5.2", "5.3", "26", "27", "28"], id="past the end: the last ones of each"),
        pytest.param("0", "2020", ["1", "2", "3", "4", "5"], id="before the start: the first ones"),
        pytest.param("24", "2025", None, id="a whole number in an edition of decimals"),
        pytest.param("3.9", "2025", ["3.4", "3.5", "3.6", "3.7", "3.8"], id="past a section's end"),
        pytest.param("4.9", "2025", ["4.1", "4.2", "4.3"], id="a short section and its neighbours"),
    ],
)
def test_a_number_that_does_not_exist_leads_to_those_close_by(
    lookup: Lookup, number: str, edition: str | None, near: list[str] | None
) -> None:
    code = code_of(lookup, "icf")
    in_edition = lookup.edition(code, edition) if edition else None
    found = lookup.clause(code, number, in_edition)
    assert isinstance(found, Nearby)
    assert (found.code, found.edition) == (code, in_edition)
    assert len(found.clauses) == (5 if edition else 6)
    if near is not None:
        assert set(near) <= {clause.number for clause in found.clauses}


def test_clauses_close_by_stand_in_the_order_of_the_code(lookup: Lookup, knowledge: Knowledge) -> None:
    found = lookup.clause(code_of(lookup, "gcoe"), "2.29")
    assert isinstance(found, Nearby)
    assert [clause.number for clause in found.clauses] == ["2.24", "2.25", "2.26", "2.27", "2.28"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("bias", "bias"),
        ("Client-Ends", "client-ends"),
        ("You are falling in love with a client", "romantic-feelings"),
        ("you are falling in love with a client!", "romantic-feelings"),
        ("Vous tombez amoureux ou amoureuse d’un client", "romantic-feelings"),
        ("VOS PREJUGES FONT OBSTACLE AU REGARD POSITIF INCONDITIONNEL", "bias"),
        ("something else", None),
        ("", None),
    ],
)
def test_a_situation_by_id_or_by_a_title_of_any_language(lookup: Lookup, text: str, id: str | None) -> None:
    scenario = lookup.scenario(text)
    assert (scenario.id if scenario else None) == id


def test_every_title_finds_its_own_situation(lookup: Lookup, knowledge: Knowledge) -> None:
    for scenario in knowledge.scenarios.values():
        assert all(lookup.scenario(title) is scenario for title in scenario.title.root.values())


def test_an_unpublished_clause_is_neither_found_nor_suggested(folder: Folder) -> None:
    folder.edit("codes/icf.yaml", r'^( +- )(number: "27")$', r"\1published: false\n            \2")
    lookup = Lookup(load(folder.path))
    found = lookup.clause(code_of(lookup, "icf"), "27")
    assert isinstance(found, Nearby)
    assert [clause.number for clause in found.clauses] == ["5.1", "5.2", "5.3", "25", "26", "28"]
