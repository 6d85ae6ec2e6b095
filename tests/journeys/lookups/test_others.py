"""Comparison, message menu, help and privacy."""

import re
import sqlite3
from contextlib import closing

import pytest
from simcord.results import InteractionResult

from bot.storage.inventory import INVENTORY
from tests.conftest import Town
from tests.journeys.seen import answer, buttons, options, text

SCENARIOS = (
    "unlawful-aims",
    "romantic-feelings",
    "conflict-of-interest",
    "client-ends",
    "no-value-or-referral",
    "death-or-incapacity",
    "unfit-to-practise",
    "bias",
)
EVERYONE_S = ["scenario", "reflect", "clause", "compare", "meetups", "case", "preferences", "privacy"]
MODERATORS = ["post scenario", "schedule add", "cases", "settings", "insights"]


def mentioned(shown: InteractionResult) -> list[str]:
    """The commands that an answer names, each to be tapped."""
    return re.findall(r"</([a-z ]+):[0-9]+>", text(shown))


@pytest.mark.parametrize("id", SCENARIOS)
async def test_each_comparison_shows_both_codes_and_where_they_differ(town: Town, id: str) -> None:
    shown = await town.camille.slash(town.channel, "compare", scenario=id)
    scenario = town.bot.desk.knowledge.scenarios[id]
    assert scenario.title["fr"] in text(shown)
    assert scenario.difference["fr"] in text(shown)
    for code in town.bot.desk.knowledge.codes.values():
        assert f"**{code.title['fr']}**" in text(shown)
    back = await town.camille.click(answer(shown), label="Revenir à la situation")
    assert scenario.opening["fr"] in text(back)


async def test_a_comparison_says_when_a_code_has_no_clause(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "compare", scenario="death-or-incapacity")
    assert "No clause on this in either of its editions here." in text(shown)


async def test_own_words_to_compare_lead_to_a_situation_first(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "compare", scenario="I think I'm falling for my client")
    assert "### You are falling in love with a client" in text(shown)
    assert "Compare the codes" in buttons(shown)
    choices = await town.noor.autocomplete(town.channel, "compare", "scenario", "")
    assert tuple(choice["value"] for choice in choices) == SCENARIOS


async def test_the_message_menu_reads_one_message_and_answers_the_asker_alone(town: Town) -> None:
    message = await town.sam.send(town.channel, "My client wants to stop the coaching")
    shown = await town.noor.context_menu(town.channel, "Which clauses apply?", message)
    assert "The closest situation to this message" in text(shown)
    assert town.bot.desk.knowledge.scenarios["client-ends"].title["en"] in text(shown)
    assert town.channel.history(viewer=town.sam) == [message]


async def test_a_message_without_text_is_said_kindly(town: Town) -> None:
    message = await town.sam.send(town.channel, "", attachments=[("picture.png", b"x")])
    shown = await town.noor.context_menu(town.channel, "Which clauses apply?", message)
    assert "That message has no text I could read." in text(shown)


async def test_help_by_role(town: Town) -> None:
    member = await town.noor.slash(town.channel, "help")
    moderator = await town.sam.slash(town.channel, "help")
    assert mentioned(member) == EVERYONE_S
    assert "For moderators here" not in text(member)
    assert mentioned(moderator) == EVERYONE_S + MODERATORS
    assert "For moderators here" in text(moderator)
    assert "Integrations" in text(moderator)
    assert "Free meetups" in buttons(member)
    sources = await town.noor.click(answer(member), label="Sources")
    assert "https://www.globalcodeofethics.org/" in text(sources)
    everything = await town.noor.click(answer(sources), label="All scenarios")
    assert len(options(everything)) == 8


async def test_look_ups_keep_nothing_of_anyone(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "privacy")
    assert "They are in no log and no database." in text(shown)
    await town.noor.slash(town.channel, "scenario", situation="I think I'm falling for my client")
    await town.noor.slash(town.channel, "compare", scenario="bias")
    await town.noor.slash(town.channel, "clause", code="icf", number="24")
    # It is true: after all of it, nobody has a row in the database, and their id is in no file.
    with closing(sqlite3.connect(town.settings.database_file)) as database:
        for holding in INVENTORY:
            assert database.execute(f"SELECT count(*) FROM {holding.table.name}").fetchone() == (0,)
    for file in town.settings.data_dir.iterdir():
        assert str(town.noor.id).encode() not in file.read_bytes()
