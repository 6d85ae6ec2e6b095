"""A card as Discord gets it: its components, its text, and whatever Discord would refuse of it."""

from collections.abc import Iterator
from typing import Any

from bot.surface.cards import Card

ROW, BUTTON, SELECT, CHANNELS, TEXT, GALLERY, CONTAINER = 1, 2, 3, 8, 10, 12, 17
"""Discord, "Component Reference": component types."""


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component of a rendered card, nested ones too, as Discord counts them."""
    for component in components:
        yield component
        inner = [*component.get("components", ()), *([component["accessory"]] if "accessory" in component else ())]
        yield from walk(inner)


def of_type(card: Card, kind: int) -> list[dict[str, Any]]:
    """The components of one type."""
    return [component for component in walk(card.to_components()) if component["type"] == kind]


def text_of(card: Card) -> str:
    """All text displays of a card."""
    return "\n".join(component["content"] for component in of_type(card, TEXT))


def faults(card: Card) -> list[str]:
    """Whatever Discord would refuse, counted from the rendered JSON and not with our own counting."""
    components = card.to_components()
    every = list(walk(components))
    texts = [each["content"] for each in every if each["type"] == TEXT]
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    found = [f"{len(every)} components"] * (len(every) > 40)
    found += [f"{sum(map(len, texts))} characters"] * (sum(map(len, texts)) > 4000)
    found += [f"{len(''.join(texts).encode())} bytes"] * (len("".join(texts).encode()) > 10_000)
    found += ["no component"] * (not every) + [f"empty text in {each}" for each in texts if not each.strip()]
    found += [f"custom_id twice: {id}" for id in set(ids) if ids.count(id) > 1]
    found += [f"custom_id {id}" for id in ids if not 1 <= len(id) <= 100]
    for each in every:
        kind = each["type"]
        if kind == ROW and not 1 <= len(each["components"]) <= 5:
            found.append("buttons in a row")
        if kind == BUTTON:
            found += [f"label {each['label']}"] * (not 1 <= len(each["label"]) <= 80)
            found += [f"neither id nor url: {each}"] * (("custom_id" in each) == ("url" in each))
            found += [f"url {each.get('url')}"] * (len(each.get("url") or "") > 512)
        if kind in (SELECT, CHANNELS):
            found += list(_menu_faults(each))
        if kind == GALLERY:
            found += [f"pictures {each}"] * (not 1 <= len(each["items"]) <= 10)
            found += [f"description {one}" for one in each["items"] if not 1 <= len(one["description"]) <= 1024]
    return found


def _menu_faults(select: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(select["placeholder"]) <= 150:
        yield f"placeholder {select}"
    if select["type"] == CHANNELS:
        return
    options = select["options"]
    values = [option["value"] for option in options]
    least, most = select["min_values"], select["max_values"]
    if not 1 <= len(options) <= 25:
        yield f"{len(options)} options"
    if len(set(values)) != len(values):
        yield f"values twice: {values}"
    if not 0 <= least <= most <= len(options):
        yield f"from {least} to {most} of {len(options)} options"
    if sum(option["default"] for option in options) > most:
        yield f"more chosen than may be: {select}"
    for option in options:
        if not (1 <= len(option["label"]) <= 100 and 1 <= len(option["value"]) <= 100):
            yield f"option {option}"
        if len(option.get("description") or "") > 100:
            yield f"description {option}"
