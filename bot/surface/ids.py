"""custom_ids: what a button does, written on the button itself, so that nothing has to be remembered for it.

``w1/clause/icf-2025:3.6/bias`` is version 1, action "clause", two arguments. Never holds anything a person wrote.
"""

from typing import NamedTuple

_VERSION = "w1"
_LIMIT = 100  # Discord, "Component Reference": custom_id, 1-100 characters


class Action(NamedTuple):
    """What a control asks for."""

    name: str
    arguments: tuple[str, ...]


def encode(name: str, *arguments: str) -> str:
    """The custom_id of an action. Raises ValueError when it does not fit Discord's 100 characters."""
    custom_id = "/".join((_VERSION, name, *arguments))
    if len(custom_id) > _LIMIT or any("/" in part for part in (name, *arguments)):
        raise ValueError(f"custom_id of action {name} does not fit")
    return custom_id


def decode(custom_id: str) -> Action | None:
    """The action of a custom_id, or None for one that is not ours or from another version."""
    version, *parts = custom_id.split("/")
    return Action(parts[0], tuple(parts[1:])) if version == _VERSION and parts else None
