"""A session as the text that is sealed and kept, and back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.knowledge.guide import Level
from bot.reflection.session import Answer, Place, Session, Shown

_VERSION = 1


class Unreadable(Exception):
    """The text is not a session of a version we know. Holds nothing of the text."""


def to_text(session: Session) -> str:
    """JSON of everything but the turn, which is kept beside it."""
    return json.dumps(
        {
            "v": _VERSION,
            "guide": session.guide,
            "place": session.place,
            "step": session.step,
            "answers": _plain(session.answers),
            "now": session.now,
            "outline": _plain(session.outline),
            "review": session.review.isoformat() if session.review else None,
            "paused": session.paused,
            "showing": session.showing,
            "behind": session.behind,
            "cautions": sorted(session.cautions),
            "country": session.country,
            "shown": session.shown,
        },
        ensure_ascii=False,
    )


def from_text(text: str, turn: int) -> Session:
    """The session kept as ``text`` at ``turn``. Raises Unreadable."""
    try:
        kept: dict[str, Any] = json.loads(text)
        if kept["v"] != _VERSION:
            raise Unreadable
        return Session(
            guide=str(kept["guide"]),
            turn=turn,
            place=Place(kept["place"]),
            step=str(kept["step"]),
            answers=_answers(kept["answers"]),
            now=kept["now"],
            outline=_answers(kept["outline"]),
            review=date.fromisoformat(kept["review"]) if kept["review"] else None,
            paused=bool(kept["paused"]),
            showing=Level(kept["showing"]) if kept["showing"] else None,
            behind=Level(kept["behind"]) if kept["behind"] else None,
            cautions=frozenset(map(Level, kept["cautions"])),
            country=str(kept["country"]),
            shown=Shown(*kept["shown"]) if kept["shown"] else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError):
        raise Unreadable from None


def _plain(answers: Mapping[str, Answer]) -> dict[str, list[Any]]:
    return {id: [answer.value, answer.turn] for id, answer in answers.items()}


def _answers(kept: Mapping[str, list[Any]]) -> dict[str, Answer]:
    return {
        id: Answer(tuple(map(str, value)) if isinstance(value, list) else value, int(turn))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        for id, (value, turn) in kept.items()
    }
