"""A coach's own words -> the card that answers them. The words are read here and kept nowhere."""

from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.views.lead import Lead
from bot.surface.views.scenario import scenario_card
from bot.surface.views.scenarios import all_scenarios, close_scenarios
from bot.surface.words import Words


def answer(desk: Desk, words: Words, text: str) -> Card:
    """Help first; then the card of a sure match, up to three to choose from, or all of them where nothing fits."""
    finding = desk.finder.find(text)
    lead = Lead(red_flag=finding.red_flag)
    if finding.verdict == "match":
        scenario = desk.knowledge.scenarios[finding.scenarios[0].id]
        return scenario_card(desk, words, scenario, lead=lead._replace(found=True))
    if finding.verdict == "choose":
        return close_scenarios(desk, words, finding.choices, lead)
    return all_scenarios(desk, words, "found-none", lead)
