"""Messages the finder has never been taught: ``unseen`` for all it does, ``softly_said`` to try the red flags hard."""

import json
from pathlib import Path
from typing import Literal, NamedTuple

FOLDER = Path(__file__).parent / "unseen"
_SOFTLY_SAID = Path(__file__).parent / "softly_said"


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


class SoftlySaid(NamedTuple):
    """Danger or the law, two thirds of it hinted at; or ``none``, written to look like it."""

    flag: Literal["now", "law", "none"]
    kind: str
    text: str


def softly_said() -> list[SoftlySaid]:
    """880 a language, by four writers who had seen neither the phrases nor the examples."""
    files = sorted(_SOFTLY_SAID.glob("*.jsonl"))
    return [SoftlySaid(**json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
