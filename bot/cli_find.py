"""``wayside find``: the finder on the command line. The JSON shape of a finding is a contract."""

import json
from pathlib import Path
from typing import Any, NamedTuple, TextIO, cast

from bot.failures import Exit, OperatorError
from bot.finder.find import Explanation, Finder, Finding
from bot.finder.open import open_finder
from bot.knowledge.load import default_folder, load
from bot.knowledge.model import Knowledge
from bot.settings import Settings

_NEAREST = 5


class BatchError(OperatorError):
    """The batch file cannot be read."""


class UnknownLanguage(OperatorError):
    """The knowledge has no texts in that language."""

    exit = Exit.SETTINGS


class Ready(NamedTuple):
    """Knowledge with a finder fitted to it."""

    knowledge: Knowledge
    finder: Finder


def ready(settings: Settings) -> Ready:
    """Load the knowledge and fit the finder. Raises KnowledgeError."""
    folder = settings.knowledge_dir or default_folder()
    knowledge = load(folder)
    return Ready(knowledge, open_finder(folder, knowledge, settings.cache_dir))


def find_one(at: Ready, text: str, language: str | None, *, as_json: bool, explain: bool = False) -> str:
    """The finding for ``text`` as JSON, or as lines for a person with titles in ``language``.

    ``explain`` adds why: the phrase behind a red flag and the messages learned from that are most like it.
    """
    explained = at.finder.explain(text, nearest=_NEAREST if explain else 0)
    finding = explained.finding
    if as_json:
        return json.dumps(as_dict(finding) | (_why(explained) if explain else {}), ensure_ascii=not explain)
    shown = language or at.knowledge.languages[0]
    if shown not in at.knowledge.languages:
        raise UnknownLanguage(f"No titles in {shown}; there are: {', '.join(at.knowledge.languages)}.")
    lines = [finding.verdict + (f" (red flag: {finding.red_flag})" if finding.red_flag else "")]
    for ranked in finding.scenarios[:3]:
        lines.append(f"{ranked.score:5.0%}  {at.knowledge.scenarios[ranked.id].title[shown]}")
    return "\n".join([*lines, *(_because(explained) if explain else ())])


def find_batch(at: Ready, file: Path, out: TextIO) -> None:
    """One answer line for each line of ``file``; a line that is no ``{"text": …}`` gets ``{"error": …}``.

    Raises BatchError when the file cannot be read.
    """
    try:
        lines = file.open(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise BatchError(f"{file} cannot be read: {error.strerror}.") from None
    with lines:
        for line in lines:
            out.write(json.dumps(_answer(at, line)) + "\n")


def as_dict(finding: Finding) -> dict[str, Any]:
    """``{"verdict": …, "scenarios": [{"id": …, "score": …}, …], "red_flag": …}``, all scenarios, best first."""
    return {
        "verdict": finding.verdict,
        "scenarios": [{"id": ranked.id, "score": round(ranked.score, 4)} for ranked in finding.scenarios],
        "red_flag": finding.red_flag,
    }


def _because(explained: Explanation) -> list[str]:
    lines = [f"{explained.none:5.0%}  (none of them)", ""]
    if explained.flag:
        reason = f"for the phrase: {explained.flag.phrase}" if explained.flag.phrase else "for its likeness to examples"
        lines.append(f'red flag "{explained.flag.level}", {reason}')
    lines.append("the most like it of what the finder has learned from:")
    for near in explained.nearest:
        message = near.message
        about = f", {message.affected}" if message.affected else ""
        lines.append(f"{near.likeness:5.2f}  {message.label or 'example'} ({message.language}{about}): {message.text}")
    return lines


def _why(explained: Explanation) -> dict[str, Any]:
    return {
        "none": round(explained.none, 4),
        "red_flag_phrase": explained.flag.phrase if explained.flag else None,
        "nearest": [
            {
                "text": near.message.text,
                "scenario": near.message.label,
                "lang": near.message.language,
                "affected": near.message.affected,
                "likeness": round(near.likeness, 4),
            }
            for near in explained.nearest
        ],
    }


def _answer(at: Ready, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "not JSON"}
    text = cast(dict[str, Any], asked).get("text") if isinstance(asked, dict) else None
    if not isinstance(text, str):
        return {"error": 'expected {"text": "…", "lang": "…"}'}
    return as_dict(at.finder.find(text))
