"""What someone wrote -> the card that answers it. The words are read here and kept nowhere."""

from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.views.lead import Asked, Lead, danger_card
from bot.surface.views.scenario import scenario_card
from bot.surface.views.scenarios import all_scenarios, close_scenarios
from bot.surface.words import Words

_NOTHING_FOUND: dict[Asked, str] = {"words": "none-words", "message": "none-message"}


def answer(desk: Desk, words: Words, text: str, asked: Asked = "words") -> Card:
    """The card for ``text``: a sure match, up to three to choose from, or all where nothing fits.

    Where someone may be in danger, help stands alone and no situation is guessed.
    """
    finding = desk.finder.find(text)
    if finding.red_flag == "now":
        return danger_card(desk, words)
    lead = Lead(red_flag=finding.red_flag)
    if finding.verdict == "match":
        scenario = desk.knowledge.scenarios[finding.scenarios[0].id]
        return scenario_card(desk, words, scenario, lead=lead._replace(found=asked))
    if finding.verdict == "choose":
        return close_scenarios(desk, words, finding.choices, lead)
    return all_scenarios(desk, words, _NOTHING_FOUND[asked], lead)
