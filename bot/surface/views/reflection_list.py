"""The cards around a reflection: the list of ``/reflect``, the way into the DM, and the answer to a typed message."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.knowledge.guide import GuideFile
from bot.reflection.service import Open
from bot.reflection.session import Place, Session
from bot.surface.cards import Card, Choice, button, link, menu, panel, rows
from bot.surface.desk import Desk
from bot.surface.words import Words


def reflections_card(desk: Desk, words: Words, opened: Sequence[Open]) -> Card:
    """What is still ``opened`` (newest first), for whoever comes back; then the situations to start with."""
    language = words.language
    choices = [
        Choice(scenario.title[language], scenario.id, desk.knowledge.guides[scenario.id].opening[language])
        for scenario in desk.knowledge.scenarios.values()
        if scenario.id in desk.knowledge.guides
    ]
    guides = dict.fromkeys(each.guide.id for each in opened)
    newest = [next(each for each in opened if each.guide.id == id) for id in guides]
    still_open = [item for each in newest for item in _open(desk, words, each)]
    return Card(
        *([panel(f"### {words('reflect-list-open')}"), *still_open] if still_open else []),
        panel(f"### {words('reflect-list-title')}", words("reflect-list-intro")),
        menu(words("reflect-list-choose"), "reflect-pick", choices=choices),
    )


def opened_card(words: Words, url: str) -> Card:
    """Says where the reflection is."""
    return Card(panel(words("reflect-opened")), *rows(link(words("reflect-open-it"), url)))


def closed_card(words: Words, guide: str) -> Card:
    """The person takes no direct messages from us."""
    return Card(
        panel(f"### {words('reflect-dm-closed-title')}", words("reflect-dm-closed"), words("reflect-dm-closed-here")),
        *rows(
            button(words("reflect-try-again"), "reflect", guide, style=discord.ButtonStyle.primary),
            button(words("reflect-here"), "reflect-here", guide),
        ),
    )


def chat_card(words: Words, opened: Open | None, *, any_open: bool) -> Card:
    """The answer to a message typed into the DM: it is not read. ``opened``: the reflection that waits for words."""
    if opened is None:
        return Card(
            panel(f"### {words('chat-title')}", words("chat-other-open" if any_open else "chat-no-reflection")),
            *rows(button(words("reflect-list-title"), "reflect-again", style=discord.ButtonStyle.primary)),
        )
    write = button(
        words("step-write"), "r-write", opened.id, str(opened.session.turn), style=discord.ButtonStyle.primary
    )
    return Card(panel(f"### {words('chat-title')}", words("chat-intro")), *rows(write))


def _open(desk: Desk, words: Words, opened: Open) -> list[ui.Item[ui.LayoutView]]:
    title = desk.knowledge.scenarios[opened.guide.id].title[words.language]
    # Discord, "Message Formatting": a time that every reader sees in their own language.
    when = f"<t:{int(opened.touched.timestamp())}:R>"
    line = words("reflect-list-line", title=title, where=_where(words, opened.session, opened.guide), when=when)
    return [
        ui.TextDisplay(line),
        *rows(
            button(words("reflect-resume"), "reflect", opened.guide.id, style=discord.ButtonStyle.primary),
            button(words("reflect-discard"), "r-discard", opened.id),
        ),
    ]


def _where(words: Words, session: Session, guide: GuideFile) -> str:
    if session.place is not Place.STEPS:
        early = session.place in (Place.SAFETY, Place.UNSURE)
        return words("reflect-where-safety" if early else "reflect-where-close")
    ids = [step.id for step in guide.steps]
    return words("reflect-where-step", number=str(ids.index(session.step) + 1), count=str(len(ids)))
