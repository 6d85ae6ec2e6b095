"""Lines and ways that are easily lost: what stands first, where each menu leads, who reads what, what is not shown."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.settings import read_settings
from tests.conftest import Town
from tests.journeys.seen import answer, options, text
from tests.knowledge.editor import Folder

FOUND = {"en": "The closest situation to what you wrote", "fr": "La situation la plus proche de ce que vous avez écrit"}


# Help and how a card was found


@pytest.mark.parametrize(
    ("language", "own_words", "first"),
    [
        ("en", "I think I'm falling for my client, and I got a subpoena", "This may touch the law."),
        (
            "fr",
            "je crois que je tombe amoureuse de mon client et j'ai reçu une mise en demeure",
            "Cela touche peut-être",
        ),
        ("en", "I think I'm falling for my client and I am losing sleep over this client", "You do not have to carry"),
        ("fr", "je crois que je tombe amoureuse de mon client et j'ai peur de mon client", "Vous n'avez pas à porter"),
    ],
)
async def test_a_red_flag_is_spoken_to_before_the_situation(
    town: Town, language: str, own_words: str, first: str
) -> None:
    person = town.noor if language == "en" else town.camille
    told, found, card, *_ = text(await person.slash(town.channel, "scenario", situation=own_words)).split("\n")
    assert told.replace("’", "'").startswith(first)
    assert found == f"-# {FOUND[language]}"
    assert card == f"### {town.bot.desk.knowledge.scenarios['romantic-feelings'].title[language]}"


@pytest.mark.parametrize(
    ("language", "own_words"),
    [("en", "I think I'm falling for my client"), ("fr", "je crois que je tombe amoureuse de mon client")],
)
async def test_a_card_found_from_own_words_says_so_and_one_asked_for_does_not(
    town: Town, language: str, own_words: str
) -> None:
    person = town.noor if language == "en" else town.camille
    title = town.bot.desk.knowledge.scenarios["romantic-feelings"].title[language]
    found = await person.slash(town.channel, "scenario", situation=own_words)
    assert text(found).startswith(f"-# {FOUND[language]}\n### {title}\n")
    named = await person.slash(town.channel, "scenario", situation=title)
    assert text(named).startswith(f"### {title}\n")
    assert FOUND[language] not in text(named)


# Where the menus lead


@pytest.mark.parametrize(
    ("ref", "leads_to"),
    [
        ("icf-2025:3.6", ["icf-2020:24", "gcoe-2021:2.19", "romantic-feelings"]),
        ("gcoe-2021:4.2", ["icf-2025:4.2", "icf-2020:17", "unfit-to-practise"]),
        ("icf-2020:16", ["gcoe-2021:3.8", "gcoe-2021:4.6", "unfit-to-practise"]),
    ],
)
async def test_every_line_of_go_on_to_leads_to_its_card(town: Town, ref: str, leads_to: list[str]) -> None:
    knowledge = town.bot.desk.knowledge
    clause = knowledge.clauses[ref]
    place = {"code": clause.code, "number": clause.number, "edition": clause.edition}
    offered = options(await town.noor.slash(town.channel, "clause", **place))
    assert [value.partition(":")[2] for value in offered.values()] == leads_to
    for value, target in zip(offered.values(), leads_to, strict=True):
        shown = await town.noor.slash(town.channel, "clause", **place)
        card = text(await town.noor.select(answer(shown), [value]))
        if target in knowledge.clauses:
            assert card.startswith(f"### {knowledge.codes[target.split('-')[0]].name} {target.split(':')[1]}\n")
            assert knowledge.clauses[target].summary["en"] in card
        else:
            assert card.startswith(f"### {knowledge.scenarios[target].title['en']}\n")


async def test_a_clause_does_not_lead_back_to_its_situation_by_the_menu_too(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    clause = await town.noor.select(answer(card), ["icf-2025:3.6"])
    assert [*options(clause).values()] == ["clause:icf-2020:24", "clause:gcoe-2021:2.19"]
    looked_up = await town.noor.slash(town.channel, "clause", code="icf", number="3.6")
    assert [*options(looked_up).values()] == [*options(clause).values(), "scenario:romantic-feelings"]


# A clause that is no longer published


async def test_an_unpublished_clause_is_nowhere_offered(town: Town, tmp_path: Path) -> None:
    number, ref = "3.6", "icf-2025:3.6"
    summary = town.bot.desk.knowledge.clauses[ref].summary["en"]
    old_card = await town.noor.slash(town.channel, "scenario", situation="romantic-feelings")
    old_clause = await town.noor.slash(town.channel, "clause", code="icf", number="24")
    old_near = await town.noor.slash(town.channel, "clause", code="icf", number="3.99")
    assert ref in options(old_card).values()

    folder = Folder(tmp_path / "knowledge")
    folder.edit("codes/icf.yaml", r'^( +- )(number: "3\.6")$', r"\1published: false\n            \2")
    # A guide shows published clauses alone, and the start would stop at one that is not.
    folder.edit("guides/romantic-feelings.yaml", rf"clauses: \[{ref}, ", "clauses: [")
    town.settings = read_settings(WAYSIDE_DATA_DIR=tmp_path / "data", WAYSIDE_KNOWLEDGE_DIR=folder.path)
    await town.restart()

    for shown in (
        await town.noor.slash(town.channel, "scenario", situation="romantic-feelings"),
        await town.noor.slash(town.channel, "compare", scenario="romantic-feelings"),
        await town.noor.slash(town.channel, "clause", code="icf", number="24"),
        await town.noor.slash(town.channel, "clause", code="gcoe", number="2.19"),
    ):
        assert summary not in text(shown)
        assert "ICF 3.6" not in text(shown)
        assert "ICF · 3.6" not in text(shown)
        assert [value for value in options(shown).values() if value.endswith(ref)] == []
    asked = await town.noor.slash(town.channel, "clause", code="icf", number=number)
    assert "ICF has no clause “3.6”." in text(asked)
    assert "3.6 (2025)" not in str(answer(asked).components)
    for typed in (number, "romantic"):
        choices = await town.noor.autocomplete(town.channel, "clause", "number", typed, code="icf")
        assert number not in [choice["value"] for choice in choices]
    assert "older version" in text(await town.noor.select(answer(old_card), [ref]))
    assert "older version" in text(await town.noor.select(answer(old_clause), [f"clause:{ref}"]))
    assert "older version" in text(await town.noor.select(answer(old_near), [ref]))


# The thesis, and help by role


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_list_of_situations_and_help_hold_the_thesis(town: Town, language: str) -> None:
    person = town.noor if language == "en" else town.camille
    thesis = town.bot.desk.knowledge.about.thesis[language]
    for command in ("scenario", "help"):
        assert text(await person.slash(town.channel, command)).endswith(f"-# {thesis}")


async def test_in_a_direct_message_nobody_moderates(town: Town) -> None:
    assert "For moderators here" not in text(await town.sam.user.slash("help"))


@pytest.mark.parametrize("for_the_server", [True, False])
async def test_a_moderator_has_no_say_where_only_a_person_installed_the_bot(town: Town, for_the_server: bool) -> None:
    deliver = town.env.backend.emit
    owners = {"1": str(town.sam.id), **({"0": str(town.guild.id)} if for_the_server else {})}

    def emit(event: str, payload: Mapping[str, Any]) -> None:
        deliver(event, {**payload, "authorizing_integration_owners": owners})

    town.env.backend.emit = emit
    assert ("For moderators here" in text(await town.sam.slash(town.channel, "help"))) is for_the_server
