"""Weekly series as moderators set them up, and a bot that goes by the simulated Discord's clock, which can be moved."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.community.due import Rhythm
from bot.community.series import Series
from bot.demo.locale import speak
from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town, bot_of
from tests.journeys.private import text_of
from tests.journeys.seen import answer, text

MONDAY = 0
ROUND = "posting what is due"


SERIES = Series(
    "a-series",
    guild=0,
    channel=0,
    added_by=0,
    rotates="questions",
    languages=("en",),
    thread=False,
    rhythm=Rhythm(1, date(2026, 1, 5), time(9), "Europe/Paris"),
    next_due=datetime(2026, 1, 5, 8, tzinfo=UTC),
)
"""Every Monday at nine in Paris; where, and by whom, is left open."""


class Posted(NamedTuple):
    """A row of what was noted of posts."""

    series: str
    due: datetime
    state: str
    message: int | None
    topic: str


def clocked(settings: Settings) -> Wayside:
    """A bot whose clock is the one of the world it lives in."""
    return bot_of(settings, clock=discord.utils.utcnow, reference=lambda: "a1b2c3")


async def restart(town: Town) -> None:
    """A new process on the same data folder."""
    before = town.bot
    await town.env.restart_bot(clocked(town.settings))
    await before.close()


def french_moderator(town: Town) -> MemberActor:
    """Lucie, who moderates as Sam does and uses Discord in French."""
    person = town.guild.add_member(town.env.create_user("lucie"), roles=[town.guild.roles["Moderator"]])
    speak(town.env, {person.id: "fr"})
    return person


def words(town: Town, message: str, language: str = "en", **arguments: str | int) -> str:
    """A sentence of the bot's, as it stands in its files."""
    return town.bot.desk.locales[language](message, **arguments)


def move(town: Town, to: datetime) -> None:
    """It is ``to`` now; nothing has happened meanwhile."""
    town.env.backend.advance_clock((to - town.env.now()).total_seconds())


async def work(town: Town, at: datetime | None = None) -> None:
    """One round of the regular work, ``at`` that time or now."""
    if at:
        move(town, at)
    await town.bot.rounds[ROUND]()


async def add(town: Town, person: MemberActor | None = None, **options: Any) -> InteractionResult:
    """``/schedule add``, by default every Monday at nine in Paris in #ethics-corner."""
    usual = {"rotates": "questions", "weekday": MONDAY, "time": "9:00", "time_zone": "Europe/Paris"}
    return await (person or town.sam).slash(town.channel, "schedule add", **{**usual, **options})


def posts(channel: ChannelHandle) -> list[discord.Message]:
    """What a series has posted there, oldest first."""
    return [each for each in channel.history() if "'w1/more/" in str([part.to_dict() for part in each.components])]


def noted(town: Town) -> list[Posted]:
    """What the database says of the posts of series, by their dates."""
    return [
        Posted(id, datetime.fromisoformat(due), *rest)
        for id, due, *rest in read(town, "SELECT series_id, due, state, message_id, topic FROM posts ORDER BY due")
    ]


def read(town: Town, query: str) -> list[tuple[Any, ...]]:
    """Rows of the bot's database."""
    with closing(sqlite3.connect(town.settings.database_file)) as connection:
        return connection.execute(query).fetchall()


def state(town: Town) -> list[tuple[str | None, str]]:
    """Of every series, oldest first: why it rests, and when it comes next."""
    return read(town, "SELECT paused, next_due FROM series ORDER BY added_at, id")


async def with_log(town: Town) -> ChannelHandle:
    """A log channel, chosen by the moderators."""
    log = town.guild.create_text_channel("log")
    await town.bot.communities.set(town.guild.id, log_channel=log.id)
    return log


def said(channel: ChannelHandle) -> list[str]:
    """What stands in a channel for everyone."""
    return [text_of(each) for each in channel.history() if not each.flags.ephemeral and not each.is_system()]


def utc(*at: int) -> datetime:
    """A moment: year, month, day, hour, minute, second."""
    return datetime(*at, tzinfo=UTC)


def drawn(*moments: datetime) -> list[str]:
    """Dates as Discord draws them in everyone's own time."""
    return [f"- <t:{int(each.timestamp())}:F> (<t:{int(each.timestamp())}:R>)" for each in moments]


def dates(result: InteractionResult) -> list[str]:
    """The dates on a card, likewise."""
    return [line for line in text(result).split("\n") if line.startswith("- <t:")]


def ids(town: Town) -> list[str]:
    """Of every series, oldest first."""
    return [id for (id,) in read(town, "SELECT id FROM series ORDER BY added_at, id")]


async def the_list(town: Town, person: MemberActor | None = None) -> InteractionResult:
    """``/schedule list``."""
    return await (person or town.sam).slash(town.channel, "schedule list")


async def press(person: MemberActor, on: InteractionResult, label: str) -> InteractionResult:
    """Press a button of a private answer."""
    return await person.click(answer(on), label=label)
