"""Where commands may be used."""

from collections.abc import Callable
from typing import Any, TypeVar

from discord import app_commands

Wrapped = TypeVar(
    "Wrapped",
    bound=Callable[..., Any] | app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group,
)


def anywhere(command: Wrapped) -> Wrapped:
    """In servers, DMs and private channels, by either install. All flags are spelt out, for the defaults mislead."""
    installs = app_commands.allowed_installs(guilds=True, users=True)
    contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return contexts(installs(command))


def in_servers(command: Wrapped) -> Wrapped:
    """In servers that have installed the bot, for every member."""
    installs = app_commands.allowed_installs(guilds=True, users=False)
    contexts = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    return contexts(installs(command))
