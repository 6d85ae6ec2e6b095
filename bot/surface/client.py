"""The connection to Discord: least intents, no mentions, commands synced when they change, one route for controls."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.failures import DataError, StorageUnavailable
from bot.logs import places
from bot.storage.database import Database
from bot.surface.counting import Counting
from bot.surface.desk import Desk
from bot.surface.errors import Funnel
from bot.surface.preferred import Preferring
from bot.surface.reflection.chat import Chat
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.router import Router
from bot.surface.sync import sync_commands
from bot.surface.unechoed import answer_unechoed
from bot.surface.unrepeated import unrepeated

_log = structlog.get_logger(__name__)

_FINISH_SECONDS = 10.0
_CHORE_SECONDS = 900.0
_ROUND_SECONDS = 30.0
_PATIENCE_SECONDS = 60.0
"""Longer rate limits are errors: nobody waits for an answer that long, and a start must not hang on the daily one."""


Work = Callable[[], Awaitable[None]]
"""Something done again and again. What it raises ends in a line for the operator."""


class Tree(app_commands.CommandTree[Any]):
    """The slash commands and menus, with their failures led into the funnel."""

    def __init__(self, client: discord.Client, funnel: Funnel, preferring: Preferring) -> None:
        super().__init__(client)
        self._funnel = funnel
        self._preferring = preferring

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Before every command and every suggestion: in which language the person wants to be answered."""
        await self._preferring.prefer(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Every command's errors; those of making suggestions are caught in ``suggest.py``."""
        command = interaction.command
        name = command.qualified_name if command else getattr(error, "name", "unknown command")
        await self._funnel.catch(interaction, error, name)


class Wayside(discord.Client):
    """The bot. ``desk`` holds what it knows, ``database`` and ``data_dir`` what it keeps between starts."""

    def __init__(
        self,
        desk: Desk,
        funnel: Funnel,
        reflecting: Reflecting,
        preferring: Preferring,
        counting: Counting,
        database: Database,
        data_dir: Path,
    ) -> None:
        # Interactions arrive without any intent; "guilds" keeps channels and permissions known, and "dm_messages" lets
        # a person who types into the private chat be told that it is not read. None of them is privileged.
        super().__init__(
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=_PATIENCE_SECONDS,
            http_trace=unrepeated(),
        )
        self.desk = desk
        self.tree = Tree(self, funnel, preferring)
        self.router = Router(funnel, preferring)
        self.reflecting = reflecting
        self.communities = preferring.communities
        self.counting = counting
        self.database = database
        self._chat = Chat(reflecting)
        self.chores: dict[str, Work] = {}
        """What is done every quarter of an hour: what an operator's log calls it -> doing it."""
        self.rounds: dict[str, Work] = {}
        """The same for what is done every few seconds."""
        self._repeating: list[asyncio.Task[None]] = []
        self._commands_file = data_dir / "commands.json"

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to the gateway until closed. Raises as ``discord.Client.connect``."""
        answer_unechoed()
        await super().connect(reconnect=reconnect)

    async def setup_hook(self) -> None:
        """Once, before the gateway: open the database, translate and sync the commands. Raises DataError."""
        if not self._repeating:  # a connection lost on the way makes us log in once more
            await self.database.open()
            self._repeating = [
                asyncio.create_task(self._repeat(works, seconds), name="repeating")
                for works, seconds in ((self.chores, _CHORE_SECONDS), (self.rounds, _ROUND_SECONDS))
            ]
            self.counting.start()
        await self.tree.set_translator(self.desk.locales.translator)
        try:
            self.desk.command_ids.update(await sync_commands(self.tree, self._commands_file))
        except (discord.HTTPException, discord.RateLimited) as error:
            # The commands of an earlier start still work; do not stay away because of the new ones.
            _log.error("Discord did not take the commands", error=places(error), status=getattr(error, "status", 429))

    def forget_synced_commands(self) -> None:
        """Make the next login send the commands, changed or not. Raises DataError when the note cannot be removed."""
        try:
            self._commands_file.unlink(missing_ok=True)
        except OSError as error:
            raise DataError(f"{self._commands_file} cannot be removed: {error.strerror}.") from None

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Buttons, menus and modals; slash commands go through the tree."""
        await self.router.dispatch(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """A message typed into the private chat; no other reaches us."""
        await self._chat.answer(message)

    async def part(self) -> None:
        """Note which servers we are no longer in. Until there are several processes, we see all there are."""
        if self.is_ready():
            await self.communities.part({guild.id for guild in self.guilds})

    async def on_ready(self) -> None:
        """Connected, and every server known."""
        _log.info("ready", servers=len(self.guilds))

    async def close(self) -> None:
        """Leave Discord, then let go of the database."""
        if self._repeating:
            for task in self._repeating:
                task.cancel()
            await asyncio.wait(self._repeating)
            self._repeating = []
        await super().close()
        await self.counting.close()
        await self.database.close()

    async def _repeat(self, works: dict[str, Work], seconds: float) -> None:
        """Do all of ``works`` now and then."""
        while True:
            await asyncio.sleep(seconds)
            for name, work in works.items():
                try:
                    await work()
                except StorageUnavailable:
                    pass  # the operator's line was written where it happened; it is done again before long
                except Exception as error:
                    _log.error("regular work failed", work=name, error=places(error))

    async def finish(self) -> None:
        """Take nothing more, answer every interaction in hand within ten seconds, then close.

        Whoever runs ``connect`` must have ended it, or it would connect again.
        """
        if self.ws is not None:  # pyright: ignore[reportUnnecessaryComparison]  # None before the first connection
            await self.ws.close(code=1000)
        deadline = asyncio.get_running_loop().time() + _FINISH_SECONDS
        while (tasks := _in_hand()) and (left := deadline - asyncio.get_running_loop().time()) > 0:
            _log.info("finishing what is in hand", interactions=len(tasks))
            await asyncio.wait(tasks, timeout=left)
        await self.close()


def _in_hand() -> set[asyncio.Task[Any]]:
    # discord.py names its tasks; it has no other handle on the interactions being answered.
    names = ("CommandTree-invoker", "discord.py: on_interaction", "discord.py: on_message")
    return {task for task in asyncio.all_tasks() if task.get_name() in names}
