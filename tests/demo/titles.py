"""What the knowledge files say, read without the bot."""

from pathlib import Path
from typing import Any

import yaml

_SCENARIOS = Path(__file__).parents[2] / "knowledge" / "scenarios"


def title(scenario: str, language: str) -> str:
    """What a situation is called."""
    return _read(scenario)["title"][language]


def question(scenario: str, number: int, language: str) -> str:
    """One of its questions, from 1."""
    return _read(scenario)["questions"][number - 1][language]


def _read(scenario: str) -> Any:
    return yaml.safe_load((_SCENARIOS / f"{scenario}.yaml").read_text(encoding="utf-8"))
