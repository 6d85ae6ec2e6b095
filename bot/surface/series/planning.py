"""What moderators do with weekly series: add, look at, pause, resume, remove."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

import discord

from bot.community.due import Rhythm, first_on
from bot.community.series import MOST, Pause, Series
from bot.community.topics import rotations, topics
from bot.community.typed import DateRefused, TimeRefused, read_date, read_time
from bot.knowledge.plain import plain
from bot.storage.series import AllSeries
from bot.surface.cards import safe
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.log_channel import LogChannel
from bot.surface.moderators import Moderators
from bot.surface.posting.posting import languages_of
from bot.surface.posting.reach import Channel, Way, demand, find_channel
from bot.surface.preferred import community_of
from bot.surface.replies import show
from bot.surface.suggest import choices
from bot.surface.types import Choices, Interaction
from bot.surface.views.series import all_series_card, line_of, removed_card, removing_card, series_card, when
from bot.surface.words import Words
from bot.surface.zones import Zones

COMMAND = "schedule"


@dataclass(frozen=True)
class Asked:
    """A new series as it was typed: ``weekday`` from 0, Monday; ``zone`` and ``starting`` may be left out."""

    rotates: str
    weekday: int
    time: str
    every: int
    zone: str | None
    starting: str | None
    thread: bool


class Planning:
    """``clock`` gives the UTC time, ``ids`` names that nobody can guess."""

    def __init__(
        self,
        desk: Desk,
        moderators: Moderators,
        series: AllSeries,
        log: LogChannel,
        zones: Zones,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self.desk = desk
        self._moderators = moderators
        self._series = series
        self._log = log
        self._zones = zones
        self._clock = clock
        self._ids = ids

    async def add(self, interaction: Interaction, asked: Asked, channel: int | None, *languages: str | None) -> None:
        """Add a series and show its next dates. Raises Refusal."""
        guild = await self._moderators.demand(interaction, COMMAND)
        words, now = self.desk.locales.reader(interaction), self._clock()
        where = await find_channel(guild, channel or interaction.channel_id or 0)
        thread = asked.thread and isinstance(where, discord.TextChannel)  # in a forum each post is one
        _demand_place(words, where, interaction, thread=thread)
        if asked.rotates not in rotations(self.desk.knowledge):
            raise Refusal("error-old-control")
        self._demand_topics(interaction, asked.rotates)
        zone = await self._zone(interaction, asked.zone)
        at = _time(asked.time)
        rhythm = Rhythm(asked.every, _first(words, asked, now, at, zone), at, zone)
        series = Series(
            self._ids(),
            guild.id,
            where.id,
            interaction.user.id,
            asked.rotates,
            languages_of(self.desk, interaction, languages),
            thread,
            rhythm,
            rhythm.due_after(now),
        )
        if not await self._series.add(series, MOST, now):
            raise Refusal("series-too-many", count=MOST)
        await self._show(interaction, series, "series-added")
        await self._note(interaction, guild, series, "added")

    async def show_all(self, interaction: Interaction) -> None:
        """Every series of the server."""
        guild = await self._moderators.demand(interaction, COMMAND)
        words = self.desk.locales.reader(interaction)
        await show(interaction, all_series_card(self.desk, words, await self._named(words, guild)))

    async def show_one(self, interaction: Interaction, id: str) -> None:
        """One of them."""
        _, series = await self._get(interaction, id)
        await self._show(interaction, series)

    async def pause(self, interaction: Interaction, id: str) -> None:
        """Let it rest."""
        guild, series = await self._get(interaction, id)
        if await self._series.pause(id, Pause.MODERATOR):
            await self._note(interaction, guild, series, "paused")
        await self.show_one(interaction, id)

    async def resume(self, interaction: Interaction, id: str) -> None:
        """Let it go on with its next date to come, if it can be posted where it belongs."""
        guild, series = await self._get(interaction, id)
        where = await find_channel(guild, series.channel)
        _demand_place(self.desk.locales.reader(interaction), where, interaction, thread=series.thread)
        self._demand_topics(interaction, series.rotates)
        if await self._series.resume(id, series.rhythm.due_after(self._clock())):
            await self._note(interaction, guild, series, "resumed")
        await self.show_one(interaction, id)

    async def ask_to_remove(self, interaction: Interaction, id: str) -> None:
        """Ask once more."""
        _, series = await self._get(interaction, id)
        words = self.desk.locales.reader(interaction)
        await show(interaction, removing_card(words, series, await self._zone_name(words, series)))

    async def remove(self, interaction: Interaction, id: str) -> None:
        """Remove it; what it posted stays."""
        guild, series = await self._get(interaction, id)
        if await self._series.remove(id):
            await self._note(interaction, guild, series, "removed")
        await show(interaction, removed_card(self.desk.locales.reader(interaction)))

    async def zones_like(self, interaction: Interaction, typed: str) -> list[tuple[str, str]]:
        """Time zones to choose from; the server's own first where nothing is typed."""
        reader = self.desk.locales.reader(interaction)
        return await self._zones.suggest(typed, reader.language, community_of(interaction).zone)

    async def series_like(self, interaction: Interaction, typed: str) -> Choices:
        """The server's series to choose from. Raises Refusal for others than moderators."""
        guild = await self._moderators.demand(interaction, COMMAND)
        words = self.desk.locales.reader(interaction)
        named = [(line_of(self.desk, words, *each), each[0].id) for each in await self._named(words, guild)]
        return choices((name, id) for name, id in named if plain(typed) in plain(name))

    async def _named(self, words: Words, guild: discord.Guild) -> list[tuple[Series, str, str]]:
        """The server's series, each with its zone as people read it and its channel's name."""
        found = [(each, guild.get_channel_or_thread(each.channel)) for each in await self._series.of_guild(guild.id)]
        return [(each, await self._zone_name(words, each), where.name if where else "") for each, where in found]

    async def _get(self, interaction: Interaction, id: str) -> tuple[discord.Guild, Series]:
        guild = await self._moderators.demand(interaction, COMMAND)
        series = await self._series.get(id, guild.id)
        if series is None:
            raise Refusal("series-gone")
        return guild, series

    def _demand_topics(self, interaction: Interaction, rotates: str) -> None:
        """Raises Refusal where the server shows nothing of what ``rotates``."""
        if not topics(self.desk.at(interaction).knowledge, rotates):
            raise Refusal("series-nothing")

    async def _show(self, interaction: Interaction, series: Series, lead: str = "") -> None:
        words = self.desk.locales.reader(interaction)
        dates = series.rhythm.next_dates(self._clock(), 3)
        zone = await self._zone_name(words, series)
        await show(interaction, series_card(self.desk, words, series, zone, dates, lead))

    async def _zone(self, interaction: Interaction, typed: str | None) -> str:
        if typed:
            return await self._zones.read(typed, self.desk.locales.reader(interaction).language)
        if own := community_of(interaction).zone:
            return own
        raise Refusal("series-needs-zone")

    async def _zone_name(self, words: Words, series: Series) -> str:
        return await self._zones.shown(series.rhythm.zone, words.language)

    async def _note(self, interaction: Interaction, guild: discord.Guild, series: Series, what: str) -> None:
        ours = await self._log.words(guild)
        said = when(ours, series, await self._zone_name(ours, series))
        who = interaction.user.mention
        await self._log.note(guild, f"log-series-{what}", who=who, what=said, channel=f"<#{series.channel}>")


def _demand_place(words: Words, where: Channel, interaction: Interaction, *, thread: bool) -> None:
    """Raises Refusal unless the series can be posted there by itself."""
    if not isinstance(interaction.user, discord.Member):
        raise Refusal("moderators-in-a-server")
    demand(words, where, interaction.user, *((Way.SERIES, Way.THREAD) if thread else (Way.SERIES,)))
    if isinstance(where, discord.ForumChannel) and where.flags.require_tag:
        raise Refusal("series-forum-wants-tag", channel=where.mention)


def _time(text: str) -> time:
    try:
        return read_time(text)
    except TimeRefused as refused:
        raise Refusal(f"time-{refused.problem}", text=safe(text)) from None


def _first(words: Words, asked: Asked, now: datetime, at: time, zone: str) -> date:
    try:
        starting = read_date(asked.starting) if asked.starting else None
        return first_on(asked.weekday, starting, now, at, zone)
    except DateRefused as refused:
        near = f" {words('date-or')} ".join(each.isoformat() for each in refused.near)
        message = f"date-{refused.problem}-near" if near else f"date-{refused.problem}"
        raise Refusal(message, text=safe(asked.starting or ""), near=near) from None
