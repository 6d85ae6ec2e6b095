"""Building blocks of every card, and the one place that knows Discord's limits for them.

Limits: Discord, "Component Reference" and "Message Resource" (Components V2), and ``about 10 KB`` of UTF-8 by trial.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.surface.ids import encode

HOUSE_COLOUR = discord.Colour(0xC8894B)
"""Wayside's own accent, for what belongs to no code."""
HELP_COLOUR = discord.Colour(0xC0392B)
"""Where to turn when someone is in danger."""

_CHARACTERS = 4000
_BYTES = 10_000
_COMPONENTS = 40
OPTIONS = 25
"""Lines of a menu."""
_OPTION_TEXT = 100
_PLACEHOLDER = 150
_BUTTON_LABEL = 80
LINK = 512
"""Characters of a button's address, as they are sent: a sign such as é is six."""
ALT_TEXT = 1024
"""Characters of an image's description."""
_BUTTONS_IN_ROW = 5
_KEPT = "\u00a0\u202f\u200c\u200d"
"""No-break spaces, and what joins letters of Persian and parts of an emoji; Python counts them as not printable."""
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
"""White space, but for the no-break spaces of French."""


class CardTooLarge(Exception):
    """A card would break a Discord limit; the message names the limit and the size."""


class Card(ui.LayoutView):
    """A finished message, rendered once and sent any number of times.

    discord.py keeps nothing of it: its buttons and menus say by their custom_id what they do, and the router answers
    them, so they work after a restart and cost no memory per message.
    """

    def __init__(self, *items: ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        try:
            for item in items:
                self.add_item(item)
        except ValueError:  # discord.py's own count of the components
            raise CardTooLarge(f"more than Discord's limit of {_COMPONENTS} components") from None
        self._rendered = super().to_components()
        _demand_limits(self._rendered)

    def to_components(self) -> list[dict[str, Any]]:
        """Discord's JSON of the card, made once."""
        return self._rendered

    def is_dispatchable(self) -> bool:
        """Never, so that discord.py sets no timer on it."""
        return False

    def is_finished(self) -> bool:
        """Always, so that discord.py does not store it."""
        return True

    def has_components_v2(self) -> bool:
        """Always: the card is written in Components V2."""
        return True


class Cards:
    """Cards already rendered. Keys come from our own content and languages, never from a person, so it stays small."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Card] = {}

    def get(self, key: Hashable, make: Callable[[], Card]) -> Card:
        """The card for ``key``, made on first use."""
        card = self._made.get(key)
        if card is None:
            card = self._made[key] = make()
        return card


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu; label and description are shortened to what Discord takes."""

    label: str
    value: str
    description: str = ""
    chosen: bool = False


def panel(*lines: str, colour: discord.Colour | int = HOUSE_COLOUR) -> ui.Container[Any]:
    """Lines of Markdown beside an accent bar; empty lines are left out."""
    return ui.Container(ui.TextDisplay("\n".join(line for line in lines if line)), accent_colour=colour)


def note(line: str) -> ui.TextDisplay[Any]:
    """A quiet line below the panels."""
    return ui.TextDisplay(quiet(line))


def quiet(line: str) -> str:
    """Small, subdued text."""
    return f"-# {line}"


def picture(name: str, description: str) -> ui.MediaGallery[Any]:
    """The image sent along as the file ``name``; ``description`` is for those who do not see it."""
    return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}", description=description))


def button(
    label: str, action: str, *arguments: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> ui.Button[Any]:
    """A button that performs ``action`` when pressed."""
    return ui.Button(label=shorten(label, _BUTTON_LABEL), custom_id=encode(action, *arguments), style=style)


def link(label: str, url: str) -> ui.Button[Any]:
    """A button that opens ``url``."""
    return ui.Button(label=shorten(label, _BUTTON_LABEL), url=url)


def rows(*buttons: ui.Button[Any]) -> list[ui.ActionRow[Any]]:
    """Buttons in rows of five at most."""
    starts = range(0, len(buttons), _BUTTONS_IN_ROW)
    return [ui.ActionRow(*buttons[start : start + _BUTTONS_IN_ROW]) for start in starts]


def menu(
    placeholder: str, action: str, *arguments: str, choices: Sequence[Choice], least: int = 1, most: int = 1
) -> ui.ActionRow[Any]:
    """A menu whose chosen value is handed to ``action`` after ``arguments``; several with commas between them."""
    options = [
        discord.SelectOption(
            label=shorten(choice.label, _OPTION_TEXT),
            value=choice.value,
            description=shorten(choice.description, _OPTION_TEXT) or None,
            default=choice.chosen,
        )
        for choice in choices
    ]
    return ui.ActionRow(
        ui.Select(
            placeholder=placeholder,
            custom_id=encode(action, *arguments),
            options=options,
            min_values=least,
            max_values=min(most, len(options)),
        )
    )


def channel_menu(
    placeholder: str, action: str, *arguments: str, types: Sequence[discord.ChannelType], chosen: int | None = None
) -> ui.ActionRow[Any]:
    """A menu of the server's channels of these ``types``; the chosen one's id is handed to ``action``."""
    chosen_now = [discord.SelectDefaultValue(id=chosen, type=discord.SelectDefaultValueType.channel)] if chosen else []
    return ui.ActionRow(
        ui.ChannelSelect(
            placeholder=placeholder,
            custom_id=encode(action, *arguments),
            channel_types=list(types),
            default_values=chosen_now,
        )
    )


def shorten(text: str, limit: int) -> str:
    """``text`` on one line, cut at a word with an ellipsis when longer than ``limit`` characters."""
    line = _BREAKS.sub(" ", text).strip()
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def safe(text: str, limit: int = 60) -> str:
    """The first ``limit`` characters of what a person typed, harmless: one line, no Markdown, mention or link."""
    return _harmless("".join(each for each in shorten(text, limit) if each.isprintable() or each in _KEPT))


def _harmless(line: str) -> str:
    escaped = discord.utils.escape_mentions(discord.utils.escape_markdown(line))
    # A backslash before < and a zero-width space within :// leave Discord nothing to turn into a mention or a link.
    return escaped.replace("<", "\\<").replace("://", ":\N{ZERO WIDTH SPACE}//")


def quoted(text: str, limit: int) -> str:
    """What a person wrote, shown back to them as a quotation: their lines, harmless, at most ``limit`` characters."""
    visible = "".join(each for each in text if each.isprintable() or each in _KEPT or each == "\n")
    cut = visible if len(visible) <= limit else visible[: limit - 1].rstrip() + "…"
    return "\n".join(f"> {_harmless(line)}" for line in cut.strip().split("\n"))


def _demand_limits(rendered: list[dict[str, Any]]) -> None:
    """Raise CardTooLarge unless Discord would take ``rendered``."""
    parts = list(_walk(rendered))
    texts = [str(part["content"]) for part in parts if part["type"] == discord.ComponentType.text_display.value]
    menus = [part for part in parts if part["type"] == discord.ComponentType.select.value]
    options = [option for part in menus for option in part["options"]]
    ids = [str(part["custom_id"]) for part in parts if "custom_id" in part]
    sizes = [
        (len(parts), _COMPONENTS, "components"),
        (sum(map(len, texts)), _CHARACTERS, "characters"),
        (sum(len(text.encode()) for text in texts), _BYTES, "bytes"),
        *((len(part["options"]), OPTIONS, "lines in a menu") for part in menus),
        *((len(option["value"]), _OPTION_TEXT, "characters in a menu's value") for option in options),
        *((len(part.get("placeholder", "")), _PLACEHOLDER, "characters in a placeholder") for part in menus),
        *((ids.count(id), 1, "control of one custom_id") for id in ids),
    ]
    for size, limit, what in sizes:
        if size > limit:
            raise CardTooLarge(f"{size - limit} over Discord's limit of {limit} {what}")
    if any(not part["options"] for part in menus):
        raise CardTooLarge("a menu without a line; Discord wants one at least")


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
