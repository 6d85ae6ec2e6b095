"""The cards of meetups at their longest: organisers' words are cut to fit, ours have to fit beside them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from discord import ui

from bot.community.meetups import PAGE, Meetup, Page, first_page
from bot.surface.cards import Card
from bot.surface.desk import Desk
from bot.surface.views.meetups import meetups_card, meetups_post, no_list_card
from bot.surface.words import Words

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_ID = 2**63 - 1
_LONGEST = Meetup(_ID, "*" * 100, "*" * 1000, _NOW, None, "*" * 100, f"https://discord.com/events/{_ID}/{_ID}")


def meetups_cards(desk: Desk, words: Words) -> Iterator[tuple[str, Callable[[], Card]]]:
    """Each of them in one language, by name."""
    full = Page([_LONGEST] * PAGE, PAGE, 3 * PAGE)
    for name, page in (("meetups", full), ("no meetups", first_page([]))):
        yield name, lambda p=page: meetups_card(desk, words, p, now=_NOW, registration=None, moderator=True)
    for reason in ("meetups-in-a-server", "meetups-unavailable"):
        yield reason, lambda r=reason: no_list_card(desk, words, r, None, again=True)


def longest_post(desk: Desk, languages: Sequence[Words], introduction: str) -> list[ui.Item[Any]]:
    """What stands on a public card of meetups under a moderator's ``introduction``, in one or two languages."""
    first, *others = languages
    beside = others[0] if others else None
    return [ui.TextDisplay(introduction), *meetups_post(desk, first, [_LONGEST] * PAGE, now=_NOW, beside=beside)]
