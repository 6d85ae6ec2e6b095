"""The card of what a person chose for themselves."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.storage.members import Preferences
from bot.surface.cards import Card, Choice, menu, note, panel
from bot.surface.desk import Desk
from bot.surface.languages import own_name
from bot.surface.words import Words

NOTHING = "-"
"""The choice that takes a choice back."""


def preferences_card(desk: Desk, words: Words, chosen: Preferences, digest: Sequence[ui.Item[Any]] = ()) -> Card:
    """What is chosen, and the menus to choose anew. ``digest``: what there is to say of the weekly digest."""
    countries = {each.id: each.name[words.language] for each in desk.knowledge.crisis_lines.countries}
    language = own_name(chosen.language) if chosen.language else words("preferences-as-discord")
    country = countries.get(chosen.country or "", words("preferences-no-country"))
    languages = [Choice(own_name(each), each) for each in desk.knowledge.languages]
    return Card(
        panel(
            f"### {words('preferences-title')}",
            words("preferences-language", language=language),
            words("preferences-country", country=country),
        ),
        menu(
            words("preferences-choose-language"),
            "my-language",
            choices=[*languages, Choice(words("preferences-as-discord"), NOTHING)],
        ),
        menu(
            words("preferences-choose-country"),
            "my-country",
            choices=[
                *(Choice(name, id) for id, name in countries.items()),
                Choice(words("preferences-no-country"), NOTHING),
            ],
        ),
        *digest,
        note(words("preferences-intro")),
    )
