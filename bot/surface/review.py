"""Every card the knowledge can lead to, made once: so an editor learns that a text would break a Discord limit."""

from collections.abc import Callable, Iterator

from bot.surface.cards import Card, CardTooLarge
from bot.surface.desk import Desk
from bot.surface.views.about import help_card, privacy_card, sources_card
from bot.surface.views.clause import clause_card
from bot.surface.views.comparison import comparison_card
from bot.surface.views.lead import Lead
from bot.surface.views.scenario import TABS, scenario_card
from bot.surface.views.scenarios import all_scenarios

_LONGEST_LEAD = Lead(red_flag="now", found=True)


def every_card(desk: Desk) -> Iterator[tuple[str, Callable[[], Card]]]:
    """Each card's name with how to make it, in every language, at its longest."""
    for words in desk.locales:
        at = words.language
        for scenario in desk.knowledge.scenarios.values():
            for tab in TABS:
                yield (
                    f"{at} scenario {scenario.id} {tab}",
                    lambda s=scenario, t=tab, w=words: scenario_card(desk, w, s, t, _LONGEST_LEAD),
                )
            yield f"{at} comparison {scenario.id}", lambda s=scenario, w=words: comparison_card(desk, w, s)
        for clause in desk.knowledge.clauses.values():
            if clause.published:
                origin = next(iter(desk.knowledge.scenarios.values()))
                yield f"{at} clause {clause.ref}", lambda c=clause, w=words, o=origin: clause_card(desk, w, c, o)
        yield f"{at} scenarios", lambda w=words: all_scenarios(desk, w, "found-none", _LONGEST_LEAD)
        yield f"{at} help", lambda w=words: help_card(desk, w, moderator=True)
        yield f"{at} privacy", lambda w=words: privacy_card(desk, w)
        yield f"{at} sources", lambda w=words: sources_card(desk, w)


def too_large(desk: Desk) -> list[str]:
    """A line for each card that breaks a limit, naming the card and the limit."""
    lines: list[str] = []
    for name, make in every_card(desk):
        try:
            make()
        except CardTooLarge as error:
            lines.append(f"card {name}: {error}")
    return lines
