"""``wayside`` as an operating-system process that finds Discord on a loopback port."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.process.stand_in import TOKEN

_POINTED_AT_LOOPBACK = """
import sys, yarl, discord
port = sys.argv.pop(1)
discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway")
from bot.cli import app
app()
"""


@asynccontextmanager
async def wayside(port: int, data_dir: Path, *arguments: str, token: str = TOKEN) -> AsyncGenerator[Process]:
    """A running ``wayside <arguments>``; killed at the end of the block if it still runs."""
    env = {**os.environ, "DISCORD_TOKEN": token, "WAYSIDE_DATA_DIR": str(data_dir), "WAYSIDE_LOG_LEVEL": "DEBUG"}
    command = (sys.executable, "-c", _POINTED_AT_LOOPBACK, str(port), *arguments)
    process = await asyncio.create_subprocess_exec(*command, env=env, stdout=PIPE, stderr=STDOUT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def end(process: Process) -> tuple[int, str]:
    """Exit code and everything it wrote."""
    out, _ = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode is not None
    return process.returncode, out.decode()
