"""A coach in the private chat with the bot: what stands on the screen there, and what they do with it."""

from collections.abc import Iterator
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import UserHandle
from simcord.results import InteractionResult

from tests.conftest import Town


class Private:
    """The DM of one person. Everything acts on the newest message of the bot, as a person would."""

    def __init__(self, town: Town, member: MemberActor) -> None:
        self.town = town
        self.user: UserHandle = member.user

    @property
    def messages(self) -> list[discord.Message]:
        """What stands in the chat, oldest first, without what only an answer shows."""
        history = self.user.dm_channel.history()
        return [each for each in history if not each.flags.ephemeral]

    @property
    def screen(self) -> discord.Message:
        """The newest message of the bot."""
        return [each for each in self.messages if each.author.bot][-1]

    @property
    def text(self) -> str:
        """What the screen says."""
        return "\n".join(each["content"] for each in self._parts() if each["type"] == 10)

    @property
    def buttons(self) -> dict[str, str]:
        """Label -> custom_id (or address)."""
        return {each["label"]: each.get("custom_id", each.get("url", "")) for each in self._parts() if each["type"] == 2}

    @property
    def menus(self) -> list[dict[str, Any]]:
        """The menus."""
        return [each for each in self._parts() if each["type"] == 3]

    async def slash(self, name: str, **options: Any) -> InteractionResult:
        """A command in the DM."""
        return await self.user.slash(name, **options)

    async def press(self, label: str, on: discord.Message | None = None) -> InteractionResult:
        """Press a button of the screen, or of the message ``on``."""
        result = await self.user.click(on or self.screen, label=label)
        assert result.acknowledged
        return result

    async def press_id(self, custom_id: str, on: discord.Message | None = None) -> InteractionResult:
        """Press the button with exactly this custom_id."""
        result = await self.user.click(on or self.screen, custom_id=custom_id)
        assert result.acknowledged
        return result

    async def choose(self, menu: str, value: str) -> InteractionResult:
        """Choose from the menu whose custom_id holds ``menu``."""
        custom_id = next(each["custom_id"] for each in self.menus if menu in each["custom_id"])
        result = await self.user.select(self.screen, [value], custom_id=custom_id)
        assert result.acknowledged
        return result

    async def write(self, text: str, button: str = "Write an answer", field: str = "note") -> InteractionResult:
        """Press the button that opens a window, write, submit."""
        return await self.submit(await self.press(button), {field: text})

    async def submit(self, shown: InteractionResult, values: dict[str, str]) -> InteractionResult:
        """Submit an open window."""
        result = await self.user.submit_modal(shown, values)
        assert result.acknowledged
        return result

    def _parts(self) -> Iterator[dict[str, Any]]:
        yield from _walk([each.to_dict() for each in self.screen.components])


def _walk(components: list[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
