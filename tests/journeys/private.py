"""A coach alone with the bot: what stands on the screen in the private chat, and what they do with it."""

from collections.abc import Iterator
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.builders import UserHandle
from simcord.enums import ComponentType, InteractionType
from simcord.interactions import base_payload
from simcord.results import InteractionResult, ResponseMessage

from bot.knowledge.guide import GuideFile
from bot.reflection.service import Open
from bot.surface.words import Words
from tests.conftest import Town


class Private:
    """The DM of one person. Everything acts on the newest message of the bot, as a person would."""

    def __init__(self, town: Town, member: MemberActor) -> None:
        self.town = town
        self.member = member
        self.user: UserHandle = member.user

    @property
    def actor(self) -> UserHandle | MemberActor:
        """Who presses: in the DM a person, in a server a member."""
        return self.user

    @property
    def say(self) -> Words:
        """The bot's words in this person's language."""
        return self.town.bot.desk.locales["fr" if self.member is self.town.camille else "en"]

    @property
    def messages(self) -> list[discord.Message]:
        """What stands in the chat, oldest first, without what only an answer shows."""
        return [each for each in self.user.dm_channel.history() if not each.flags.ephemeral]

    @property
    def cards(self) -> list[discord.Message]:
        """The messages of the bot among them."""
        return [each for each in self.messages if each.author.bot]

    @property
    def screen(self) -> discord.Message:
        """The newest message of the bot."""
        return self.cards[-1]

    @property
    def text(self) -> str:
        """What the screen says."""
        return text_of(self.screen)

    @property
    def buttons(self) -> dict[str, str]:
        """Label -> custom_id (or address)."""
        return {
            each["label"]: each.get("custom_id", each.get("url", "")) for each in self._parts() if each["type"] == 2
        }

    @property
    def menus(self) -> list[dict[str, Any]]:
        """The menus."""
        return [each for each in self._parts() if each["type"] == 3]

    @property
    def asks(self) -> bool:
        """Whether the screen asks a question of the guide, or can lead to one."""
        return any(f"/{verb}/" in id for id in self.controls for verb in ("r-next", "r-rate", "r-pick", "r-write"))

    @property
    def controls(self) -> list[str]:
        """Every custom_id on the screen."""
        return [each["custom_id"] for each in self._parts() if "custom_id" in each]

    async def slash(self, name: str, **options: Any) -> InteractionResult:
        """A command in the DM."""
        return await self.user.slash(name, **options)

    async def press(self, label: str, on: discord.Message | None = None) -> InteractionResult:
        """Press a button of the screen, or of the message ``on``."""
        result = await self.actor.click(on or self.screen, label=label)
        assert result.acknowledged
        return result

    async def press_id(self, custom_id: str, on: discord.Message | None = None) -> InteractionResult:
        """Press the button with exactly this custom_id."""
        result = await self.actor.click(on or self.screen, custom_id=custom_id)
        assert result.acknowledged
        return result

    async def choose(self, menu: str, value: str) -> InteractionResult:
        """Choose from the menu whose custom_id holds ``menu``."""
        custom_id = next(each["custom_id"] for each in self.menus if menu in each["custom_id"])
        result = await self.actor.select(self.screen, [value], custom_id=custom_id)
        assert result.acknowledged
        return result

    async def write(self, text: str, button: str = "", field: str = "note") -> InteractionResult:
        """Press the button that opens a window, write, submit."""
        label = button or next(self.say(id) for id in ("step-write", "step-change") if self.say(id) in self.buttons)
        return await self.submit(await self.press(label), {field: text})

    async def submit(self, shown: InteractionResult, values: dict[str, str]) -> InteractionResult:
        """Submit an open window."""
        result = await self.actor.submit_modal(shown, values)
        assert result.acknowledged
        return result

    async def begin(self, guide: str, *, safe: bool = True) -> GuideFile:
        """From ``/reflect`` to the question about danger, and past it if it is ``safe``."""
        await self.slash("reflect", scenario=guide)
        on_paper = self.say("notice-go-here") in self.buttons
        await self.press(self.say("notice-go-here" if on_paper else "notice-start"))
        if safe:
            await self.press(self.say("safety-no"))
        return self.town.bot.desk.knowledge.guides[guide]

    async def go_to(self, kind: str) -> None:
        """On with "Next" to the first step of this kind: ``note``, ``choice``, ``scale``, ``think``."""
        guide = (await self.mine())[0].guide
        for step in guide.steps:
            if step.kind == kind:
                return
            await self.press(self.say("step-next"))

    async def mine(self) -> list[Open]:
        """What the database holds of their reflections, read anew."""
        return await self.town.bot.reflecting.reflections.of(self.user.id)

    async def at_once(self, *custom_ids: str, on: discord.Message | None = None) -> list[InteractionResult]:
        """Controls pressed in the same moment, before any answer to the first arrives."""
        return await deliver(self.town, self.user.id, on or self.screen, *custom_ids)

    def _parts(self) -> Iterator[dict[str, Any]]:
        yield from _walk(_components(self.screen))


class Here(Private):
    """One person's private answers in the server's channel, for those whose DMs are closed."""

    @property
    def actor(self) -> UserHandle | MemberActor:
        return self.member

    @property
    def messages(self) -> list[discord.Message]:
        """The private answers, oldest first."""
        history = self.town.channel.history(viewer=self.member)
        return [each for each in history if each.flags.ephemeral]

    async def slash(self, name: str, **options: Any) -> InteractionResult:
        """A command in the channel."""
        return await self.member.slash(self.town.channel, name, **options)


async def deliver(
    town: Town, user: int, message: discord.Message, *controls: str, values: tuple[str, ...] = ()
) -> list[InteractionResult]:
    """What Discord sends when someone's finger was faster than the edit: controls that may be gone by now.

    simcord lets a person press only what stands there and waits for each answer, so the interactions are made here.
    """
    records = [arrive(town, user, message, custom_id, values) for custom_id in controls]
    await town.env.settle()
    assert all(each.acknowledged for each in records)
    return records


def arrive(
    town: Town, user: int, message: discord.Message, custom_id: str, values: tuple[str, ...] = ()
) -> InteractionResult:
    """As ``deliver``, but nobody waits for the answer."""
    backend = town.env.backend
    stored = backend.get_message(message.channel.id, message.id)
    guild = backend.get_channel(message.channel.id).guild_id
    kind = ComponentType.STRING_SELECT if values else ComponentType.BUTTON
    data = {"custom_id": custom_id, "component_type": kind, **({"values": list(values)} if values else {})}
    record, payload = base_payload(
        backend,
        type=InteractionType.MESSAGE_COMPONENT,
        channel_id=message.channel.id,
        guild_id=guild,
        user_id=user,
        data=data,
    )
    record.source_message_id = stored.id
    payload["message"] = dict(serializers.message_payload(backend, stored))
    backend.emit("INTERACTION_CREATE", payload)
    return InteractionResult(town.env, record)


def text_of(message: discord.Message | ResponseMessage) -> str:
    """All text of a message."""
    parts = list(_walk(_components(message)))
    return "\n".join(filter(None, [message.content, *(each["content"] for each in parts if each["type"] == 10)]))


def told(result: InteractionResult) -> str:
    """What a press was answered with beside the screen: a sentence only the person sees."""
    extra = [*([result.response] if result.response else []), *result.followups]
    return "\n".join(text_of(each) for each in extra if each.ephemeral)


def _components(message: discord.Message | ResponseMessage) -> list[Any]:
    if isinstance(message, ResponseMessage):
        return message.components
    return [each.to_dict() for each in message.components]


def _walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
