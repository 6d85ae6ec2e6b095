"""Names for two of discord.py's types as we use them."""

from typing import Any

import discord
from discord import app_commands

Interaction = discord.Interaction[Any]
Choices = list[app_commands.Choice[str]]
