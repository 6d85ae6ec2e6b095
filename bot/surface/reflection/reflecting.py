"""Where a reflection is shown: one message in the DM, edited in place; or, with DMs closed, one private answer."""

import asyncio
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from io import BytesIO
from typing import TypeVar

import discord
import structlog

from bot.reflection.files import Files
from bot.reflection.service import Gone, NotYours, Open, Reflections
from bot.reflection.session import Event, Shown
from bot.storage.members import Members
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.situations import by_id
from bot.surface.types import Interaction
from bot.surface.views.reflection import notice_card, screen
from bot.surface.views.reflection_close import ended_card
from bot.surface.views.reflection_list import closed_card, opened_card
from bot.surface.words import Words

Result = TypeVar("Result")
_log = structlog.get_logger(__name__)

_PATIENCE_SECONDS = 1.5
"""Discord waits three; an answer that takes longer than this is announced first."""
_NO_DIRECT_MESSAGES = {50007, 50278}
"""Discord, "Opcodes and Status Codes": the person takes none from us; we share no server."""


class Reflecting:
    """Draws the screens of ``reflections``, which wait ``days`` untouched. ``members`` know their language."""

    def __init__(self, desk: Desk, reflections: Reflections, members: Members, days: int) -> None:
        self.desk = desk
        self.reflections = reflections
        self._members = members
        self.days = days

    async def open(self, interaction: Interaction, guide: str, *, here: bool = False) -> None:
        """Show the reflection on ``guide``, its first screen or where it stands: in the DM, or ``here`` if asked."""
        words = self.desk.locales.reader(interaction)
        if guide not in self.desk.knowledge.guides:
            raise Refusal("error-old-control")
        if here or in_dm(interaction):
            await self._show_here(interaction, guide)
            return
        # On the way to the DM two requests go first: say at once that an answer comes.
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            url = await self._send(interaction, guide)
        except discord.HTTPException as error:
            if error.code not in _NO_DIRECT_MESSAGES:
                raise
            await interaction.edit_original_response(view=closed_card(words, guide))
        else:
            await interaction.edit_original_response(view=opened_card(words, url))

    async def act(self, interaction: Interaction, id: str, turn: str, event: Event) -> None:
        """Let ``event`` happen on the screen drawn for ``turn`` and show what follows."""
        at = int(turn) if turn.isdecimal() else -1
        user, shown = interaction.user.id, self.place_of(interaction)
        await self.show_result(interaction, self.reflections.act(id, user, event, turn=at, shown=shown))

    async def show_result(self, interaction: Interaction, work: Awaitable[Open]) -> None:
        """Wait for ``work`` and show the screen it leads to, where the person acted."""
        words = self.desk.locales.reader(interaction)
        opened = await self.awaited(interaction, work)
        if opened:
            await show(interaction, screen(self.desk, words, opened, self.days))
            await self.remove(interaction.client, opened.left)

    async def awaited(self, interaction: Interaction, work: Awaitable[Result]) -> Result | None:
        """The result of ``work`` on a reflection, in time for Discord; None after saying that it is over."""
        try:
            return await in_time(interaction, work)
        except Gone:
            await show(interaction, ended_card(self.desk.locales.reader(interaction), "gone"))
            return None
        except NotYours:
            raise Refusal("not-yours") from None

    def place_of(self, interaction: Interaction) -> Shown | None:
        """The message of the control that was used, where the bot can find it again."""
        message = interaction.message
        if message is None or message.flags.ephemeral or not in_dm(interaction):
            return None
        return Shown(message.channel.id, message.id, self._language(interaction))

    def _language(self, interaction: Interaction) -> str:
        return self.desk.locales.reader(interaction).language

    async def words_of(self, user: int, mine: Sequence[Open]) -> Words:
        """The words of someone who typed a message, which does not tell their language as an interaction would."""
        chosen = (await self._members.get(user)).language
        last = next((each.session.shown.language for each in mine if each.session.shown), "")
        return next(
            (self.desk.locales[each] for each in (chosen, last) if each and each in self.desk.locales),
            next(iter(self.desk.locales)),
        )

    async def tell_idle(self, client: discord.Client) -> None:
        """Delete what was left untouched, and say so where it was; nobody gets a new message for it."""
        for opened in await self.reflections.idle(self.days):
            if shown := opened.session.shown:
                words = self.desk.locales[shown.language]
                card = ended_card(words, "gone-idle", days=str(self.days))
                with suppress(discord.HTTPException):
                    await _message(client, shown).edit(view=card)

    async def _show_here(self, interaction: Interaction, guide: str) -> None:
        opened = await self._under_way(interaction, guide)
        await show(interaction, self._drawn(interaction, opened, guide))
        if opened:
            # A private answer in a server cannot be found again.
            message = await interaction.original_response() if in_dm(interaction) else None
            await self._moved(interaction, opened, message)

    async def _send(self, interaction: Interaction, guide: str) -> str:
        """Send the screen as a message of the DM; returns its address."""
        opened = await self._under_way(interaction, guide)
        channel = interaction.user.dm_channel or await interaction.user.create_dm()
        message = await channel.send(view=self._drawn(interaction, opened, guide))
        if opened:
            await self._moved(interaction, opened, message)
        return message.jump_url

    async def _under_way(self, interaction: Interaction, guide: str) -> Open | None:
        mine = await self.reflections.of(interaction.user.id)
        return next((each for each in mine if each.session.guide == guide), None)

    def _drawn(self, interaction: Interaction, opened: Open | None, guide: str) -> Card:
        """The first screen, or where it stands. Noting where it is shown is a turn of its own: drawn for the next."""
        words = self.desk.locales.reader(interaction)
        if opened is None:
            return notice_card(self.desk, words, by_id(self.desk, guide), self.days)
        return screen(self.desk, words, opened._replace(session=opened.session.next_turn()), self.days)

    async def _moved(self, interaction: Interaction, opened: Open, message: discord.Message | None) -> None:
        now = Shown(message.channel.id, message.id, self._language(interaction)) if message else None
        await self.remove(interaction.client, (await self.reflections.seen_at(opened, now)).left)

    async def remove(self, client: discord.Client, shown: Shown | None, but: Shown | None = None) -> None:
        """Take a message away that another one has replaced: the DM keeps no trail of questions."""
        if shown and (but is None or shown[:2] != but[:2]):
            with suppress(discord.HTTPException):
                await _message(client, shown).delete()


async def show(interaction: Interaction, card: Card) -> None:
    """Show ``card`` where the person is: in the message they pressed if it is theirs alone, else as a new answer."""
    message = interaction.message
    if interaction.response.is_done():
        await interaction.edit_original_response(view=card)
    elif message is not None and message.flags.ephemeral != in_dm(interaction):
        # Theirs alone: private in a server, or a message of the DM, where a private answer is a look-up that passes.
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.send_message(view=card, ephemeral=not in_dm(interaction))


async def in_time(interaction: Interaction, work: Awaitable[Result]) -> Result:
    """The result of ``work``; when it takes long, Discord is told first that an answer comes."""
    task = asyncio.ensure_future(work)
    await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
    if not task.done() and not interaction.response.is_done():
        await interaction.response.defer(ephemeral=not in_dm(interaction))
    return await task


def attached(files: Files) -> list[discord.File]:
    """Files as Discord takes them."""
    return [discord.File(BytesIO(content), filename=name) for name, content in files.items()]


def in_dm(interaction: Interaction) -> bool:
    """Whether this happens in the person's private chat with the bot."""
    return interaction.context.dm_channel


def _message(client: discord.Client, shown: Shown) -> discord.PartialMessage:
    return client.get_partial_messageable(shown.channel).get_partial_message(shown.message)
