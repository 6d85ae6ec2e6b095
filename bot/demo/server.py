"""The demo's web server on 127.0.0.1: our page, four small calls, and the way through to the preview."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aiohttp import web

from bot.demo.errors import DemoPortTaken
from bot.demo.world import BY_KEY, PEOPLE, PLACES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.demo.relay import Relay
    from bot.demo.stage import Offer, Stage

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PAGE = Path(__file__).with_name("page")
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_OURS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def listen(port: int) -> socket.socket:
    """Bind ``127.0.0.1:port`` before anything else is built. Port 0 takes any free one.

    Raises:
        DemoPortTaken: something listens there already, or the port is reserved.
    """
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        # Allows a restart right after a stop. Not on Windows, where it would let two programs share the port.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(("127.0.0.1", port))
        sock.listen()
    except OSError as error:
        sock.close()
        raise DemoPortTaken(port) from error
    return sock


class Server:
    """Routes and their guard.

    Args:
        stage: what is looked at.
        relay: the way to the preview.
        offer: the bot's commands, for the page to suggest.
        port: the real port, for checking Host and Origin.
    """

    def __init__(self, stage: Stage, relay: Relay, offer: Offer, port: int) -> None:
        self._stage = stage
        self._offer = offer
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        if port == 80:
            # Browsers leave the default port out.
            self._hosts |= {"127.0.0.1", "localhost"}
        self._origins = {f"http://{host}" for host in self._hosts}
        self.app = web.Application(middlewares=[self._guard])
        self.app.add_routes(
            [
                web.get("/", self._page),
                web.get("/demo/status", self._status),
                web.post("/demo/view", self._view),
                web.post("/demo/menu", self._menu),
                web.get("/demo/{name}", self._file),
                web.route("*", "/{path:.*}", relay.handle),
            ]
        )

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Nobody but our own page: the Host stops DNS rebinding, the Origin stops other sites' requests."""
        if request.headers.get("Host") not in self._hosts:
            raise web.HTTPForbidden(text="This demo answers on 127.0.0.1 only.")
        if request.method not in ("GET", "HEAD") and request.headers.get("Origin") not in self._origins:
            raise web.HTTPForbidden(text="Only the demo's own page may do this.")
        return await handler(request)

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        return _send(_PAGE / "index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        # One segment, looked up among the files that exist: no path from outside ever reaches the disk.
        known = {path.name: path for path in _PAGE.iterdir() if path.suffix in _KINDS}
        if (path := known.get(request.match_info["name"])) is None:
            raise web.HTTPNotFound
        return _send(path)

    async def _status(self, _request: web.Request) -> web.StreamResponse:
        people = [
            {
                "key": each.key,
                "name": each.name,
                "role": each.role,
                "language": each.language,
                "moderator": each.moderator,
            }
            for each in PEOPLE
            if each.playable
        ]
        state = {"people": people, "commands": self._offer.commands, "view": self._stage.view}
        return web.json_response(state, headers=_OURS)

    async def _view(self, request: web.Request) -> web.StreamResponse:
        asked = await _read(request)
        who, where, timezone = asked.get("who"), asked.get("where"), asked.get("timezone", "UTC")
        playable = {each.key for each in PEOPLE if each.playable}
        if not isinstance(who, str) or who not in playable or where not in PLACES or not isinstance(timezone, str):
            raise web.HTTPBadRequest(text="Expected who, where and timezone.")
        try:
            await self._stage.show(who, where, timezone)
        except LookupError:
            # No error: there is no thread before somebody has opened one.
            return web.json_response({"frame": None}, headers=_OURS)
        frame = f"/stage?view={self._stage.view}#{self._stage.capability}"
        language = BY_KEY[who].language
        menus = [{"name": name, "shown": names.get(language, name)} for name, names in self._offer.menus.items()]
        opened = {
            "frame": frame,
            "view": self._stage.view,
            "menus": menus if where == "channel" else [],
            "places": self._stage.places,
        }
        return web.json_response(opened, headers=_OURS)

    async def _menu(self, request: web.Request) -> web.StreamResponse:
        asked = await _read(request)
        name, message = asked.get("name"), asked.get("message")
        if not isinstance(name, str) or name not in self._offer.menus:
            raise web.HTTPBadRequest(text="Expected the name of a message command.")
        if not (message is None or (isinstance(message, str) and message.isdecimal())):
            raise web.HTTPBadRequest(text="Expected a message id, or null for the latest message.")
        if not await self._stage.menu(name, None if message is None else int(message)):
            raise web.HTTPConflict(text="There is no such message here.")
        return web.json_response({"done": True}, headers=_OURS)


def _send(path: Path) -> web.Response:
    return web.Response(body=path.read_bytes(), content_type=_KINDS[path.suffix], charset="utf-8", headers=_OURS)


async def _read(request: web.Request) -> dict[str, Any]:
    """A small JSON object. Raises HTTPBadRequest for anything else."""
    try:
        asked: object = await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        asked = None
    if not isinstance(asked, dict):
        raise web.HTTPBadRequest(text="Expected a JSON object.")
    return cast("dict[str, Any]", asked)
