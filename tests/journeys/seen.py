"""What a person sees of an answer: its text, its buttons, its menus."""

from collections.abc import Iterator
from typing import Any

from simcord.results import InteractionResult, ResponseMessage


def answer(result: InteractionResult) -> ResponseMessage:
    """The one private message that answers an interaction. Fails when there is none or others could see it."""
    assert result.acknowledged
    assert result.response is not None
    assert result.response.ephemeral
    assert not result.followups
    return result.response


def text(result: InteractionResult) -> str:
    """All text of the answer."""
    return "\n".join(each["content"] for each in _walk(answer(result).components) if each["type"] == 10)


def buttons(result: InteractionResult) -> list[str]:
    """The labels of its buttons."""
    return [each["label"] for each in _walk(answer(result).components) if each["type"] == 2]


def options(result: InteractionResult) -> dict[str, str]:
    """The lines of its menu: label -> value."""
    menus = [each for each in _walk(answer(result).components) if each["type"] == 3]
    assert len(menus) == 1
    return {option["label"]: option["value"] for option in menus[0]["options"]}


def accents(result: InteractionResult) -> list[int]:
    """The accent colours of its panels."""
    return [each["accent_color"] for each in answer(result).components if each["type"] == 17]


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
