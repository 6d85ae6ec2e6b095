"""Asking for a server's weekly digest and stopping it: in ``/preferences``, and on the digest itself."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.community.digest import first_due, in_zone
from bot.failures import StorageUnavailable
from bot.storage.communities import Communities
from bot.storage.digests import Digests
from bot.surface.desk import Desk
from bot.surface.digest.sending import find_guild
from bot.surface.errors import Refusal
from bot.surface.preferred import community_of
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.replies import UNREACHED, show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.digest import STOP, Wanted, list_items, offer_items, started_card, stopped_card
from bot.surface.words import Words

_PATIENCE_SECONDS = 1.0
"""Of the three in which Discord wants an answer."""


class DigestChoice:
    """``clock`` gives the UTC time. Nobody gets a digest but by ``begin``, which follows a press of theirs."""

    def __init__(self, desk: Desk, digests: Digests, communities: Communities, clock: Callable[[], datetime]) -> None:
        self.desk = desk
        self._digests = digests
        self._communities = communities
        self._clock = clock

    async def items(self, interaction: Interaction, words: Words) -> list[ui.Item[Any]]:
        """What ``/preferences`` says of it: of this server's digest, or outside servers of all one gets."""
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                if interaction.guild_id is None:
                    return list_items(words, await self._all_of(interaction))
                return await self._here(interaction, interaction.guild_id, words)
        except (StorageUnavailable, TimeoutError):
            return []  # the rest can be shown

    async def begin(self, interaction: Interaction, guild: int) -> Wanted:
        """Subscribe whoever acts to the digest of the server ``guild``. Raises Refusal, and StorageUnavailable."""
        server = await find_guild(interaction.client, guild)
        if server is None:
            raise Refusal("digest-server-gone")
        community = await self._communities.get(guild)
        if not community.digest:
            raise Refusal("digest-switched-off")
        if interaction.guild_id != guild:
            await _demand_member(server, interaction.user.id)
        now, language = self._clock(), self.desk.locales.reader(interaction).language
        kept = await self._digests.start(guild, interaction.user.id, language, first_due(now, community.zone), now)
        return Wanted(guild, server.name, in_zone(kept.due, community.zone))

    async def end(self, interaction: Interaction, guild: int) -> Wanted:
        """Stop it for whoever acts; it may have been stopped before. Raises StorageUnavailable."""
        await self._digests.stop(guild, interaction.user.id)
        return Wanted(guild, _name(interaction.client, guild), None)

    async def _here(self, interaction: Interaction, guild: int, words: Words) -> list[ui.Item[Any]]:
        community = community_of(interaction)
        mine = await self._digests.get(guild, interaction.user.id)
        if mine is None and not community.digest:
            return []
        due = in_zone(mine.due, community.zone) if mine else first_due(self._clock(), community.zone)
        wanted = Wanted(guild, "", due if community.digest else None)
        return offer_items(words, wanted, subscribed=mine is not None)

    async def _all_of(self, interaction: Interaction) -> list[Wanted]:
        found: list[Wanted] = []
        for each in await self._digests.of_member(interaction.user.id):
            community = await self._communities.get(each.guild)
            due = in_zone(each.due, community.zone) if community.digest else None
            found.append(Wanted(each.guild, _name(interaction.client, each.guild), due))
        return found


def install(router: Router, choice: DigestChoice, reflecting: Reflecting) -> None:
    """Add the buttons of the digest itself and of what answers them; they work for as long as the message exists."""
    desk = choice.desk

    async def stop(interaction: Interaction, guild: str) -> None:
        await _announce(interaction)
        ended = await choice.end(interaction, guild_of(guild))
        await show(interaction, stopped_card(desk.locales.reader(interaction), ended))

    async def start(interaction: Interaction, guild: str) -> None:
        await _announce(interaction)
        begun = await choice.begin(interaction, guild_of(guild))
        await show(interaction, started_card(desk.locales.reader(interaction), begun))

    async def reflect(interaction: Interaction, guide: str) -> None:
        # As if they had typed the command: the digest stays, and the reflection gets a message of its own.
        interaction.message = None
        await reflecting.open(interaction, guide)

    router.on(STOP, stop)
    router.on("digest-start", start)
    router.on("digest-reflect", reflect)


def guild_of(text: str) -> int:
    """A server's id from one of our controls. Raises Refusal for anything else."""
    if not text.isdecimal():
        raise Refusal("error-old-control")
    return int(text)


async def _announce(interaction: Interaction) -> None:
    """An answer comes: in place of an earlier one, or beside the digest, which stays."""
    if interaction.message and interaction.message.flags.ephemeral:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _demand_member(guild: discord.Guild, user: int) -> None:
    try:
        await guild.fetch_member(user)
    except discord.NotFound:
        raise Refusal("digest-not-a-member") from None
    except UNREACHED:
        pass  # it is asked again before each digest


def _name(client: discord.Client, guild: int) -> str:
    found = client.get_guild(guild)
    return found.name if found else ""
