"""Cases for peers as people meet them: an author, a moderator, and what everyone can see."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.backend.errors import BackendError
from simcord.backend.models import Message
from simcord.builders import ChannelHandle
from simcord.enums import ComponentType, InteractionType
from simcord.env import Env
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.community.cases import State
from bot.storage.cases import Cases, Kept
from bot.surface.words import Words
from tests.conftest import Town
from tests.journeys.posting.posts import walk
from tests.journeys.private import Here, deliver, text_of

HAPPENED = "My client asks me for a reference for a job I would not give them."
HOPED = "How would you say no and keep the door open?"
REASON = "Thank you. Could you leave out the town? Then I will gladly post it."
CHORES = (
    "closing cases for peers",
    "telling moderators of cases",
    "finishing cases that were interrupted",
    "telling authors of decisions",
)


_BUTTONS = (
    *(f"case-{each}" for each in ("write", "go-on", "delete", "see", "rework", "withdraw", "send", "edit", "cancel")),
    *(f"queue-{each}" for each in ("approve", "decline", "later", "next", "again")),
    "details-keep",
    "danger-after",
)


class Peers:
    """A town whose server takes cases, in #cases, and notes in #log."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.cases = town.guild.create_text_channel("cases")
        self.log = town.guild.create_text_channel("log")
        self.noor = Author(town, town.noor)
        self.camille = Author(town, town.camille)
        self.sam = Moderator(town, town.sam)

    @property
    def store(self) -> Cases:
        """What is kept, read anew."""
        return Cases(self.town.bot.database)

    async def open(self, channel: ChannelHandle | None = None) -> "Peers":
        """Decide that cases are posted in this channel, or in #cases."""
        where = (channel or self.cases).id
        await self.town.bot.communities.set(self.town.guild.id, cases_channel=where, log_channel=self.log.id)
        return self

    async def kept(self, author: "Author | None" = None) -> list[Kept]:
        """The author's cases; Noor's where nobody is named."""
        return await self.store.of_author((author or self.noor).member.id)

    async def only(self) -> Kept:
        """Noor's one case."""
        (one,) = await self.kept()
        return one

    async def state(self) -> State:
        """How Noor's one case stands."""
        return (await self.only()).case.state

    async def quarter(self) -> None:
        """The regular work of a quarter of an hour."""
        for name in CHORES:
            await self.town.bot.chores[name]()
        await self.town.env.settle()

    def later(self, span: timedelta) -> None:
        """Time goes by, and nothing happens meanwhile."""
        self.town.env.backend.advance_clock(span.total_seconds())

    @property
    def noted(self) -> list[str]:
        """What the log channel says."""
        return [text_of(each) for each in self.log.history()]

    @property
    def posted(self) -> list[discord.Message]:
        """What the bot has posted in #cases."""
        return public(self.cases)

    @property
    def cards(self) -> list[discord.Message]:
        """The cards among it."""
        return [each for each in self.posted if not each.poll]

    @property
    def polls(self) -> list[discord.Message]:
        """The polls among it."""
        return [each for each in self.posted if each.poll]


class Author(Here):
    """Somebody who writes a case; everything is visible to them alone."""

    async def look(self) -> str:
        """``/case``: how theirs stand."""
        assert (await self.slash("case")).acknowledged
        return self.text

    @property
    def offers(self) -> list[str]:
        """The buttons of the screen, as Fluent ids of this part of the bot."""
        ids = {self.say(id): id for id in reversed(_BUTTONS)}
        return [ids.get(each, each) for each in self.buttons]

    async def tap(self, message: str, on: discord.Message | None = None) -> InteractionResult:
        """Press the button with the words ``message`` (Fluent id)."""
        return await self.press(self.say(message), on)

    async def start(self) -> InteractionResult:
        """``/case``, and its window."""
        await self.look()
        return await self.press(self.say("case-write"))

    async def draft(self, happened: str = HAPPENED, hoped: str = HOPED) -> InteractionResult:
        """Written and submitted."""
        return await self.submit(await self.start(), {"happened": happened, "hoped": hoped})

    async def send(self, happened: str = HAPPENED, hoped: str = HOPED, *, tell: bool = False) -> None:
        """Written and sent to the moderators, a minute later than whatever was before."""
        self.town.env.backend.advance_clock(60)
        await self.draft(happened, hoped)
        await self.press(self.say("case-send-tell" if tell else "case-send"))

    async def withdraw(self) -> None:
        """Taken back, and confirmed."""
        await self.look()
        await self.press(self.say("case-withdraw"))
        await self.press(self.say("case-withdraw-yes"))

    @property
    def dms(self) -> list[str]:
        """What stands in the private chat."""
        return [text_of(each) for each in self.user.dm_channel.history()]


class Moderator(Author):
    """Somebody who decides."""

    async def open(self) -> str:
        """``/cases``: the first one that waits."""
        result = await self.slash("cases")
        assert result.acknowledged
        return self.text

    async def decide(self, label: str) -> InteractionResult:
        """``/cases``, and a button of the first case."""
        await self.open()
        return await self.press(self.say(f"queue-{label}"))

    async def decline(self, reason: str = REASON) -> InteractionResult:
        """``/cases``, and send the first one back."""
        return await self.submit(await self.decide("decline"), {"reason": reason})

    async def reword(self, happened: str = HAPPENED, hoped: str = HOPED) -> InteractionResult:
        """Change the wording of the case in front of them."""
        return await self.submit(await self.press(self.say("queue-edit")), {"happened": happened, "hoped": hoped})


def public(channel: ChannelHandle) -> list[discord.Message]:
    """What the bot has posted there for everyone, oldest first."""
    return [each for each in channel.history() if each.author.bot and not each.flags.ephemeral and not each.is_system()]


def threads(channel: ChannelHandle) -> list[ChannelHandle]:
    """Its threads, oldest first."""
    return sorted(channel.threads, key=lambda each: each.id)


def archived(thread: ChannelHandle) -> bool:
    """Whether it is closed."""
    assert thread._channel.thread_metadata is not None
    return thread._channel.thread_metadata.archived


def lines(thread: ChannelHandle) -> list[str]:
    """What the bot has said in it."""
    return [text_of(each) for each in public(thread)]


def say(town: Town, message: str, language: str = "en", **arguments: str | int) -> str:
    """One of the bot's sentences."""
    words: Words = town.bot.desk.locales[language]
    return words(message, **arguments)


def beside(result: InteractionResult) -> str:
    """What was said beside the card that was acted on."""
    assert all(each.ephemeral for each in result.followups)
    return "\n".join(text_of(each) for each in result.followups)


def prefilled(shown: InteractionResult) -> dict[str, str]:
    """The fields of an open window, and what is in them."""
    assert shown.modal is not None
    boxes = (each["component"] for each in shown.modal["components"] if "component" in each)
    return {each["custom_id"]: each.get("value", "") for each in boxes}


async def typed_past_the_limit(
    person: Here, custom_id: str, texts: dict[str, str], on: discord.Message | None = None
) -> InteractionResult:
    """Submit a window with more than its fields take, as no client of Discord's would."""
    town, backend = person.town, person.town.env.backend
    fields = [
        {"type": 18, "id": 9, "component": {"type": 4, "custom_id": name, "value": text, "id": 8}}
        for name, text in texts.items()
    ]
    record, payload = base_payload(
        backend,
        type=InteractionType.MODAL_SUBMIT,
        channel_id=town.channel.id,
        guild_id=town.guild.id,
        user_id=person.member.id,
        data={"custom_id": custom_id, "components": fields},
    )
    stored = backend.get_message(town.channel.id, (on or person.screen).id)
    record.source_message_id = stored.id
    payload["message"] = dict(serializers.message_payload(backend, stored))
    backend.emit("INTERACTION_CREATE", payload)
    await town.env.settle()
    return InteractionResult(town.env, record)


async def press_as(town: Town, person: MemberActor, message: discord.Message, custom_id: str) -> str:
    """A control pressed by somebody it was not drawn for; what they are told."""
    (result,) = await deliver(town, person.id, message, custom_id)
    return "\n".join(text_of(each) for each in [*([result.response] if result.response else []), *result.followups])


async def at_once(town: Town, *presses: tuple[Here, str]) -> None:
    """People press their buttons (Fluent ids) in the same moment, before any answer arrives."""
    backend = town.env.backend
    records: list[InteractionResult] = []
    for person, message in presses:
        record, payload = base_payload(
            backend,
            type=InteractionType.MESSAGE_COMPONENT,
            channel_id=town.channel.id,
            guild_id=town.guild.id,
            user_id=person.member.id,
            data={"custom_id": person.buttons[person.say(message)], "component_type": ComponentType.BUTTON},
        )
        stored = backend.get_message(town.channel.id, person.screen.id)
        record.source_message_id = stored.id
        payload["message"] = dict(serializers.message_payload(backend, stored))
        backend.emit("INTERACTION_CREATE", payload)
        records.append(InteractionResult(town.env, record))
    await town.env.settle()
    assert all(each.acknowledged for each in records)


def refuses_polls(env: Env) -> Callable[[], None]:
    """Discord takes no poll of the bot's any more; returns what ends that."""
    commit = env.backend.commit_message

    def commit_others(message: Message, **options: Any) -> Message:
        if message.poll:
            raise BackendError(403, 50013, "Missing Permissions")
        return commit(message, **options)

    def allow() -> None:
        env.backend.commit_message = commit

    env.backend.commit_message = commit_others
    return allow


def meanwhile(town: Town, statement: str) -> None:
    """What another process does to the database in the moment the bot posts its next card."""
    backend, commit = town.env.backend, town.env.backend.commit_message

    def commit_and_do(message: Message, **options: Any) -> Message:
        if message.is_ephemeral:
            return commit(message, **options)
        backend.commit_message = commit
        with closing(sqlite3.connect(town.settings.database_file, isolation_level=None)) as other:
            other.execute(statement)
        return commit(message, **options)

    backend.commit_message = commit_and_do


def nothing_goes_from_a_sleeping_thread(env: Env) -> None:
    """Discord lets nobody delete a message of an archived thread."""
    delete = env.backend.delete_message

    def delete_awake(channel_id: int, message_id: int) -> None:
        state = env.backend.get_channel(channel_id).thread_metadata
        if state and state.archived:
            raise BackendError(400, 50083, "Thread is archived")
        delete(channel_id, message_id)

    env.backend.delete_message = delete_awake


def visible_to(town: Town, *people: MemberActor) -> str:
    """Every message that one of them can see, whole, as a program reads it; and the names of channels and threads."""
    backend, seen = town.env.backend, {each.id for each in people}
    found: list[object] = [channel.name for channel in backend.channels.values() if channel.guild_id]
    for channel in backend.channels.values():
        for message in backend.messages.get(channel.id, {}).values() if channel.guild_id else ():
            if any(message.visible_to(id) for id in seen):
                found.append(serializers.message_payload(backend, message))
    return json.dumps(found, default=str, ensure_ascii=False)


def ids_of(message: discord.Message) -> Iterator[str]:
    """The custom_ids on a message."""
    return (each["custom_id"] for each in walk([part.to_dict() for part in message.components]) if "custom_id" in each)
