"""A person's own cases: written, read for danger and details before anybody else reads them, sent, taken back."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Literal

import discord

from bot.community.cases import MOST, OPEN, State, begin
from bot.reflection.details import identifying
from bot.storage.cases import Cases, Kept
from bot.surface.cards import Card
from bot.surface.cases.publishing import Publishing
from bot.surface.cases.unkept import Unkept
from bot.surface.contexts import server_of
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.preferred import community_of, country_of
from bot.surface.replies import in_time, show
from bot.surface.types import Interaction
from bot.surface.views.case_posted import url_of
from bot.surface.views.case_windows import Texts, case_window, typed_texts
from bot.surface.views.cases import (
    case_danger_card,
    case_details_card,
    fits,
    over_card,
    own_cases_card,
    preview_card,
    sent_card,
    too_long_card,
    withdraw_card,
)
from bot.surface.views.lead import Lead
from bot.surface.words import Words

Passed = Literal["nothing", "danger", "details"]
"""What the author has been asked about already, on the way to the preview."""


class Authoring:
    """``clock`` gives the UTC time, ``ids`` names that nobody can guess. Every control checks whose the case is."""

    def __init__(
        self,
        desk: Desk,
        cases: Cases,
        publishing: Publishing,
        unkept: Unkept,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self.desk = desk
        self._cases = cases
        self._publishing = publishing
        self._unkept = unkept
        self._clock = clock
        self._ids = ids

    async def show_own(self, interaction: Interaction) -> None:
        """How the person's cases here stand."""
        guild = _server(interaction)
        mine = await in_time(interaction, self._cases.of_author(interaction.user.id, guild.id))
        await show(interaction, own_cases_card(self._words(interaction), mine, taken=_taken(interaction)))

    async def write(self, interaction: Interaction) -> None:
        """The window for a new case. Raises Refusal where none is taken, or there are enough."""
        guild = _server(interaction)
        if not _taken(interaction):
            raise Refusal("case-none-here")
        mine = await self._cases.of_author(interaction.user.id, guild.id)
        if sum(each.case.state in OPEN for each in mine) >= MOST:
            raise Refusal("case-enough")
        texts = self._unkept.get(interaction.user.id, str(guild.id)) or Texts()
        await interaction.response.send_modal(case_window(self._words(interaction), self._ids(), texts))

    async def wrote(self, interaction: Interaction, id: str) -> None:
        """Keep a new case as a draft, then go on with it. Raises Refusal, and then the words are held."""
        await self._wrote(interaction, id, str(_server(interaction).id))

    async def rewrote(self, interaction: Interaction, id: str) -> None:
        """The same for a draft that was changed."""
        await self._wrote(interaction, id, id)

    async def look(self, interaction: Interaction, id: str, passed: Passed = "nothing") -> None:
        """Where the draft stands on its way to the moderators."""
        kept = await in_time(interaction, self.own(interaction, id))
        if kept is None or kept.case.state is not State.DRAFT:
            await self._show_other(interaction, kept)
        else:
            await self._go_on(interaction, kept, passed)

    async def edit(self, interaction: Interaction, id: str) -> None:
        """The window with what the draft says."""
        kept = await self.own(interaction, id)
        if kept is None or kept.case.state is not State.DRAFT:
            await self._show_other(interaction, kept)
            return
        texts = self._unkept.get(interaction.user.id, id) or Texts(kept.case.happened, kept.case.hoped)
        await interaction.response.send_modal(case_window(self._words(interaction), id, texts, anew=False))

    async def help_for(self, interaction: Interaction, id: str, country: str) -> None:
        """The numbers of one country."""
        if all(country != each.id for each in self.desk.knowledge.crisis_lines.countries):
            raise Refusal("error-old-control")
        await show(interaction, case_danger_card(self.desk, self._words(interaction), id, country))

    async def send(self, interaction: Interaction, id: str, revision: str, how: str) -> None:
        """Give the draft to the moderators, as it was shown. ``how``: "tell" for a direct message afterwards."""
        _server(interaction)
        kept, words = await in_time(interaction, self.own(interaction, id)), self._words(interaction)
        if kept is None or kept.case.state is not State.DRAFT:
            await self._show_other(interaction, kept)
        elif not _taken(interaction):
            raise Refusal("case-none-here")
        elif revision != str(kept.revision):
            await self._go_on(interaction, kept)
        elif await self._cases.save(kept, kept.case.send(self._clock(), tell=how == "tell")):
            await show(interaction, sent_card(words, tell=how == "tell"))
        else:
            await self.look(interaction, id)

    async def cancel(self, interaction: Interaction, id: str) -> None:
        """Throw the draft away."""
        kept = await in_time(interaction, self.own(interaction, id))
        if kept and kept.case.state is State.DRAFT and await self._cases.remove(id, kept.revision):
            await show(interaction, over_card(self._words(interaction), "case-cancelled"))
        else:
            await self._show_other(interaction, kept)

    async def forget(self, interaction: Interaction, id: str) -> None:
        """Delete a declined case, which its author has read."""
        kept = await in_time(interaction, self.own(interaction, id))
        if kept and kept.case.state is State.DECLINED:
            await self._cases.remove(id, kept.revision)
        await self.show_own(interaction)

    async def rework(self, interaction: Interaction, id: str) -> None:
        """Make a declined case a draft again. Raises Refusal where there are enough."""
        guild, kept = _server(interaction), await in_time(interaction, self.own(interaction, id))
        if kept is None or kept.case.state is not State.DECLINED:
            await self._show_other(interaction, kept)
            return
        mine = await self._cases.of_author(interaction.user.id, guild.id)
        if sum(each.case.state in OPEN for each in mine) >= MOST:
            raise Refusal("case-enough")
        await self._cases.save(kept, kept.case.rework(self._clock()))
        await self.look(interaction, id)

    async def ask(self, interaction: Interaction, id: str) -> None:
        """Ask once more before it is withdrawn."""
        kept = await in_time(interaction, self.own(interaction, id))
        if kept is None:
            await self._show_other(interaction, kept)
        else:
            await show(interaction, withdraw_card(self._words(interaction), kept))

    async def withdraw(self, interaction: Interaction, id: str) -> None:
        """Take it back, wherever it stands."""
        words, user = self._words(interaction), interaction.user.id
        await interaction.response.defer()
        down = await self.take_back(interaction.client, id, user)
        await show(interaction, over_card(words, "case-withdraw-done" if down else "case-withdraw-later"))

    async def take_back(self, client: discord.Client, id: str, user: int) -> bool:
        """Delete the case and what was posted of it; False when something of it still stands there."""
        while kept := await self._cases.get(id):
            if kept.case.author != user:
                raise Refusal("case-gone")
            if kept.case.state in (State.APPROVED, State.POSTED):
                await self._cases.save(kept, kept.case.withdraw())
            elif kept.case.state is State.WITHDRAWN:
                if not await self._publishing.take_down(client, kept):
                    return False
                await self._cases.remove(id)
            else:
                await self._cases.remove(id, kept.revision)
            # Somebody may have decided, or it may have been posted, in this very moment: look again.
        return True

    async def posted_of(self, user: int) -> list[Kept]:
        """The person's cases of which something may stand in public, in every server."""
        public = (State.APPROVED, State.POSTED, State.WITHDRAWN)
        return [each for each in await self._cases.of_author(user) if each.case.state in public]

    async def erased(self, client: discord.Client, user: int, posted: list[Kept]) -> list[str]:
        """Take down what was posted of a person whose rows are erased; the addresses of what Discord did not let go."""
        self._unkept.let_go(user)
        left = [each for each in posted if not await self._publishing.take_down(client, each)]
        return [url_of(each.guild, each.case) for each in left if each.case.message]

    async def own(self, interaction: Interaction, id: str) -> Kept | None:
        """The person's case ``id``; None when it is gone, or somebody else's."""
        kept = await self._cases.get(id)
        return kept if kept and kept.case.author == interaction.user.id else None

    async def _wrote(self, interaction: Interaction, id: str, held_as: str) -> None:
        guild, user, texts = _server(interaction), interaction.user.id, typed_texts(interaction)
        self._unkept.hold(user, held_as, texts)
        if not (texts.happened and texts.hoped):
            raise Refusal("error-nothing-written")
        kept = await in_time(interaction, self._keep(interaction, guild.id, id, texts))
        self._unkept.let_go(user, held_as)
        await self._go_on(interaction, kept)

    async def _keep(self, interaction: Interaction, guild: int, id: str, texts: Texts) -> Kept:
        language, user = self._words(interaction).language, interaction.user.id
        while True:
            kept = await self._cases.get(id)
            if kept is None:
                kept = await self._cases.add(id, guild, begin(user, language, *texts, self._clock()))
                if kept is None:
                    raise Refusal("case-enough")
                return kept
            if kept.case.author != user or kept.case.state is not State.DRAFT:
                self._unkept.hold(user, str(guild), texts)
                raise Refusal("case-already-sent")
            if saved := await self._cases.save(kept, kept.case.rewrite(language, *texts, self._clock())):
                return saved

    async def _go_on(self, interaction: Interaction, kept: Kept, passed: Passed = "nothing") -> None:
        await show(interaction, await in_time(interaction, self._next(interaction, kept, passed)))

    async def _next(self, interaction: Interaction, kept: Kept, passed: Passed) -> Card:
        """Help first; then what could point to a person; then what moderators will read."""
        words, case = self._words(interaction), kept.case
        text = Texts(case.happened, case.hoped).together
        finding = await self.desk.find(text)
        if finding.red_flag == "now" and passed == "nothing":
            return case_danger_card(self.desk, words, kept.id, country_of(interaction) or "")
        if not fits(self.desk, kept):
            return too_long_card(words, kept.id)
        if passed != "details" and (details := await asyncio.to_thread(identifying, text)):
            return case_details_card(words, kept.id, details)
        caution = finding.red_flag if finding.red_flag != "now" else None
        return preview_card(words, self.desk.locales.named(case.language), kept, Lead(red_flag=caution))

    async def _show_other(self, interaction: Interaction, kept: Kept | None) -> None:
        """The control was drawn for something that is over."""
        if kept:
            await self.show_own(interaction)
        else:
            await show(interaction, over_card(self._words(interaction), "case-gone"))

    def _words(self, interaction: Interaction) -> Words:
        return self.desk.locales.reader(interaction)


def _taken(interaction: Interaction) -> bool:
    return community_of(interaction).cases_channel is not None


def _server(interaction: Interaction) -> discord.Guild:
    """Where this happens. Raises Refusal outside servers, and where a person alone has installed the bot."""
    if guild := server_of(interaction):
        return guild
    raise Refusal("case-in-a-server")
