"""What is left of the knowledge where some editions are shown: nothing dangling, nothing of the others on any card."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, combinations
from typing import Any

import pytest

from bot.knowledge.fields import Text
from bot.knowledge.load import load
from bot.knowledge.lookup import Lookup, Nearby
from bot.knowledge.model import Knowledge
from bot.knowledge.narrowed import narrowed
from bot.surface.cards import Card, Cards
from bot.surface.checks.every_card import Made, every_card
from bot.surface.checks.misfits import misfits
from bot.surface.clauses import not_shown
from bot.surface.desk import Desk
from bot.surface.views.clause import clause_card
from bot.surface.views.comparison import comparison_card
from bot.surface.views.lines import nearest
from bot.surface.views.not_shown import not_shown_card
from bot.surface.views.scenario import TABS, scenario_card
from tests.knowledge.editor import Folder

EDITIONS = ("icf-2025", "icf-2020", "gcoe-2021")
SOME = [*chain.from_iterable(combinations(EDITIONS, many) for many in (1, 2))]
ICF = "codes/icf.yaml"


def names(value: Any) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)


# The value


@pytest.mark.parametrize("editions", [(), EDITIONS, ("icf-1995",), (*EDITIONS, "icf-1995")], ids=names)
def test_nothing_to_leave_out_is_the_knowledge_itself(knowledge: Knowledge, editions: tuple[str, ...]) -> None:
    assert narrowed(knowledge, editions) is knowledge


def test_an_edition_that_is_no_longer_known_counts_for_nothing(knowledge: Knowledge) -> None:
    assert list(narrowed(knowledge, ("icf-1995", "icf-2020")).editions) == ["icf-2020"]


@pytest.mark.parametrize("editions", SOME, ids=names)
def test_every_reference_leads_to_what_is_shown(knowledge: Knowledge, editions: tuple[str, ...]) -> None:
    few = narrowed(knowledge, editions)
    assert set(few.editions) == set(editions)
    assert set(few.codes) == {edition.split("-")[0] for edition in editions}
    assert [*few.clauses] == [ref for ref in knowledge.clauses if ref.split(":")[0] in editions]
    for code in few.codes.values():
        assert [edition.id for edition in code.editions] == [
            each.id for each in knowledge.codes[code.id].editions if each.id in editions
        ]
        assert [edition.current for edition in code.editions] == [True, *[False] * (len(code.editions) - 1)]
        for edition in code.editions:
            assert few.editions[edition.id] is edition
            assert all(few.clauses[clause.ref] is clause for clause in edition.clauses)
    named = [ref for each in few.scenarios.values() for ref in (*each.cited, *each.related)]
    named += [ref for guide in few.guides.values() for step in guide.steps for ref in step.clauses]
    named += [ref for clause in few.clauses.values() for ref in (*clause.counterparts, *clause.then_now)]
    assert set(named) <= set(few.clauses)
    for scenario in few.scenarios.values():
        assert not {*scenario.cited} & {*scenario.related}
        assert all(scenario in few.scenarios_with(clause) for clause in few.shown_in(scenario))
    for clause in few.clauses.values():
        assert all(each is few.scenarios[each.id] for each in few.scenarios_with(clause))


@pytest.mark.parametrize("editions", SOME, ids=names)
def test_then_and_now_are_the_same_bond_from_both_sides(knowledge: Knowledge, editions: tuple[str, ...]) -> None:
    few = narrowed(knowledge, editions)
    for clause in few.clauses.values():
        assert all(clause.ref in few.clauses[later].predecessors for later in (clause.successor or NO_BOND).to)
        assert all(clause.ref in (few.clauses[earlier].successor or NO_BOND).to for earlier in clause.predecessors)
    assert any(clause.then_now for clause in few.clauses.values()) is ({"icf-2020", "icf-2025"} <= {*editions})


class NO_BOND:  # noqa: N801 - stands for a Succession
    """In place of a succession where there is none."""

    to = ()


def test_the_old_edition_alone_shows_the_article_s_own_number(knowledge: Knowledge) -> None:
    few = narrowed(knowledge, ["icf-2020"])
    feelings = few.scenarios["romantic-feelings"]
    assert feelings.cited == ("icf-2020:24",)
    assert [clause.ref for clause in few.shown_in(feelings)] == [f"icf-2020:{n}" for n in (24, 11, 17, 23)]
    assert few.codes["icf"].current.id == "icf-2020"
    assert few.clauses["icf-2020:24"].successor is None
    assert few.clauses["icf-2020:27"].successor is None


def test_the_new_edition_alone_shows_what_became_of_it(knowledge: Knowledge) -> None:
    few = narrowed(knowledge, ["icf-2025"])
    assert few.scenarios["romantic-feelings"].cited == ("icf-2025:3.6",)
    assert few.clauses["icf-2025:3.6"].predecessors == ()
    assert few.clauses["icf-2025:3.6"].counterparts == ()
    dropped = {"icf-2020:13", "icf-2020:16"}
    assert dropped <= {*knowledge.scenarios["unfit-to-practise"].related}
    assert {*few.scenarios["unfit-to-practise"].related} == {"icf-2025:3.3", "icf-2025:4.3"}


def test_a_clause_named_in_the_new_edition_only_is_shown_in_the_old_one(knowledge: Knowledge) -> None:
    assert "icf-2020:8" not in knowledge.scenarios["unfit-to-practise"].related
    few = narrowed(knowledge, ["icf-2020"])
    assert "icf-2020:8" in few.scenarios["unfit-to-practise"].related
    assert few.scenarios["unfit-to-practise"] in few.scenarios_with(few.clauses["icf-2020:8"])


def test_with_both_editions_of_a_code_its_bonds_stay_and_those_to_the_other_code_go(knowledge: Knowledge) -> None:
    few = narrowed(knowledge, ["icf-2020", "icf-2025"])
    assert few.scenarios["romantic-feelings"].cited == ("icf-2020:24",)
    assert [clause.ref for clause in few.today(few.clauses["icf-2020:24"])] == ["icf-2025:3.6"]
    assert few.clauses["icf-2020:24"].successor is knowledge.clauses["icf-2020:24"].successor
    assert few.clauses["icf-2020:24"].counterparts == ()
    assert few.scenarios["conflict-of-interest"].cited == ()


def test_a_clause_keeps_everything_that_is_its_own(knowledge: Knowledge) -> None:
    few = narrowed(knowledge, ["icf-2020"])
    own = ("ref", "number", "code", "edition", "section", "summary", "evidence", "doubt", "published", "new")
    for ref, clause in few.clauses.items():
        before = knowledge.clauses[ref]
        assert [getattr(clause, name) for name in own] == [getattr(before, name) for name in own]


def test_a_guide_s_clauses_are_followed_and_its_questions_stay(knowledge: Knowledge) -> None:
    few = narrowed(knowledge, ["icf-2020"])
    assert few.guides.keys() == knowledge.guides.keys()
    named = {ref for guide in knowledge.guides.values() for step in guide.steps for ref in step.clauses}
    shown = {ref for guide in few.guides.values() for step in guide.steps for ref in step.clauses}
    assert "icf-2025:3.6" in named
    assert "icf-2020:24" in shown
    for id, guide in few.guides.items():
        assert [step.ask for step in guide.steps] == [step.ask for step in knowledge.guides[id].steps]


def test_names_and_numbers_find_only_what_is_shown(knowledge: Knowledge) -> None:
    few = narrowed(knowledge, ["icf-2020"])
    lookup = Lookup(few)
    code = few.codes["icf"]
    assert lookup.code("icf") is code
    assert lookup.code("global code") is None
    assert lookup.edition(code, "2025") is None
    assert lookup.clause(code, "24") is few.clauses["icf-2020:24"]
    gone = lookup.clause(code, "3.6")
    assert isinstance(gone, Nearby)
    assert {clause.edition for clause in gone.clauses} == {"icf-2020"}


# A code of three editions

OLDEST = """  - id: icf-2015
    title: {en: "ICF Code of Ethics (2015)", fr: "Code d'éthique de l'ICF (2015)"}
    publisher: ICF
    url: https://example.org/2015
    effective: 2015-06-01
    current: false
    basis: {en: "Made up.", fr: "Inventé."}
    sections:
      - number: "1"
        title: {en: "Conduct", fr: "Conduite"}
        clauses:
          - number: "7"
            summary: {en: "First.", fr: "Premier."}
            evidence: E
            now: {to: [icf-2020:24], grade: A, change: {en: "shorter then.", fr: "plus court alors."}}
          - number: "8"
            summary: {en: "Second.", fr: "Deuxième."}
            evidence: E
            now: {to: [icf-2020:27], grade: A}
          - number: "9"
            summary: {en: "Third.", fr: "Troisième."}
            evidence: E
            now: {to: [], grade: U}
"""


@pytest.fixture
def three(folder: Folder) -> Knowledge:
    """Our knowledge with an ICF edition before the two."""
    folder.write(ICF, folder.read(ICF) + OLDEST)
    return load(folder.path)


def test_a_clause_is_followed_over_an_edition_that_is_not_shown(three: Knowledge) -> None:
    few = narrowed(three, ["icf-2015", "icf-2025"])
    first = few.clauses["icf-2015:7"].successor
    assert first is not None
    assert (first.to, first.grade, first.change) == (("icf-2025:3.6",), "A", None)
    assert few.clauses["icf-2025:3.6"].predecessors == ("icf-2015:7",)
    # What the edition between them dropped or lost is nothing the two can tell.
    assert few.clauses["icf-2015:8"].successor is None
    assert few.clauses["icf-2015:9"].successor is None
    assert few.scenarios["romantic-feelings"].cited == ("icf-2025:3.6",)


def test_what_the_next_shown_edition_dropped_stays_said(three: Knowledge) -> None:
    few = narrowed(three, ["icf-2015", "icf-2020"])
    assert few.clauses["icf-2015:9"].successor is three.clauses["icf-2015:9"].successor
    assert few.clauses["icf-2015:8"].successor is three.clauses["icf-2015:8"].successor
    assert few.codes["icf"].current.id == "icf-2020"
    assert few.clauses["icf-2020:24"].predecessors == ("icf-2015:7",)


def test_what_is_named_in_later_editions_is_shown_in_the_oldest(three: Knowledge) -> None:
    few = narrowed(three, ["icf-2015"])
    assert few.scenarios["romantic-feelings"].cited == ("icf-2015:7",)
    assert few.scenarios["bias"].cited == few.scenarios["bias"].related == ()


def test_the_edition_in_force_stays_first_before_a_newer_one(folder: Folder) -> None:
    in_force = ("current: true", "current: false")
    folder.edit(ICF, r"(- id: icf-2025\n(?: +.*\n)*?) +" + in_force[0], r"\1    " + in_force[1])
    folder.edit(ICF, r"(- id: icf-2020\n(?: +.*\n)*?) +" + in_force[1], r"\1    " + in_force[0])
    coming = load(folder.path)
    assert narrowed(coming, ["icf-2020", "icf-2025"]).codes["icf"].current.id == "icf-2020"
    assert narrowed(coming, ["icf-2025", "gcoe-2021"]).codes["icf"].current.id == "icf-2025"


@pytest.fixture
def three_desk(desk: Desk, three: Knowledge) -> Desk:
    """The desk with it."""
    return replace(desk, knowledge=three, lookup=Lookup(three), cards=Cards())


@pytest.mark.parametrize(
    ("number", "edition", "meant"),
    [
        pytest.param("7", None, None, id="in both: the one shown"),
        pytest.param("7", "icf-2020", None, id="in both, the shown edition asked for"),
        pytest.param("7", "2015", "icf-2015:7", id="in both, the other edition asked for"),
        pytest.param("7 (2015)", None, "icf-2015:7", id="in both, the other year typed"),
        pytest.param("7 (2015)", "2020", None, id="in both, two editions named: the option counts"),
        pytest.param("24", None, None, id="shown"),
        pytest.param("3.6", None, "icf-2025:3.6", id="not shown"),
        pytest.param("99", None, None, id="nowhere"),
        pytest.param("24", "1999", None, id="an edition that does not exist"),
        pytest.param("confidentiality", None, None, id="a subject"),
        pytest.param("24", "2025", None, id="not in the edition asked for, though in the one shown"),
    ],
)
def test_the_clause_meant_is_one_shown_if_it_can_be(
    three_desk: Desk, number: str, edition: str | None, meant: str | None
) -> None:
    here = three_desk.narrowed(["icf-2020"])
    found = not_shown(here, "icf", number, edition)
    assert found is (three_desk.knowledge.clauses[meant] if meant else None)
    assert not_shown(here, "a code nobody knows", number, edition) is None
    assert not_shown(three_desk, "icf", number, edition) is None


def test_a_number_of_the_one_edition_shown_counts_before_a_newer_one_s(three_desk: Desk) -> None:
    assert {"icf-2015:7", "icf-2020:7"} <= three_desk.knowledge.clauses.keys()
    assert not_shown(three_desk.narrowed(["icf-2015"]), "icf", "7", None) is None


def test_what_became_of_a_clause_is_said_over_an_edition_that_is_not_shown(three_desk: Desk) -> None:
    here, words = three_desk.narrowed(["icf-2025"]), three_desk.locales["en"]
    card = not_shown_card(here, words, three_desk.knowledge.clauses["icf-2015:7"])
    assert _text(card).startswith("### ICF 7 (2015)\nThis server shows ICF (2025).\n3.6 in the 2025 edition.\n")
    lost = not_shown_card(here, words, three_desk.knowledge.clauses["icf-2015:9"])
    assert _text(lost).startswith(
        "### ICF 9 (2015)\nThis server shows ICF (2025).\nThe 2025 edition has no such clause.\n"
    )


def test_a_scenario_without_any_clause_shown_has_a_card_without_a_menu(three_desk: Desk) -> None:
    here, words = three_desk.narrowed(["icf-2015"]), three_desk.locales["en"]
    scenario = here.knowledge.scenarios["bias"]
    for card in (scenario_card(here, words, scenario), comparison_card(here, words, scenario)):
        assert "No clause on this in the edition shown here." in _text(card)
        assert [part for part in _walk(card.to_components()) if part["type"] == 3] == []


# The cards


def test_an_editor_learns_of_a_card_too_large_where_one_edition_is_shown(desk: Desk, folder: Folder) -> None:
    split = [clause.ref for clause in desk.knowledge.editions["icf-2025"].clauses if len(clause.predecessors) > 1]
    others = [clause.ref for clause in desk.knowledge.editions["gcoe-2021"].clauses if clause.number != "3.5"]
    related = [*split, *others][:23]  # with the two cited, the 25 that a menu takes
    listed = "".join(f"  - {ref}\n" for ref in related)
    folder.edit("scenarios/bias.yaml", r"^related:\n(  - .*\n)*", f"related:\n{listed}")
    edited = load(folder.path)
    assert len(edited.shown_in(edited.scenarios["bias"])) == 25
    found = misfits(replace(desk, knowledge=edited, lookup=Lookup(edited), cards=Cards()))
    private = {(each.file, each.message.split(":")[0]) for each in found if " post " not in each.message}
    assert private == {
        ("scenarios/bias.yaml", f"card {language} {card} with icf-2020, gcoe-2021")
        for language in ("en", "fr")
        for card in ("comparison bias", *(f"scenario bias {tab}" for tab in TABS))
    }


def test_the_review_names_each_clause_by_its_place_in_the_file(desk: Desk) -> None:
    places = {made.name: made.loc for made in every_card(desk)}
    for ref in ("icf-2020:24", "icf-2025:3.6", "gcoe-2021:2.19"):
        with_old = places.get(f"en clause {ref} with icf-2020, gcoe-2021", places[f"en clause {ref}"])
        assert places[f"en not shown {ref}"] == with_old == places[f"en clause {ref}"]


def test_a_desk_is_narrowed_once_and_shares_what_is_not_knowledge(desk: Desk) -> None:
    few = desk.narrowed(("icf-2020", "gcoe-2021"))
    assert desk.narrowed(["gcoe-2021", "icf-1995", "icf-2020"]) is few
    assert few.narrowed(("icf-2020", "gcoe-2021")) is few
    assert (few.finder, few.locales, few.command_ids) == (desk.finder, desk.locales, desk.command_ids)
    assert few.command_ids is desk.command_ids
    assert few.whole is desk
    assert few.cards is not desk.cards
    assert few.narrowed(()) is few.narrowed(EDITIONS) is desk.narrowed(("icf-1995",)) is desk.whole is desk


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("editions", SOME, ids=names)
def test_every_card_can_be_made_and_holds_nothing_of_the_editions_not_shown(
    desk: Desk, editions: tuple[str, ...], language: str
) -> None:
    here = desk.narrowed(editions)
    marks = _any_of(_marks(desk, here, language))
    left = {made.name: found for made in _cards(here, language) if (found := _found(here, made.make(), marks))}
    assert left == {}


def test_the_marks_of_what_is_not_shown_are_found_where_it_is(desk: Desk) -> None:
    marks = _any_of(_marks(desk, desk.narrowed(["icf-2025"]), "en"))
    cards = [made for made in _cards(desk, "en") if re.search(r" (scenario|comparison) \S+( \S+)?$", made.name)]
    assert len(cards) == 40
    unmarked = [made.name for made in cards if not _found(desk, made.make(), marks)]
    assert unmarked == []  # the menu "Read a clause" alone has them


@pytest.mark.parametrize("editions", [each for each in SOME if "icf-2020" in each or "icf-2025" in each], ids=names)
def test_where_the_article_quotes_another_code_the_nearest_clause_stays(desk: Desk, editions: tuple[str, ...]) -> None:
    here = desk.narrowed(editions)
    scenario = here.knowledge.scenarios["conflict-of-interest"]
    close = "icf-2025:3.3" if "icf-2025" in editions else "icf-2020:18"
    assert [clause.ref for clause in nearest(here, scenario, "icf")] == [close]


def test_only_the_text_tells_what_a_clause_is_not_tied_to_any_more(desk: Desk) -> None:
    here = desk.narrowed(["icf-2025"])
    card = _text(clause_card(here, desk.locales["en"], here.knowledge.clauses["icf-2025:3.6"]))
    assert "Then and now" not in card
    assert "Same subject elsewhere" not in card
    assert "You are falling in love with a client" in card


def _cards(here: Desk, language: str) -> Iterator[Made]:
    """Every card but those about what there is: the list of sources, and the settings, where the choice is made."""
    named = ((made.name.split()[:2], made) for made in every_card(here))
    return (
        made for (of, subject), made in named if of == language and subject not in {"sources", "setting", "settings"}
    )


def _marks(desk: Desk, here: Desk, language: str) -> Iterator[str]:
    """What gives an edition away: refs, summaries, "ICF 24 (2020)", "ICF · 24", and the year on cards about clauses."""
    shown = {clause.summary[language] for clause in here.knowledge.clauses.values()}
    for clause in desk.knowledge.clauses.values():
        if clause.ref not in here.knowledge.clauses:
            code, year = desk.knowledge.codes[clause.code], desk.knowledge.editions[clause.edition].year
            yield clause.ref
            yield f"{code.name} {clause.number} ({year})"
            yield f"{code.name} · {clause.number}"
            yield f"({clause.number} in {year})"
            yield f"({clause.number} en {year})"
            if clause.summary[language] not in shown:
                yield clause.summary[language]
    for edition in desk.knowledge.editions.values():
        if edition.id not in here.knowledge.editions:
            yield edition.id
            yield f"{edition.year} edition"
            yield f"édition {edition.year}"
    for code in desk.knowledge.codes.values():
        if code.id not in here.knowledge.codes:
            yield f"· {code.name}"  # "Also relevant"
            yield f": {code.name}"


def _any_of(marks: Iterator[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, marks))})(?![\w.])")


def _found(here: Desk, card: Card, marks: re.Pattern[str]) -> list[str]:
    said = f"{_text(card)}\n" + "\n".join(_values(card.to_components()))
    for prose in _prose(here.knowledge):
        said = said.replace(prose, "")
    return [found.group() for found in marks.finditer(said)]


def _prose(knowledge: Knowledge) -> Iterator[str]:
    """Texts that may name both codes and stay as they are."""
    texts: list[Text] = [edition.notice for edition in knowledge.editions.values() if edition.notice]
    for scenario in knowledge.scenarios.values():
        texts += [scenario.view, scenario.silent, scenario.difference, *scenario.questions]
    for text in texts:
        yield from text.root.values()


def _text(card: Card) -> str:
    return "\n".join(part["content"] for part in _walk(card.to_components()) if part["type"] == 10)


def _values(components: list[dict[str, Any]]) -> Iterator[str]:
    """Everything a control says or sends."""
    for part in _walk(components):
        yield from (str(part[key]) for key in ("custom_id", "label") if key in part)
        options: list[Mapping[str, str]] = part.get("options", [])
        for option in options:
            yield from (option["label"], option["value"], option.get("description") or "")


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
