"""One seam: let a simulated person use Discord in another language than English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import simcord


def speak(env: simcord.Env, languages: Mapping[int, str]) -> None:
    """Make the interactions of these people carry their Discord language.

    simcord 3.2.1 writes ``"locale": "en-US"`` into every interaction (``interactions.base_payload``) and offers no
    setting for it. All of them (slash, autocomplete, component, modal, message menu) leave through the one
    ``emit`` of this environment, so that is where the language is put in; other environments are not touched.

    Args:
        env: the running environment. Calling twice is fine: the later languages win.
        languages: user id -> Discord locale such as ``"fr"`` or ``"en-GB"``. People who are not in it keep ``en-US``.
    """
    deliver = env.backend.emit

    def emit(event: str, payload: Mapping[str, Any]) -> None:
        if event == "INTERACTION_CREATE" and (language := languages.get(_author(payload))):
            payload = {**payload, "locale": language}
        deliver(event, payload)

    env.backend.emit = emit


def _author(payload: Mapping[str, Any]) -> int:
    """The id of whoever acted: ``member.user`` in a server, ``user`` in a direct message."""
    user: Mapping[str, Any] = payload["member"]["user"] if "member" in payload else payload["user"]
    return int(user["id"])
