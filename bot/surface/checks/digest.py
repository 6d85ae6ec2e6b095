"""The weekly digest at its longest, and what ``/preferences`` says of it: organisers' and servers' names are cut."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.community.digest import Contents
from bot.community.meetups import Meetup
from bot.community.topics import CLAUSES, QUESTIONS, read_topic, topics
from bot.storage.members import Preferences
from bot.surface.cards import OPTIONS, Card
from bot.surface.desk import Desk
from bot.surface.views.digest import (
    MEETUPS,
    NAME,
    Wanted,
    digest_card,
    list_items,
    offer_items,
    started_card,
    stopped_card,
)
from bot.surface.views.preferences import preferences_card
from bot.surface.words import Words

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_ID = 2**63 - 1
_MEETUP = Meetup(_ID, "*" * NAME, "", _NOW, None, "", f"https://discord.com/events/{_ID}/{_ID}")


def digest_cards(desk: Desk, words: Words) -> Iterator[tuple[str, Callable[[], Card]]]:
    """Each of them in one language, by name; the digest with each clause, and with each question."""
    server = Wanted(_ID, "*" * NAME, _NOW)
    clauses, questions = (
        [read_topic(desk.knowledge, each) for each in topics(desk.knowledge, kind)] or [None]
        for kind in (CLAUSES, QUESTIONS)
    )
    for at in range(max(len(clauses), len(questions))):
        pair = Contents(clauses[at % len(clauses)], questions[at % len(questions)])
        yield (
            f"digest of {pair.clause} and {pair.question}",
            lambda p=pair: digest_card(desk, words, p, server, [_MEETUP] * MEETUPS, _NOW),
        )
    yield "digest stopped", lambda: stopped_card(words, server)
    yield "digest started", lambda: started_card(words, server)
    for subscribed in (False, True):
        yield (
            f"preferences with a digest {'on' if subscribed else 'offered'}",
            lambda s=subscribed: preferences_card(desk, words, Preferences(), offer_items(words, server, subscribed=s)),
        )
    many = [server._replace(guild=_ID - n) for n in range(OPTIONS + 1)]
    yield "preferences with many digests", lambda: preferences_card(desk, words, Preferences(), list_items(words, many))
