"""A post that a moderator is looking at before it is sent."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

INTRODUCTION = 300
"""Characters a moderator may put above a card."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What will be posted, where and how.

    Attributes:
        topic: as ``bot.community.topics`` names it.
        channel: id of a channel, forum or thread.
        languages: one or two; the first stands first.
        introduction: the moderator's own line, up to INTRODUCTION characters; may be empty.
        tags: ids of the forum's tags; at most five.
    """

    topic: str
    channel: int
    languages: tuple[str, ...]
    introduction: str = ""
    tags: tuple[int, ...] = ()

    def changed(self, **changes: Any) -> "Draft":
        """The same with ``changes``."""
        return replace(self, **changes)

    def to_json(self) -> str:
        """As text to keep."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(text: str) -> Draft:
    """What ``to_json`` made. Raises ValueError, TypeError or KeyError for anything else."""
    kept = json.loads(text)
    languages, tags = tuple(kept["languages"]), tuple(kept["tags"])
    return Draft(kept["topic"], kept["channel"], languages, kept["introduction"], tags)
