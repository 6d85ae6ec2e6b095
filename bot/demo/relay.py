"""Pass a request on to the preview's own small server, and make its answer fit for our frame."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from multidict import CIMultiDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.demo.stage import Stage

# The preview answers these for its own address only, or they belong to one connection (RFC 9110, section 7.6.1).
_ONE_CONNECTION = frozenset(("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect"))
_NOT_PASSED_ON = _ONE_CONNECTION | {"host", "origin", "referer", "cookie", "content-length", "accept-encoding"}
_NOT_PASSED_BACK = _ONE_CONNECTION | {"content-length", "server", "date", "x-frame-options"}
# Added to the preview's page: calmer chrome, message commands, links that stay inside the demo.
_ADDED = '<link rel="stylesheet" href="/demo/stage.css"><script type="module" src="/demo/stage.js"></script></head>'


class Relay:
    """A reverse proxy with one target: whatever preview is on stage."""

    def __init__(self, stage: Stage, session: aiohttp.ClientSession) -> None:
        self._stage = stage
        self._session = session

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer ``/stage`` with the preview's page, and every other path with the same path there."""
        if request.method == "DELETE" and request.path.startswith("/api/pages/"):
            # The preview's page says goodbye as it leaves. Its view is being closed, and everything of it, so there
            # is nothing to pass on, and often nobody to pass it on to any more.
            return web.Response(status=204)
        path = "/" if request.path == "/stage" else request.raw_path
        acts = request.method == "POST" and request.path == "/api/action"
        async with self._stage.turn() if acts else contextlib.nullcontext():
            target = self._stage.address
            if target is None:
                raise web.HTTPServiceUnavailable(text="No view is open. Choose a person and a place first.")
            try:
                return await self._pass_on(request, target + path)
            except (aiohttp.ClientConnectionError, ConnectionError):
                # The view, or the page that reads it, was closed in between, as another one was chosen.
                raise web.HTTPServiceUnavailable(text="This view was closed.") from None

    async def _pass_on(self, request: web.Request, url: str) -> web.StreamResponse:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _NOT_PASSED_ON}
        # A stream: uploads and media are never held whole in memory here.
        body = request.content if request.can_read_body else None
        async with self._session.request(
            request.method, url, headers=headers, data=body, allow_redirects=False
        ) as answer:
            if request.path == "/stage" and answer.status == 200:
                page = (await answer.text()).replace("</head>", _ADDED, 1)
                return web.Response(text=page, headers=_framable(answer.headers))
            response = web.StreamResponse(status=answer.status, reason=answer.reason, headers=_framable(answer.headers))
            await response.prepare(request)
            async for chunk in answer.content.iter_chunked(64 * 1024):
                await response.write(chunk)
            await response.write_eof()
            return response


def _framable(headers: Mapping[str, str]) -> CIMultiDict[str]:
    """The preview's headers with one change: our own page may put it into a frame, and still nobody else."""
    kept = CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in _NOT_PASSED_BACK)
    if policy := kept.get("Content-Security-Policy"):
        kept["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    kept["X-Frame-Options"] = "SAMEORIGIN"
    return kept
