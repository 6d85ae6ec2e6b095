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

Where = Literal["channel", "dm"]
PLACES: tuple[Where, ...] = ("channel", "dm")


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


@dataclass(frozen=True)
class World:
    """The built server.

    Attributes:
        env: the simulated Discord.
        channel: ``#ethics-corner``.
        members: person key -> that person in the server.
        pictures: picture address -> (file name, PNG), as ``env.preview(assets=...)`` wants them.
    """

    env: simcord.Env
    channel: simcord.ChannelHandle
    members: Mapping[str, simcord.MemberActor]
    pictures: Mapping[str, tuple[str, bytes]]

    def place(self, who: str, where: Where) -> tuple[simcord.ChannelHandle, simcord.MemberActor | simcord.UserHandle]:
        """The channel to look at, and through whose eyes. Raises KeyError for an unknown person."""
        member = self.members[who]
        return (self.channel, member) if where == "channel" else (member.user.dm_channel, member.user)


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
    return World(env, channel, members, pictures)
