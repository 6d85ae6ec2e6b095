"""What someone wrote -> the card that answers it. The words are read here and kept nowhere."""

from bot.finder.find import Finding
from bot.surface.cards import Card
from bot.surface.counting import Counting
from bot.surface.desk import Desk
from bot.surface.moderators import moderates
from bot.surface.preferred import country_of
from bot.surface.types import Interaction
from bot.surface.views.lead import Asked, Lead, danger_card
from bot.surface.views.scenario import scenario_card
from bot.surface.views.scenarios import all_scenarios, close_scenarios

_ON_A_BUTTON = 80
"""Characters of ids that a custom_id has room for."""

_NOTHING_FOUND: dict[Asked, str] = {"words": "none-words", "message": "none-message"}


async def answer(desk: Desk, counting: Counting, interaction: Interaction, text: str, asked: Asked = "words") -> Card:
    """The card for ``text``: a sure match, which is counted, up to three to choose from, or all where nothing fits.

    Where someone may be in danger, help stands alone: the look-up comes after it, on a tap.
    """
    words = desk.locales.reader(interaction)
    finding = await desk.find(text)
    if finding.red_flag == "now":
        return danger_card(desk, words, country_of(interaction) or "", _after(finding))
    lead = Lead(red_flag=finding.red_flag)
    if finding.verdict == "match":
        here = desk.at(interaction)
        scenario = here.knowledge.scenarios[finding.scenarios[0].id]
        counting.count(interaction, scenario)
        found = lead._replace(found=asked)
        return scenario_card(here, words, scenario, lead=found, moderator=moderates(interaction))
    if finding.verdict == "choose":
        return close_scenarios(desk, words, finding.choices, lead)
    return all_scenarios(desk, words, _NOTHING_FOUND[asked], lead)


def _after(finding: Finding) -> tuple[str, ...]:
    """The situations the look-up offers once everyone is safe; empty where none fits."""
    if finding.verdict == "none":
        return ()
    fitting = [ids for n in (3, 2, 1) if len(",".join(ids := finding.choices[:n])) <= _ON_A_BUTTON]
    return fitting[0] if fitting else ()
