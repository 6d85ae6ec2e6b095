"""The simulated server of the demo: who is there, where they are, and what was said before you came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import discord
import simcord

from bot.demo import faces
from bot.demo.locale import speak

if TYPE_CHECKING:
    from collections.abc import Mapping

Where = Literal["channel", "thread", "moderators", "dm"]
PLACES: tuple[Where, ...] = ("channel", "thread", "moderators", "dm")


@dataclass(frozen=True)
class Person:
    """Somebody in the simulated server.

    Attributes:
        key: short id for the page and the tests.
        name: display name.
        role: what the page says about them, in their own language.
        language: the Discord locale they use, such as ``"en-GB"`` or ``"fr"``.
        colour: of their round picture, ``#rrggbb``.
        moderator: has a role with Manage Messages.
        playable: a visitor may be this person.
    """

    key: str
    name: str
    role: str
    language: str
    colour: str
    moderator: bool = False
    playable: bool = True


PEOPLE = (
    Person("noor", "Noor", "coach", "en-GB", "#3f7f78"),
    Person("camille", "Camille", "coach, en français", "fr", "#8a5a83"),
    Person("sam", "Sam", "moderator", "en-GB", "#4f6aa8", moderator=True),
    Person("theo", "Theo", "coach", "en-GB", "#a06a3b", playable=False),
)

BY_KEY = {each.key: each for each in PEOPLE}

SERVER = "Coaching Meetup"
CHANNEL = "ethics-corner"
MODERATORS = "moderators"
TOPIC = "Think aloud about tricky moments with clients. Roles, not names, please."

# Minutes before now, who, what. Theo's is the one to try the message menu on; nothing in it could point to a client.
SAID = (
    (26, "sam", "Welcome to the ethics corner. Ask anything here, with roles instead of names."),
    (19, "camille", "Bonjour ! I ask Wayside in French and it answers in French. Très pratique."),
    (
        11,
        "theo",
        "After a year together, sessions with one client keep going round in circles. "
        "I am not sure I still add anything. When do you suggest another coach?",
    ),
    (4, "noor", "I have been there. Looking at the clauses before I decided helped me."),
)


# So that /insights has something to show.
LOOKED_UP = {
    "romantic-feelings": 34,
    "client-ends": 27,
    "no-value-or-referral": 41,
    "conflict-of-interest": 12,
    "unfit-to-practise": 18,
    "bias": 7,
    "death-or-incapacity": 2,
}

# In how many days, what, where.
MEETUPS = (
    (6, "Peer meetup: when the work goes round in circles", "online; the link comes after signing up"),
    (20, "Rencontre entre pairs : la fin d'un accompagnement", "online, in French"),
)


@dataclass(frozen=True)
class World:
    """The built server.

    Attributes:
        env: the simulated Discord.
        server: where the channels are.
        channel: ``#ethics-corner``.
        moderators: ``#moderators``, which only they see; the server's log channel.
        members: person key -> that person in the server.
        pictures: picture address -> (file name, PNG), as ``env.preview(assets=...)`` wants them.
    """

    env: simcord.Env
    server: simcord.GuildHandle
    channel: simcord.ChannelHandle
    moderators: simcord.ChannelHandle
    members: Mapping[str, simcord.MemberActor]
    pictures: Mapping[str, tuple[str, bytes]]

    def place(self, who: str, where: Where) -> tuple[simcord.ChannelHandle, simcord.MemberActor | simcord.UserHandle]:
        """The channel to look at, and through whose eyes. Raises LookupError for a person or a place there is not."""
        member = self.members[who]
        if where == "dm":
            return member.user.dm_channel, member.user
        if where == "thread":
            return self.channel.threads[-1], member
        if where == "moderators" and not BY_KEY[who].moderator:
            raise LookupError(where)
        return (self.moderators if where == "moderators" else self.channel), member


async def settle(bot: discord.Client, world: World) -> None:
    """Let the server be one whose moderators have set the bot up some weeks ago, and whose members look things up."""
    from bot.storage.lookups import Lookups
    from bot.surface.client import Wayside

    if isinstance(bot, Wayside):
        today = datetime.now(UTC).date()
        await Lookups(bot.database).add({(world.server.id, today, each): count for each, count in LOOKED_UP.items()})
        await bot.communities.set(
            world.server.id,
            zone="Europe/Paris",
            log_channel=world.moderators.id,
            cases_channel=world.channel.id,
            digest=True,
            insights=True,
        )


def name_the_bot(env: simcord.Env) -> None:
    """Give the bot its name and picture. Call before ``env.start()``: the server's managed role takes the name over."""
    env.backend.edit_bot_profile("Wayside").avatar = "facewayside"


def catch_up(env: simcord.Env, *, ago: timedelta) -> None:
    """Set simcord's clock, which starts on 1 January 2026, to some time before now. Call before ``env.start()``."""
    env.backend.advance_clock(max(0.0, (datetime.now(UTC) - ago - env.now()).total_seconds()))


async def build(env: simcord.Env) -> World:
    """Fill a running environment: people, the server, the channel and the opening messages.

    The clock must stand before the first message (see :func:`catch_up`); it is moved forward message by message.
    """
    guild = env.create_guild(SERVER, description="Coaches who meet once a month.", preferred_locale="en-US")
    channel = guild.create_text_channel(CHANNEL, topic=TOPIC)
    moderator = guild.create_role(
        "Moderator", permissions=discord.Permissions(manage_messages=True), color=0x9DB2E8, hoist=True
    )
    unseen, seen = discord.PermissionOverwrite(view_channel=False), discord.PermissionOverwrite(view_channel=True)
    back_room = guild.create_text_channel(
        MODERATORS,
        topic="What Wayside tells moderators",
        overwrites={guild.default_role: unseen, moderator: seen, **({guild.me: seen} if guild.me else {})},
    )
    members: dict[str, simcord.MemberActor] = {}
    pictures = {faces.address(env.backend.bot_user): ("wayside.png", faces.draw("W", "#2f6f69"))}
    for each in PEOPLE:
        user = env.create_user(each.key, global_name=each.name, avatar=f"face{each.key}")
        members[each.key] = guild.add_member(user, roles=[moderator] if each.moderator else [])
        pictures[faces.address(user)] = (f"{each.key}.png", faces.draw(each.name[0], each.colour))
    speak(env, {members[each.key].id: each.language for each in PEOPLE})
    for minutes, who, words in SAID:
        moment = datetime.now(UTC) - timedelta(minutes=minutes)
        await env.advance_time(max(0.0, (moment - env.now()).total_seconds()))
        await members[who].send(channel, words)
    for days, name, place in MEETUPS:
        begins = datetime.now(UTC).replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=days)
        ends = begins + timedelta(hours=1)
        guild.create_scheduled_event(
            name, entity_type=3, start_time=begins.isoformat(), end_time=ends.isoformat(), location=place
        )
    return World(env, guild, channel, back_room, members, pictures)
