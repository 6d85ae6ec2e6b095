"""Everything that can end a weekly digest ends it quietly, and nothing that goes wrong brings it twice."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from simcord.actors import MemberActor

from bot.app import create_database
from bot.storage.communities import Communities
from bot.storage.digests import Digests, Subscription
from bot.storage.members import Members
from bot.surface.digest.sending import Digesting
from bot.surface.meetups import Meetups
from tests.conftest import Town
from tests.journeys.digest.weekly import (
    MINUTE,
    MONDAY,
    SEND,
    STOP_WEEKLY,
    WEEK,
    ask,
    digests,
    kept,
    offer,
    plan,
    preferences,
    press,
    restart,
    tick,
)
from tests.journeys.private import text_of
from tests.journeys.seen import answer, buttons, text
from tests.journeys.series.scheduling import move

MESSAGES = "/channels/*/messages"


# What ends it quietly


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_private_messages_end_it_without_a_word(
    town: Town, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await ask(town, town.noor)
    town.env.inject_error("POST", MESSAGES, status=403, code=code)
    await tick(town, MONDAY)
    assert await kept(town).of_member(town.noor.id) == []
    (line,) = [each for each in caplog.messages if "weekly digest ended" in each]
    assert str(code) in line
    assert not any(str(id) in line for id in (town.noor.id, town.guild.id))
    await tick(town, MONDAY + MINUTE)
    await tick(town, MONDAY + WEEK)
    assert digests(town.noor) == []
    assert buttons(await preferences(town, town.noor)) == [SEND]


async def test_whoever_left_the_server_gets_none_and_is_forgotten(town: Town) -> None:
    await ask(town, town.noor)
    await ask(town, town.sam)
    town.guild.remove_member(town.noor)
    await tick(town, MONDAY)
    assert digests(town.noor) == []
    assert await kept(town).of_member(town.noor.id) == []
    assert len(digests(town.sam)) == 1


async def test_a_server_that_lets_the_bot_go_ends_it_for_everyone(town: Town) -> None:
    await ask(town, town.noor)
    await ask(town, town.sam)
    town.env.backend.remove_guild(town.guild.id)
    await town.env.settle()
    await tick(town, MONDAY)
    assert await kept(town).due(MONDAY + 9 * WEEK) == []
    assert digests(town.noor) == digests(town.sam) == []


async def test_a_server_the_bot_does_not_see_is_listed_and_can_be_stopped(town: Town) -> None:
    await ask(town, town.noor)
    town.env.backend.remove_guild(town.guild.id)
    await town.env.settle()
    shown = await town.noor.user.slash("preferences")
    assert "- **A server I do not see right now**" in text(shown).split("\n")
    await town.noor.user.click(answer(shown), label=STOP_WEEKLY)
    assert await kept(town).of_member(town.noor.id) == []


async def test_a_server_whose_shard_another_process_holds_gets_it_without_meetups(town: Town) -> None:
    plan(town, "Evening", 24 * 6)
    await ask(town, town.noor)
    guild = town.bot.get_guild(town.guild.id)
    assert guild
    town.bot._connection._remove_guild(guild)
    await tick(town, MONDAY)
    (digest,) = digests(town.noor)
    assert town.guild.name in text_of(digest)
    assert "Evening" not in text_of(digest)
    stopped = await press(town.noor, digest, "Stop the digest")
    again = await town.noor.user.click(answer(stopped), label="Start again")
    assert "comes to you again" in text(again)


async def test_switched_off_it_rests_and_switched_on_it_goes_on_for_those_who_had_asked(town: Town) -> None:
    await ask(town, town.noor)
    await offer(town, digest=False)
    shown = await preferences(town, town.noor)
    assert "**Weekly digest** of this server: resting." in text(shown)
    assert buttons(shown) == [STOP_WEEKLY]
    await tick(town, MONDAY)
    await tick(town, MONDAY + WEEK)
    assert digests(town.noor) == []
    await offer(town, digest=True)
    await tick(town, MONDAY + WEEK + MINUTE)
    assert digests(town.noor) == []
    await tick(town, MONDAY + 2 * WEEK)
    assert len(digests(town.noor)) == 1


async def test_while_it_rests_it_can_be_stopped(town: Town) -> None:
    await ask(town, town.noor)
    await offer(town, digest=False)
    stopped = await town.noor.click(answer(await preferences(town, town.noor)), label=STOP_WEEKLY)
    assert buttons(stopped) == []
    assert await kept(town).of_member(town.noor.id) == []


# Rough weather


async def meanwhile(town: Town, happens: Callable[[], Awaitable[Any]]) -> None:
    """A round, during which something happens right before the first private chat is opened."""
    request = town.bot.http.request

    async def first(route: Any, **more: Any) -> Any:
        if route.method == "POST" and route.url.endswith("/users/@me/channels"):
            town.bot.http.request = request  # pyright: ignore[reportAttributeAccessIssue]
            await happens()
        return await request(route, **more)

    town.bot.http.request = first  # pyright: ignore[reportAttributeAccessIssue]
    await tick(town)


async def test_stopped_in_the_moment_it_is_sent_it_does_not_come(town: Town) -> None:
    await ask(town, town.noor)
    move(town, MONDAY)
    await meanwhile(town, lambda: kept(town).stop(town.guild.id, town.noor.id))
    assert digests(town.noor) == []
    assert await kept(town).of_member(town.noor.id) == []


async def test_two_rounds_at_once_send_one_in_one_process_and_in_two(town: Town) -> None:
    for person in (town.noor, town.sam):
        await ask(town, person)
    move(town, MONDAY)
    clock, desk = town.env.now, town.bot.desk
    async with create_database(town.settings) as another:
        stores = Digests(another), Communities(another, clock), Members(another, clock)
        elsewhere = Digesting(desk, *stores, Meetups(clock), clock)
        await asyncio.gather(*(tick(town) for _ in range(3)), *(elsewhere.tick(town.bot) for _ in range(3)))
    assert len(digests(town.noor)) == len(digests(town.sam)) == 1


async def test_a_crash_between_the_claim_and_the_message_leaves_that_week_out(town: Town) -> None:
    await ask(town, town.noor)
    (mine,) = await kept(town).due(MONDAY)
    assert await kept(town).claim(mine, MONDAY + WEEK)
    await restart(town)
    for minutes in (0, 15, 30):
        await tick(town, MONDAY + minutes * MINUTE)
    assert digests(town.noor) == []
    await tick(town, MONDAY + WEEK)
    assert len(digests(town.noor)) == 1


@pytest.mark.parametrize("path", ["/users/@me/channels", MESSAGES])
@pytest.mark.parametrize("status", [429, 500, 503])
async def test_what_discord_does_not_take_is_tried_again_and_comes_once(town: Town, path: str, status: int) -> None:
    await ask(town, town.noor)
    town.env.inject_error("POST", path, status=status)
    await tick(town, MONDAY)
    assert digests(town.noor) == []
    for minutes in (15, 30, 45):
        await tick(town, MONDAY + minutes * MINUTE)
    assert len(digests(town.noor)) == 1


async def test_what_arrived_without_discord_saying_so_is_found_and_not_sent_again(town: Town) -> None:
    await ask(town, town.noor)
    move(town, MONDAY)
    await lost_answer(town)
    assert len(digests(town.noor)) == 1
    (mine,) = await kept(town).of_member(town.noor.id)
    assert mine == Subscription(town.guild.id, town.noor.id, MONDAY, unsure=True, language="en")
    await restart(town)
    for minutes in (15, 30):
        await tick(town, MONDAY + minutes * MINUTE)
    assert len(digests(town.noor)) == 1
    (mine,) = await kept(town).of_member(town.noor.id)
    assert mine == Subscription(town.guild.id, town.noor.id, MONDAY + WEEK, unsure=False, language="en")
    await tick(town, MONDAY + WEEK)
    assert len(digests(town.noor)) == 2


async def lost_answer(town: Town) -> None:
    """A round in which Discord takes the first message, and its answer is lost on the way."""
    request = town.bot.http.request

    async def losing(route: Any, **more: Any) -> Any:
        found = await request(route, **more)
        if route.method == "POST" and route.url.endswith("messages"):
            raise ConnectionResetError
        return found

    town.bot.http.request = losing  # pyright: ignore[reportAttributeAccessIssue]
    await tick(town)
    town.bot.http.request = request  # pyright: ignore[reportAttributeAccessIssue]


async def test_a_process_that_is_told_to_end_puts_back_what_it_had_claimed(town: Town) -> None:
    await ask(town, town.noor)
    move(town, MONDAY)
    reached = asyncio.Event()

    async def hang() -> None:
        reached.set()
        await asyncio.Event().wait()

    going = asyncio.create_task(meanwhile(town, hang))
    await reached.wait()
    (mine,) = await kept(town).of_member(town.noor.id)
    assert mine.due == MONDAY + WEEK
    going.cancel()
    await asyncio.wait({going})
    assert await kept(town).due(MONDAY) == [
        Subscription(town.guild.id, town.noor.id, MONDAY, unsure=False, language="en")
    ]
    await restart(town)
    await tick(town, MONDAY + 15 * MINUTE)
    assert len(digests(town.noor)) == 1


async def test_a_refusal_of_another_kind_leaves_the_week_out_and_the_subscription_in_place(town: Town) -> None:
    await ask(town, town.noor)
    town.env.inject_error("POST", MESSAGES, status=403, code=20026)
    await tick(town, MONDAY)
    await tick(town, MONDAY + 15 * MINUTE)
    assert digests(town.noor) == []
    await tick(town, MONDAY + WEEK)
    assert len(digests(town.noor)) == 1


async def test_too_many_requests_end_the_round_and_the_rest_come_in_the_next(town: Town) -> None:
    people = crowd(town, 12)
    for person in people:
        await kept(town).start(town.guild.id, person.id, "en", MONDAY, town.env.now())
    town.env.inject_error("POST", "/users/@me/channels", status=429, times=None)
    await tick(town, MONDAY)
    asked = [each for each in town.env.http_requests if each.path == "/users/@me/channels"]
    assert 1 <= len(asked) <= 5
    town.env.backend.faults.clear()
    await tick(town, MONDAY + 15 * MINUTE)
    assert [len(digests(person)) for person in people] == [1] * 12


async def test_in_an_outage_of_discord_s_it_waits_until_the_server_is_back(town: Town) -> None:
    await ask(town, town.noor)
    guild = town.bot.get_guild(town.guild.id)
    assert guild
    guild.unavailable = True
    await tick(town, MONDAY)
    assert digests(town.noor) == []
    guild.unavailable = False
    await tick(town, MONDAY + 15 * MINUTE)
    assert len(digests(town.noor)) == 1


@pytest.mark.expects_errors
async def test_while_the_database_cannot_be_used_nothing_is_sent_and_preferences_still_open(town: Town) -> None:
    await ask(town, town.noor)
    await town.bot.database.close()
    with pytest.raises(Exception, match="closed"):
        await tick(town, MONDAY)
    assert digests(town.noor) == []
    assert text(await preferences(town, town.noor)).startswith("### Your preferences")
    await town.bot.database.open()
    await tick(town, MONDAY)
    assert len(digests(town.noor)) == 1


def crowd(town: Town, number: int) -> list[MemberActor]:
    return [town.guild.add_member(town.env.create_user(f"coach{n}")) for n in range(number)]


async def test_sixty_in_the_same_minute_get_one_each_five_at_a_time(town: Town) -> None:
    people = crowd(town, 60)
    for person in people:
        await kept(town).start(town.guild.id, person.id, "en", MONDAY, town.env.now())
    under_way: set[str] = set()
    most = 0
    request = town.bot.http.request

    async def watched(route: Any, **more: Any) -> Any:
        nonlocal most
        if "/members/" in route.url:
            under_way.add(route.url.rpartition("/")[2])
            most = max(most, len(under_way))
            # The first ones wait for as many as may be under way, at most a second.
            for _ in range(100 if most < 5 else 1):
                await asyncio.sleep(0.01)
                if most >= 5:
                    break
        found = await request(route, **more)
        if route.url.endswith("/messages"):
            recipient = town.env.backend.get_channel(int(route.url.split("/")[-2])).recipient_ids
            under_way.difference_update(map(str, recipient))
        return found

    town.bot.http.request = watched  # pyright: ignore[reportAttributeAccessIssue]
    await tick(town, MONDAY)
    assert [len(digests(person)) for person in people] == [1] * 60
    assert most == 5
    nonces = [each.json["nonce"] for each in town.env.http_requests if each.path.endswith("/messages") and each.json]
    assert len(set(nonces)) == len(nonces) == 60
    assert all(len(each) <= 25 for each in nonces)
    # The events of the server were asked for once, not by sixty.
    asked = [each for each in town.env.http_requests if each.path.endswith("/scheduled-events")]
    assert len(asked) == 1
    await tick(town, MONDAY + 15 * MINUTE)
    assert [len(digests(person)) for person in people] == [1] * 60
