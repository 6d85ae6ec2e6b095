"""What moderators type: the line above a card stays theirs and calls nobody; what is not known is answered kindly."""

from typing import Any

import pytest
from simcord.actors import MemberActor

from bot.community.draft import INTRODUCTION, Draft
from bot.community.topics import Topic, read_topic, topics
from bot.surface.desk import Desk
from bot.surface.views.post_preview import Place, preview_card
from bot.surface.views.posted import posted_items
from tests.conftest import Town
from tests.journeys.posting.posts import Preview, posts, preview, rows, say
from tests.journeys.private import text_of
from tests.journeys.seen import answer, text


async def opened(shown: Preview) -> dict[str, Any]:
    """The text field of the window for the introduction."""
    window = await shown.person.click(answer(shown.shown), custom_id=shown.control("post-introduce"))
    assert window.modal is not None
    field: dict[str, Any] = window.modal["components"][0]["component"]
    return field


def pinged(town: Town) -> bool:
    """Whether anything the bot sent called anyone."""
    sent = [message for channel in town.env.backend.messages.values() for message in channel.values()]
    return any(each.ping_user_ids or each.ping_role_ids or each.mention_everyone for each in sent)


# Written, changed, taken away


async def test_an_introduction_stands_above_the_card_as_it_was_written(town: Town) -> None:
    shown = await preview(town)
    assert (await opened(shown)).get("value") is None
    await shown.introduce("  **Good morning!**\nWhat do *you* do here?\n")
    assert "**Good morning!**\nWhat do *you* do here?\n### " in shown.text
    assert (await opened(shown))["value"] == "**Good morning!**\nWhat do *you* do here?"
    await shown.introduce("Good evening!")
    await shown.press("Post")
    assert text_of(posts(town)[0]).startswith("Good evening!\n### ")


async def test_an_introduction_taken_away_leaves_the_card_alone(town: Town) -> None:
    shown = await preview(town)
    without = shown.text
    await shown.introduce("Good morning!")
    assert say(town, "post-edit") in shown.labels
    await shown.introduce("   \n ")
    assert shown.text == without
    assert say(town, "post-introduce") in shown.labels


async def test_it_survives_a_change_of_language_and_of_question(town: Town) -> None:
    shown = await preview(town, "question")
    await shown.introduce("Good morning!")
    await shown.press("Post in two languages")
    await shown.choose("post-question", "question:bias:2")
    await shown.press("Post")
    assert text_of(posts(town)[0]).count("Good morning!") == 1


async def test_nobody_else_finds_the_words_before_they_are_posted(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    shown = await preview(town)
    await shown.introduce("Bartholomew told me")
    for person in (town.noor, town.camille):
        assert town.channel.history(viewer=person) == []
    folder = town.settings.data_dir
    assert all(b"Bartholomew" not in path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock")
    await shown.press("Post")
    assert "Bartholomew" not in caplog.text
    assert all(b"Bartholomew" not in path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock")


# Hostile words

TYPED = {
    "everyone": "Good morning @everyone and @here",
    "hidden everyone": "@\u200beveryone @every\u200bone @@everyone @@here@everyone",
    "quoted": "> @everyone\n`@here` ||@everyone|| [@everyone](https://example.org)",
}


@pytest.mark.parametrize("words", TYPED.values(), ids=TYPED.keys())
async def test_nobody_is_called_by_an_introduction(town: Town, words: str) -> None:
    role = town.env.backend.get_guild(town.guild.id).everyone_role
    role.permissions |= 1 << 17  # Mention Everyone
    everywhere = f"{words} {town.noor.mention} <@!{town.noor.id}> {town.guild.roles['Moderator'].mention}"
    shown = await preview(town)
    await shown.introduce(everywhere)
    await shown.press("Post and open a thread")
    body = text_of(posts(town)[0])
    for alive in ("@everyone", "@here", town.noor.mention, f"<@!{town.noor.id}>", "<@&"):
        assert alive not in body, alive
    assert not pinged(town)
    asked = [entry.json or {} for entry in town.env.http_requests if entry.path.endswith("/messages")]
    assert asked
    assert all(each["allowed_mentions"] == {"parse": []} for each in asked)


async def test_channels_and_links_stay_what_they_are(town: Town) -> None:
    words = f"See {town.channel.mention} and https://example.org/a_b_c?x=1&y=2 or [here](https://example.org)."
    shown = await preview(town)
    await shown.introduce(words)
    await shown.press("Post")
    assert text_of(posts(town)[0]).startswith(f"{words}\n")


@pytest.mark.parametrize("words", ["هل تواصل العمل مع هذا العميل؟", "\u202eesrever\u202c", "\u200b", "-# ### >>> ```"])
async def test_other_ways_of_writing_break_nothing(town: Town, words: str) -> None:
    shown = await preview(town)
    await shown.introduce(words)
    await shown.press("Post")
    assert text_of(posts(town)[0]).startswith(f"{words}\n")


LONGEST = {
    "letters": "x" * INTRODUCTION,
    "everyone": "@here" * (INTRODUCTION // 5),
    "faces": "🫠" * INTRODUCTION,
    "family": ("👩‍👩‍👧‍👦" * INTRODUCTION)[:INTRODUCTION],
    "right to left": "ﷺ" * INTRODUCTION,
    "lines": "\n." * (INTRODUCTION // 2),
}


async def test_three_hundred_characters_are_taken_and_no_more(town: Town) -> None:
    shown = await preview(town)
    assert (await opened(shown))["max_length"] == INTRODUCTION == 300
    await shown.introduce(LONGEST["letters"])
    await shown.press("Post in two languages")
    await shown.press("Post")
    assert LONGEST["letters"] in text_of(posts(town)[0])


@pytest.mark.parametrize("words", LONGEST.values(), ids=LONGEST.keys())
def test_the_longest_introduction_fits_above_every_card_in_two_languages(desk: Desk, words: str) -> None:
    knowledge = desk.knowledge
    forum = Place("<#1>", takes_threads=False, tags={f"tag {n}": n for n in range(20)}, tag_needed=True)
    found = [Topic(kind, each) for each in knowledge.scenarios.values() for kind in ("scenario", "comparison")]
    found += [topic for name in topics(knowledge, "all") if (topic := read_topic(knowledge, name))]
    for first, second in (("en", "fr"), ("fr", "en")):
        draft = Draft("", 1, (first, second), words)
        languages = [desk.locales[first], desk.locales[second]]
        for topic in found:
            items = posted_items(desk, languages, topic, "x" * 16, words)
            card = preview_card(desk, desk.locales["fr"], items, topic, draft, "x" * 16, forum)
            assert any(part.get("content") for part in card.to_components())


# What is not known

NOISE = {
    "unknown": "winter gardening",
    "mentions": "@everyone <@1> <#3> </x:4>",
    "markdown": "# **_`~~||[x](http://y)||~~`_**",
    "long": "a" * 3000,
    "right to left": "אני לא בטוח " * 50,
    "empty": " ",
}


@pytest.mark.parametrize("words", NOISE.values(), ids=NOISE.keys())
@pytest.mark.parametrize("kind", ["scenario", "comparison", "question"])
async def test_a_situation_that_does_not_exist_is_said_and_nothing_is_kept(town: Town, kind: str, words: str) -> None:
    said = text(await town.sam.slash(town.channel, f"post {kind}", scenario=words))
    assert said.startswith(say(town, "post-unknown-scenario", text="…").partition("…")[0])
    assert "@everyone" not in said
    assert "http://" not in said
    assert len(said) < 300
    assert rows(town, "SELECT * FROM drafts") == []


async def test_a_situation_is_also_found_by_its_title_in_either_language(town: Town) -> None:
    ends = town.bot.desk.knowledge.scenarios["client-ends"]
    for language in ("en", "fr"):
        assert ends.opening["en"] in (await preview(town, scenario=ends.title[language])).text


async def refused(person: MemberActor, town: Town, **options: str) -> str:
    return text(await person.slash(town.channel, "post clause", **options))


async def test_a_clause_that_does_not_exist_is_said_with_those_beside_it(town: Town) -> None:
    said = await refused(town.sam, town, code="icf", number="3.99")
    assert "“3.99”" in said
    near = said.rsplit(": ", 1)[1].rstrip(".").split(", ")
    assert near
    assert all(number in {each.number for each in town.bot.desk.knowledge.clauses.values()} for number in near)
    assert "“\\<#no>”" in await refused(town.sam, town, code="icf", number="<#no>")
    assert say(town, "error-unknown-edition", code="ICF", text="1999", editions="2025, 2020") == await refused(
        town.sam, town, code="icf", number="3.6", edition="1999"
    )
    assert "bar association" in await refused(town.sam, town, code="bar association", number="1")
    assert rows(town, "SELECT * FROM drafts") == []


async def test_suggestions_come_while_typing(town: Town) -> None:
    async def suggested(kind: str, option: str, typed: str, **beside: str) -> list[str]:
        found = await town.sam.autocomplete(town.channel, f"post {kind}", option, typed, **beside)
        return [choice["value"] for choice in found]

    for kind in ("scenario", "comparison", "question"):
        assert len(await suggested(kind, "scenario", "")) == 8
        assert await suggested(kind, "scenario", "prejudice") == ["bias"]
    assert await suggested("clause", "code", "") == ["icf", "gcoe"]
    assert await suggested("clause", "edition", "", code="icf") == ["icf-2025", "icf-2020"]
    assert (await suggested("clause", "number", "3.6", code="icf"))[0] == "3.6"
