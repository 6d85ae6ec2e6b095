"""The moderators' queue: one case after the other, decided once, by people who do not see whose it is."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

import discord

from bot.community.cases import State
from bot.failures import StorageUnavailable
from bot.reflection.details import identifying
from bot.storage.cases import Cases, Kept
from bot.surface.cases.publishing import DECIDED, Publishing
from bot.surface.cases.tending import Tending
from bot.surface.cases.unkept import Unkept
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.log_channel import LogChannel
from bot.surface.moderators import Moderators
from bot.surface.posting.reach import Way, demand, find_channel
from bot.surface.preferred import community_of
from bot.surface.replies import in_time, show
from bot.surface.types import Interaction
from bot.surface.views.case_posted import url_of
from bot.surface.views.case_queue import decided_card, queue_card, queue_end_card
from bot.surface.views.case_windows import Texts, decline_window, edit_window, typed_reason, typed_texts
from bot.surface.views.cases import fits
from bot.surface.words import Words

COMMAND = "cases"


class Deciding:
    """``clock`` gives the UTC time. Every method raises Refusal for others than moderators."""

    def __init__(
        self,
        desk: Desk,
        moderators: Moderators,
        cases: Cases,
        publishing: Publishing,
        tending: Tending,
        unkept: Unkept,
        log: LogChannel,
        clock: Callable[[], datetime],
    ) -> None:
        self.desk = desk
        self._moderators = moderators
        self._cases = cases
        self._publishing = publishing
        self._tending = tending
        self._unkept = unkept
        self._log = log
        self._clock = clock

    async def show_first(self, interaction: Interaction) -> None:
        """The case that has waited longest."""
        guild = await self._moderators.demand(interaction, COMMAND)
        await self._show_at(interaction, await in_time(interaction, self._queue(guild)), 0)

    async def later(self, interaction: Interaction, id: str) -> None:
        """The one after this; after the last, how many wait."""
        guild = await self._moderators.demand(interaction, COMMAND)
        queue = await in_time(interaction, self._queue(guild))
        await self._show_at(interaction, queue, next((n + 1 for n, each in enumerate(queue) if each.id == id), 0))

    async def approve(self, interaction: Interaction, id: str, revision: str) -> None:
        """Post the case. Raises Refusal, and then it waits still."""
        guild = await self._moderators.demand(interaction, COMMAND)
        await interaction.response.defer()
        kept = await self._undecided(interaction, guild, id, revision, State.WAITING, State.APPROVED)
        if kept is None:
            return
        words = self._words(interaction)
        if kept.case.state is State.WAITING:
            channel = await self._channel(interaction, guild)
            approved = await self._cases.save(kept, kept.case.approve(channel))
            if approved is None:
                await self._show_decided(interaction, guild, id)
                return
            kept = approved
        try:
            published = await self._publishing.publish(guild, kept)
        except Refusal as refusal:
            await self._show_again(interaction, guild, id)
            if refusal.message == DECIDED:
                return  # which is what they see
            raise
        where = f"<#{published.kept.case.channel}>"
        sentences = [words("queue-approved", channel=where), *map(words, published.missing)]
        left = bool(await self._queue(guild))
        await show(interaction, decided_card(words, *sentences, url=published.url, left=left))
        await self._note(guild, "log-case-approved", who=interaction.user.mention, link=published.url)
        await self._tell(interaction.client, published.kept)

    async def edit(self, interaction: Interaction, id: str) -> None:
        """The window with the wording as it is now."""
        guild = await self._moderators.demand(interaction, COMMAND)
        kept = await self._cases.get(id)
        if kept is None or kept.guild != guild.id or kept.case.state is not State.WAITING:
            await self._show_decided(interaction, guild, id)
            return
        texts = self._unkept.get(interaction.user.id, id) or Texts(kept.case.happened, kept.case.hoped)
        await interaction.response.send_modal(edit_window(self._words(interaction), id, kept.revision, texts))

    async def edited(self, interaction: Interaction, id: str, revision: str) -> None:
        """Replace the wording that the moderator has seen. Raises Refusal, and then their words are held."""
        guild = await self._moderators.demand(interaction, COMMAND)
        user, texts = interaction.user.id, typed_texts(interaction)
        self._unkept.hold(user, id, texts)
        if not (texts.happened and texts.hoped):
            raise Refusal("error-nothing-written")
        kept = await in_time(interaction, self._undecided(interaction, guild, id, revision, State.WAITING))
        if kept is None:
            return
        changed = kept.case.edit(*texts)
        if not fits(self.desk, kept._replace(case=changed)):
            raise Refusal("queue-too-long")
        saved = await self._cases.save(kept, changed)
        if saved:
            self._unkept.let_go(user, id)
        await self._show_again(interaction, guild, id, changed=saved is None)

    async def decline(self, interaction: Interaction, id: str, revision: str) -> None:
        """The window for the sentence to the author."""
        await self._moderators.demand(interaction, COMMAND)
        held = self._unkept.get(interaction.user.id, _reason_of(id)) or Texts()
        await interaction.response.send_modal(decline_window(self._words(interaction), id, revision, held.happened))

    async def declined(self, interaction: Interaction, id: str, revision: str) -> None:
        """Send it back to its author with the sentence. Raises Refusal, and then the sentence is held."""
        guild = await self._moderators.demand(interaction, COMMAND)
        user, reason = interaction.user.id, typed_reason(interaction)
        if not reason:
            raise Refusal("error-nothing-written")
        self._unkept.hold(user, _reason_of(id), Texts(reason))
        kept = await in_time(interaction, self._undecided(interaction, guild, id, revision, State.WAITING))
        if kept is None:
            return
        saved = await self._cases.save(kept, kept.case.decline(reason, self._clock()))
        if saved is None:
            await self._show_decided(interaction, guild, id)
            return
        self._unkept.let_go(user, _reason_of(id))
        left = bool(await self._queue(guild))
        await show(
            interaction, decided_card(self._words(interaction), self._words(interaction)("queue-declined"), left=left)
        )
        await self._note(guild, "log-case-declined", who=interaction.user.mention)
        await self._tell(interaction.client, saved)

    async def _channel(self, interaction: Interaction, guild: discord.Guild) -> int:
        """Where cases are posted. Raises Refusal unless the moderator may write there, and the bot do all it has to."""
        chosen = community_of(interaction).cases_channel
        if chosen is None:
            raise Refusal("queue-no-channel")
        channel = await find_channel(guild, chosen)
        demand(self._words(interaction), channel, _member(interaction), Way.THREAD, Way.POLL)
        return channel.id

    async def _queue(self, guild: discord.Guild) -> list[Kept]:
        """What waits, the oldest first; also what was approved and is not certain to be posted."""
        found = await self._cases.standing(State.WAITING, State.APPROVED, guild=guild.id)
        return [each for each in found if each.id not in self._publishing.in_hand]

    async def _undecided(
        self, interaction: Interaction, guild: discord.Guild, id: str, revision: str, *states: State
    ) -> Kept | None:
        """The case as the moderator has seen it; None after saying that it is over, or stands otherwise now."""
        kept = await self._cases.get(id)
        over = kept is None or kept.guild != guild.id or kept.case.state not in states
        if kept is None or over or id in self._publishing.in_hand:
            await self._show_decided(interaction, guild, id)
        elif str(kept.revision) != revision:
            await self._show_again(interaction, guild, id, changed=True)
        else:
            return kept
        return None

    async def _show_at(
        self, interaction: Interaction, queue: Sequence[Kept], number: int, *, changed: bool = False
    ) -> None:
        words = self._words(interaction)
        if number >= len(queue):
            await show(interaction, queue_end_card(words, len(queue)))
            return
        kept = queue[number]
        author = self.desk.locales.named(kept.case.language)
        text = Texts(kept.case.happened, kept.case.hoped).together
        details = await in_time(interaction, asyncio.to_thread(identifying, text))
        await show(interaction, queue_card(words, author, kept, number + 1, len(queue), details, changed=changed))

    async def _show_again(
        self, interaction: Interaction, guild: discord.Guild, id: str, *, changed: bool = False
    ) -> None:
        """The case as it is now."""
        queue = await self._queue(guild)
        number = next((n for n, each in enumerate(queue) if each.id == id), None)
        if number is None:
            await self._show_decided(interaction, guild, id)
        else:
            await self._show_at(interaction, queue, number, changed=changed)

    async def _show_decided(self, interaction: Interaction, guild: discord.Guild, id: str) -> None:
        words, left, kept = self._words(interaction), bool(await self._queue(guild)), await self._cases.get(id)
        posted = kept and kept.guild == guild.id and kept.case.state is State.POSTED and kept.case.message
        url = url_of(guild.id, kept.case) if kept and posted else ""
        await show(interaction, decided_card(words, words(DECIDED), url=url, left=left))

    async def _note(self, guild: discord.Guild, message: str, **arguments: str) -> None:
        # It is done, and they must not hear otherwise because of the note.
        with suppress(StorageUnavailable):
            await self._log.note(guild, message, **arguments)

    async def _tell(self, client: discord.Client, kept: Kept) -> None:
        # Whoever decides is told nothing of whether the author wants to hear, or can.
        with suppress(StorageUnavailable):
            await self._tending.tell_one(client, kept)

    def _words(self, interaction: Interaction) -> Words:
        return self.desk.locales.reader(interaction)


def _reason_of(id: str) -> str:
    return f"reason {id}"


def _member(interaction: Interaction) -> discord.Member:
    if not isinstance(interaction.user, discord.Member):
        raise Refusal("moderators-in-a-server")
    return interaction.user
