"""The one view on the simulated Discord: through whose eyes, on which channel, and the clock that moves it along."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import discord

from bot.demo.world import BY_KEY, World

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    import simcord

    from bot.demo.world import Where

_log = logging.getLogger(__name__)

# How often the simulated clock is brought up to the real one, in seconds.
_PULSE = 1.0


class Stage:
    """Opens and closes simcord's preview. simcord allows one per environment and one operation at a time.

    Everything that touches the environment after the world is built goes through :meth:`turn`, including what the
    preview's own page sends (the relay takes a turn for it): two operations at once are an error in simcord.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._turn = asyncio.Lock()
        self._preview: simcord.Preview | None = None
        self._requests_seen = 0
        self.who = ""
        self.where: Where = "channel"
        # Counts up with every opened view; a page that was opened for an older one knows that it is out of date.
        self.view = 0

    @property
    def address(self) -> str | None:
        """Of the open preview: ``http://127.0.0.1:<port>``, or None between two views."""
        return self._preview.url.partition("/#")[0] if self._preview else None

    @property
    def capability(self) -> str:
        """The secret that the preview's page must show; it travels in the fragment and never in a request line."""
        return self._preview.url.partition("#")[2] if self._preview else ""

    @property
    def places(self) -> dict[str, Where]:
        """Channel id -> place; in the server, any other is a thread's."""
        return {str(self._world.channel.id): "channel", str(self._world.moderators.id): "moderators"}

    async def show(self, who: str, where: Where, timezone: str = "UTC") -> None:
        """Close the open view and open the one of this person and place.

        Args:
            who: a person's key.
            where: one of ``PLACES``.
            timezone: IANA name, for the times beside messages; an unknown one counts as UTC.

        Raises:
            LookupError: nobody has this key, or there is no such place for them (yet).
        """
        channel, viewer = self._world.place(who, where)
        async with self.turn():
            await self._close()
            preview = self._world.env.preview(
                channel,
                viewers=[viewer],
                layout="channel",
                locale=BY_KEY[who].language,
                timezone=timezone if timezone in available_timezones() else "UTC",
                assets=self._world.pictures,
            )
            self._preview = await preview.__aenter__()
            self.who, self.where, self.view = who, where, self.view + 1

    async def menu(self, command: str, message_id: int | None = None) -> bool:
        """Use a message command (right-click, Apps) as the person who is looking, in ``#ethics-corner``.

        simcord's preview offers no message commands, so the page asks here.

        Args:
            command: the English name, such as ``"Which clauses apply?"``.
            message_id: of a message this person can see; None for the latest one that a human wrote.

        Returns:
            False when there is no such message, or when this person is in the direct message.
        """
        if self.where != "channel" or self._preview is None:
            return False
        member = self._world.members[self.who]
        async with self.turn():
            seen = self._world.channel.history(viewer=member)
            chosen = [each for each in seen if (not each.author.bot if message_id is None else each.id == message_id)]
            if not chosen:
                return False
            await member.context_menu(self._world.channel, command, chosen[-1])
            await self._preview.refresh()
        return True

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Hold the environment alone, with its clock at the present moment."""
        async with self._turn:
            await self._catch_up()
            try:
                yield
            finally:
                self._requests_seen = len(self._world.env.http_requests)

    async def pulse(self) -> None:
        """Until cancelled: move the clock, and show what the bot did by itself (a scheduled post, say)."""
        while True:
            await asyncio.sleep(_PULSE)
            try:
                async with self._turn:
                    await self._catch_up()
                    await self._show_news()
            except Exception:
                # One missed beat is not worth the demo.
                _log.warning("the view was not brought up to date", exc_info=True)

    async def _show_news(self) -> None:
        done = len(self._world.env.http_requests)
        if self._preview is not None and done != self._requests_seen:
            self._requests_seen = done
            await self._preview.refresh()

    async def close(self) -> None:
        """Close the view; the world stays."""
        async with self._turn:
            await self._close()

    async def _close(self) -> None:
        if self._preview is not None:
            await self._preview.close()
            self._preview = None

    async def _catch_up(self) -> None:
        behind = (datetime.now(UTC) - self._world.env.now()).total_seconds()
        if behind <= 0:
            return
        try:
            await self._world.env.advance_time(behind)
        except TimeoutError:
            # After a laptop's sleep there is a lot to catch up on; what was reached is kept, the next turn goes on.
            _log.info("the simulated clock is still %.0f s behind", behind)


@dataclass(frozen=True)
class Offer:
    """What the bot has told the simulated Discord it can do.

    Attributes:
        commands: English names of the slash commands.
        menus: English names of the message commands, each with its name by Discord locale.
    """

    commands: Sequence[str]
    menus: Mapping[str, Mapping[str, str]]


async def ask_for_offer(client: discord.Client) -> Offer:
    """Ask the simulated Discord for the bot's commands, which it must have synced by now."""
    tree = getattr(client, "tree", None)
    if not isinstance(tree, discord.app_commands.CommandTree):
        return Offer([], {})
    known = await tree.fetch_commands()
    menus = [each for each in known if each.type is discord.AppCommandType.message]
    return Offer(
        [each.name for each in known if each.type is discord.AppCommandType.chat_input],
        {each.name: {locale.value: name for locale, name in each.name_localizations.items()} for each in menus},
    )
