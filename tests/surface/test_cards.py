"""Every card stays within Discord's limits and says how sure it is; what a stranger typed never comes alive on it."""

from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.knowledge.lookup import Nearby
from bot.knowledge.model import Clause
from bot.surface.cards import (
    HELP_COLOUR,
    Card,
    Cards,
    CardTooLarge,
    Choice,
    button,
    link,
    menu,
    note,
    panel,
    rows,
)
from bot.surface.checks.every_card import every_card
from bot.surface.desk import Desk
from bot.surface.views.clause import clause_card, nearby_card
from bot.surface.views.comparison import comparison_card
from bot.surface.views.lead import Lead, danger_card
from bot.surface.views.scenario import scenario_card
from bot.surface.views.scenarios import all_scenarios, close_scenarios
from tests.surface.rendered import BUTTON, CONTAINER, ROW, SELECT, faults, of_type, text_of, walk

ICF_BLUE = 0x3B6FB6
GLOBAL_CODE_GREEN = 0x2A9D8F

EDITIONS = ("icf-2025", "icf-2020", "gcoe-2021")
LANGUAGES = ("en", "fr")


def nothing() -> Card:
    """A small card."""
    return Card(panel("Hello"))


# Limits


def test_4000_characters_fit_and_4001_do_not() -> None:
    assert len(text_of(Card(panel("x" * 2000), note("x" * 1997)))) == 4001  # one line end is ours
    with pytest.raises(CardTooLarge, match="1 over Discord's limit of 4000 characters"):
        Card(panel("x" * 2000), note("x" * 1998))


def test_40_components_fit() -> None:
    assert sum(1 for _ in walk(_with_components(40).to_components())) == 40


@pytest.mark.parametrize("count", [41, 60])
def test_more_than_40_components_are_refused_by_that_limit_s_name(count: int) -> None:
    with pytest.raises(CardTooLarge, match="more than Discord's limit of 40 components"):
        _with_components(count)


def _with_components(count: int) -> Card:
    """``count`` components: notes, then one row of three buttons."""
    return Card(*(note(str(n)) for n in range(count - 4)), *rows(*(button(str(n), "pick", str(n)) for n in range(3))))


def test_10_kb_of_non_latin_text_fit_and_more_does_not() -> None:
    assert Card(panel("私" * 3333))
    with pytest.raises(CardTooLarge, match="2 over Discord's limit of 10000 bytes"):
        Card(panel("私" * 3334))


def test_a_menu_takes_25_lines_and_shortens_them() -> None:
    card = Card(menu("Choose", "pick", choices=[Choice("l" * 200, str(n), "d" * 200) for n in range(25)]))
    (select,) = of_type(card, SELECT)
    assert [option["value"] for option in select["options"]] == [str(n) for n in range(25)]
    assert {len(option["label"]) for option in select["options"]} == {100}
    assert {len(option["description"]) for option in select["options"]} == {100}
    assert faults(card) == []


def test_a_menu_line_without_a_description_has_none() -> None:
    (select,) = of_type(Card(menu("Choose", "pick", choices=[Choice("One", "1")])), SELECT)
    assert select["options"][0].get("description") is None


def test_a_button_s_label_is_shortened() -> None:
    pressed, opened = of_type(Card(*rows(button("l" * 90, "pick"), link("l" * 90, "https://example.org"))), BUTTON)
    assert len(pressed["label"]) == len(opened["label"]) == 80


def test_buttons_stand_five_in_a_row() -> None:
    card = Card(*rows(*(button(str(n), "pick", str(n)) for n in range(11))))
    assert [len(row["components"]) for row in of_type(card, ROW)] == [5, 5, 1]


def test_empty_lines_are_left_out_of_a_panel() -> None:
    assert text_of(Card(panel("one", "", "two"))) == "one\ntwo"


INTROS = ("scenarios", "none-words", "none-message", "found-other")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", ["law", "supervisor", None])
def test_what_own_words_lead_to_is_within_the_limits(desk: Desk, language: str, level: Any) -> None:
    words, lead = desk.locales[language], Lead(red_flag=level, found="words")
    ids = tuple(desk.knowledge.scenarios)
    cards = [
        *(scenario_card(desk, words, scenario, "codes", lead) for scenario in desk.knowledge.scenarios.values()),
        *(close_scenarios(desk, words, ids[start : start + 3], lead) for start in range(len(ids) - 2)),
        *(all_scenarios(desk, words, intro, lead) for intro in INTROS),
    ]
    assert [wrong for card in cards for wrong in faults(card)] == []


# Honest clause cards

DISCLAIMER = {
    "en": ("Our words", "not the official text", "Not legal advice", "Not affiliated with ICF, EMCC or AC"),
    "fr": ("Nos mots", "pas le texte officiel", "Pas un avis juridique", "Sans lien avec l'ICF, l'EMCC ni l'AC"),
}
SURE = {"en": "How sure we are", "fr": "Notre degré de certitude"}
UNCONFIRMED = {"en": "unconfirmed", "fr": "à confirmer"}
NEWER = {"en": "newer edition is reported", "fr": "édition plus récente est signalée"}
YEAR = {"en": "{} edition", "fr": "édition {}"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_clause_card_says_what_it_is_and_how_sure_we_are(desk: Desk, edition: str, language: str) -> None:
    words = desk.locales[language]
    shown = 0
    for clause in desk.knowledge.editions[edition].clauses:
        card = clause_card(desk, words, clause)
        text = text_of(card).replace("’", "'").replace("\N{NO-BREAK SPACE}", " ")
        shown += 1
        assert [part for part in DISCLAIMER[language] if part not in text] == []
        assert SURE[language] in text
        assert YEAR[language].format(edition[-4:]) in text
        assert clause.number in text.splitlines()[0]
        assert clause.summary[language] in text_of(card)
        assert clause.section[language] in text_of(card)
        sure = next(line for line in text.splitlines() if SURE[language] in line)
        assert (UNCONFIRMED[language] in sure.lower()) == (clause.evidence.value in "OR")
        assert (NEWER[language] in text) == (edition == "gcoe-2021")
        urls = [each["url"] for each in of_type(card, BUTTON) if "url" in each]
        assert urls == [desk.knowledge.editions[edition].url]
        if clause.doubt:
            assert clause.doubt[language] in text_of(card)
    assert shown == {"icf-2025": 24, "icf-2020": 28, "gcoe-2021": 53}[edition]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fine_print_is_quiet(desk: Desk, language: str) -> None:
    text = text_of(clause_card(desk, desk.locales[language], desk.knowledge.clauses["gcoe-2021:3.12"]))
    quiet = [line for line in text.splitlines() if line.startswith("-# ")]
    assert [part for part in DISCLAIMER[language] if part not in " ".join(quiet).replace("’", "'")] == []
    assert text.splitlines()[0].startswith("### ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_situation_and_a_comparison_say_that_they_are_not_the_official_text(desk: Desk, language: str) -> None:
    words = desk.locales[language]
    for scenario in desk.knowledge.scenarios.values():
        for card in (scenario_card(desk, words, scenario), comparison_card(desk, words, scenario)):
            text = text_of(card).replace("’", "'")
            assert [part for part in DISCLAIMER[language] if part not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_then_and_now_on_the_card(desk: Desk, language: str) -> None:
    words, clauses = desk.locales[language], desk.knowledge.clauses
    assert YEAR[language].format(2025) in _line_with(desk, words, clauses["icf-2020:7"], "2.4, 2.5")
    assert YEAR[language].format(2020) in _line_with(desk, words, clauses["icf-2025:3.6"], "24 ")
    assert YEAR[language].format(2025) in text_of(clause_card(desk, words, clauses["icf-2020:27"]))


def _line_with(desk: Desk, words: Any, clause: Clause, start: str) -> str:
    return next(line for line in text_of(clause_card(desk, words, clause)).splitlines() if line.startswith(start))


# The same thing looks the same everywhere


def test_a_code_has_one_colour_on_every_card(desk: Desk) -> None:
    names = {
        ICF_BLUE: ("### ICF ", "-# ICF · ", "**ICF Code of Ethics**", "**Code d’éthique de l’ICF**"),
        GLOBAL_CODE_GREEN: (
            "### Global Code ",
            "-# Global Code · ",
            "**Global Code of Ethics**",
            "**Code d’éthique mondial**",
        ),
    }
    wrong: list[str] = []
    seen: set[int] = set()
    for name, make, *_ in every_card(desk):
        for container in of_type(make(), CONTAINER):
            text = container["components"][0]["content"].replace("'", "’")
            for colour, beginnings in names.items():
                if text.startswith(beginnings):
                    seen.add(colour)
                    wrong += [f"{name}: {text[:30]}"] * (container["accent_color"] != colour)
    assert wrong == []
    assert seen == {ICF_BLUE, GLOBAL_CODE_GREEN}


@pytest.mark.parametrize(("code", "colour"), [("icf", ICF_BLUE), ("gcoe", GLOBAL_CODE_GREEN)])
def test_every_panel_of_a_clause_has_its_code_s_colour(desk: Desk, code: str, colour: int) -> None:
    for clause in desk.knowledge.clauses.values():
        if clause.code == code:
            card = clause_card(desk, desk.locales["en"], clause)
            assert {container["accent_color"] for container in of_type(card, CONTAINER)} == {colour}


def test_help_has_a_colour_of_its_own_and_stands_first(desk: Desk) -> None:
    card = danger_card(desk, desk.locales["en"])
    first = card.to_components()[0]
    assert first["accent_color"] == HELP_COLOUR.value
    assert first["accent_color"] not in (ICF_BLUE, GLOBAL_CODE_GREEN)
    content = first["components"][0]["content"]
    assert "112" in content
    assert content.index("112") < content.index("https://findahelpline.com")


# Rendered once, kept by nobody


def test_a_card_is_made_once_for_each_content_and_language(desk: Desk) -> None:
    words, clause = desk.locales["en"], desk.knowledge.clauses["icf-2025:3.6"]
    scenario = desk.knowledge.scenarios["bias"]
    makers: list[Callable[[], Card]] = [
        lambda: clause_card(desk, words, clause),
        lambda: clause_card(desk, words, clause, scenario),
        lambda: clause_card(desk, desk.locales["fr"], clause),
        lambda: scenario_card(desk, words, scenario),
        lambda: scenario_card(desk, words, scenario, "paths"),
        lambda: comparison_card(desk, words, scenario),
    ]
    assert all(make() is make() for make in makers)
    assert len({id(make()) for make in makers}) == len(makers)


def test_a_card_s_json_is_made_once() -> None:
    card = nothing()
    assert card.to_components() is card.to_components()


def test_what_was_typed_is_not_kept_with_the_cards(desk: Desk) -> None:
    near = desk.lookup.clause(desk.knowledge.codes["icf"], "99")
    assert isinstance(near, Nearby)
    kept = len(desk.cards._made)
    card = nearby_card(desk, desk.locales["en"], near, "zsuzsannaqx")
    assert "zsuzsannaqx" in text_of(card)
    assert len(desk.cards._made) == kept


def test_cards_keeps_what_it_made() -> None:
    cards, made = Cards(), [nothing(), nothing()]
    makers = iter(made)
    assert cards.get("one", lambda: next(makers)) is made[0]
    assert cards.get("one", lambda: next(makers)) is made[0]
    assert cards.get("two", lambda: next(makers)) is made[1]


def test_the_library_stores_no_card_and_sets_no_timer() -> None:
    card, plain = Card(*rows(button("Press", "pick"))), ui.LayoutView(timeout=None)
    plain.add_item(ui.ActionRow(button("Press", "pick")))
    assert (plain.is_finished(), plain.is_dispatchable()) == (False, True)
    assert (card.is_finished(), card.is_dispatchable()) == (True, False)
    assert card.timeout is None
    assert card.has_components_v2()
