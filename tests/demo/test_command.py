"""``wayside demo`` as a person starts and ends it."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process

import aiohttp


async def start(port: int) -> Process:
    command = (sys.executable, "-m", "bot", "demo", "--no-open", "--port", str(port))
    return await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT)


async def test_it_prints_the_address_serves_the_page_and_ends_cleanly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    demo = await start(port)
    assert demo.stdout is not None
    said = b""
    async for line in demo.stdout:
        said += line
        if b"Press Ctrl-C to end." in line:
            break
    assert f"http://127.0.0.1:{port}/".encode() in said
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/") as page:
        assert "Wayside" in await page.text()

    second = await start(port)
    out, _ = await second.communicate()
    assert second.returncode == 1
    assert f"Port {port} is taken on this machine." in out.decode()
    assert "Traceback" not in out.decode()

    demo.send_signal(signal.SIGINT)
    rest, _ = await asyncio.wait_for(demo.communicate(), 20)
    assert demo.returncode == 0
    assert "The demo has ended." in rest.decode()
    assert "Traceback" not in rest.decode()
