"""The weekly digest as its members get it: who asked for it, when a round sends it, and what then stands there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import GuildHandle, UserHandle
from simcord.results import InteractionResult

from bot.storage.digests import Digests
from bot.surface.client import Wayside
from tests.conftest import Town
from tests.journeys.seen import answer
from tests.journeys.series import scheduling
from tests.journeys.series.scheduling import move

PARIS, NEW_YORK = "Europe/Paris", "America/New_York"
MONDAY = datetime(2026, 1, 5, 7, tzinfo=UTC)
"""Eight o'clock in Paris on the first Monday of the simulated world, which begins on 1 January 2026."""
WEEK, MINUTE = timedelta(weeks=1), timedelta(minutes=1)
SEND, STOP_WEEKLY = "Send me the weekly digest", "Stop the weekly digest"
TITLE = "A quiet minute for your week"


def hold(bot: Wayside) -> None:
    """What the bot does now and then, it does when a test says so."""
    for task in bot._repeating:
        task.cancel()


async def restart(town: Town) -> None:
    """A new process on the same data folder."""
    await scheduling.restart(town)
    hold(town.bot)


async def offer(town: Town, guild: GuildHandle | None = None, **settings: Any) -> None:
    """What moderators decide in ``/settings``."""
    await town.bot.communities.set((guild or town.guild).id, **settings)


async def tick(town: Town, moment: datetime | None = None) -> None:
    """What the bot does every quarter of an hour."""
    if moment:
        move(town, moment)
    await town.bot.chores["sending weekly digests"]()


def kept(town: Town) -> Digests:
    """The subscriptions in the bot's database."""
    return Digests(town.bot.database)


async def preferences(town: Town, person: MemberActor) -> InteractionResult:
    return await person.slash(town.channel, "preferences")


async def ask(town: Town, person: MemberActor) -> InteractionResult:
    """Ask for the digest in ``/preferences``."""
    label = SEND if person is not town.camille else "Recevoir le courrier hebdomadaire"
    return await person.click(answer(await preferences(town, person)), label=label)


def digests(person: MemberActor | UserHandle) -> list[discord.Message]:
    """The digests in somebody's private chat: told by their button, in whatever language."""
    user = person.user if isinstance(person, MemberActor) else person
    return [each for each in user.dm_channel.history() if any("w1/digest-stop/" in str(part) for part in parts(each))]


def parts(message: discord.Message) -> list[str]:
    """What a message is made of, each part as one text."""
    return [str(each.to_dict()) for each in message.components]


def labels(message: discord.Message) -> list[str]:
    """The labels of its buttons."""
    rows = [each for each in message.components if isinstance(each, discord.ActionRow)]
    return [str(each.label) for row in rows for each in row.children if isinstance(each, discord.Button)]


async def press(person: MemberActor, message: discord.Message, label: str) -> InteractionResult:
    """Press a button of a private message."""
    pressed = await person.user.click(message, label=label)
    assert pressed.acknowledged
    return pressed


def plan(town: Town, name: str, hours: float = 24, **more: Any) -> None:
    """A meetup so many hours from now."""
    start = town.env.now() + timedelta(hours=hours)
    if "channel" not in more:
        more = {"entity_type": 3, "location": "Paris", "end_time": (start + timedelta(hours=1)).isoformat(), **more}
    town.guild.create_scheduled_event(name, start_time=start.isoformat(), **more)
