"""Cards that stand in public: whoever presses is answered alone, in their language, for as long as it is there."""

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from tests.conftest import Town
from tests.journeys.posting.posts import components, later, posts, preview, restart, rows, say
from tests.journeys.private import Private, text_of
from tests.journeys.reflection.test_reflection_places import close_dms
from tests.journeys.seen import answer, buttons, options, text

YEAR = 365 * 86_400
KINDS: dict[str, dict[str, Any]] = {
    "scenario": {},
    "comparison": {},
    "question": {},
    "clause": {"code": "icf", "number": "3.6"},
}
WAYS_ON = [("scenario", "ask"), ("comparison", "codes"), ("question", "codes")]


async def posted(town: Town, kind: str = "scenario", way: str = "Post", **options: Any) -> discord.Message:
    """The card that Sam posted."""
    await (await preview(town, kind, **{**KINDS[kind], **options})).press(way)
    return posts(town)[0]


def more(card: discord.Message) -> str:
    """The label of the button that leads on."""
    return next(each["label"] for each in components(card) if str(each.get("custom_id")).startswith("w1/more/"))


async def read(person: MemberActor, card: discord.Message, ref: str) -> InteractionResult:
    return await person.select(card, [ref], custom_id="w1/read/bias")


def assert_alone(town: Town, person: MemberActor, shown: InteractionResult, before: list[str]) -> None:
    """Only this person sees it, and in public nothing has changed."""
    assert answer(shown).ephemeral
    for other in {town.noor, town.camille, town.sam} - {person}:
        assert answer(shown).id not in [each.id for each in town.channel.history(viewer=other)]
    assert [text_of(each) for each in posts(town)] == before


# Every button, alone


async def test_every_button_of_a_situation_answers_the_one_who_pressed_alone(town: Town) -> None:
    card = await posted(town)
    bias, before = town.bot.desk.knowledge.scenarios["bias"], [text_of(card)]
    asked = await town.noor.click(card, label=more(card))
    assert bias.questions[0]["en"] in text(asked)
    assert_alone(town, town.noor, asked, before)
    compared = await town.noor.click(card, label="Compare the codes")
    assert bias.difference["en"] in text(compared)
    assert_alone(town, town.noor, compared, before)
    clause = await read(town.noor, card, "icf-2025:3.5")
    assert town.bot.desk.knowledge.clauses["icf-2025:3.5"].summary["en"] in text(clause)
    assert_alone(town, town.noor, clause, before)


async def test_reflect_privately_opens_the_private_chat_and_says_so_alone(town: Town) -> None:
    card = await posted(town)
    before = [text_of(card)]
    shown = await town.noor.click(card, label="Reflect privately")
    assert_alone(town, town.noor, shown, before)
    assert town.bot.desk.knowledge.guides["bias"].opening["en"] in Private(town, town.noor).text
    assert Private(town, town.camille).messages == []


async def test_reflect_privately_with_closed_dms_stays_private_in_the_channel(town: Town) -> None:
    card = await posted(town, "question")
    before = [text_of(card)]
    close_dms(town)
    shown = await town.noor.click(card, label="Reflect privately")
    assert_alone(town, town.noor, shown, before)
    assert say(town, "reflect-here") in buttons(shown)


@pytest.mark.parametrize(("kind", "tab"), WAYS_ON)
async def test_the_way_on_shows_what_the_public_card_does_not(town: Town, kind: str, tab: str) -> None:
    card = await posted(town, kind)
    shown = await town.camille.click(card, label=more(card))
    bias = town.bot.desk.knowledge.scenarios["bias"]
    wanted = {"ask": bias.questions[-1]["fr"], "codes": bias.opening["fr"]}[tab]
    assert wanted in text(shown)
    assert_alone(town, town.camille, shown, [text_of(card)])


async def test_the_way_on_from_a_clause_is_the_whole_clause(town: Town) -> None:
    card = await posted(town, "clause")
    shown = await town.noor.click(card, label=more(card))
    assert "24 in the 2020 edition" in text(shown)
    assert "scenario:romantic-feelings" in options(shown).values()
    assert_alone(town, town.noor, shown, [text_of(card)])


async def test_a_french_reader_is_answered_in_french_under_an_english_card(town: Town) -> None:
    card = await posted(town)
    bias = town.bot.desk.knowledge.scenarios["bias"]
    assert bias.questions[0]["fr"] in text(await town.camille.click(card, label=more(card)))
    assert bias.difference["fr"] in text(await town.camille.click(card, label="Compare the codes"))
    clause = town.bot.desk.knowledge.clauses["icf-2025:3.5"]
    assert clause.summary["fr"] in text(await read(town.camille, card, clause.ref))
    await town.camille.click(card, label="Reflect privately")
    assert town.bot.desk.knowledge.guides["bias"].opening["fr"] in Private(town, town.camille).text


async def test_an_english_reader_is_answered_in_english_under_a_french_card(town: Town) -> None:
    card = await posted(town, "question", language="fr")
    shown = await town.noor.click(card, label=more(card))
    assert town.bot.desk.knowledge.scenarios["bias"].opening["en"] in text(shown)


async def test_under_a_card_in_two_languages_everyone_is_answered_in_their_own(town: Town) -> None:
    card = await posted(town, language="fr", second_language="en")
    bias = town.bot.desk.knowledge.scenarios["bias"]
    assert bias.questions[0]["en"] in text(await town.noor.click(card, label=more(card)))
    assert bias.questions[0]["fr"] in text(await town.camille.click(card, label=more(card)))


async def test_two_people_at_once_are_each_answered_alone(town: Town) -> None:
    card = await posted(town)
    before = [text_of(card)]
    shown = [await person.click(card, label=more(card)) for person in (town.noor, town.camille)]
    assert answer(shown[0]).id != answer(shown[1]).id
    for person, each in zip((town.noor, town.camille), shown, strict=True):
        assert_alone(town, person, each, before)


# For as long as it stands


@pytest.mark.parametrize("kind", KINDS)
async def test_a_year_and_a_restart_later_every_button_works(town: Town, kind: str) -> None:
    card = await posted(town, kind)
    later(town, YEAR)
    await town.bot.chores["deleting what is kept of posts"]()
    assert rows(town, "SELECT * FROM posts") == []
    await restart(town)
    (card,) = posts(town)
    controls = [each for each in components(card) if each["type"] == 2 and "custom_id" in each]
    assert controls
    for control in controls:
        shown = await town.noor.click(card, custom_id=control["custom_id"])
        assert_alone(town, town.noor, shown, [text_of(card)])
        assert say(town, "error-old-control") not in text(shown)
    for menu in (each for each in components(card) if each["type"] == 3):
        for option in menu["options"]:
            shown = await town.noor.select(card, [option["value"]], custom_id=menu["custom_id"])
            assert town.bot.desk.knowledge.clauses[option["value"]].summary["en"] in text(shown)


async def test_the_buttons_stay_after_the_moderator_left_and_the_settings_changed(town: Town) -> None:
    card = await posted(town)
    town.guild.remove_member(town.sam)
    await town.bot.communities.set(town.guild.id, language="fr", log_channel=1)
    shown = await town.noor.click(card, label=more(card))
    assert town.bot.desk.knowledge.scenarios["bias"].questions[0]["en"] in text(shown)


async def test_a_clause_that_the_server_no_longer_shows_is_answered_kindly(town: Town) -> None:
    clause, card = await posted(town, "clause"), await posted(town)
    await town.bot.communities.set(town.guild.id, editions=("icf-2020",))
    shown = await town.noor.click(clause, label=more(clause))
    assert "This server shows ICF (2020)." in text(shown)
    assert "24 in the 2020 edition" in text(shown)
    scenario = await town.noor.click(posts(town)[1], label=more(posts(town)[1]))
    assert say(town, "error-old-control") not in text(scenario)
    menu = next(each for each in components(posts(town)[1]) if each["type"] == 3)
    for option in menu["options"]:
        read_now = await town.noor.select(posts(town)[1], [option["value"]], custom_id=menu["custom_id"])
        assert "This server shows" in text(read_now)
    assert card.id == clause.id


# Where it stands


async def test_in_a_thread_and_in_a_forum_everyone_is_answered_alone(town: Town) -> None:
    await posted(town, way="Post and open a thread")
    forum = town.guild.create_forum_channel("cases")
    await (await preview(town, channel=forum)).press("Post")
    (where,) = forum.threads
    (card,) = posts(town, where)
    shown = await town.noor.click(card, label=more(card))
    assert answer(shown).ephemeral
    assert answer(shown).id not in [each.id for each in where.history(viewer=town.camille)]


async def test_a_moderator_s_way_on_can_lead_to_a_post_of_its_own(town: Town) -> None:
    card = await posted(town, "question")
    theirs = await town.sam.click(card, label=more(card))
    assert say(town, "post-in-this-channel") in buttons(theirs)
    members = await town.noor.click(card, label=more(card))
    assert say(town, "post-in-this-channel") not in buttons(members)


async def test_nothing_is_kept_of_who_pressed(town: Town) -> None:
    await town.bot.communities.set(town.guild.id, insights=True)
    card = await posted(town)
    await town.camille.click(card, label=more(card))
    await town.camille.click(card, label="Compare the codes")
    await read(town.camille, card, "icf-2025:3.5")
    await town.bot.counting.flush()
    tables = [name for (name,) in rows(town, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [row for table in tables for row in rows(town, f"SELECT * FROM {table}")]
    values = {value for row in kept for value in row}
    assert town.guild.id in values, "the server's settings"
    assert town.camille.id not in values


# A control of a post whose content is gone


@pytest.mark.parametrize(
    "topic", ["scenario:gone", "clause:icf-2025:99", "question:bias:99", "nonsense", "comparison:", "clause:icf-1995:1"]
)
async def test_what_we_no_longer_know_gets_a_kind_sentence_alone(town: Town, topic: str) -> None:
    card = await posted(town)
    stored = town.env.backend.get_message(card.channel.id, card.id)
    (button,) = [
        part
        for row in stored.components
        for part in row.get("components", [])
        if str(part.get("custom_id")).startswith("w1/more/")
    ]
    button["custom_id"] = custom_id = f"w1/more/{topic}/x"
    shown = await town.camille.click(card, custom_id=custom_id)
    assert text(shown) == say(town, "error-old-control", "fr")
