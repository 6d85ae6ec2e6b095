"""Choosing a situation: the list of all, the close ones, and the modal for one's own words."""

from typing import Any

import discord
from discord import ui

from bot.surface.cards import Card, Choice, button, menu, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.ids import encode
from bot.surface.views.lead import NO_LEAD, Lead, lead_items
from bot.surface.words import Words

OWN_WORDS = "own-words"
"""The field of the modal."""
OWN_WORDS_LIMIT = 1000


def all_scenarios(desk: Desk, words: Words, intro: str = "scenarios", lead: Lead = NO_LEAD) -> Card:
    """Every situation.

    ``intro``: "scenarios" when asked for, "none-words" or "none-message" after no match, "found-other" after a no.
    """
    return desk.cards.get(("scenarios", words.language, intro, lead), lambda: _all(desk, words, intro, lead))


def close_scenarios(desk: Desk, words: Words, ids: tuple[str, ...], lead: Lead = NO_LEAD) -> Card:
    """Up to three situations that could be meant, and "None of these". Not kept: the combinations are many."""
    buttons = [button(desk.knowledge.scenarios[id].title[words.language], "pick", id) for id in ids]
    return Card(
        *lead_items(words, lead),
        panel(*_which(words, len(ids))),
        *[row for each in buttons for row in rows(each)],
        *rows(button(words("none-of-these"), "none-of-these")),
    )


def _which(words: Words, many: int) -> list[str]:
    if many == 1:
        return [f"### {words('found-one-title')}"]
    return [f"### {words('found-choose-title')}", words("found-choose-intro")]


class OwnWords(ui.Modal):
    """The modal "Describe it in my own words". The router reads its submission; discord.py keeps nothing of it."""

    def __init__(self, words: Words) -> None:
        super().__init__(title=words("describe-title"), custom_id=encode("described"), timeout=None)
        field: ui.TextInput[Any] = ui.TextInput(
            custom_id=OWN_WORDS,
            style=discord.TextStyle.paragraph,
            placeholder=words("describe-placeholder"),
            max_length=OWN_WORDS_LIMIT,
        )
        self.add_item(ui.Label(text=words("describe-label"), description=words("describe-hint"), component=field))
        self.add_item(ui.TextDisplay(quiet(words("describe-kept"))))

    def is_finished(self) -> bool:
        """Always: a fixed custom_id kept by the library would leak between people (see discord-notes)."""
        return True


def _all(desk: Desk, words: Words, intro: str, lead: Lead) -> Card:
    scenarios = desk.knowledge.scenarios.values()
    head = [words(f"{intro}-intro")] if intro != "found-other" else []
    titles = [f"- {each.title[words.language]}" for each in scenarios]
    choices = [
        Choice(each.title[words.language], each.id, each.opening[words.language].split("\n")[0]) for each in scenarios
    ]
    return Card(
        *lead_items(words, lead),
        panel(f"### {words(f'{intro}-title')}", *head, *titles),
        menu(words("scenarios-choose"), "pick", choices=choices),
        *rows(button(words("describe-in-own-words"), "describe", style=discord.ButtonStyle.primary)),
        note(desk.knowledge.about.thesis[words.language]),
    )
