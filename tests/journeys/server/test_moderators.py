"""Who may use the moderators' commands: hidden from others, refused to others in code, opened by Integrations."""

import asyncio
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, RoleHandle

from tests.conftest import Town
from tests.journeys.hidden import command, sent
from tests.journeys.posting.posts import Preview, posts, preview, rows, say
from tests.journeys.posting.test_post_places import deny
from tests.journeys.private import Private, deliver, told
from tests.journeys.seen import answer, buttons, text
from tests.journeys.server.panel import panel

FOR_MODERATORS = ("post", "schedule", "settings", "insights", "cases")
PERMISSIONS = "/applications/*/guilds/*/commands/*/permissions"
BIAS = {"scenario": "bias"}


def allow(town: Town, name: str, who: dict[Any, bool]) -> None:
    """Somebody edits the Integrations page; a minute later we ask anew."""
    town.guild.set_command_permissions(int(command(town, name)["id"]), who)
    ours(town)._overrides.clear()


def ours(town: Town) -> Any:
    """What checks them in the running bot."""
    cancel: Any = town.bot.router._handlers["post-cancel"][0]
    return cancel.__self__.moderators


def a_role(town: Town, name: str, *people: MemberActor, permissions: discord.Permissions | None = None) -> RoleHandle:
    role = town.guild.create_role(name, permissions=permissions)
    for person in people:
        town.env.backend.get_guild(town.guild.id).members[person.id].role_ids.append(role.id)
    return role


async def may_post(town: Town, person: MemberActor) -> bool:
    """Whether they get a preview and can send it."""
    result, before = await sent(town, person, "post question", **BIAS), len(posts(town))
    if not buttons(result):
        assert text(result) == say(town, "moderators-only", "fr" if person is town.camille else "en")
        return False
    await person.click(answer(result), custom_id=Preview(town, person, result).control("post-send/…/post"))
    return len(posts(town)) == before + 1


# Hidden


def test_the_payloads_hide_them_from_whoever_may_not_manage_messages(town: Town) -> None:
    needed = str(discord.Permissions(manage_messages=True).value)
    for name in FOR_MODERATORS:
        payload = command(town, name)
        assert str(payload["default_member_permissions"]) == needed, name
        assert payload["contexts"] == [0], "servers alone"
        assert payload["integration_types"] == [0], "not where a person alone installed it"
    open_to_all = [each for each in town.env.backend.commands[None].values() if each["name"] not in FOR_MODERATORS]
    assert len(open_to_all) >= 9
    assert all(each["default_member_permissions"] is None for each in open_to_all)


async def test_members_do_not_see_them_and_moderators_do(town: Town) -> None:
    def seen(person: MemberActor) -> set[str]:
        return {each.split()[0] for each in person.available_commands(town.channel)}

    assert seen(town.sam) - seen(town.noor) == set(FOR_MODERATORS)
    assert not {each.split()[0] for each in town.sam.user.available_commands()} & set(FOR_MODERATORS)


# Refused in code

COMMANDS: dict[str, dict[str, Any]] = {
    "post scenario": BIAS,
    "post comparison": BIAS,
    "post question": BIAS,
    "post clause": {"code": "icf", "number": "3.6"},
    "settings": {},
    "insights": {},
    "cases": {},
    "schedule list": {},
    "schedule add": {"rotates": "all", "weekday": 1, "time": "9:00", "time_zone": "Europe/Paris"},
}


@pytest.mark.parametrize(("name", "options"), COMMANDS.items(), ids=COMMANDS)
async def test_a_member_is_refused_even_if_discord_let_them_through(
    town: Town, name: str, options: dict[str, Any]
) -> None:
    assert text(await sent(town, town.noor, name, **options)) == say(town, "moderators-only")
    assert text(await sent(town, town.camille, name, **options)) == say(town, "moderators-only", "fr")
    tables = ("communities", "drafts", "posts", "series")
    assert [rows(town, f"SELECT * FROM {table}") for table in tables] == [[]] * len(tables)


async def test_the_button_of_a_moderator_s_card_refuses_a_member(town: Town) -> None:
    card = await town.sam.slash(town.channel, "scenario", situation="bias")
    (result,) = await deliver(town, town.noor.id, answer(card).message, "w1/post-here/scenario:bias")
    assert told(result) == say(town, "moderators-only")
    assert rows(town, "SELECT * FROM drafts") == []


async def test_in_the_private_chat_there_is_nothing_to_moderate(town: Town) -> None:
    dm = Private(town, town.sam)
    await dm.slash("reflect")
    for control in ("post-here/scenario:bias", "settings-back", "post-send/x/post"):
        (result,) = await deliver(town, town.sam.id, dm.screen, f"w1/{control}")
        assert told(result) == say(town, "moderators-in-a-server"), control


async def test_where_a_person_alone_installed_it_moderators_decide_nothing(town: Town) -> None:
    emit = town.env.backend.emit

    def alone(event: str, payload: Any) -> None:
        if event == "INTERACTION_CREATE":
            payload = {**payload, "authorizing_integration_owners": {"1": str(town.sam.id)}}
        emit(event, payload)

    town.env.backend.emit = alone
    for name, options in COMMANDS.items():
        assert text(await sent(town, town.sam, name, **options)) == say(town, "moderators-in-a-server"), name


async def test_it_counts_where_they_act(town: Town) -> None:
    hall = town.guild.create_text_channel("hall")
    await deny(town, town.channel, town.sam.id, "manage_messages")
    assert text(await sent(town, town.sam, "settings")) == say(town, "moderators-only")
    assert (await panel(town, at=hall)).lines


async def test_an_administrator_and_the_owner_may_without_a_role_of_moderators(town: Town) -> None:
    a_role(town, "Administrator", town.noor, permissions=discord.Permissions(administrator=True))
    owner = MemberActor(town.env, town.guild, town.guild.owner)
    for person in (town.noor, owner):
        assert await may_post(town, person)


# Allowed through Integrations


async def test_a_member_allowed_through_integrations_may_all_of_it_and_only_that(town: Town) -> None:
    allow(town, "post", {town.noor: True})
    shown = await preview(town, by=town.noor)
    await shown.introduce("Good morning!")
    await shown.press("Post")
    assert len(posts(town)) == 1
    assert text(await sent(town, town.noor, "settings")) == say(town, "moderators-only")
    assert not await may_post(town, town.camille)


async def test_a_role_allowed_through_integrations_may(town: Town) -> None:
    allow(town, "settings", {a_role(town, "Hosts", town.noor): True})
    shown = await panel(town, by=town.noor)
    assert await shown.choose("country", "BE") == ""
    assert rows(town, "SELECT country FROM communities") == [("BE",)]
    assert text(await sent(town, town.camille, "settings")) == say(town, "moderators-only", "fr")


async def test_everyone_may_where_the_server_says_so(town: Town) -> None:
    allow(town, "post", {town.guild.default_role: True})
    assert [await may_post(town, person) for person in (town.noor, town.camille)] == [True, True]


async def test_another_server_s_permissions_count_for_nothing_here(town: Town) -> None:
    guild = town.env.create_guild()
    there, noor = guild.create_text_channel("p"), guild.add_member(town.noor.user)
    guild.set_command_permissions(int(command(town, "post")["id"]), {noor: True})
    assert not await may_post(town, town.noor)
    assert (await preview(town, by=noor, at=there)).labels


RULES: dict[str, tuple[dict[str, bool], bool]] = {
    "nothing": ({}, False),
    "her own yes": ({"noor": True}, True),
    "her own no beats a role's yes": ({"noor": False, "hosts": True}, False),
    "her own yes beats a role's no": ({"noor": True, "hosts": False}, True),
    "one role's yes beats another's no": ({"hosts": True, "guests": False}, True),
    "a role's no beats everyone's yes": ({"guests": False, "everyone": True}, False),
    "a role's yes beats everyone's no": ({"hosts": True, "everyone": False}, True),
    "her own no beats everyone's yes": ({"noor": False, "everyone": True}, False),
    "somebody else's yes": ({"camille": True}, False),
    "everyone's no": ({"everyone": False}, False),
}


@pytest.mark.parametrize(("said", "allowed"), RULES.values(), ids=RULES.keys())
async def test_yes_and_no_count_in_discord_s_order(town: Town, said: dict[str, bool], allowed: bool) -> None:
    who: dict[str, Any] = {
        "noor": town.noor,
        "camille": town.camille,
        "hosts": a_role(town, "Hosts", town.noor),
        "guests": a_role(town, "Guests", town.noor),
        "everyone": town.guild.default_role,
    }
    allow(town, "post", {who[name]: yes for name, yes in said.items()})
    assert ("post question" in town.noor.available_commands(town.channel)) == allowed, "as Discord does it"
    assert await may_post(town, town.noor) == allowed


async def test_a_moderator_who_was_denied_is_not_shown_the_command(town: Town) -> None:
    allow(town, "post", {town.sam: False})
    assert "post question" not in town.sam.available_commands(town.channel)


async def test_what_was_taken_back_ends_and_a_preview_begun_before_cannot_be_sent(town: Town) -> None:
    allow(town, "post", {town.noor: True})
    shown = await preview(town, by=town.noor)
    allow(town, "post", {town.noor: False})
    assert await shown.press("Post") == say(town, "moderators-only")
    assert posts(town) == []


async def test_a_channel_s_entry_is_nobody_s_permission(town: Town) -> None:
    allow(town, "post", {ChannelHandle(town.env, town.guild, town.channel._channel): True})
    assert not await may_post(town, town.noor)


# Asking Discord


def asked(town: Town) -> int:
    return sum(entry.path.endswith("/permissions") and "/commands/" in entry.path for entry in town.env.http_requests)


async def test_discord_is_asked_once_a_minute_and_never_for_moderators(town: Town) -> None:
    await may_post(town, town.sam)
    assert asked(town) == 0
    for person in (town.noor, town.camille, town.noor):
        await may_post(town, person)
    assert asked(town) == 1


@pytest.mark.parametrize("status", [403, 500, 503])
async def test_when_discord_does_not_answer_nobody_new_gets_in_and_it_is_asked_again(town: Town, status: int) -> None:
    allow(town, "post", {town.noor: True})
    town.env.inject_error("GET", PERMISSIONS, status=status)
    assert not await may_post(town, town.noor)
    assert await may_post(town, town.sam), "moderators do not depend on it"
    assert await may_post(town, town.noor), "a failure is not remembered"


async def test_when_discord_takes_too_long_the_answer_still_comes_in_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> None:
        await asyncio.Event().wait()

    allow(town, "post", {town.noor: True})
    monkeypatch.setattr("bot.surface.moderators._PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(town.bot.http, "get_application_command_permissions", never)
    assert not await may_post(town, town.noor)


async def test_a_member_s_card_asks_nothing_of_discord(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="bias")
    assert "Post in this channel" not in buttons(card)
    assert asked(town) == 0
