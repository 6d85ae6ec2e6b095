"""Where commands may be used, and their names and descriptions in every language."""

from collections.abc import Callable
from typing import Any, TypeVar

from discord import app_commands

from bot.surface.words import Locales

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any] | app_commands.Command[Any, ..., Any] | app_commands.ContextMenu)


def anywhere(command: Wrapped) -> Wrapped:
    """In servers, DMs and private channels, by either install. All flags are spelt out, for the defaults mislead."""
    installs = app_commands.allowed_installs(guilds=True, users=True)
    contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return contexts(installs(command))


class Labels:
    """``labels("command-scenario")``: a name or description that Discord shows in the reader's language."""

    def __init__(self, locales: Locales) -> None:
        self._first = next(iter(locales))

    def __call__(self, key: str) -> app_commands.locale_str:
        """The text of the first language, to be translated by ``key`` when commands are synced."""
        return app_commands.locale_str(self._first(key), key=key)
