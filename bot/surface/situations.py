"""A scenario from what a control says or a person types."""

from bot.knowledge.model import Scenario
from bot.knowledge.plain import begin, plain, words
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.suggest import LONGEST, choices
from bot.surface.types import Choices
from bot.surface.words import Words


def by_id(desk: Desk, id: str) -> Scenario:
    """The scenario ``id`` of one of our controls. Raises Refusal when it is no longer there."""
    scenario = desk.knowledge.scenarios.get(id)
    if scenario is None:
        raise Refusal("error-old-control")
    return scenario


async def titles(desk: Desk, reader: Words, typed: str) -> Choices:
    """Titles for autocomplete: all; those with the typed words; or, where none has them, the closest by meaning."""
    scenarios = list(desk.knowledge.scenarios.values())
    if wanted := words(typed):
        named = [each for each in scenarios if begin(wanted, words(each.title[reader.language]))]
        scenarios = named or await _by_meaning(desk, typed)
    return choices((each.title[reader.language], each.id) for each in scenarios)


async def titles_and_own_words(desk: Desk, reader: Words, typed: str) -> Choices:
    """As ``titles``, with the typed words themselves first: Enter takes the first choice, and they are meant as typed.

    Words too long for a choice: then no choice at all, and Discord sends them as they are.
    """
    text, found = typed.strip(), await titles(desk, reader, typed)
    if any(plain(text) in plain(choice.name) for choice in found):
        return found
    if len(text) > LONGEST:
        return []
    return [*choices([(reader("own-words-choice", text=text), text)]), *found]


async def _by_meaning(desk: Desk, text: str) -> list[Scenario]:
    finding = await desk.find(text)
    return [] if finding.verdict == "none" else [desk.knowledge.scenarios[id] for id in finding.choices]
