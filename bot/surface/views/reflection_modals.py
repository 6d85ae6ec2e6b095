"""The windows in which a coach writes. The router reads what is submitted; discord.py keeps nothing of them."""

from discord import ui

from bot.knowledge.guide import GuideFile, Step
from bot.reflection.service import Written
from bot.reflection.session import OUTLINE_FIELDS, Session
from bot.reflection.takeaway import outline_start
from bot.surface.cards import quiet
from bot.surface.windows import Window
from bot.surface.words import Words

NOTE = "note"
"""The field of a written answer."""
NOTE_LIMIT = 4000
"""Discord, "Component Reference": the most a text input takes."""
LINE_LIMIT = 2000


def note_window(words: Words, guide: GuideFile, id: str, step: Step, text: str, seen: int) -> Window:
    """For one answer. Words that do not fit into the window stay where they are: new ones are put behind them."""
    reminder = guide.reminder[words.language] if guide.reminder else words("note-reminder")
    fits = len(text) <= NOTE_LIMIT
    window = Window(step.title[words.language], "r-wrote", id, step.id, str(seen if fits else 0))
    window.add_item(ui.TextDisplay(quiet(step.ask[words.language])))
    window.ask(NOTE, words("note-label"), reminder, text if fits else "", NOTE_LIMIT)
    return window


def outline_window(words: Words, guide: GuideFile, id: str, session: Session, held: Written | None = None) -> Window:
    """For the respectful conversation: five lines, each with what is ``held`` unsaved, or with what there is of it.

    A line too long for its field is left out, and then new words are put behind what is kept, as in ``note_window``.
    """
    texts = {name: held.texts.get(name, "") if held else outline_start(guide, session, name) for name in OUTLINE_FIELDS}
    fits = all(len(text) <= LINE_LIMIT for text in texts.values())
    seen = held.seen if held else session.turn
    window = Window(words("outline-title"), "r-outlined", id, str(seen if fits else 0))
    for name, text in texts.items():
        shown = text if len(text) <= LINE_LIMIT else ""
        window.ask(name, words(f"outline-{name}"), words(f"outline-{name}-hint"), shown, LINE_LIMIT)
    return window
