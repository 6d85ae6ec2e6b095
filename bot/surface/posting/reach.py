"""Which channel is meant, and who lacks which permission there: said by Discord's own names, with how to grant it."""

from enum import Enum

import discord
from discord import app_commands

from bot.surface.errors import Refusal
from bot.surface.replies import UNREACHED
from bot.surface.types import Interaction
from bot.surface.views.post_preview import Place
from bot.surface.words import Words

Channel = discord.TextChannel | discord.ForumChannel | discord.Thread
"""Where posts may go; an announcement channel is a text channel to discord.py."""
ChosenChannel = app_commands.AppCommandChannel | app_commands.AppCommandThread

_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]


ALL_NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
    send_polls=True,
)
"""Everything the bot may ever need in a channel; look-ups and reflections need none of it."""


class Way(Enum):
    """How a post is sent; the values are parts of Fluent ids and custom_ids."""

    PLAIN = "post"
    THREAD = "thread"
    POLL = "poll"
    SERIES = "series"


class ChannelOption(app_commands.Transformer):
    """An option for a channel one can post in, as Discord resolved it; the cache may not know it."""

    @property
    def type(self) -> discord.AppCommandOptionType:  # noqa: D102
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:  # noqa: D102
        return _TYPES

    async def transform(self, interaction: Interaction, value: ChosenChannel, /) -> ChosenChannel:  # noqa: D102
        return value


async def find_channel(guild: discord.Guild, id: int) -> Channel:
    """The channel or thread. Raises Refusal when there is none any more, we cannot see it, or it takes no posts."""
    channel = guild.get_channel_or_thread(id)
    if channel is None:
        try:
            channel = await guild.fetch_channel(id)  # an archived thread is not in the cache
        except (*UNREACHED, discord.InvalidData):
            raise Refusal("channel-gone") from None
    if not isinstance(channel, Channel):
        raise Refusal("channel-takes-no-posts", channel=channel.mention)
    return channel


def place_of(channel: Channel) -> Place:
    """The channel as a preview shows it."""
    if isinstance(channel, discord.ForumChannel):
        tags = {tag.name: tag.id for tag in channel.available_tags}
        return Place(channel.mention, takes_threads=False, tags=tags, tag_needed=channel.flags.require_tag)
    return Place(channel.mention, takes_threads=isinstance(channel, discord.TextChannel))


def lacking(channel: Channel, who: discord.Member, *ways: Way) -> list[str]:
    """Names of the permissions ``who`` lacks in ``channel`` to post in ``ways``, as attributes of Permissions."""
    has = channel.permissions_for(who)
    return [name for name in _needed(channel, ways) if not getattr(has, name)]


def demand(words: Words, channel: Channel, person: discord.Member, *ways: Way) -> None:
    """Raises Refusal unless the person may write in ``channel`` and the bot may post there in these ``ways``."""
    if missing := lacking(channel, person, Way.PLAIN):
        raise Refusal("you-lack", channel=channel.mention, permissions=named(words, missing))
    if missing := lacking(channel, channel.guild.me, *ways):
        raise Refusal("bot-lacks", channel=channel.mention, permissions=named(words, missing))
    if isinstance(channel, discord.Thread) and channel.locked:
        raise Refusal("thread-locked", channel=channel.mention)


def named(words: Words, permissions: list[str]) -> str:
    """Permissions as Discord calls them."""
    return ", ".join(f"**{words('permission-' + name.replace('_', '-'))}**" for name in permissions)


def _needed(channel: Channel, ways: tuple[Way, ...]) -> list[str]:
    in_thread = isinstance(channel, discord.Thread)
    needed = ["view_channel", "send_messages_in_threads" if in_thread else "send_messages"]
    if isinstance(channel, discord.ForumChannel) and Way.POLL in ways:
        needed.append("send_messages_in_threads")
    if Way.THREAD in ways and not in_thread:
        needed += ["create_public_threads", "send_messages_in_threads", "read_message_history"]
    if Way.POLL in ways:
        needed += ["send_polls", "read_message_history"]  # the poll answers the card
    if Way.SERIES in ways:
        needed.append("read_message_history")  # after a crash we look whether a post is there
    return list(dict.fromkeys(needed))
