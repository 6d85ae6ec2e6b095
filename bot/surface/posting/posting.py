"""From a moderator's command to a post: preview, changes, and sending it once."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import discord
import structlog
from discord import ui

from bot.community.draft import Draft, from_json
from bot.community.topics import Topic, read_topic
from bot.failures import StorageUnavailable
from bot.storage.drafts import Drafts
from bot.storage.posts import POSTED, Post, Posts
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.log_channel import LogChannel
from bot.surface.meetups import EventsUnavailable
from bot.surface.moderators import Moderators
from bot.surface.posting.composing import Composing, NothingToPost
from bot.surface.posting.polls import add_poll
from bot.surface.posting.reach import Channel, Way, demand, find_channel, lacking, named, place_of
from bot.surface.posting.sending import find, open_thread, send
from bot.surface.preferred import community_of
from bot.surface.replies import UNREACHED, in_time, show
from bot.surface.types import Interaction
from bot.surface.views.post_preview import over_card, preview_card, sent_card
from bot.surface.views.posted import poll, thread_card, title_of
from bot.surface.words import Words

_log = structlog.get_logger(__name__)

COMMAND = "post"
MANY, WINDOW = 10, timedelta(minutes=10)
"""So many posts a server may make by hand within that time."""
_DRAFTS_STAY = timedelta(days=1)
_POSTS_STAY = timedelta(days=30)
_REFUSED = range(400, 500)
"""HTTP statuses after which Discord has surely not taken a post."""
_PUBLISHED_BEFORE = 40033
"""Discord, "Opcodes and Status Codes": the second of two presses at once, or somebody published it by hand."""


class Posting:
    """Previews and sends posts. ``clock`` gives the UTC time, ``ids`` names that nobody can guess."""

    def __init__(
        self,
        desk: Desk,
        moderators: Moderators,
        composing: Composing,
        log: LogChannel,
        drafts: Drafts,
        posts: Posts,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self.desk = desk
        self.moderators = moderators
        self._composing = composing
        self._log = log
        self._drafts = drafts
        self._posts = posts
        self._clock = clock
        self._ids = ids
        self._in_hand: set[str] = set()

    async def begin(self, interaction: Interaction, topic: Topic, channel: int | None, *languages: str | None) -> None:
        """Show the preview of ``topic`` for ``channel``, or for the one this happens in. Raises Refusal."""
        guild = await self.moderators.demand(interaction, COMMAND)
        where = await find_channel(guild, channel or interaction.channel_id or 0)
        demand(self.desk.locales.reader(interaction), where, _member(interaction), Way.PLAIN)
        draft = Draft(str(topic), where.id, languages_of(self.desk, interaction, languages))
        id = self._ids()
        card = await in_time(interaction, self._preview(interaction, draft, id, where))
        await self._drafts.add(id, interaction.user.id, guild.id, draft.to_json(), self._clock())
        # A message of its own: the card of a situation from which this may come stays.
        answer = interaction.followup.send if interaction.response.is_done() else interaction.response.send_message
        await answer(view=card, ephemeral=True)

    async def change(self, interaction: Interaction, id: str, change: Callable[[Draft], Draft]) -> None:
        """Change the draft and show it anew."""
        draft = await self.draft(interaction, id)
        if draft is None:
            return
        changed = change(draft)
        await self._drafts.save(id, changed.to_json(), self._clock())
        await show(
            interaction, await self._preview(interaction, changed, id, await self._channel(interaction, changed))
        )

    async def draft(self, interaction: Interaction, id: str) -> Draft | None:
        """The draft of this preview; None after saying that it is over. Raises Refusal for others than moderators."""
        await self.moderators.demand(interaction, COMMAND)
        kept = await self._drafts.get(id, interaction.user.id)
        if kept is None:
            await self._show_over(interaction, id)
            return None
        return from_json(kept)

    async def send(self, interaction: Interaction, id: str, way: Way) -> None:
        """Post the draft. Raises Refusal, and then it can be tried again."""
        await self._alone(interaction, id, lambda: self._send(interaction, id, way))

    async def cancel(self, interaction: Interaction, id: str) -> None:
        """Throw the draft away."""
        await self._alone(interaction, id, lambda: self._cancel(interaction, id))

    async def publish(self, interaction: Interaction, channel: int, message: int) -> None:
        """Give a post of an announcement channel to the servers that follow it. Raises Refusal."""
        guild = await self.moderators.demand(interaction, COMMAND)
        words, where = self.desk.locales.reader(interaction), await find_channel(guild, channel)
        if not isinstance(where, discord.TextChannel):
            raise Refusal("error-old-control")
        await interaction.response.defer()
        post = where.get_partial_message(message)
        try:
            await post.publish()
        except UNREACHED as error:
            if getattr(error, "code", 0) != _PUBLISHED_BEFORE:
                _log.warning("a post was not published", error=type(error).__name__)
                raise Refusal("post-unpublished", channel=where.mention) from None
        await show(interaction, sent_card(words, post.jump_url, where.mention, words("post-published")))

    async def sweep(self) -> None:
        """Delete the drafts nobody came back to, and what was noted of old posts."""
        now = self._clock()
        await self._drafts.remove_untouched_since(now - _DRAFTS_STAY)
        await self._posts.remove_claimed_before(now - _POSTS_STAY)

    async def _alone(self, interaction: Interaction, id: str, act: Callable[[], Awaitable[None]]) -> None:
        """``act``, unless an earlier press on the same preview is still being answered: of two at once that answers."""
        if id in self._in_hand:
            await interaction.response.defer()
            return
        self._in_hand.add(id)
        try:
            await act()
        finally:
            self._in_hand.discard(id)

    async def _cancel(self, interaction: Interaction, id: str) -> None:
        if await self.draft(interaction, id):
            await self._drafts.remove(id)
            await self._show_over(interaction, id, "post-cancelled")

    async def _send(self, interaction: Interaction, id: str, way: Way) -> None:
        words, draft = self.desk.locales.reader(interaction), await self.draft(interaction, id)
        if draft is None:
            return
        await interaction.response.defer()
        channel = await self._channel(interaction, draft)
        demand(words, channel, _member(interaction), way)
        if isinstance(channel, discord.ForumChannel) and channel.flags.require_tag and not draft.tags:
            raise Refusal("tags-required")
        here = self.desk.at(interaction)
        topic, languages = _topic(here, draft), self._written_in(draft)
        title = title_of(here, languages[0], topic)
        card = Card(*await self._items(here, channel, draft, topic, id))
        message = await self._once(words, id, draft, channel, card, title)
        await self._posts.posted(id, message.id)
        missing = await self._add(message, way, thread_card(here, languages, topic), title, languages, words)
        with suppress(StorageUnavailable):  # the post stands all the same, and drafts go by themselves
            await self._drafts.remove(id)
        publish = channel if isinstance(channel, discord.TextChannel) and channel.is_news() else None
        sent = sent_card(
            words,
            message.jump_url,
            channel.mention,
            *missing,
            publish=(str(channel.id), str(message.id)) if publish else None,
        )
        try:
            await show(interaction, sent)
        except UNREACHED as error:  # the preview stays; pressed again, it says where the post is
            _log.warning("a moderator was not told of their post", error=type(error).__name__)
        with suppress(StorageUnavailable):
            await self._log.note(
                channel.guild,
                "log-posted",
                who=interaction.user.mention,
                what=title,
                channel=channel.mention,
                link=message.jump_url,
            )

    async def _once(
        self, words: Words, id: str, draft: Draft, channel: Channel, card: Card, title: str
    ) -> discord.Message:
        """Send it, unless it is there already."""
        now = self._clock()
        if claimed := await self._posts.get(id):
            if there := await self._standing(words, channel, claimed):
                return there
        else:
            await self._demand_rest(channel.guild.id, now)
            if not await self._posts.claim(id, channel.guild.id, channel.id, draft.topic, now):
                raise Refusal("post-unsure")  # another process is at it
        try:
            return await send(channel, card, id, title, [discord.Object(tag) for tag in draft.tags])
        except UNREACHED as error:
            status = getattr(error, "status", 0)
            _log.warning("a post was not taken", status=status, code=getattr(error, "code", 0))
            if status not in _REFUSED:
                raise Refusal("post-unsure") from None
            await self._posts.release(id)
            raise Refusal("post-refused", channel=channel.mention) from None

    async def _standing(self, words: Words, channel: Channel, post: Post) -> discord.Message | None:
        """The message that an earlier try left. Raises Refusal where that cannot be seen, for it must not be twice."""
        if missing := lacking(channel, channel.guild.me, Way.SERIES):
            raise Refusal("bot-lacks", channel=channel.mention, permissions=named(words, missing))
        try:
            return await find(channel, post.id, post.claimed)
        except UNREACHED as error:
            _log.warning("could not look for a post", error=type(error).__name__)
            raise Refusal("post-unsure") from None

    async def _demand_rest(self, guild: int, now: datetime) -> None:
        recent = await self._posts.claims_of(guild, now - WINDOW)
        if len(recent) >= MANY:
            again = int((recent[-MANY] + WINDOW).timestamp())
            raise Refusal("post-too-many", count=MANY, minutes=WINDOW.seconds // 60, again=f"<t:{again}:R>")

    async def _add(
        self, message: discord.Message, way: Way, first: Card, title: str, languages: Sequence[Words], words: Words
    ) -> list[str]:
        """The thread or the poll; what could not be added, in sentences. The post itself stands."""
        try:
            if way is Way.THREAD:
                await open_thread(message, title, first)
            elif way is Way.POLL:
                await add_poll(message, poll(languages))
        except UNREACHED as error:
            _log.warning("a post went out without its thread or poll", way=way.value, error=type(error).__name__)
            refused = getattr(error, "status", 0) in _REFUSED
            return [words(f"post-without-{way.value}" if refused else f"post-unsure-{way.value}")]
        return []

    async def _preview(self, interaction: Interaction, draft: Draft, id: str, channel: Channel) -> Card:
        words, here = self.desk.locales.reader(interaction), self.desk.at(interaction)
        topic = _topic(here, draft)
        items = await self._items(here, channel, draft, topic, id, live=False)
        return preview_card(here, words, items, topic, draft, id, place_of(channel))

    async def _items(
        self, here: Desk, channel: Channel, draft: Draft, topic: Topic, id: str, *, live: bool = True
    ) -> list[ui.Item[Any]]:
        languages = self._written_in(draft)
        try:
            return await self._composing.items(here, channel, languages, topic, id, draft.introduction, live=live)
        except NothingToPost as nothing:
            raise Refusal(nothing.message) from None
        except EventsUnavailable:
            raise Refusal("meetups-unavailable") from None

    async def _show_over(self, interaction: Interaction, id: str, message: str = "post-expired") -> None:
        """Where the post of a finished preview stands or may stand; ``message`` where it was never sent."""
        words, post = self.desk.locales.reader(interaction), await self._posts.get(id)
        if post is None or interaction.guild is None:
            await show(interaction, over_card(words, message))
        elif post.state == POSTED:
            channel = interaction.guild.get_channel_or_thread(post.channel)
            await show(interaction, sent_card(words, _url(post, channel), f"<#{post.channel}>"))
        else:
            await show(interaction, over_card(words, "post-perhaps", channel=f"<#{post.channel}>"))

    async def _channel(self, interaction: Interaction, draft: Draft) -> Channel:
        if interaction.guild is None:
            raise Refusal("moderators-in-a-server")
        return await find_channel(interaction.guild, draft.channel)

    def _written_in(self, draft: Draft) -> list[Words]:
        return [self.desk.locales[each] for each in draft.languages if each in self.desk.locales] or [
            self.desk.locales.named()
        ]


def languages_of(desk: Desk, interaction: Interaction, asked: Sequence[str | None]) -> tuple[str, ...]:
    """In which one or two languages to post: those ``asked`` for, else the server's, else the moderator's own."""
    community, reader = community_of(interaction), desk.locales.reader(interaction).language
    first, second = (*asked, None, None)[:2]
    wanted = [first or community.language or reader]
    wanted.append(second or (community.second_language if first is None else None) or wanted[0])
    return tuple(dict.fromkeys(each for each in wanted if each in desk.locales)) or (reader,)


def second_language(draft: Draft, languages: tuple[str, ...], preferred: str | None) -> Draft:
    """The draft in two languages, or in one again; ``preferred``: the second language of the server."""
    if len(draft.languages) > 1:
        return draft.changed(languages=draft.languages[:1])
    others = [each for each in (preferred, *languages) if each and each not in draft.languages]
    return draft.changed(languages=(*draft.languages, *others[:1]))


def _topic(desk: Desk, draft: Draft) -> Topic:
    topic = read_topic(desk.knowledge, draft.topic)
    if topic is None:
        raise Refusal("post-topic-gone")
    return topic


def _member(interaction: Interaction) -> discord.Member:
    if not isinstance(interaction.user, discord.Member):
        raise Refusal("moderators-in-a-server")
    return interaction.user


def _url(post: Post, channel: object) -> str:
    # In a forum a post is a thread, and its first message has the thread's id.
    inside = post.message if isinstance(channel, discord.ForumChannel) else post.channel
    return f"https://discord.com/channels/{post.guild}/{inside}/{post.message}"
