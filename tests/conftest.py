"""The real bot in a simulated Discord, with a data folder of its own for every test."""

import functools
import logging
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env

from bot.app import create_bot, create_desk
from bot.demo.locale import speak
from bot.knowledge.model import Knowledge
from bot.logs import configure
from bot.settings import Settings, read_settings
from bot.surface.cards import Cards
from bot.surface.client import Wayside
from bot.surface.desk import Desk
from bot.surface.errors import Refusal


@pytest.fixture(scope="session", autouse=True)
def logs_as_in_life() -> None:
    """The bot's own logging at its most talkative, so that a word that must not be logged would be seen."""
    configure("DEBUG", "text")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One finder for all tests and the processes they start, learned once: the files are the same for all."""
    folder = tmp_path_factory.getbasetemp().parent / "wayside-cache"
    os.environ["WAYSIDE_CACHE_DIR"] = str(folder)
    return folder


@functools.cache
def _desk() -> Desk:
    return create_desk(read_settings())


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Knowledge, finder and words as the bot has them, without Discord."""
    return _desk()


def bot_of(settings: Settings, **more: Any) -> Wayside:
    """A bot; the project's own files are read once for all tests, the cards and commands are its own."""
    shared = None if settings.knowledge_dir else replace(_desk(), cards=Cards(), command_ids={})
    return create_bot(settings, desk=shared, **more)


@pytest.fixture(scope="session")
def knowledge(desk: Desk) -> Knowledge:
    """The project's own knowledge files."""
    return desk.knowledge


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a fresh data folder."""
    return read_settings(WAYSIDE_DATA_DIR=tmp_path / "data")


@dataclass
class Town:
    """A small server: Noor (English), Camille (French) and Sam, who moderates, in #ethics-corner."""

    env: Env
    settings: Settings
    guild: GuildHandle
    channel: ChannelHandle
    noor: MemberActor
    camille: MemberActor
    sam: MemberActor

    @property
    def bot(self) -> Wayside:
        """The bot that is running now."""
        assert isinstance(self.env.bot, Wayside)
        return self.env.bot

    async def restart(self) -> None:
        """A new process on the same data folder; the world goes on."""
        before = self.bot
        await self.env.restart_bot(bot_of(self.settings))
        await before.close()


@pytest.fixture
def simcord_bot(settings: Settings) -> Wayside:
    """The bot under test; its failures are numbered a1b2c3."""
    return bot_of(settings, reference=lambda: "a1b2c3")


@pytest.fixture
async def town(simcord_env: Env, settings: Settings, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    """The world of a journey. Refusals are answers, every other error of the bot fails the test."""
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("ethics-corner")
    moderators = guild.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
    noor = guild.add_member(simcord_env.create_user("noor"))
    camille = guild.add_member(simcord_env.create_user("camille"))
    sam = guild.add_member(simcord_env.create_user("sam"), roles=[moderators])
    speak(simcord_env, {camille.id: "fr"})
    yield Town(simcord_env, settings, guild, channel, noor, camille, sam)
    assert simcord_env.bot is not None
    await simcord_env.bot.close()
    causes = [getattr(error, "original", error) for error in simcord_env.errors]
    if not request.node.get_closest_marker("expects_errors"):
        assert [cause for cause in causes if not isinstance(cause, Refusal)] == []


@pytest.fixture(autouse=True)
def no_unexpected_errors(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Errors inside a handler are only logged by the library: a log at ERROR fails the test unless it expects one."""
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors
