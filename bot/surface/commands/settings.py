"""``/settings``: what moderators decide for their server."""

from contextlib import suppress
from typing import Any

import discord
from discord import app_commands
from pydantic import HttpUrl, TypeAdapter, ValidationError

from bot.failures import StorageUnavailable
from bot.storage.communities import Communities
from bot.surface.cards import LINK
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.log_channel import LogChannel
from bot.surface.moderators import Moderators, for_moderators
from bot.surface.posting.reach import Way, demand, find_channel
from bot.surface.replies import in_time, show
from bot.surface.router import Router, typed
from bot.surface.types import Interaction
from bot.surface.views.settings import (
    CHANNELS,
    FIELD,
    NAMES,
    NOTHING,
    WRITTEN,
    setting_card,
    setting_window,
    settings_card,
    value_of,
)
from bot.surface.words import Labels
from bot.surface.zones import Zones

COMMAND = "settings"
_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


def install(
    tree: app_commands.CommandTree[Any],
    router: Router,
    desk: Desk,
    moderators: Moderators,
    communities: Communities,
    log: LogChannel,
    zones: Zones,
) -> None:
    """Add ``/settings`` and the controls of its panel."""
    label = Labels(desk.locales)

    @tree.command(name=label("command-settings"), description=label("command-settings-description"))
    @for_moderators
    async def settings(interaction: Interaction) -> None:
        await overview(interaction)

    async def overview(interaction: Interaction) -> None:
        guild = await moderators.demand(interaction, COMMAND)
        community = await communities.get(guild.id)
        await show(interaction, settings_card(desk, desk.locales.reader(interaction), community))

    async def open_one(interaction: Interaction, name: str) -> None:
        guild = await moderators.demand(interaction, COMMAND)
        words, community = desk.locales.reader(interaction), await communities.get(guild.id)
        if name in WRITTEN:
            await interaction.response.send_modal(setting_window(words, community, name))
        else:
            await show(interaction, setting_card(desk, words, community, _known(name)))

    async def choose(interaction: Interaction, name: str, value: str) -> None:
        guild = await moderators.demand(interaction, COMMAND)
        await change(interaction, guild, name, await read_choice(interaction, guild, _known(name), value))

    async def none(interaction: Interaction, name: str) -> None:
        guild = await moderators.demand(interaction, COMMAND)
        await change(interaction, guild, _known(name), None)

    async def switch(interaction: Interaction, name: str) -> None:
        guild = await moderators.demand(interaction, COMMAND)
        if name != "digest":
            raise Refusal("error-old-control")
        await change(interaction, guild, name, not (await communities.get(guild.id)).digest)

    async def written(interaction: Interaction, name: str) -> None:
        guild = await moderators.demand(interaction, COMMAND)
        text = typed(interaction, FIELD).strip()
        await change(interaction, guild, _known(name), await read_text(interaction, name, text) if text else None)

    async def read_text(interaction: Interaction, name: str, text: str) -> str:
        """What was typed, as ``Community`` keeps it. Raises Refusal."""
        if name == "zone":
            return await zones.read(text, desk.locales.reader(interaction).language)
        return _url(text)

    async def change(interaction: Interaction, guild: discord.Guild, name: str, value: Any) -> None:
        words, before = desk.locales.reader(interaction), await communities.get(guild.id)
        community = await in_time(interaction, communities.set(guild.id, **{name: value}))
        await show(interaction, settings_card(desk, words, community))
        ours = desk.locales.named(community.language)
        what = ours(f"setting-{name.replace('_', '-')}")
        said = value_of(desk, ours, community, name)
        # Those who read the log channel before learn that nothing more comes.
        places = {community.log_channel, before.log_channel}
        with suppress(StorageUnavailable):  # it is decided all the same
            for place in filter(None, places):
                who = interaction.user.mention
                await log.write(guild, place, "log-setting", who=who, what=what, value=said)

    async def read_choice(interaction: Interaction, guild: discord.Guild, name: str, value: str) -> Any:
        """What was chosen from a menu, as ``Community`` keeps it. Raises Refusal."""
        knowledge = desk.whole.knowledge
        if value == NOTHING:
            return None
        if name == "editions":
            chosen = tuple(each for each in knowledge.editions if each in value.split(","))
            return () if len(chosen) == len(knowledge.editions) else chosen
        if name in CHANNELS:
            channel = await find_channel(guild, int(value))
            if not isinstance(interaction.user, discord.Member):
                raise Refusal("moderators-in-a-server")
            words = desk.locales.reader(interaction)
            ways = (Way.THREAD, Way.POLL) if name == "cases_channel" else (Way.PLAIN,)
            demand(words, channel, interaction.user, *ways)
            return channel.id
        countries = tuple(each.id for each in knowledge.crisis_lines.countries)
        allowed = {"language": knowledge.languages, "second_language": knowledge.languages, "country": countries}
        if value not in allowed.get(name, ()):
            raise Refusal("error-old-control")
        return value

    router.on("settings-open", open_one)
    router.on("settings-back", overview)
    router.on("settings-set", choose)
    router.on("settings-none", none)
    router.on("settings-switch", switch)
    router.on("settings-written", written)


def _known(name: str) -> str:
    if name not in NAMES:
        raise Refusal("error-old-control")
    return name


def _url(text: str) -> str:
    try:
        url = _URL.validate_python(text)
    except ValidationError:
        raise Refusal("setting-bad-url") from None
    if url.scheme != "https" or url.username or "." not in (url.host or ""):
        raise Refusal("setting-bad-url")
    if len(str(url)) > LINK:
        raise Refusal("setting-long-url")
    return str(url)
