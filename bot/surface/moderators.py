"""Who may use the moderators' commands: what Discord decided, checked again in code."""

import asyncio

import discord
import structlog
from cachetools import TTLCache
from discord import app_commands

from bot.surface.contexts import Wrapped, by_server, server_of
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.replies import UNREACHED
from bot.surface.types import Interaction

_log = structlog.get_logger(__name__)

_PATIENCE_SECONDS = 1.0
_KNOWN, _SECONDS = 1_000, 60
_NEEDED = discord.Permissions(manage_messages=True)

Overrides = dict[int, bool]
"""Id of a role, a member or the server -> allowed."""


def for_moderators(command: Wrapped) -> Wrapped:
    """Hidden from everyone without Manage Messages, until the server's Integrations page says otherwise."""
    hidden = app_commands.default_permissions(_NEEDED)
    contexts = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    installs = app_commands.allowed_installs(guilds=True, users=False)
    return hidden(contexts(installs(command)))


def moderates(interaction: Interaction) -> bool:
    """Whether they may be shown moderators' controls, as far as the interaction tells; using one is checked anew."""
    return by_server(interaction) and interaction.permissions.manage_messages


class Moderators:
    """Discord hides the commands from others; that is no protection, and buttons and windows it does not check at all.

    Allowed is whoever has Manage Messages where they act, and whoever the Integrations page lets use the command.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._overrides: TTLCache[tuple[int, int], Overrides] = TTLCache(_KNOWN, _SECONDS)

    async def demand(self, interaction: Interaction, command: str) -> discord.Guild:
        """The server in which they may use ``command``. Raises Refusal for everyone else, and outside servers."""
        guild = server_of(interaction)
        if guild is None:
            raise Refusal("moderators-in-a-server")
        if not await self.allowed(interaction, command):
            raise Refusal("moderators-only")
        return guild

    async def allowed(self, interaction: Interaction, command: str) -> bool:
        """Whether they may use ``command`` where they act now."""
        member, id = interaction.user, self._desk.command_ids.get(command)
        if not isinstance(member, discord.Member):
            return False
        if interaction.permissions.manage_messages:
            return True
        return id is not None and _lets_in(await self._fetch(interaction, member.guild.id, id), member)

    async def _fetch(self, interaction: Interaction, guild: int, command: int) -> Overrides:
        known = self._overrides.get((guild, command))
        if known is not None:
            return known
        http, application = interaction.client.http, interaction.application_id
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                data = await http.get_application_command_permissions(application, guild, command)
        except discord.NotFound:
            found: Overrides = {}  # nobody has changed anything on the Integrations page
        except (*UNREACHED, TimeoutError) as error:
            _log.warning("could not ask who may use a command", error=type(error).__name__)
            return {}
        else:
            found = {int(each["id"]): each["permission"] for each in data["permissions"]}
        self._overrides[guild, command] = found
        return found


def _lets_in(overrides: Overrides, member: discord.Member) -> bool:
    """Discord, "Application Commands", Permissions: the person's own entry, then their roles', then everyone's."""
    own = overrides.get(member.id)
    roles = [overrides[role.id] for role in member.roles if role.id in overrides and not role.is_default()]
    return own if own is not None else any(roles) if roles else overrides.get(member.guild.id, False)
