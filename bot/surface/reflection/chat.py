"""A message typed into the DM. It is not read: words in a chat stay there, and an answer belongs where it is sealed."""

import discord
import structlog
from cachetools import TTLCache

from bot.failures import StorageUnavailable
from bot.reflection.session import step_of
from bot.surface.reflection.reflecting import Reflecting
from bot.surface.replies import UNREACHED
from bot.surface.views.reflection_list import chat_card

_log = structlog.get_logger(__name__)

_QUIET_SECONDS = 600
"""One kind answer is enough while somebody types several messages."""
_PEOPLE = 10_000


class Chat:
    """Answers typed messages, at most once in ten minutes a person."""

    def __init__(self, reflecting: Reflecting) -> None:
        self._reflecting = reflecting
        self._told: TTLCache[int, bool] = TTLCache(_PEOPLE, _QUIET_SECONDS)

    async def answer(self, message: discord.Message) -> None:
        """Say where words belong, with the button that leads there. Neither the content nor its author is logged."""
        if message.author.bot or message.guild is not None or message.author.id in self._told:
            return
        self._told[message.author.id] = True
        try:
            mine = await self._reflecting.reflections.of(message.author.id)
            words = await self._reflecting.words_of(message.author.id, mine)
            asking = (each for each in mine if not each.session.paused and not each.session.showing)
            notes = (each for each in asking if (step := step_of(each.session, each.guide)) and step.kind == "note")
            await message.channel.send(view=chat_card(words, next(notes, None), any_open=bool(mine)))
        except (*UNREACHED, StorageUnavailable) as error:
            _log.warning("could not answer a message in a private chat", error=type(error).__name__)
