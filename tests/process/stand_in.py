"""A few routes of Discord on loopback, just enough for the real process to log in, serve one command and leave."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

TOKEN = "token-of-the-test"
_BOT = {"id": "100", "username": "wayside", "discriminator": "0", "global_name": None, "avatar": None, "bot": True}


class StandIn:
    """``requests`` lists "METHOD /path" as they came; ``answers`` the interaction callbacks, ``queries`` their queries.

    ``commands`` is what is registered; ``refuse_commands`` answers 400 to new ones; ``slow`` delays each callback (s).
    """

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.answers: list[dict[str, Any]] = []
        self.answering = asyncio.Event()
        self.answered = asyncio.Event()
        self.connected = asyncio.Event()
        self.commands: list[dict[str, Any]] = []
        self.refuse_commands = False
        self.slow = 0.0
        self.queries: list[str] = []
        self.port = 0
        self._sockets: list[web.WebSocketResponse] = []

    async def arrive(self, command: str) -> dict[str, Any]:
        """Noor uses a slash command in her DM; returns the callback the bot sent."""
        self.answered.clear()
        await self.send(command)
        await asyncio.wait_for(self.answered.wait(), 10)
        return self.answers[-1]

    async def send(self, command: str) -> None:
        """Noor uses a slash command in her DM; nobody waits for the answer."""
        user = {**_BOT, "id": "200", "username": "noor", "bot": False}
        interaction = {
            "id": "900",
            "application_id": "100",
            "type": 2,
            "token": "interaction-token",
            "version": 1,
            "channel_id": "300",
            "channel": {"id": "300", "type": 1},
            "user": user,
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 1,
            "app_permissions": "0",
            "attachment_size_limit": 1,
            "data": {"id": "1", "name": command, "type": 1, "options": []},
        }
        await self._sockets[-1].send_json({"op": 0, "t": "INTERACTION_CREATE", "s": 9, "d": interaction})

    async def drop(self, code: int = 4000) -> None:
        """Break the connection, 4000 the way Discord does before a restart of its own."""
        self.connected.clear()
        await self._sockets[-1].close(code=code)

    async def api(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/api/v10")
        self.requests.append(f"{request.method} {path}")
        if path.startswith("/interactions/"):
            body = await request.json()
            self.answering.set()
            await asyncio.sleep(self.slow)
            self.queries.append(request.query_string)
            self.answers.append(body)
            self.answered.set()
            return web.Response(status=204)
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        if path == "/users/@me":
            return _json(_BOT)
        if path in ("/oauth2/applications/@me", "/applications/@me"):
            return _json(_APPLICATION)
        if path == "/gateway/bot":
            url = f"ws://127.0.0.1:{self.port}/gateway"
            limit = {"total": 9, "remaining": 9, "reset_after": 0, "max_concurrency": 1}
            return _json({"url": url, "shards": 1, "session_start_limit": limit})
        if path.endswith("/commands"):
            if request.method == "PUT":
                if self.refuse_commands:
                    return _json({"message": "Invalid Form Body", "code": 50035}, status=400)
                self.commands = [_as_registered(n, each) for n, each in enumerate(await request.json(), 1)]
            return _json(self.commands)
        return _json({"message": "404: Not Found", "code": 0}, status=404)

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40000}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            received = json.loads(message.data)
            if received["op"] == 1:
                await socket.send_json({"op": 11})
            elif received["op"] == 2:
                await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": self._ready()})
                self.connected.set()
            elif received["op"] == 6:
                await socket.send_json({"op": 0, "t": "RESUMED", "s": 2, "d": {}})
                self.connected.set()
        return socket

    def _ready(self) -> dict[str, Any]:
        url = f"ws://127.0.0.1:{self.port}/gateway"
        application = {"id": "100", "flags": 0}
        return {
            "v": 10,
            "user": _BOT,
            "guilds": [],
            "session_id": "s",
            "resume_gateway_url": url,
            "application": application,
        }


_APPLICATION = {
    "id": "100",
    "name": "wayside",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "0",
    "flags": 0,
    "summary": "",
    "owner": _BOT,
    "team": None,
    "rpc_origins": [],
}


def _json(value: Any, status: int = 200) -> web.Response:
    # Discord names no charset, and discord.py parses JSON only under exactly this type.
    return web.Response(body=json.dumps(value).encode(), status=status, content_type="application/json")


def _as_registered(number: int, command: dict[str, Any]) -> dict[str, Any]:
    base = {
        "id": str(number),
        "application_id": "100",
        "version": "1",
        "description": "",
        "default_member_permissions": None,
    }
    return {**base, **command}


@asynccontextmanager
async def stand_in(port: int = 0) -> AsyncGenerator[StandIn]:
    """A running stand-in on 127.0.0.1."""
    server = StandIn()
    app = web.Application()
    app.router.add_get("/gateway", server.gateway)
    app.router.add_get("/gateway/", server.gateway)
    app.router.add_route("*", "/api/v10/{path:.*}", server.api)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()
