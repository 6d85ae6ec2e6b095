"""A case where peers read it, and the private messages to its author. Nothing here is made from who wrote it."""

from datetime import datetime
from typing import Any

from discord import ui

from bot.community.cases import HAPPENED, HOPED, REASON, Case, State
from bot.reflection.takeaway import day_in_words
from bot.surface.cards import Card, button, link, panel, quiet, quoted, rows
from bot.surface.words import Words

PUT = "case-put"
"""The action of the posted card's button; its argument is the case's id, by which a posted card is found again."""


def case_panel(words: Words, case: Case) -> ui.Container[Any]:
    """The case, as everyone will read it; ``words`` are those of its language."""
    return panel(
        f"### {words('case-title')}",
        quoted(case.happened, HAPPENED),
        f"**{words('case-hoped')}**",
        quoted(case.hoped, HOPED),
        quiet(words("case-respect")),
    )


def posted_card(words: Words, case: Case, id: str) -> Card:
    """The public card. Its button leads whoever presses it to a case of their own."""
    return Card(case_panel(words, case), *rows(button(words("case-put"), PUT, id)))


def asked_card(words: Words, case: Case) -> Card:
    """The first message of the thread."""
    return Card(panel(words("case-thread-asks"), quoted(case.hoped, HOPED), quiet(words("thread-roles"))))


def thread_name(words: Words, now: datetime) -> str:
    """Nothing of the case: the name stays when the case goes."""
    return words("case-thread-name", date=day_in_words(now.date(), words.language))


def line_card(words: Words, message: str) -> Card:
    """The last message of the thread: "case-line-closed" or "case-line-withdrawn"."""
    return Card(panel(words(message)))


def told_card(words: Words, case: Case, server: str, url: str) -> Card:
    """To the author, in private: what was decided, or that nobody did. ``server``: its name, ``safe``."""
    how = {State.POSTED: "posted", State.DECLINED: "declined"}.get(case.state, "expired")
    reason = [quoted(case.reason, REASON)] if case.state is State.DECLINED else []
    see = rows(link(words("case-see"), url)) if case.state is State.POSTED else []
    return Card(panel(words(f"case-told-{how}", server=server), *reason, quiet(words("case-told-why"))), *see)


def url_of(guild: int, case: Case) -> str:
    """Where its card is."""
    return f"https://discord.com/channels/{guild}/{case.place}/{case.message}"
