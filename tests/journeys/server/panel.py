"""``/settings`` in front of a moderator: what stands there, what they choose or write, what is said beside it."""

from typing import Any

from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from tests.conftest import Town
from tests.journeys.posting.posts import walk
from tests.journeys.private import text_of
from tests.journeys.seen import answer, text


class Panel:
    """The private message with a server's settings."""

    def __init__(self, town: Town, person: MemberActor, shown: InteractionResult) -> None:
        self.town = town
        self.person = person
        self.shown = shown

    @property
    def text(self) -> str:
        """What stands there now."""
        return text(self.shown)

    @property
    def lines(self) -> dict[str, str]:
        """Each setting and its value, as the panel shows them."""
        found = (line.strip("*").split("** · ", 1) for line in self.text.splitlines() if "** · " in line)
        return {line[0]: line[1] for line in found}

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Everything on it."""
        return list(walk(answer(self.shown).components))

    @property
    def labels(self) -> list[str]:
        """Its buttons."""
        return [each["label"] for each in self.parts if each["type"] == 2]

    def menu(self, name: str = "") -> dict[str, Any]:
        """The menu of one setting, or the one that leads to all."""
        wanted = f"w1/settings-set/{name}" if name else "w1/settings-open"
        return next(each for each in self.parts if each.get("custom_id") == wanted)

    async def open(self, name: str) -> InteractionResult:
        """From the panel to one setting."""
        return await self.person.select(answer(self.shown), [name], custom_id="w1/settings-open")

    async def choose(self, name: str, *values: str | ChannelHandle) -> str:
        """Open a setting and choose from its menu; returns what was said beside the panel."""
        await self.open(name)
        result = await self.person.select(answer(self.shown), list(values), custom_id=f"w1/settings-set/{name}")
        return _beside(result)

    async def write(self, name: str, words: str) -> str:
        """Open a setting and write into its window."""
        window = await self.open(name)
        return _beside(await self.person.submit_modal(window, {"text": words}))

    async def press(self, label: str) -> str:
        """Press a button."""
        return _beside(await self.person.click(answer(self.shown), label=label))


async def panel(town: Town, by: MemberActor | None = None, at: ChannelHandle | None = None) -> Panel:
    """``/settings``, by Sam where nothing else is said."""
    person = by or town.sam
    return Panel(town, person, await person.slash(at or town.channel, "settings"))


def _beside(result: InteractionResult) -> str:
    assert result.acknowledged
    own = [result.response] if result.response and _is_sentence(result.response.components) else []
    assert all(each.ephemeral for each in [*own, *result.followups])
    return "\n".join(text_of(each) for each in [*own, *result.followups])


def _is_sentence(components: list[Any]) -> bool:
    return not any(part["type"] in (2, 3, 8) for part in walk(components))
