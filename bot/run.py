"""The real process: connect, serve until told to stop, leave cleanly; and the short visits to Discord."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from itertools import chain, repeat
from typing import TypeVar

import aiohttp
import discord
import structlog

from bot.app import create_bot
from bot.failures import Exit, OperatorError
from bot.settings import Settings
from bot.surface.client import Wayside

Result = TypeVar("Result")
_log = structlog.get_logger(__name__)

_UNREACHABLE = (aiohttp.ClientError, discord.DiscordServerError, OSError)
_PERMISSIONS = discord.Permissions.none()
"""Look-ups answer interactions and need no permission at all."""


class DiscordRefused(OperatorError):
    """Discord does not let us in or cannot be reached; the message says which and what to do."""

    exit = Exit.DISCORD


def run_bot(settings: Settings) -> None:
    """Run until SIGTERM or Ctrl-C. Raises SettingsError, DiscordRefused, and what ``create_bot`` raises."""
    token = settings.token
    # Wayside never speaks aloud: no advice about voice libraries in an operator's log.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

    async def serve(bot: Wayside) -> None:
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        for signum in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(signum, stop.set)
        serving = asyncio.create_task(_stay_connected(bot, token), name="serving")
        stopping = asyncio.create_task(stop.wait(), name="stopping")
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if stop.is_set():
            await bot.finish()
            serving.cancel()
            await asyncio.wait({serving})
        else:
            await serving

    asyncio.run(_with_bot(settings, serve))


def sync_now(settings: Settings) -> int:
    """Send the commands to Discord whatever was noted; returns how many. Raises as ``run_bot``."""
    token = settings.token

    async def sync(bot: Wayside) -> int:
        bot.forget_synced_commands()
        await bot.login(token)
        return len(bot.desk.command_ids)

    return asyncio.run(_with_bot(settings, sync))


def invite_link(settings: Settings) -> str:
    """The install link of this token's application. Raises as ``run_bot``."""
    token = settings.token

    async def ask(bot: Wayside) -> str:
        await bot.http.static_login(token)
        application = await bot.application_info()
        return discord.utils.oauth_url(
            application.id, permissions=_PERMISSIONS, scopes=("bot", "applications.commands")
        )

    return asyncio.run(_with_bot(settings, ask))


async def _stay_connected(bot: Wayside, token: str) -> None:
    """Log in, however long Discord cannot be reached (a machine that has just started), and serve."""
    for wait in chain((1, 2, 4, 8, 16, 32), repeat(60)):
        try:
            await bot.login(token)
            break
        except _UNREACHABLE as error:
            _log.warning("Discord cannot be reached", error=type(error).__name__, again_in_seconds=wait)
            await bot.http.close()
            bot.http.connector = discord.utils.MISSING  # closed with the session; the next login makes a new one
            await asyncio.sleep(wait)
    await bot.connect()


async def _with_bot(settings: Settings, act: Callable[[Wayside], Awaitable[Result]]) -> Result:
    bot = create_bot(settings)
    try:
        async with bot:
            return await act(bot)
    except discord.LoginFailure:
        raise DiscordRefused("Discord refuses the token: copy a fresh one from the Developer Portal.") from None
    except discord.PrivilegedIntentsRequired:
        raise DiscordRefused("Discord refuses the intents: see the deploy page.") from None
    except _UNREACHABLE as error:
        raise DiscordRefused(f"Discord cannot be reached: {type(error).__name__}.") from None
    except discord.HTTPException as error:
        raise DiscordRefused(f"Discord answered {error.status} (code {error.code}).") from None
