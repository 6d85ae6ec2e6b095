"""The button of a posted card that leads on: everyone may press it, for as long as the message exists, alone."""

from bot.community.topics import read_topic
from bot.surface.clauses import by_ref, is_shown
from bot.surface.desk import Desk
from bot.surface.errors import Refusal
from bot.surface.moderators import moderates
from bot.surface.replies import show
from bot.surface.router import Router
from bot.surface.situations import by_id
from bot.surface.types import Interaction
from bot.surface.views.clause import clause_card
from bot.surface.views.not_shown import not_shown_card
from bot.surface.views.posted import MORE
from bot.surface.views.scenario import scenario_card

_TABS = {"scenario": "ask", "comparison": "codes", "question": "codes"}
"""Where the private card opens: on what the public one does not show."""


def install(router: Router, desk: Desk) -> None:
    """Add the handler."""

    async def more(interaction: Interaction, topic: str, _id: str) -> None:
        here = desk.at(interaction)
        found, words = read_topic(desk.knowledge, topic), here.locales.reader(interaction)
        if found and found.clause:
            clause = by_ref(here, found.clause.ref)
            make = clause_card if is_shown(here, clause) else not_shown_card
            await show(interaction, make(here, words, clause))
        elif found and found.scenario:
            scenario = by_id(here, found.scenario.id)
            card = scenario_card(here, words, scenario, _TABS[found.kind], moderator=moderates(interaction))
            await show(interaction, card)
        elif found:
            await router.perform(interaction, "meetups")
        else:
            raise Refusal("error-old-control")

    router.on(MORE, more)
