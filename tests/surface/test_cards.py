"""Every card stays within Discord's limits and says how sure it is; what a stranger typed never comes alive on it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from discord import ui

from bot.knowledge.lookup import Nearby
from bot.knowledge.model import Clause
from bot.surface.card_check import every_card, misfits
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
    safe,
    shorten,
)
from bot.surface.desk import Desk
from bot.surface.views.clause import clause_card, nearby_card
from bot.surface.views.comparison import comparison_card
from bot.surface.views.lead import Lead, danger_card
from bot.surface.views.scenario import scenario_card
from bot.surface.views.scenarios import OwnWords, all_scenarios, close_scenarios

ROW, BUTTON, SELECT, TEXT, CONTAINER = 1, 2, 3, 10, 17
"""Discord, "Component Reference": component types."""

ICF_BLUE = 0x3B6FB6
GLOBAL_CODE_GREEN = 0x2A9D8F

EDITIONS = ("icf-2025", "icf-2020", "gcoe-2021")
LANGUAGES = ("en", "fr")


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component of a rendered card, nested ones too, as Discord counts them."""
    for component in components:
        yield component
        inner = [*component.get("components", ()), *([component["accessory"]] if "accessory" in component else ())]
        yield from walk(inner)


def of_type(card: Card, kind: int) -> list[dict[str, Any]]:
    """The components of one type."""
    return [component for component in walk(card.to_components()) if component["type"] == kind]


def text_of(card: Card) -> str:
    """All text displays of a card."""
    return "\n".join(component["content"] for component in of_type(card, TEXT))


def nothing() -> Card:
    """A small card."""
    return Card(panel("Hello"))


# Cutting


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("short", 10, "short", id="fits"),
        pytest.param("0123456789", 10, "0123456789", id="fits exactly"),
        pytest.param("one two three", 10, "one two…", id="cut at a word"),
        pytest.param("one, two, three", 11, "one, two…", id="no comma before the ellipsis"),
        pytest.param("x" * 30, 10, "xxxxxxxxx…", id="one long word"),
        pytest.param("one\ntwo\tthree \u2003 four", 100, "one two three four", id="on one line"),
        pytest.param(
            "Où en\u00a0suis-je\u202f?", 100, "Où en\u00a0suis-je\u202f?", id="the no-break spaces of French stay"
        ),
        pytest.param("", 10, "", id="nothing"),
        pytest.param(" \n ", 10, "", id="blanks"),
    ],
)
def test_a_line_is_cut_at_a_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected
    assert len(shorten(text, limit)) <= limit


# What a stranger typed


@pytest.mark.parametrize(
    "typed",
    [
        "**bold** _it_ ~~no~~ ||secret|| `code` ```block```",
        "# Heading",
        "> quote",
        "- list",
        "-# small",
        "[a link](https://example.org)",
        "back\\slash",
    ],
)
def test_markdown_is_shown_and_not_obeyed(typed: str) -> None:
    shown = safe(typed, 200)
    unescaped = [
        character
        for index, character in enumerate(shown)
        if character in "*_~|`" and (index == 0 or shown[index - 1] != "\\") and "https://" not in shown[:index]
    ]
    assert unescaped == []
    assert not shown.startswith(("# ", "> ", "- ", "-# ", "["))
    assert shown.replace("\\", "").replace(":\N{ZERO WIDTH SPACE}//", "://") == typed.replace("\\", "")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("@everyone", id="everyone"),
        pytest.param("@here", id="whoever is here"),
        pytest.param("<@123456789012345678>", id="a member"),
        pytest.param("<@!123456789012345678>", id="a member, the old way"),
        pytest.param("<@&123456789012345678>", id="a role"),
        pytest.param("<#123456789012345678>", id="a channel"),
        pytest.param("<:party:123456789012345678>", id="a custom emoji"),
        pytest.param("<a:party:123456789012345678>", id="a moving emoji"),
        pytest.param("</scenario:123456789012345678>", id="a command"),
        pytest.param("<t:1700000000:R>", id="a time"),
        pytest.param("<id:customize>", id="a server page"),
        pytest.param("\\<@123456789012345678>", id="a member after a backslash"),
    ],
)
def test_nothing_typed_comes_alive(typed: str) -> None:
    shown = safe(typed)
    assert not re.search(r"@(everyone|here)", shown)
    assert not re.search(r"(?<!\\)(\\\\)*<", shown)
    assert shown.replace("\u200b", "").replace("\\", "") == typed.replace("\\", "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("\u202eevil\u202c", "evil", id="right-to-left override"),
        pytest.param("a\u2066b\u2069c\u200e\u200f", "abc", id="direction marks"),
        pytest.param("a\x00b\x07c\x1bd\x7f", "abcd", id="control characters"),
        pytest.param("a\u200bb\ufeffc\u00ad", "abc", id="invisible characters"),
        pytest.param("a\r\nb\u2028c\u0085d", "a b c d", id="line ends"),
        pytest.param("\ud83d!", "!", id="half a character"),
        pytest.param("سؤال 2.19", "سؤال 2.19", id="Arabic is left as it is"),
        pytest.param("é ☕ 私", "é ☕ 私", id="other writing is left as it is"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(typed: str, shown: str) -> None:
    assert safe(typed) == shown


@pytest.mark.parametrize("typed", ["x" * 1000, "word " * 200, "\n" * 1000 + "x" * 1000, "私" * 1000])
def test_a_flood_is_cut(typed: str) -> None:
    assert len(safe(typed)) <= 60
    assert safe(typed).endswith("…")


@pytest.mark.parametrize(
    "typed", ["*" * 1000, "@everyone " * 100, "`" * 1000, "🏳️‍🌈" * 500, "\u0301" * 1000, "|" * 1000]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_noise_as_a_clause_number_still_makes_a_card(desk: Desk, language: str, typed: str) -> None:
    code = desk.knowledge.codes["icf"]
    near = desk.lookup.clause(code, "99")
    assert isinstance(near, Nearby)
    card = nearby_card(desk, desk.locales[language], near, typed)
    assert faults(card) == []
    assert "@everyone" not in text_of(card)


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


def faults(card: Card) -> list[str]:
    """Whatever Discord would refuse, counted from the rendered JSON and not with our own counting."""
    components = card.to_components()
    every = list(walk(components))
    texts = [each["content"] for each in every if each["type"] == TEXT]
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    found = [f"{len(every)} components"] * (len(every) > 40)
    found += [f"{sum(map(len, texts))} characters"] * (sum(map(len, texts)) > 4000)
    found += [f"{len(''.join(texts).encode())} bytes"] * (len("".join(texts).encode()) > 10_000)
    found += ["no component"] * (not every) + [f"empty text in {each}" for each in texts if not each.strip()]
    found += [f"custom_id twice: {id}" for id in set(ids) if ids.count(id) > 1]
    found += [f"custom_id {id}" for id in ids if not 1 <= len(id) <= 100]
    for each in every:
        kind = each["type"]
        if kind == ROW and not 1 <= len(each["components"]) <= 5:
            found.append("buttons in a row")
        if kind == BUTTON:
            found += [f"label {each['label']}"] * (not 1 <= len(each["label"]) <= 80)
            found += [f"neither id nor url: {each}"] * (("custom_id" in each) == ("url" in each))
            found += [f"url {each.get('url')}"] * (len(each.get("url") or "") > 512)
        if kind == SELECT:
            found += list(_menu_faults(each))
    return found


def _menu_faults(select: dict[str, Any]) -> Iterator[str]:
    options = select["options"]
    values = [option["value"] for option in options]
    if not 1 <= len(options) <= 25:
        yield f"{len(options)} options"
    if len(set(values)) != len(values):
        yield f"values twice: {values}"
    if len(select.get("placeholder") or "") > 150:
        yield "placeholder"
    for option in options:
        if not (1 <= len(option["label"]) <= 100 and 1 <= len(option["value"]) <= 100):
            yield f"option {option}"
        if len(option.get("description") or "") > 100:
            yield f"description {option}"


def test_every_card_of_our_own_is_within_the_limits(desk: Desk) -> None:
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for name, make, *_ in every_card(desk):
        names.append(name)
        if wrong := faults(make()):
            found[name] = wrong
    assert found == {}
    assert len(names) == len(set(names))


def test_the_review_walks_every_clause_and_situation_in_each_language(desk: Desk) -> None:
    names = {card.name for card in every_card(desk)}
    for language in LANGUAGES:
        assert {f"{language} clause {ref}" for ref in desk.knowledge.clauses} <= names
        for id in desk.knowledge.scenarios:
            assert {f"{language} scenario {id} {tab}" for tab in ("codes", "view", "ask", "paths")} <= names
            assert f"{language} comparison {id}" in names
        assert {f"{language} {name}" for name in ("help", "privacy", "sources", "scenarios")} <= names
    assert misfits(desk) == []


INTROS = ("scenarios", "none-words", "none-message", "found-other")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", ["law", "supervisor", None])
def test_what_own_words_lead_to_is_within_the_limits(desk: Desk, language: str, level: Any) -> None:
    words, lead = desk.locales[language], Lead(red_flag=level, found="words")
    ids = tuple(desk.knowledge.scenarios)
    cards = [
        *(scenario_card(desk, words, scenario, "codes", lead) for scenario in desk.knowledge.scenarios.values()),
        *(close_scenarios(desk, words, ids[start : start + 3], lead) for start in range(len(ids) - 2)),
        *(
            all_scenarios(desk, words, intro, lead)
            for intro in ("scenarios", "none-words", "none-message", "found-other")
        ),
    ]
    assert [wrong for card in cards for wrong in faults(card)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_modal_is_within_the_limits(desk: Desk, language: str) -> None:
    modal = OwnWords(desk.locales[language]).to_dict()
    assert 1 <= len(modal["title"]) <= 45
    assert 1 <= len(modal["components"]) <= 5
    label = modal["components"][0]
    assert len(label["label"]) <= 45
    assert len(label["description"]) <= 100
    field = label["component"]
    assert field["max_length"] == 1000
    assert len(field["placeholder"]) <= 100
    assert field["style"] == 2


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
