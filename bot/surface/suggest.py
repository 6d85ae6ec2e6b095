"""Autocomplete: choices within Discord's limits, and failures that end in no choice instead of a library's log line."""

from collections.abc import Callable, Coroutine, Iterable
from functools import wraps
from typing import Any

import structlog
from discord import app_commands

from bot.logs import places
from bot.surface.cards import shorten
from bot.surface.errors import Refusal
from bot.surface.types import Choices, Interaction

_log = structlog.get_logger(__name__)

_CHOICES = 25  # Discord, "Application Commands": autocomplete choices
LONGEST = 100
"""Characters a choice's name and value may have."""

Suggest = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]


def choices(named: Iterable[tuple[str, str]]) -> Choices:
    """``(name, value)`` pairs as choices: the first 25, names shortened; a value must fit as it is."""
    made = [app_commands.Choice(name=shorten(name, LONGEST), value=value) for name, value in named]
    return made[:_CHOICES]


def caught(suggest: Suggest) -> Suggest:
    """Wrap an autocomplete callback: discord.py would log its failure with the person's id and answer nothing."""

    @wraps(suggest)
    async def suggest_or_nothing(interaction: Interaction, current: str) -> Choices:
        try:
            return await suggest(interaction, current)
        except Refusal:
            return []  # while options are suggested there is nowhere to say why
        except Exception as error:
            _log.error("autocomplete failed", command=suggest.__qualname__, error=places(error))
            return []

    return suggest_or_nothing
