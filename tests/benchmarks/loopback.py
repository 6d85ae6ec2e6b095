"""A Discord made of memory: interactions go in as gateway payloads, answers leave through discord.py's HTTP code.

Everything between the gateway's JSON and the request body is the real library and the real bot; only the socket is
missing, so what is measured is the work done per interaction. The answer to a callback carries the whole message
back, as Discord's does.
"""

import asyncio
import json
from contextvars import copy_context
from types import TracebackType
from typing import Any

import discord

from bot.surface.unechoed import answer_unechoed

_USER = {"id": "200", "username": "noor", "discriminator": "0", "global_name": "Noor", "avatar": None}
_BOT = {"id": "100", "username": "wayside", "discriminator": "0", "global_name": None, "avatar": None, "bot": True}


class _Answer:
    """What ``aiohttp``'s response is to discord.py, as far as an interaction callback goes."""

    def __init__(self, body: str) -> None:
        self._body = body
        self.status = 200 if body else 204
        self.headers = {"content-type": "application/json"} if body else {}

    async def text(self, encoding: str) -> str:
        return self._body

    async def __aenter__(self) -> "_Answer":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


class Session:
    """Stands for the HTTP session: counts the callbacks and answers each as Discord would."""

    def __init__(self) -> None:
        self.answered = 0
        self.last: dict[str, Any] = {}
        self._bodies: dict[str, str] = {}

    def request(self, method: str, url: str, *, data: str, params: dict[str, str] | None = None, **_: Any) -> _Answer:
        self.answered += 1
        if not params:  # without with_response Discord answers 204 No Content
            return _Answer("")
        body = self._bodies.get(data)
        if body is None:
            self.last = json.loads(data)
            body = self._bodies[data] = json.dumps(_callback(self.last))
        return _Answer(body)


def _callback(sent: dict[str, Any]) -> dict[str, Any]:
    if sent["type"] not in (4, 7):
        return {"interaction": {"id": "1", "type": 2}}
    message = {**_message(), **{key: sent["data"][key] for key in ("content", "components") if key in sent["data"]}}
    return {
        "interaction": {"id": "1", "type": 2, "response_message_id": message["id"], "response_message_ephemeral": True},
        "resource": {"type": sent["type"], "message": message},
    }


def _message() -> dict[str, Any]:
    return {
        "id": "500",
        "type": 20,
        "channel_id": "300",
        "author": _BOT,
        "content": "",
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 32768 | 64,
    }


class Loopback:
    """Runs ``client`` without a connection. Use as an async context manager.

    ``unechoed``: answers are not asked for back, as Wayside does it; otherwise as discord.py does it by itself.
    """

    def __init__(self, client: discord.Client, *, unechoed: bool = False) -> None:
        self.client = client
        self._unechoed = unechoed
        self.session = Session()
        self._count = 1000
        self._context = copy_context()

    async def __aenter__(self) -> "Loopback":
        await self.client._async_setup_hook()
        if self._unechoed:
            self._context.run(answer_unechoed)  # as Wayside.connect() does
        self.client.http._HTTPClient__session = self.session  # type: ignore[attr-defined]
        self.client._connection.application_id = 100
        self.client._connection.user = discord.ClientUser(state=self.client._connection, data=_BOT)  # type: ignore[arg-type]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.http._HTTPClient__session = discord.utils.MISSING  # type: ignore[attr-defined]

    def slash(self, name: str, **options: str) -> None:
        """One slash command arrives."""
        given = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        self._arrive({"type": 2, "data": {"id": "1", "name": name, "type": 1, "options": given}})

    def press(self, custom_id: str) -> None:
        """One button of a private message is pressed."""
        self._arrive({"type": 3, "data": {"custom_id": custom_id, "component_type": 2}, "message": _message()})

    async def settle(self, answered: int) -> None:
        """Wait until ``answered`` callbacks were sent in all."""
        while self.session.answered < answered:  # noqa: ASYNC110 - a turn of the loop, not a wait
            await asyncio.sleep(0)

    def _arrive(self, what: dict[str, Any]) -> None:
        self._count += 1
        payload: dict[str, Any] = {
            "id": str(self._count),
            "application_id": "100",
            "token": "token",
            "version": 1,
            "channel_id": "300",
            "channel": {"id": "300", "type": 1},
            "locale": "en-US",
            "user": _USER,
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 1,
            "attachment_size_limit": 1,
            "app_permissions": "0",
            **what,
        }
        received = discord.utils._from_json(json.dumps(payload))  # as the gateway reads it
        self._context.run(self.client._connection.parse_interaction_create, received)
