"""Windows (modals) in which someone writes. The router reads what is submitted; discord.py keeps nothing of them."""

from typing import Any

import discord
from discord import ui

from bot.surface.cards import quiet, shorten
from bot.surface.ids import encode

# Discord, "Component Reference": characters of a modal's title, of a label and of its description.
_TITLE = 45
_LABEL = 45
_DESCRIPTION = 100


class Window(ui.Modal):
    """A modal that discord.py forgets at once: one kept by its custom_id could run for another person."""

    def __init__(self, title: str, action: str, *arguments: str) -> None:
        super().__init__(title=shorten(title, _TITLE), custom_id=encode(action, *arguments), timeout=None)

    def is_finished(self) -> bool:
        """Always, so that discord.py does not store it."""
        return True

    def ask(
        self, field: str, label: str, hint: str, text: str, limit: int, *, required: bool = False, line: bool = False
    ) -> None:
        """Add a text field with ``text`` in it; ``line``: of one line. It may be left empty unless ``required``."""
        box: ui.TextInput[Any] = ui.TextInput(
            custom_id=field,
            style=discord.TextStyle.short if line else discord.TextStyle.paragraph,
            required=required,
            max_length=limit,
            default=text or None,
        )
        self.add_item(ui.Label(text=shorten(label, _LABEL), description=shorten(hint, _DESCRIPTION), component=box))

    def say(self, sentence: str) -> None:
        """Add a quiet line."""
        self.add_item(ui.TextDisplay(quiet(sentence)))
