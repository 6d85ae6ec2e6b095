"""Messages the finder has never been taught."""

import json
from pathlib import Path
from typing import Literal, NamedTuple

FOLDER = Path(__file__).parent / "unseen"


class Unseen(NamedTuple):
    """One message, with what a thoughtful coach would say it is."""

    text: str
    lang: str
    scenario: str | None
    part: Literal["finder", "safety"]
    difficulty: Literal["easy", "medium", "hard"]
    red_flag: Literal["now", "law"] | None


def unseen(part: str | None = None) -> list[Unseen]:
    """All of them, or those of one part."""
    lines = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    messages = [Unseen(**json.loads(line)) for line in lines]
    return [message for message in messages if part in (None, message.part)]
