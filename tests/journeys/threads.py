"""Threads as Discord has them, where the simulated one differs. Each function changes one environment alone."""

from typing import Any

from simcord.backend.errors import BackendError
from simcord.backend.models import Message
from simcord.env import Env

_HAS_THREAD = 160004
"""Discord, "Opcodes and Status Codes": a thread has already been created for this message."""


def as_in_discord(env: Env) -> None:
    """The three below."""
    _one_a_message(env)
    _first_message_of_a_forum_post(env)
    _woken_by_a_message(env)


def _one_a_message(env: Env) -> None:
    """A message has one thread; simcord would put a second one in the place of the first."""
    backend: Any = env.backend
    create = backend.create_thread

    def create_once(*args: Any, message_id: int | None = None, **options: Any) -> Any:
        if message_id in backend.channels:
            raise BackendError(400, _HAS_THREAD, "A thread has already been created for this message")
        return create(*args, message_id=message_id, **options)

    backend.create_thread = create_once


def _first_message_of_a_forum_post(env: Env) -> None:
    """It has the id of its thread."""
    backend: Any = env.backend
    create, thread = backend.create_forum_post, backend.create_thread

    def create_with(forum: int, name: str, starter: Message, **options: Any) -> Any:
        def with_its_id(*args: Any, **more: Any) -> Any:
            return thread(*args, message_id=starter.id, **more)

        backend.create_thread = with_its_id
        try:
            return create(forum, name, starter, **options)
        finally:
            backend.create_thread = thread

    backend.create_forum_post = create_with


def _woken_by_a_message(env: Env) -> None:
    """A message to an archived thread opens it again, unless it is locked."""
    commit = env.backend.commit_message

    def commit_and_wake(message: Message, **options: Any) -> Message:
        state = env.backend.get_channel(message.channel_id).thread_metadata
        if state and state.archived:
            env.backend.edit_channel(message.channel_id, {}, thread_metadata={"archived": False})
        return commit(message, **options)

    env.backend.commit_message = commit_and_wake


def archive(env: Env, thread: int, *, locked: bool = False) -> None:
    """What Discord does with a thread nobody writes in; or somebody closes it."""
    env.backend.edit_channel(thread, {}, thread_metadata={"archived": True, "locked": locked})
