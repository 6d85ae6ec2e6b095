"""``/post``: a moderator sees what will stand there, changes it, and posts it; others are told who, what and where."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from bot.knowledge.model import Scenario
from tests.conftest import Town
from tests.journeys.posting.posts import components, labels, posts, preview, restart, rows, say
from tests.journeys.private import text_of
from tests.journeys.seen import answer, buttons, text


def bias(town: Town) -> Scenario:
    return town.bot.desk.knowledge.scenarios["bias"]


def asked(scenario: Scenario, number: int, language: str = "en") -> str:
    return scenario.questions[number - 1][language]


KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "scenario": ({}, "scenario:bias"),
    "comparison": ({}, "comparison:bias"),
    "question": ({}, "question:bias:1"),
    "clause": ({"code": "icf", "number": "3.6"}, "clause:icf-2025:3.6"),
}
"""Kind -> options, and the name of what is posted."""


# The preview, and the post


@pytest.mark.parametrize(("kind", "options", "topic"), [(kind, *rest) for kind, rest in KINDS.items()], ids=KINDS)
async def test_what_the_preview_shows_is_what_stands_there_afterwards(
    town: Town, kind: str, options: dict[str, Any], topic: str
) -> None:
    shown = await preview(town, kind, **options)
    assert shown.text.startswith(f"### Preview\n{say(town, 'preview-where', channel=town.channel.mention)}\n")
    promised = shown.text
    assert posts(town) == []
    assert await shown.press("Post") == ""
    (posted,) = posts(town)
    assert promised.endswith(f"\n{text_of(posted)}")
    assert shown.text == say(town, "post-done", channel=town.channel.mention)
    assert [each["url"] for each in shown.parts if "url" in each] == [posted.jump_url]
    assert rows(town, "SELECT topic, state, guild_id, channel_id, message_id FROM posts") == [
        (topic, "posted", town.guild.id, town.channel.id, posted.id)
    ]
    assert rows(town, "SELECT * FROM drafts") == []


async def test_each_kind_shows_its_own_thing(town: Town) -> None:
    knowledge, shown = town.bot.desk.knowledge, {}
    for kind, (options, _) in KINDS.items():
        shown[kind] = (await preview(town, kind, **options)).text
    assert bias(town).opening["en"] in shown["scenario"]
    assert bias(town).difference["en"] in shown["comparison"]
    assert asked(bias(town), 1) in shown["question"]
    assert say(town, "thread-roles") in shown["question"]
    assert knowledge.clauses["icf-2025:3.6"].summary["en"] in shown["clause"]
    assert "ICF 3.6" in shown["clause"]
    for text_shown in shown.values():
        assert say(town, "disclaimer") in text_shown
        assert say(town, "posted-alone") in text_shown


async def test_nothing_of_the_sample_can_be_pressed_and_all_of_the_post_can(town: Town) -> None:
    shown = await preview(town)
    assert shown.labels == [
        "Post",
        "Post and open a thread",
        "Post with a poll",
        "Cancel",
        "Add an introduction",
        "Post in two languages",
    ]
    sample = shown.sample
    await shown.press("Post")
    (posted,) = posts(town)
    assert [each["custom_id"] for each in components(posted) if "custom_id" in each] == sample
    assert not any(each.get("disabled") for each in components(posted))
    assert labels(posted)[0] == "Reflect privately"
    assert say(town, "read-a-clause") in [each.get("placeholder") for each in components(posted)]


async def test_a_clause_has_no_poll_and_its_official_page(town: Town) -> None:
    shown = await preview(town, "clause", code="icf", number="3.6")
    assert "Post with a poll" not in shown.labels
    await shown.press("Post")
    url = town.bot.desk.knowledge.editions["icf-2025"].url
    assert [each["url"] for each in components(posts(town)[0]) if "url" in each] == [url]


async def test_a_clause_of_the_old_edition_can_be_posted(town: Town) -> None:
    shown = await preview(town, "clause", code="icf", number="24", edition="2020")
    await shown.press("Post")
    assert town.bot.desk.knowledge.clauses["icf-2020:24"].summary["en"] in text_of(posts(town)[0])


async def test_another_question_of_the_situation_is_chosen(town: Town) -> None:
    shown = await preview(town, "question")
    await shown.choose("post-question", "question:bias:2")
    assert asked(bias(town), 2) in shown.text
    assert asked(bias(town), 1) not in shown.text
    await shown.press("Post and open a thread")
    assert asked(bias(town), 2) in text_of(posts(town)[0])
    (thread,) = town.channel.threads
    assert asked(bias(town), 2) in text_of(thread.history()[0])


async def test_cancelled_nothing_is_posted_and_nothing_kept(town: Town) -> None:
    shown = await preview(town)
    await shown.introduce("Never mind")
    await shown.press("Cancel")
    assert shown.text == say(town, "post-cancelled")
    assert shown.labels == []
    assert posts(town) == []
    assert rows(town, "SELECT * FROM drafts UNION ALL SELECT id, 0, 0, 0, 0 FROM posts") == []


async def test_a_french_moderator_prepares_in_french(town: Town) -> None:
    moderator = await a_french_moderator(town)
    shown = await preview(town, by=moderator)
    assert shown.text.startswith("### Aperçu")
    assert bias(town).title["fr"] in shown.text
    assert shown.labels[0] == "Publier"
    await shown.press("Publier avec un sondage")
    card, poll = posts(town)
    assert bias(town).title["fr"] in text_of(card)
    assert poll.poll is not None
    assert poll.poll.question == say(town, "poll-question", "fr")


async def a_french_moderator(town: Town) -> MemberActor:
    town.env.backend.get_guild(town.guild.id).members[town.camille.id].role_ids.append(town.guild.roles["Moderator"].id)
    return town.camille


# A thread, a poll


async def test_the_thread_bears_the_title_and_begins_with_a_question(town: Town) -> None:
    await (await preview(town)).press("Post and open a thread")
    (posted,), (thread,) = posts(town), town.channel.threads
    assert thread.id == posted.id
    assert thread.name == bias(town).title["en"]
    (first,) = posts(town, thread)
    assert asked(bias(town), 1) in text_of(first)
    assert say(town, "thread-roles") in text_of(first)


async def test_the_thread_of_a_clause_asks_the_question_of_its_situation_or_an_open_one(town: Town) -> None:
    knowledge = town.bot.desk.knowledge
    related = knowledge.clauses["icf-2025:3.6"]
    alone = next(each for each in knowledge.clauses.values() if each.published and not knowledge.scenarios_with(each))
    for clause in (related, alone):
        options: dict[str, Any] = {"code": clause.code, "number": clause.number, "edition": clause.edition}
        await (await preview(town, "clause", **options)).press("Post and open a thread")
    of_related, of_alone = town.channel.threads
    assert asked(knowledge.scenarios_with(related)[0], 1) in text_of(of_related.history()[0])
    assert say(town, "thread-question") in text_of(of_alone.history()[0])
    assert (of_related.name or "").startswith("ICF 3.6 · ")


async def test_the_poll_stands_under_the_card_for_a_week(town: Town) -> None:
    await (await preview(town)).press("Post with a poll")
    card, under = posts(town)
    assert bias(town).title["en"] in text_of(card)
    poll = under.poll
    assert poll is not None
    assert poll.question == "Which path would you explore first?"
    paths = ("explore", "adjust", "refer", "pause", "end")
    assert [each.text for each in poll.answers] == [say(town, f"path-{path}") for path in paths]
    assert poll.expires_at == town.env.now() + timedelta(days=7)
    assert not poll.multiple
    await town.noor.vote(under, answer=1)


async def test_a_poll_in_two_languages_fits(town: Town) -> None:
    shown = await preview(town, language="fr", second_language="en")
    await shown.press("Post with a poll")
    poll = posts(town)[1].poll
    assert poll is not None
    assert poll.question == f"{say(town, 'poll-question', 'fr')} · {say(town, 'poll-question')}"
    assert all(len(each.text) <= 55 for each in poll.answers)


# Languages


async def test_it_is_in_the_language_asked_for_whoever_asks(town: Town) -> None:
    shown = await preview(town, language="fr")
    assert shown.text.startswith("### Preview"), "the moderator reads English"
    await shown.press("Post and open a thread")
    (posted,), (thread,) = posts(town), town.channel.threads
    assert bias(town).opening["fr"] in text_of(posted)
    assert bias(town).opening["en"] not in text_of(posted)
    assert labels(posted)[0] == say(town, "reflect-privately", "fr")
    assert asked(bias(town), 1, "fr") in text_of(posts(town, thread)[0])
    assert thread.name == bias(town).title["fr"]


async def test_two_languages_stand_one_below_the_other_and_can_be_one_again(town: Town) -> None:
    shown = await preview(town)
    await shown.press("Post in two languages")
    assert 0 < shown.text.index(bias(town).title["en"]) < shown.text.index(bias(town).title["fr"])
    await shown.press("Post in one language")
    assert bias(town).title["fr"] not in shown.text
    await shown.press("Post in two languages")
    await shown.press("Post")
    body = text_of(posts(town)[0])
    assert body.index(bias(town).opening["en"]) < body.index(bias(town).opening["fr"])
    assert labels(posts(town)[0])[0] == "Reflect privately · Réfléchir en privé"


async def test_the_second_language_may_stand_first_or_be_the_same(town: Town) -> None:
    both = await preview(town, "question", language="fr", second_language="en")
    assert both.text.index(asked(bias(town), 1, "fr")) < both.text.index(asked(bias(town), 1))
    only = await preview(town, "question", second_language="fr")
    assert only.text.index(asked(bias(town), 1)) < only.text.index(asked(bias(town), 1, "fr"))
    same = await preview(town, "question", language="fr", second_language="fr")
    assert same.text.count(asked(bias(town), 1, "fr")) == 1
    assert say(town, "post-two-languages") in same.labels


@pytest.mark.parametrize(("kind", "options"), [(kind, rest[0]) for kind, rest in KINDS.items()], ids=KINDS)
async def test_each_kind_can_be_posted_in_both_with_a_thread(town: Town, kind: str, options: dict[str, Any]) -> None:
    shown = await preview(town, kind, language="en", second_language="fr", **options)
    await shown.press("Post and open a thread")
    (posted,), (thread,) = posts(town), town.channel.threads
    assert say(town, "disclaimer") in text_of(posted)
    assert say(town, "disclaimer", "fr") in text_of(posted)
    assert say(town, "thread-roles", "fr") in text_of(posts(town, thread)[0])
    assert all(len(label) <= 80 for label in labels(posted))


# Told in the log channel


async def test_the_log_channel_says_who_posted_what_and_where(town: Town) -> None:
    log = town.guild.create_text_channel("log")
    await town.bot.communities.set(town.guild.id, log_channel=log.id, language="fr")
    shown = await preview(town, language="en")
    await shown.introduce("What my neighbour Bartholomew said")
    await shown.press("Post")
    (posted,), (noted,) = posts(town), posts(town, log)
    assert text_of(noted) == say(
        town,
        "log-posted",
        "fr",
        who=town.sam.mention,
        what=bias(town).title["en"],
        channel=town.channel.mention,
        link=posted.jump_url,
    )
    assert "Bartholomew" not in text_of(noted)
    # Nobody is called by it, not even the one who posted.
    assert not town.env.backend.get_message(log.id, noted.id).ping_user_ids


async def test_without_a_log_channel_nothing_more_is_said(town: Town) -> None:
    await (await preview(town)).press("Post")
    assert len(posts(town)) == 1
    assert [entry.path for entry in town.env.http_requests if entry.method == "POST"][-1].endswith("/messages")


# Enough is enough


async def test_ten_posts_in_ten_minutes_are_enough_for_a_server(town: Town) -> None:
    hall = town.guild.create_text_channel("hall")
    for n in range(10):
        await (await preview(town, "question", at=(town.channel, hall)[n % 2])).press("Post")
        await town.env.advance_time(6)
    eleventh = await preview(town, "question")
    said = await eleventh.press("Post")
    again = int((town.env.now() - timedelta(seconds=60) + timedelta(minutes=10)).timestamp())
    assert said == say(town, "post-too-many", count=10, minutes=10, again=f"<t:{again}:R>")
    assert (len(posts(town)), len(posts(town, hall))) == (5, 5)
    assert "Post" in eleventh.labels, "the preview stays"
    await restart(town)
    assert await eleventh.press("Post") == said
    await town.env.advance_time(541)
    assert await eleventh.press("Post") == ""
    assert len(posts(town)) == 6


async def test_another_server_has_its_own_ten(town: Town) -> None:
    for _ in range(10):
        await (await preview(town, "question")).press("Post")
    elsewhere = town.env.create_guild()
    channel = elsewhere.create_text_channel("practice")
    role = elsewhere.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
    sam = elsewhere.add_member(town.sam.user, roles=[role])
    await (await preview(town, "question", by=sam, at=channel)).press("Post")
    assert len(posts(town, channel)) == 1


# From the card of a situation


async def test_from_a_situation_s_card_it_can_be_posted_where_one_is(town: Town) -> None:
    card = await town.sam.slash(town.channel, "scenario", situation="bias")
    assert "Post in this channel" in buttons(card)
    before = text(card)
    begun = await town.sam.click(answer(card), label="Post in this channel")
    assert text(begun).startswith("### Preview")
    assert text(card) == before, "the card stays, and the preview is a message of its own"
    await town.sam.click(answer(begun), label="Post")
    assert bias(town).opening["en"] in text_of(posts(town)[0])


async def test_a_member_s_card_does_not_offer_it(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="bias")
    assert "Post in this channel" not in buttons(card)
