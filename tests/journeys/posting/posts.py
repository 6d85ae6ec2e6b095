"""A moderator at work: the preview in front of them, what they press, and what then stands in the channel."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.results import InteractionResult

from bot.settings import Settings
from bot.surface.client import Wayside
from tests.conftest import Town, bot_of
from tests.journeys.private import deliver, text_of, told
from tests.journeys.seen import answer, text

World = list[Env]
"""The simulated Discord, once it is there."""


def on_its_clock(settings: Settings, world: World) -> Wayside:
    """A bot that goes by the clock of the simulated Discord, as by the real one's in life."""
    return bot_of(settings, reference=lambda: "a1b2c3", clock=lambda: world[0].now() if world else datetime.now(UTC))


async def restart(town: Town) -> None:
    """A new process on the same data folder, which goes by the same clock."""
    before = town.bot
    await town.env.restart_bot(on_its_clock(town.settings, [town.env]))
    await before.close()


def later(town: Town, seconds: float) -> None:
    """Time goes by, and the bot's regular work is only done where a test does it."""
    town.env.backend.clock.advance(seconds)


class Preview:
    """The private message in which a moderator prepares a post."""

    def __init__(self, town: Town, person: MemberActor, shown: InteractionResult) -> None:
        self.town = town
        self.person = person
        self.shown = shown

    @property
    def text(self) -> str:
        """What stands there now."""
        return text(self.shown)

    @property
    def labels(self) -> list[str]:
        """The buttons that can be pressed."""
        return [each["label"] for each in self.parts if each["type"] == 2 and not each.get("disabled")]

    @property
    def sample(self) -> list[str]:
        """The custom_ids of the controls that only show what will be there."""
        return [each["custom_id"] for each in self.parts if each.get("disabled")]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Everything on it."""
        return list(walk(answer(self.shown).components))

    @property
    def id(self) -> str:
        """The draft's."""
        return self.control("post-cancel").rsplit("/", 1)[1]

    def control(self, verb: str) -> str:
        """The custom_id of the control ``post-send/…/thread``, ``post-cancel`` …"""
        start, _, end = verb.partition("/…")
        ids = (str(each["custom_id"]) for each in self.parts if "custom_id" in each)
        return next(each for each in ids if each.startswith(f"w1/{start}/") and each.endswith(end))

    async def press(self, label: str) -> str:
        """Press a button; returns what was said beside the preview."""
        result = await self.person.click(answer(self.shown), label=label)
        assert result.acknowledged
        return told_beside(result, self)

    async def choose(self, menu: str, *values: str) -> str:
        """Choose from the menu ``post-tags`` or ``post-question``."""
        result = await self.person.select(answer(self.shown), list(values), custom_id=self.control(menu))
        return told_beside(result, self)

    async def introduce(self, words: str) -> str:
        """Write the line above the card, or change it."""
        window = await self.person.click(answer(self.shown), custom_id=self.control("post-introduce"))
        result = await self.person.submit_modal(window, {"introduction": words})
        assert result.acknowledged
        return told_beside(result, self)

    async def at_once(self, *verbs: str) -> list[InteractionResult]:
        """Controls pressed in one moment."""
        return await deliver(
            self.town, self.person.id, answer(self.shown).message, *(self.control(each) for each in verbs)
        )


def told_beside(result: InteractionResult, preview: Preview) -> str:
    """The private sentences of an answer that are not the preview itself."""
    if result.response and result.response.id != answer(preview.shown).id:
        return told(result)
    assert all(each.ephemeral for each in result.followups)
    return "\n".join(text_of(each) for each in result.followups)


async def preview(
    town: Town,
    kind: str = "scenario",
    *,
    by: MemberActor | None = None,
    at: ChannelHandle | None = None,
    **options: Any,
) -> Preview:
    """``/post scenario`` with the situation "bias" where nothing else is said; by Sam."""
    person = by or town.sam
    if kind != "clause":
        options = {"scenario": "bias", **options}
    return Preview(town, person, await person.slash(at or town.channel, f"post {kind}", **options))


def posts(town: Town, channel: ChannelHandle | None = None) -> list[discord.Message]:
    """What the bot has posted in a channel for everyone, oldest first."""
    seen = (channel or town.channel).history()
    return [each for each in seen if each.author.bot and not each.flags.ephemeral and not each.is_system()]


def labels(message: discord.Message) -> list[str]:
    """The buttons of a post."""
    return [each["label"] for each in components(message) if each["type"] == 2]


def components(message: discord.Message) -> list[dict[str, Any]]:
    """Everything on a post."""
    return list(walk([each.to_dict() for each in message.components]))


def walk(parts: list[Any]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from walk(part.get("components", []))


def rows(town: Town, statement: str) -> list[tuple[Any, ...]]:
    """What the database holds, as another program reads it."""
    with closing(sqlite3.connect(town.settings.database_file)) as connection:
        return connection.execute(statement).fetchall()


@contextmanager
def locked(town: Town) -> Iterator[None]:
    """Another process is writing into the database and does not come to an end."""
    with closing(sqlite3.connect(town.settings.database_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def say(town: Town, message: str, language: str = "en", **arguments: str | int) -> str:
    """One of the bot's sentences."""
    return town.bot.desk.locales[language](message, **arguments)
