"""The real process: connect, serve until told to stop, leave cleanly; and the short visits to Discord."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import chain, repeat
from typing import TypeVar

import aiohttp
import discord
import structlog

from bot.app import create_bot
from bot.failures import Exit, OperatorError
from bot.settings import Settings
from bot.surface.client import Wayside
from bot.surface.posting.reach import ALL_NEEDED

Result = TypeVar("Result")
Client = TypeVar("Client", bound=discord.Client)
_log = structlog.get_logger(__name__)

_UNREACHABLE = (aiohttp.ClientError, discord.DiscordServerError, ConnectionError, TimeoutError)
_TRY_AGAIN = (*_UNREACHABLE, discord.RateLimited)
_TOO_MANY_REQUESTS = 429
_AUTHENTICATION_FAILED = 4004
"""Discord, "Opcodes and Status Codes": the gateway's close code for a token that is no longer valid."""


class DiscordRefused(OperatorError):
    """Discord does not let us in or cannot be reached; the message says which and what to do."""

    exit = Exit.DISCORD


def run_bot(settings: Settings) -> None:
    """Run until SIGTERM or Ctrl-C. Raises SettingsError, DiscordRefused, and what ``create_bot`` raises."""
    token = settings.token

    stop = asyncio.Event()

    def create() -> Wayside:
        # Before anything that takes time, so that a stop during the start is heard too.
        for signum in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError):  # Windows has no handlers; Ctrl-C interrupts there by itself
                asyncio.get_running_loop().add_signal_handler(signum, stop.set)
        return create_bot(settings)

    async def serve(bot: Wayside) -> None:
        serving = asyncio.create_task(_stay_connected(bot, token), name="serving")
        stopping = asyncio.create_task(stop.wait(), name="stopping")
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not stop.is_set():
            await serving
        serving.cancel()
        await asyncio.wait({serving})
        await bot.finish()

    _visit(create, serve)


def sync_now(settings: Settings) -> int:
    """Send the commands to Discord whatever was noted; returns how many. Raises as ``run_bot``."""
    token = settings.token

    async def sync(bot: Wayside) -> int:
        bot.forget_synced_commands()
        await bot.login(token)
        if not bot.desk.command_ids:
            raise DiscordRefused("Discord did not take the commands; the line above says why.")
        return len(bot.desk.command_ids)

    return _visit(lambda: create_bot(settings), sync)


def invite_link(settings: Settings) -> str:
    """The install link of this token's application. Raises SettingsError or DiscordRefused."""
    token = settings.token

    async def ask(client: discord.Client) -> str:
        await client.http.static_login(token)
        application = await client.application_info()
        scopes = ("bot", "applications.commands")
        return discord.utils.oauth_url(application.id, permissions=ALL_NEEDED, scopes=scopes)

    return _visit(lambda: discord.Client(intents=discord.Intents(guilds=True)), ask)


async def _stay_connected(bot: Wayside, token: str) -> None:
    """Log in, however long Discord cannot be reached (a machine that has just started), and serve."""
    for wait in chain((1, 2, 4, 8, 16, 32), repeat(60)):
        try:
            await bot.login(token)
            break
        except (*_TRY_AGAIN, discord.HTTPException) as error:
            if not isinstance(error, _TRY_AGAIN) and getattr(error, "status", 0) != _TOO_MANY_REQUESTS:
                raise
            _log.warning("Discord cannot be reached", error=type(error).__name__, again_in_seconds=wait)
            await bot.http.close()
            bot.http.connector = discord.utils.MISSING  # closed with the session; the next login makes a new one
            await asyncio.sleep(wait)
    await bot.connect()


def _visit(make: Callable[[], Client], act: Callable[[Client], Awaitable[Result]]) -> Result:
    """Make a client, let it act, close it; Discord's refusals become DiscordRefused."""
    # Wayside never speaks aloud: no advice about voice libraries in an operator's log.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

    async def visit() -> Result:
        async with make() as client:
            return await act(client)

    try:
        return asyncio.run(visit())
    except discord.LoginFailure:
        raise DiscordRefused("Discord refuses the token: copy a fresh one from the Developer Portal.") from None
    except discord.PrivilegedIntentsRequired:
        raise DiscordRefused("Discord refuses the intents: see the deploy page.") from None
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise DiscordRefused(
                "Discord no longer takes the token: copy a fresh one from the Developer Portal."
            ) from None
        raise DiscordRefused(f"Discord closed the connection (code {error.code}).") from None
    except _UNREACHABLE as error:
        raise DiscordRefused(f"Discord cannot be reached: {type(error).__name__}.") from None
    except discord.HTTPException as error:
        raise DiscordRefused(f"Discord answered {error.status} (code {error.code}).") from None
