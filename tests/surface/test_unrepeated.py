"""What discord.py would try again by itself, and must not: a forum post that Discord may have taken."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import HTTPClient, Route

from bot.surface.unrepeated import unrepeated


@dataclass
class Failing:
    """A Discord that takes every request, and answers the first of each as if it had not."""

    client: HTTPClient
    asked: list[str] = field(default_factory=list[str])

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Count it; 500 for the first of its path."""
        self.asked.append(request.path)
        return web.json_response({"id": "1"}, status=500 if self.asked.count(request.path) == 1 else 200)


@pytest.fixture
async def failing(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Failing]:
    made = HTTPClient(asyncio.get_running_loop(), http_trace=unrepeated())
    discord_that_fails = Failing(made)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", discord_that_fails.answer)
    async with TestServer(app) as server:
        monkeypatch.setattr(Route, "BASE", str(server.make_url("")).rstrip("/"))
        await made.static_login("token")
        discord_that_fails.asked.clear()
        yield discord_that_fails
        await made.close()


async def test_a_forum_post_is_asked_for_once(failing: Failing) -> None:
    with pytest.raises(aiohttp.ClientPayloadError):
        await failing.client.request(Route("POST", "/channels/{channel_id}/threads", channel_id=5), json={"name": "x"})
    assert failing.asked == ["/channels/5/threads"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/channels/5/messages"), ("POST", "/channels/5/messages/7/threads"), ("GET", "/guilds/5/threads/active")],
)
async def test_everything_else_is_tried_again(failing: Failing, method: str, path: str) -> None:
    await failing.client.request(Route(method, path))
    assert failing.asked == [path, path]


def test_the_client_is_made_with_it(simcord_bot: discord.Client) -> None:
    trace = simcord_bot.http.http_trace
    assert trace is not None
    assert len(trace.on_request_end) == 1
