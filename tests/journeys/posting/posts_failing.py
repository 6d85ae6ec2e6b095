"""What can go wrong on the way of a post: an answer of Discord's that is lost, a process that ends at any moment."""

import asyncio
import fnmatch
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from simcord.backend.errors import BackendError
from simcord.http import router

from bot.storage.drafts import Drafts
from bot.storage.posts import Posts

SEND, THREAD, EDIT = "/channels/*/messages", "/channels/*/messages/*/threads", "/webhooks/*/*/messages/@original"
CALLBACK = "/interactions/*/*/callback"
_ALREADY_A_THREAD = 160004


@dataclass
class Meanwhile:
    """Does something once, before or after Discord was asked by this method and path."""

    method: str
    path: str
    before: Callable[[], None] | None = None
    after: Callable[[], None] | None = None


class Line:
    """The line to Discord, which can be cut.

    As in life, a message has one thread at most, and a forum post's first message has the id of its thread.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.meanwhile: list[Meanwhile] = []
        self._ask = router.dispatch
        patch.setattr(router, "dispatch", self._dispatch)

    def _dispatch(self, backend: Any, method: str, path: str, **rest: Any) -> Any:
        if fnmatch.fnmatch(path, THREAD) and int(path.split("/")[-2]) in backend.channels:
            raise BackendError(400, _ALREADY_A_THREAD, "A thread has already been created for this message")
        now = [each for each in self.meanwhile if each.method == method and _same(each.path, path)]
        self.meanwhile = [each for each in self.meanwhile if each not in now]
        for each in now:
            (each.before or _nothing)()
        done = self._ask(backend, method, path, **rest)
        if _same("/channels/*/threads", path) and "message" in done:
            thread = int(done["id"])
            (first,) = backend.messages[thread].values()
            backend.messages[thread] = {thread: first}
            first.id, done["message"]["id"] = thread, str(thread)
        for each in now:
            (each.after or _nothing)()
        return done


def _same(pattern: str, path: str) -> bool:
    return fnmatch.fnmatch(path, pattern) and path.count("/") == pattern.count("/")


def _nothing() -> None:
    pass


def refused() -> None:
    """Discord does not take it."""
    raise BackendError(400, 50035, "Invalid Form Body")


def lost() -> None:
    """Discord took it, and its answer never came."""
    raise BackendError(500, 0, "Internal Server Error")


def killed() -> None:
    """The process ends here: nothing of this press happens after it."""
    raise asyncio.CancelledError


MOMENTS: dict[str, tuple[type, str] | str] = {
    "claiming": (Posts, "claim"),
    "sending": SEND,
    "noting it": (Posts, "posted"),
    "opening a thread": THREAD,
    "removing the draft": (Drafts, "remove"),
    "telling": EDIT,
}
"""Every step between a press and its answer."""


def kill(patch: pytest.MonkeyPatch, line: Line, moment: str, *, before: bool) -> None:
    """End the process before or after one of MOMENTS."""
    where = MOMENTS[moment]
    if isinstance(where, str):
        method = "PATCH" if where is EDIT else "POST"
        line.meanwhile.append(Meanwhile(method, where, **{"before" if before else "after": killed}))
        return
    owner, name = where
    real = getattr(owner, name)

    async def step(*arguments: Any) -> Any:
        patch.setattr(owner, name, real)
        if not before:
            await real(*arguments)
        killed()

    patch.setattr(owner, name, step)
