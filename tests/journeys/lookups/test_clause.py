"""A coach with a number: the clause, its neighbours, and every clause there is."""

import pytest

from tests.conftest import Town
from tests.journeys.seen import answer, buttons, options, text


async def test_a_clause_says_where_it_stands_and_how_sure_we_are(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="3.6")
    clause = town.bot.desk.knowledge.clauses["icf-2025:3.6"]
    assert "### ICF 3.6" in text(shown)
    assert "2025 edition" in text(shown)
    assert clause.summary["en"] in text(shown)
    assert "24 in the 2020 edition." in text(shown)
    assert "Global Code 2.19 (2021)" in text(shown)
    assert "You are falling in love with a client" in text(shown)
    assert "How sure we are: read in a copy of the whole edition." in text(shown)
    assert "Official page" in buttons(shown)


async def test_a_number_of_the_old_edition_is_found_and_says_what_it_is_now(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="24")
    assert "2020 edition" in text(shown)
    assert "3.6 in the 2025 edition." in text(shown)
    newer = await town.noor.select(answer(shown), ["clause:icf-2025:3.6"])
    assert "### ICF 3.6" in text(newer)


@pytest.mark.parametrize(("number", "sentence"), [("16", "has no number of its own"), ("27", "has no such clause")])
async def test_a_clause_that_was_dropped_says_so(town: Town, number: str, sentence: str) -> None:
    shown = await town.noor.slash(town.channel, "clause", code="icf", number=number, edition="icf-2020")
    assert sentence in text(shown)


async def test_an_unconfirmed_clause_says_so(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "clause", code="gcoe", number="3.12")
    assert "unconfirmed" in text(shown)
    assert "2021 edition" in text(shown)
    notice = town.bot.desk.knowledge.editions["gcoe-2021"].notice
    assert notice is not None
    assert notice["en"] in text(shown)


@pytest.mark.parametrize(
    ("code", "number"),
    [("ICF", "§ 3,6"), ("international coaching federation", "3.6."), ("Code d’éthique de l’ICF", "3.6")],
)
async def test_the_ways_people_write_it(town: Town, code: str, number: str) -> None:
    shown = await town.noor.slash(town.channel, "clause", code=code, number=number)
    assert "### ICF 3.6" in text(shown)


async def test_a_number_that_does_not_exist_shows_what_is_near(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="99")
    assert "ICF has no clause “99”." in text(shown)
    assert "2025 edition: 24 clauses, from 1.1 to 5.3." in text(shown)
    assert "2020 edition: 28 clauses, from 1 to 28." in text(shown)
    assert list(options(shown)) == [f"ICF {n}" for n in ("5.1 (2025)", "5.2 (2025)", "5.3 (2025)")] + [
        f"ICF {n} (2020)" for n in (26, 27, 28)
    ]
    near = await town.noor.select(answer(shown), ["icf-2020:28"])
    assert "### ICF 28" in text(near)


async def test_a_subject_instead_of_a_number_leads_to_its_clauses(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="confidentiality")
    assert "### ICF on “confidentiality”" in text(shown)
    assert list(options(shown))[:2] == ["ICF 2.1 (2025)", "ICF 2.2 (2025)"]
    suggested = await town.noor.autocomplete(town.channel, "clause", "number", "confidentiality", code="icf")
    assert [choice["value"] for choice in suggested[:2]] == ["2.1", "2.2"]


async def test_an_unknown_code_or_edition_says_what_there_is(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "clause", code="**@everyone**", number="1")
    assert "I know: ICF, Global Code." in text(shown)
    assert "@everyone" not in text(shown)
    shown = await town.noor.slash(town.channel, "clause", code="icf", number="1", edition="1999")
    assert "It has: 2025, 2020." in text(shown)


async def test_autocomplete_on_every_option(town: Town) -> None:
    codes = await town.noor.autocomplete(town.channel, "clause", "code", "emcc")
    assert [choice["value"] for choice in codes] == ["gcoe"]
    numbers = await town.noor.autocomplete(town.channel, "clause", "number", "3.", code="icf")
    assert [choice["value"] for choice in numbers] == [f"3.{n}" for n in range(1, 9)]
    by_meaning = await town.noor.autocomplete(town.channel, "clause", "number", "romance", code="icf")
    assert {choice["value"] for choice in by_meaning} == {"3.6", "24"}
    old = await town.noor.autocomplete(town.channel, "clause", "number", "2", code="icf", edition="icf-2020")
    assert [choice["value"] for choice in old] == ["2", *map(str, range(20, 29))]
    editions = await town.noor.autocomplete(town.channel, "clause", "edition", "", code="icf")
    assert [choice["value"] for choice in editions] == ["icf-2025", "icf-2020"]
    everything = await town.noor.autocomplete(town.channel, "clause", "number", "")
    assert len(everything) == 25


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("edition", ["icf-2025", "icf-2020", "gcoe-2021"])
async def test_every_published_clause_answers(town: Town, edition: str, language: str) -> None:
    person = town.noor if language == "en" else town.camille
    unconfirmed = {"en": "unconfirmed", "fr": "à confirmer"}[language]
    for clause in town.bot.desk.knowledge.editions[edition].clauses:
        shown = await person.slash(
            town.channel, "clause", code=clause.code, number=clause.number, edition=clause.edition
        )
        assert clause.summary[language] in text(shown)
        assert (unconfirmed in text(shown)) is not clause.evidence.confirmed


async def test_going_on_from_clause_to_clause_keeps_the_way_back(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    clause = await town.noor.select(answer(card), ["gcoe-2021:2.19"])
    assert "clause:icf-2025:3.6" in options(clause).values()
    other = await town.noor.select(answer(clause), ["clause:icf-2025:3.6"])
    back = await town.noor.click(answer(other), label="Back to the situation")
    assert "### You are falling in love with a client" in text(back)
