"""Where commands may be used, and where they are."""

from collections.abc import Callable
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.surface.types import Interaction

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


def by_server(interaction: Interaction) -> bool:
    """Whether a server has installed the bot that is used here; where a person alone did, nobody moderates it."""
    alone = interaction.is_user_integration() and not interaction.is_guild_integration()
    return interaction.guild_id is not None and not alone


def server_of(interaction: Interaction) -> discord.Guild | None:
    """The server that has installed the bot; None outside, and where a person alone did."""
    return interaction.guild if by_server(interaction) else None
