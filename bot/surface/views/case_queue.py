"""The moderators' private queue. No card here is given anything of the author's but their words."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.community.cases import State
from bot.storage.cases import Kept
from bot.surface.cards import Card, button, link, note, panel, quiet, rows, safe
from bot.surface.views.case_posted import case_panel
from bot.surface.words import Words

_DETAIL, _DETAILS = 60, 3
WORST_DETAILS = ("*" * _DETAIL,) * _DETAILS
"""Details that take the most room."""


def queue_card(
    words: Words,
    author: Words,
    kept: Kept,
    number: int,
    count: int,
    details: Sequence[str] = (),
    *,
    changed: bool = False,
) -> Card:
    """One case, the ``number``-th of ``count``, with what can be decided.

    ``author``: the words of the case's language. ``details``: what in it could point to a person. ``changed``: it reads
    otherwise than when the moderator last saw it.
    """
    case, id, at = kept.case, kept.id, str(kept.revision)
    approved = case.state is State.APPROVED
    remarks = [
        words("queue-details", details=", ".join(safe(each, _DETAIL) for each in details[:_DETAILS]))
        if details
        else "",
        words("queue-unposted") if approved else "",
        words("queue-changed") if changed else quiet(words("queue-reworded")) if case.edited else "",
    ]
    position = quiet(words("queue-position", number=str(number), count=str(count)))
    controls = [button(words("queue-approve"), "queue-approve", id, at, style=discord.ButtonStyle.success)]
    if not approved:
        controls.append(button(words("queue-edit"), "queue-edit", id))
        controls.append(button(words("queue-decline"), "queue-decline", id, at))
    return Card(
        panel(position, *remarks),
        case_panel(author, case),
        *rows(*controls, button(words("queue-later"), "queue-later", id)),
        note(f"{words('queue-anonymous')} {words('queue-kept')}"),
    )


def queue_end_card(words: Words, count: int) -> Card:
    """Nothing waits, or the end of the queue was reached with ``count`` left for later."""
    if not count:
        return Card(panel(words("queue-empty")))
    return Card(panel(words("queue-last", count=count)), *rows(button(words("queue-again"), "queue")))


def decided_card(words: Words, sentence: str, *more: str, url: str = "", left: bool = True) -> Card:
    """What became of a case: ``sentence`` and ``more`` of them are finished. ``url``: where it is posted now.

    ``left``: others are waiting.
    """
    controls: list[ui.Button[Any]] = [link(words("case-see"), url)] if url else []
    if left:
        controls.append(button(words("queue-next"), "queue", style=discord.ButtonStyle.primary))
    return Card(panel(sentence, *more), *rows(*controls))
