"""Start the demo and end it: the only file the command line needs from here."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import signal
import tempfile
import threading
import webbrowser
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import discord
import typer

from bot.demo.errors import DemoExtraMissing

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Generator

    from bot.demo.stage import Stage
    from bot.demo.world import World
    from bot.settings import Settings


@dataclass(frozen=True)
class Demo:
    """A running demo.

    Attributes:
        address: of the page, such as ``http://127.0.0.1:8484/``.
        world: the simulated server, with its ``env``.
        stage: what is looked at now.
    """

    address: str
    world: World
    stage: Stage


def run_demo(settings: Settings, *, port: int, open_browser: bool) -> None:
    """Run the real bot in the simulated Discord until told to stop, in a data folder that goes with it.

    Args:
        settings: the operator's own; token and data folder are replaced, so nothing of a real bot is touched.
        port: to listen on at 127.0.0.1.
        open_browser: show the page in the person's browser.

    Raises:
        DemoExtraMissing, DemoPortTaken: see :func:`serve`; and what ``create_bot`` raises.
    """
    from cryptography.fernet import Fernet
    from pydantic import SecretStr

    from bot.app import create_bot

    # discord.py's advice on voice and on real connections, which simcord's own start sets off, helps nobody here.
    logging.getLogger("discord").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="wayside-demo-") as folder, contextlib.suppress(KeyboardInterrupt):
        key = SecretStr(Fernet.generate_key().decode())  # gone with the folder it seals
        own = settings.model_copy(
            update={"data_dir": Path(folder), "discord_token": None, "keys": key, "database_url": None}
        )
        asyncio.run(serve(lambda: create_bot(own), port=port, open_browser=open_browser, announce=typer.echo))


async def serve(
    create: Callable[[], discord.Client], *, port: int, open_browser: bool, announce: Callable[[str], None]
) -> None:
    """Run the demo until Ctrl-C or SIGTERM, then close everything and return.

    Args:
        create: builds the bot, with ``.tree`` and without having connected anywhere. Called once. Give it an empty
            data folder: the simulated Discord knows no commands yet, so a bot that syncs by hash must not skip it.
        port: to listen on at 127.0.0.1; 0 takes any free one.
        open_browser: show the page in the person's browser.
        announce: gets each line meant for the person at the terminal.

    Raises:
        DemoExtraMissing: simcord is not installed.
        DemoPortTaken: something else listens on the port.
    """
    with _told_to_stop() as stop:
        async with open_demo(create, port=port) as demo:
            announce(f"Wayside is ready in a simulated Discord: {demo.address}")
            announce("Nothing leaves this machine. Press Ctrl-C to end.")
            if open_browser:
                # Some browsers keep the caller waiting until they are closed; nobody waits for this thread.
                threading.Thread(target=webbrowser.open, args=(demo.address,), daemon=True).start()
            await stop.wait()
        announce("The demo has ended.")


@contextlib.asynccontextmanager
async def open_demo(create: Callable[[], discord.Client], *, port: int = 0) -> AsyncGenerator[Demo]:
    """The demo as a context: up inside, closed after. Arguments and errors as in :func:`serve`."""
    if importlib.util.find_spec("simcord") is None:
        raise DemoExtraMissing
    # Only now, so that a bot without the extra never needs simcord.
    import aiohttp
    import simcord
    from aiohttp import web

    from bot.demo import relay, server, stage, world

    async with contextlib.AsyncExitStack() as closing:
        sock = closing.enter_context(server.listen(port))
        bot = create()
        # A client that shards by itself learns the number of shards from Discord; here we say it.
        shards = (bot.shard_count or 1) if isinstance(bot, discord.AutoShardedClient) else None
        env = simcord.Env(bot, shard_count=shards)
        world.name_the_bot(env)
        world.catch_up(env, ago=timedelta(minutes=30))
        # What simcord.run() does, in two steps: its clock has to be set in between.
        await env.start()
        closing.push_async_callback(env.shutdown)
        closing.push_async_callback(bot.close)
        built = await world.build(env)
        await world.settle(bot, built)
        seen = stage.Stage(built)
        closing.push_async_callback(seen.close)
        session = await closing.enter_async_context(aiohttp.ClientSession(auto_decompress=False))
        real_port = int(sock.getsockname()[1])
        routes = server.Server(seen, relay.Relay(seen, session), await stage.ask_for_offer(bot), real_port)
        runner = web.AppRunner(routes.app, access_log=None, handler_cancellation=False, shutdown_timeout=1.0)
        await runner.setup()
        closing.push_async_callback(runner.cleanup)
        await web.SockSite(runner, sock).start()
        pulse = asyncio.create_task(seen.pulse())
        closing.push_async_callback(_cancel, pulse)
        yield Demo(f"http://127.0.0.1:{real_port}/", built, seen)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@contextlib.contextmanager
def _told_to_stop() -> Generator[asyncio.Event]:
    """An event that Ctrl-C and SIGTERM set. On Windows Ctrl-C cancels the running task instead, which also ends us."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    heard: list[signal.Signals] = []
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(each, stop.set)
            heard.append(each)
    try:
        yield stop
    finally:
        for each in heard:
            loop.remove_signal_handler(each)
