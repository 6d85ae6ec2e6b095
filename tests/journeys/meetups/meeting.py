"""A server with meetups: what is planned, what time it is for the bot, and what stands in its channels."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.backend.models import Overwrite
from simcord.backend.models.scheduled_event import ScheduledEvent
from simcord.builders import ChannelHandle
from simcord.enums import ChannelType, OverwriteType
from simcord.env import Env
from simcord.results import InteractionResult

from tests.conftest import Town, bot_of
from tests.journeys.seen import answer, text

ELSEWHERE = 3
"""Discord, "Guild Scheduled Event": the entity type of a place outside Discord."""
ACTIVE, CANCELLED = 2, 4
EVENTS = "/guilds/*/scheduled-events"
REGISTRATION = "Free meetups and exchanges for coaches"
POST = "Post in this channel"


class Hours:
    """What time it is for the bot: the simulated Discord's, and what a test has let pass beside it."""

    def __init__(self) -> None:
        self.env: Env | None = None
        self.passed = timedelta()

    def __call__(self) -> datetime:
        return (self.env.now() if self.env else datetime.now(UTC)) + self.passed


@dataclass
class TimedTown(Town):
    """The town with hours that pass at once."""

    hours: Hours = field(default_factory=Hours)

    def wait(self, **time: float) -> None:
        """Let some time pass for the bot: ``seconds=61``."""
        self.hours.passed += timedelta(**time)

    async def restart(self) -> None:
        before = self.bot
        await self.env.restart_bot(bot_of(self.settings, clock=self.hours))
        await before.close()


def plan(town: TimedTown, name: str, hours: float = 24, **more: Any) -> ScheduledEvent:
    """An event so many hours from now; in a channel if one is named, else at a place outside Discord."""
    start = town.hours() + timedelta(hours=hours)
    if "channel" not in more:
        more = {
            "entity_type": ELSEWHERE,
            "location": "Paris",
            "end_time": (start + timedelta(hours=1)).isoformat(),
            **more,
        }
    return town.guild.create_scheduled_event(name, start_time=start.isoformat(), **more)


def plan_evenings(town: TimedTown, number: int) -> list[ScheduledEvent]:
    return [plan(town, f"Evening {day}", 24 * day) for day in range(1, number + 1)]


def room(town: TimedTown, name: str, *, hidden_from: int | None = None) -> ChannelHandle:
    """A voice channel; ``hidden_from`` a role, such as everyone."""
    view = discord.Permissions(view_channel=True).value
    shut = [Overwrite(target_id=hidden_from, type=OverwriteType.ROLE, allow=0, deny=view)] if hidden_from else []
    made = town.env.backend.create_channel(town.guild.id, name, type=ChannelType.VOICE, overwrites=shut)
    return ChannelHandle(town.env, town.guild, made)


async def meetups(town: TimedTown, person: MemberActor | None = None) -> InteractionResult:
    return await (person or town.noor).slash(town.channel, "meetups")


async def press(person: MemberActor, shown: InteractionResult, label: str) -> InteractionResult:
    """Press a button of a private answer."""
    return await person.click(answer(shown), label=label)


def named(shown: InteractionResult) -> list[str]:
    """The names of the meetups on a list."""
    return re.findall(r"^\*\*(.+)\*\*$", text(shown), re.MULTILINE)


def links(message: Any) -> list[str]:
    """Where the buttons of a message lead."""
    rows = [each for each in message.components if each["type"] == 1]
    return [part["url"] for row in rows for part in row["components"] if "url" in part]


def posts(town: TimedTown, channel: ChannelHandle | None = None) -> list[discord.Message]:
    """What stands in a channel for everyone."""
    return [each for each in (channel or town.channel).history() if not each.flags.ephemeral]
