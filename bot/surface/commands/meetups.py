"""``/meetups``: the server's scheduled events page by page, and all of them as a calendar file."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.community.meetups import Mark, Meetup, Way, first_page, page_at, to_calendar
from bot.surface.contexts import anywhere, server_of
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.meetups import EventsUnavailable, Meetups, reader_of
from bot.surface.moderators import Moderators
from bot.surface.posting.posting import COMMAND as POST
from bot.surface.preferred import community_of
from bot.surface.replies import attached, in_time, show
from bot.surface.router import Router
from bot.surface.types import Interaction
from bot.surface.views.meetups import calendar_card, meetups_card, no_list_card
from bot.surface.words import Labels

_FILE = "meetups.ics"
_WAYS: dict[str, Way] = {"after": "after", "before": "before"}


def install(
    tree: app_commands.CommandTree[Any],
    router: Router,
    desk: Desk,
    meetups: Meetups,
    moderators: Moderators,
    clock: Callable[[], datetime],
) -> None:
    """Add ``/meetups`` and its buttons; "Calendar file" stands on public posts as well."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-meetups"), description=label("command-meetups-description"))
    @anywhere
    async def list_all(interaction: Interaction) -> None:
        await show_page(interaction)

    async def again(interaction: Interaction) -> None:
        await show_page(interaction)

    async def turn(interaction: Interaction, way: str, start: str, id: str) -> None:
        if way not in _WAYS or not (start.isdecimal() and id.isdecimal()):
            raise Refusal("error-old-control")
        await show_page(interaction, _WAYS[way], (int(start), int(id)))

    async def show_page(interaction: Interaction, way: Way | None = None, mark: Mark = (0, 0)) -> None:
        words, registration = desk.locales.reader(interaction), community_of(interaction).registration_url
        guild = server_of(interaction)
        if guild is None:
            await show(interaction, no_list_card(desk, words, "meetups-in-a-server", registration))
            return
        try:
            found, moderator = await in_time(interaction, look_up(interaction, guild))
        except EventsUnavailable:
            await show(interaction, no_list_card(desk, words, "meetups-unavailable", registration, again=True))
            return
        page = page_at(found, way, mark) if way else first_page(found)
        card = meetups_card(desk, words, page, now=clock(), registration=registration, moderator=moderator)
        await show(interaction, card)

    async def look_up(interaction: Interaction, guild: discord.Guild) -> tuple[list[Meetup], bool]:
        found = await meetups.coming(guild, reader_of(interaction))
        return found, await moderators.allowed(interaction, POST)

    async def calendar(interaction: Interaction, _language: str) -> None:
        words, registration = desk.locales.reader(interaction), community_of(interaction).registration_url
        guild = server_of(interaction)
        if guild is None:
            raise Refusal("meetups-in-a-server")
        # A message of its own: the button may stand on a public post.
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            found = await meetups.coming(guild, reader_of(interaction))
        except EventsUnavailable:
            sentence, found = "meetups-unavailable", []
        else:
            sentence = "meetups-none"
        if found:
            files = {_FILE: await asyncio.to_thread(to_calendar, found, clock())}
            await interaction.edit_original_response(view=calendar_card(words, _FILE), attachments=attached(files))
        else:
            await interaction.edit_original_response(view=no_list_card(desk, words, sentence, registration))

    router.on("meetups", again)
    router.on("meetups-page", turn)
    router.on("meetups-calendar", calendar)
