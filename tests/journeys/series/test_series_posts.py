"""What a series posts: its kinds in turn, one or two languages, channels of every kind, threads, the next meetups."""

from datetime import UTC, datetime, timedelta

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.community.topics import topics
from bot.storage.posts import POSTED, SKIPPED
from tests.conftest import Town
from tests.journeys.private import text_of
from tests.journeys.seen import text
from tests.journeys.series.scheduling import (
    add,
    noted,
    posts,
    restart,
    said,
    state,
    words,
    work,
)
from tests.journeys.threads import as_in_discord

DUE = datetime(2026, 1, 5, 8, tzinfo=UTC)
WEEK = timedelta(weeks=1)
EVENTS = "/guilds/*/scheduled-events"


async def weeks(town: Town, number: int) -> list[discord.Message]:
    """So many weeks of the series in #ethics-corner."""
    for week in range(number):
        await work(town, DUE + week * WEEK + timedelta(seconds=5))
    return posts(town.channel)


def leading_on(post: discord.Message) -> discord.Button:
    """The button that everyone may press to read on."""
    rows = [row for row in post.components if isinstance(row, discord.ActionRow)]
    found = [each for row in rows for each in row.children if isinstance(each, discord.Button)]
    (button,) = [each for each in found if (each.custom_id or "").startswith("w1/more/")]
    return button


@pytest.mark.parametrize(
    ("rotates", "kinds"),
    [
        ("all", {"scenario", "question", "clause"}),
        ("scenarios", {"scenario"}),
        ("questions", {"question"}),
        ("clauses", {"clause"}),
        ("clauses:gcoe", {"clause"}),
    ],
)
async def test_everything_of_its_kind_comes_once_before_anything_comes_again(
    town: Town, rotates: str, kinds: set[str]
) -> None:
    await add(town, rotates=rotates)
    possible = topics(town.bot.desk.knowledge, rotates)
    made = await weeks(town, len(possible) + 1)
    assert len(made) == len(possible) + 1
    *shown, again = [each.topic for each in noted(town)]
    assert sorted(shown) == sorted(possible)
    assert again == shown[0]
    assert {each.partition(":")[0] for each in shown} == kinds
    if rotates == "clauses:gcoe":
        assert all(each.startswith("clause:gcoe-2021:") for each in shown)
    if rotates == "clauses":
        assert {each.split(":")[1] for each in shown} == {"icf-2025", "gcoe-2021"}


async def test_two_languages_stand_on_one_card(town: Town) -> None:
    await add(town, rotates="questions", language="fr", second_language="en")
    (post,) = await weeks(town, 1)
    _, id, number = noted(town)[0].topic.split(":")
    question = town.bot.desk.knowledge.scenarios[id].questions[int(number) - 1]
    body = text_of(post)
    assert question["fr"] in body
    assert body.index(question["fr"]) < body.index(question["en"])
    french, english = (town.bot.desk.locales[each]("posted-more-question") for each in ("fr", "en"))
    assert leading_on(post).label == f"{french} · {english}"


async def test_nobody_is_notified_and_everyone_may_press_what_stands_on_it(town: Town) -> None:
    await add(town, rotates="clauses:icf")
    (post,) = await weeks(town, 1)
    (sent,) = [each.json for each in town.env.http_requests if each.path == f"/channels/{town.channel.id}/messages"]
    assert sent
    assert sent["allowed_mentions"] == {"parse": []}
    await restart(town)
    opened = await town.camille.click(post, custom_id=leading_on(post).custom_id)
    assert "ICF" in text(opened)
    assert [text_of(each) for each in posts(town.channel)] == [text_of(post)]


async def test_each_post_gets_a_thread_that_begins_with_a_question(town: Town) -> None:
    await add(town, rotates="scenarios", thread=True)
    made = await weeks(town, 3)
    assert [each.id for each in town.channel.threads] == [each.id for each in made]
    for thread, row in zip(town.channel.threads, noted(town), strict=True):
        scenario = town.bot.desk.knowledge.scenarios[row.topic.partition(":")[2]]
        assert thread.name == scenario.title["en"]
        (first,) = said(thread)
        assert first == f"**{scenario.questions[0]['en']}**\n-# Roles, not names: clients may be reading along."


async def test_in_an_announcement_channel_with_a_thread(town: Town) -> None:
    news = town.guild.create_news_channel("news")
    await add(town, channel=news, thread=True)
    await work(town, DUE)
    assert len(posts(news)) == len(news.threads) == 1


async def test_in_a_forum_each_post_is_one_of_its_threads(town: Town) -> None:
    as_in_discord(town.env)
    forum = town.guild.create_forum_channel("questions")
    made = await add(town, channel=forum, rotates="scenarios", thread=True)
    # Every forum post is a thread already, so nothing is said of another.
    assert "-# English\n" in text(made)
    for week in range(2):
        await work(town, DUE + week * WEEK)
    titles = [town.bot.desk.knowledge.scenarios[each.topic.partition(":")[2]].title["en"] for each in noted(town)]
    assert [each.name for each in forum.threads] == titles
    assert [len(posts(each)) for each in forum.threads] == [1, 1]
    assert [each.message for each in noted(town)] == [posts(each)[0].id for each in forum.threads]


async def test_in_a_thread_the_posts_follow_each_other(town: Town) -> None:
    created = town.env.backend.create_thread(town.channel.id, "Every week a question", town.sam.id)
    thread = ChannelHandle(town.env, town.guild, created)
    made = await town.sam.slash(
        thread, "schedule add", rotates="questions", weekday=0, time="9:00", time_zone="Paris", thread=True
    )
    assert f"in <#{thread.id}>\n-# English\n" in text(made)
    for week in range(2):
        await work(town, DUE + week * WEEK)
    assert len(posts(thread)) == 2
    assert posts(town.channel) == []
    assert {each.state for each in noted(town)} == {POSTED}


async def test_a_text_longer_than_a_thread_s_name_is_shortened(town: Town) -> None:
    await add(town, rotates="clauses:icf", thread=True)
    await weeks(town, 8)
    assert len(town.channel.threads) == 8
    assert all(0 < len(each.name or "") <= 100 for each in town.channel.threads)


async def test_of_two_series_in_one_channel_each_goes_its_own_way(town: Town) -> None:
    await add(town, rotates="questions")
    await add(town, rotates="questions", every=2)
    await weeks(town, 4)
    rows = noted(town)
    by_series = {id: [each.topic for each in rows if each.series == id] for id in {each.series for each in rows}}
    assert sorted(map(len, by_series.values())) == [2, 4]
    assert len(posts(town.channel)) == 6


# Meetups


def plan(town: Town, name: str, start: datetime) -> None:
    end = (start + timedelta(hours=1)).isoformat()
    town.guild.create_scheduled_event(name, start_time=start.isoformat(), entity_type=3, location="Paris", end_time=end)


async def test_the_next_meetups_are_posted_where_some_are_planned(town: Town) -> None:
    plan(town, "Ethics evening", DUE + timedelta(days=3))
    await add(town, rotates="meetups", second_language="fr")
    (post,) = await weeks(town, 1)
    assert "**Ethics evening**" in text_of(post)
    for language in ("en", "fr"):
        assert words(town, "meetups-title", language) in text_of(post)
    opened = await town.noor.click(post, custom_id=leading_on(post).custom_id)
    assert "Ethics evening" in text(opened)
    await work(town, DUE + timedelta(seconds=30))
    assert len(posts(town.channel)) == 1


async def test_in_a_week_without_meetups_nothing_is_posted_and_the_next_one_comes(town: Town) -> None:
    await add(town, rotates="meetups")
    assert await weeks(town, 1) == []
    assert [each.state for each in noted(town)] == [SKIPPED]
    assert state(town) == [(None, "2026-01-12T08:00:00.000000Z")]
    assert said(town.sam.user.dm_channel) == []
    plan(town, "Ethics evening", DUE + WEEK + timedelta(hours=10))
    await work(town, DUE + WEEK)
    assert len(posts(town.channel)) == 1
    assert [each.state for each in noted(town)] == [SKIPPED, POSTED]


async def test_while_discord_does_not_tell_the_events_it_waits_and_is_not_left_out(town: Town) -> None:
    plan(town, "Ethics evening", DUE + timedelta(days=3))
    await add(town, rotates="meetups")
    town.env.inject_error("GET", EVENTS, status=503, times=2)
    for seconds in (0, 15):
        await work(town, DUE + timedelta(seconds=seconds))
    assert posts(town.channel) == []
    await work(town, DUE + timedelta(seconds=30))
    assert len(posts(town.channel)) == 1
    assert [each.state for each in noted(town)] == [POSTED]


async def test_a_thread_on_the_meetups_asks_a_question_too(town: Town) -> None:
    plan(town, "Ethics evening", DUE + timedelta(days=3))
    await add(town, rotates="meetups", thread=True)
    await weeks(town, 1)
    (thread,) = town.channel.threads
    assert thread.name == words(town, "topic-meetups")
    assert said(thread)[0].startswith(f"**{words(town, 'thread-question')}**")
