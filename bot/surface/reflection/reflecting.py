"""Where a reflection is shown: one message in the DM, edited in place; or, with DMs closed, one private answer."""

from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import TypeVar

import discord

from bot.failures import StorageUnavailable
from bot.reflection.service import Gone, NotYours, Open, Reflections, Unopenable, same_message
from bot.reflection.session import Event, Shown
from bot.storage.members import Members
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.replies import UNREACHED, draw, in_dm, in_time
from bot.surface.situations import by_id
from bot.surface.types import Interaction
from bot.surface.views.reflection import notice_card, screen
from bot.surface.views.reflection_close import ended_card
from bot.surface.views.reflection_list import closed_card, opened_card
from bot.surface.words import Words

Result = TypeVar("Result")

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
        opened = await self.awaited(interaction, work)
        if opened:
            await self.show_open(interaction, opened)

    async def show_open(self, interaction: Interaction, opened: Open) -> None:
        """Show where it stands in the message the person acted in; the one that showed it before goes."""
        here = self.place_of(interaction)
        if here and not same_message(here, opened.session.shown):
            opened = await self._noted(opened, here)
        sent = await draw(interaction, self._screen(interaction, opened))
        if sent:
            await self._follow(interaction, opened, sent)
        else:
            await self.remove(interaction.client, opened.left)

    async def awaited(self, interaction: Interaction, work: Awaitable[Result]) -> Result | None:
        """The result of ``work`` on a reflection, in time for Discord; None after saying that it is over."""
        words = self.desk.locales.reader(interaction)
        try:
            return await in_time(interaction, work)
        except Gone:
            await draw(interaction, ended_card(words, "gone"))
        except Unopenable:
            await draw(interaction, ended_card(words, "unopenable", days=str(self.days)))
        except NotYours:
            raise Refusal("not-yours") from None
        return None

    def place_of(self, interaction: Interaction) -> Shown | None:
        """The message of the control that was used, where the bot can find it again."""
        message = interaction.message
        if message is None or message.flags.ephemeral or not in_dm(interaction):
            return None
        return self._shown(interaction, message)

    async def words_of(self, user: int, mine: Sequence[Open]) -> Words:
        """The words of someone who typed a message, which does not tell their language as an interaction would."""
        chosen = (await self._members.get(user)).language
        last = next((each.session.shown.language for each in mine if each.session.shown), None)
        return self.desk.locales.named(chosen, last)

    async def tell_idle(self, client: discord.Client) -> None:
        """Delete what was left untouched, and say so where it was; nobody gets a new message for it."""
        for opened in await self.reflections.idle(self.days):
            if shown := opened.session.shown:
                words = self.desk.locales.named(shown.language)
                with suppress(*UNREACHED):
                    await _message(client, shown).edit(view=ended_card(words, "gone-idle", days=str(self.days)))

    async def remove(self, client: discord.Client, shown: Shown | None, but: Shown | None = None) -> None:
        """Take a message away that another one has replaced: the DM keeps no trail of questions."""
        if shown and not same_message(shown, but):
            with suppress(*UNREACHED):
                await _message(client, shown).delete()

    async def _show_here(self, interaction: Interaction, guide: str) -> None:
        opened = await self._under_way(interaction, guide)
        if opened is None:
            words = self.desk.locales.reader(interaction)
            await draw(interaction, notice_card(self.desk, words, by_id(self.desk, guide), self.days))
            return
        if not in_dm(interaction):
            opened = await self._noted(opened, None)  # a private answer in a server cannot be found again
        await self.show_open(interaction, opened)

    async def _send(self, interaction: Interaction, guide: str) -> str:
        """Send the screen as a message of the DM; returns its address."""
        opened = await self._under_way(interaction, guide)
        channel = interaction.user.dm_channel or await interaction.user.create_dm()
        if opened is None:
            words = self.desk.locales.reader(interaction)
            first = notice_card(self.desk, words, by_id(self.desk, guide), self.days)
            return (await channel.send(view=first)).jump_url
        message = await channel.send(view=self._screen(interaction, opened))
        await self._follow(interaction, opened, message)
        return message.jump_url

    async def _under_way(self, interaction: Interaction, guide: str) -> Open | None:
        mine = await self.reflections.of(interaction.user.id)
        return next((each for each in mine if each.session.guide == guide), None)

    async def _follow(self, interaction: Interaction, opened: Open, message: discord.Message) -> None:
        """Note a message that was sent anew, and draw it for the turn that this is."""
        noted = await self._noted(opened, self._shown(interaction, message))
        if noted.session.turn != opened.session.turn:
            await message.edit(view=self._screen(interaction, noted))
        await self.remove(interaction.client, noted.left)

    async def _noted(self, opened: Open, shown: Shown | None) -> Open:
        try:
            return await self.reflections.seen_at(opened.id, opened.owner, shown)
        except (StorageUnavailable, Gone):
            return opened  # it is shown all the same; a click there draws it again

    def _screen(self, interaction: Interaction, opened: Open) -> Card:
        return screen(self.desk, self.desk.locales.reader(interaction), opened, self.days)

    def _shown(self, interaction: Interaction, message: discord.Message) -> Shown:
        return Shown(message.channel.id, message.id, self.desk.locales.reader(interaction).language)


def _message(client: discord.Client, shown: Shown) -> discord.PartialMessage:
    return client.get_partial_messageable(shown.channel).get_partial_message(shown.message)
