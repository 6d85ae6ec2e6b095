"""What a post is made of: the public card of a topic, in one or two languages, where meetups are asked of Discord."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.community.topics import Topic
from bot.storage.communities import Communities
from bot.surface.desk import Desk
from bot.surface.meetups import Meetups
from bot.surface.posting.reach import Channel
from bot.surface.views.meetups import meetups_post
from bot.surface.views.posted import leading_on, posted_items, spoken
from bot.surface.words import Words


class NothingToPost(Exception):
    """There is nothing of its kind now; ``message`` is the Fluent id of the reason."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Composing:
    """``clock`` gives the UTC time."""

    def __init__(self, communities: Communities, meetups: Meetups, clock: Callable[[], datetime]) -> None:
        self._communities = communities
        self._meetups = meetups
        self._clock = clock

    async def items(
        self,
        here: Desk,
        channel: Channel,
        languages: Sequence[Words],
        topic: Topic,
        id: str,
        introduction: str = "",
        *,
        live: bool = True,
    ) -> list[ui.Item[Any]]:
        """The parts of the card for ``channel``, marked with the post's ``id``; not ``live``: to look at only.

        ``here``: the desk of the server. Raises NothingToPost, EventsUnavailable and StorageUnavailable.
        """
        if topic.kind != "meetups":
            return posted_items(here, languages, topic, id, introduction, live=live)
        coming = await self._meetups.coming(channel.guild, channel)
        if not coming:
            raise NothingToPost("meetups-none-here")
        community = await self._communities.get(channel.guild.id)
        listed = meetups_post(
            here,
            languages[0],
            coming,
            now=self._clock(),
            registration=community.registration_url,
            beside=languages[1] if len(languages) > 1 else None,
        )
        lead = [ui.TextDisplay[Any](spoken(introduction))] if introduction else []
        return [*lead, *listed, *leading_on(here, languages, topic, id, live=live)]
