"""Every public card and every card of its making, each at its longest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.community.community import UNSET, Community
from bot.community.draft import INTRODUCTION, Draft
from bot.community.due import Rhythm
from bot.community.series import MOST, Pause, Series
from bot.community.topics import MEETUPS, QUESTIONS, Topic, read_topic, rotations, topics
from bot.surface.cards import LINK, OPTIONS, Card
from bot.surface.checks.meetups import longest_post
from bot.surface.desk import Desk
from bot.surface.views.post_preview import Place, preview_card, sent_card
from bot.surface.views.posted import leading_on, posted_items, spoken, thread_card
from bot.surface.views.series import all_series_card, removed_card, removing_card, rotation_name, series_card
from bot.surface.views.settings import NAMES, WRITTEN, setting_card, settings_card
from bot.surface.words import Words

_ID = "x" * 16
_NUMBER = 2**63 - 1
_MENTION = f"<#{_NUMBER}>"
_FORUM = Place(_MENTION, tags={f"tag {n}": n for n in range(OPTIONS)})
_SPOKEN = "@here" * (INTRODUCTION // len("@here"))
"""An introduction every sign of which counts, and more: what would ping people takes a sign to be made harmless."""
_NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
_SERIES = Series(
    id=_ID,
    guild=1,
    channel=_NUMBER,
    added_by=1,
    rotates="",
    languages=("en", "fr"),
    thread=True,
    rhythm=Rhythm(2, date(2026, 1, 7), time(9, 30), "Europe/Paris"),
    next_due=_NOW,
)
_ZONE = "Argentina, Comodoro Rivadavia (UTC-3)"
_CHANNEL = "*" * 100


def posted_cards(desk: Desk, words: Words) -> Iterator[tuple[str, Callable[[], Card], Topic]]:
    """Name and maker of each preview, which holds the public card and more, in ``words`` and every other language.

    The third is what is posted.
    """
    knowledge = desk.knowledge
    found = [topic for each in topics(knowledge, QUESTIONS) if (topic := read_topic(knowledge, each))]
    found += [Topic("clause", clause=clause) for clause in knowledge.clauses.values() if clause.published]
    for scenario in knowledge.scenarios.values():
        found += [Topic("scenario", scenario), Topic("comparison", scenario)]
    found.append(Topic(MEETUPS))
    for other in desk.locales:
        both = (words,) if other is words else (words, other)
        draft = Draft("", 1, tuple(each.language for each in both), _SPOKEN)
        for topic in found:
            name = f"post {str(topic).replace(':', '-')} {'+'.join(draft.languages)}"
            yield name, lambda t=topic, d=draft, b=both: _preview(desk, words, b, t, d), topic
            yield f"thread {name}", lambda t=topic, b=both: thread_card(desk, b, t), topic


def _preview(desk: Desk, words: Words, languages: Sequence[Words], topic: Topic, draft: Draft) -> Card:
    if topic.kind == MEETUPS:
        items = [*longest_post(desk, languages, spoken(draft.introduction)), *leading_on(desk, languages, topic, _ID)]
    else:
        items = posted_items(desk, languages, topic, _ID, draft.introduction, live=False)
    return preview_card(desk, words, items, topic, draft, _ID, _FORUM)


def moderator_cards(desk: Desk, words: Words) -> Iterator[tuple[str, Callable[[], Card]]]:
    """Name and maker of each card of what moderators decide, of series, and of what was posted."""
    decided = _everything_decided(desk)
    for how, community in (("unset", UNSET), ("decided", decided)):
        yield f"settings {how}", lambda c=community: settings_card(desk, words, c)
        for name in (each for each in NAMES if each not in WRITTEN):
            yield f"setting {name} {how}", lambda n=name, c=community: setting_card(desk, words, c, n)
    longest = max(rotations(desk.knowledge), key=lambda each: len(rotation_name(desk, words, each)))
    series = replace(_SERIES, rotates=longest)
    yield "no series", lambda: all_series_card(desk, words, [])
    yield "removing a series", lambda: removing_card(words, series, _ZONE)
    yield "a removed series", lambda: removed_card(words)
    yield "a series", lambda: series_card(desk, words, series, _ZONE, [_NOW] * 3, "series-added")
    for why in (None, *Pause):
        resting = replace(series, paused=why)
        many = [(replace(resting, id=f"{n:x>{len(_ID)}}"), _ZONE, _CHANNEL) for n in range(MOST)]
        yield f"all series, resting: {why}", lambda m=many: all_series_card(desk, words, m)
        yield f"a series resting: {why}", lambda r=resting: series_card(desk, words, r, _ZONE, [])
    missing = [words(f"post-without-{each}") for each in ("thread", "poll")]
    yield "posted", lambda: sent_card(words, "https://discord.com", _MENTION, *missing, publish=(_ID, _ID))


def _everything_decided(desk: Desk) -> Community:
    """By a server that has decided everything, at its longest."""
    knowledge = desk.whole.knowledge
    return Community(
        language=knowledge.languages[-1],
        second_language=knowledge.languages[0],
        country=knowledge.crisis_lines.countries[-1].id,
        zone="America/Argentina/ComodRivadavia",
        registration_url="https://example.org/".ljust(LINK, "x"),
        editions=tuple(knowledge.editions),
        log_channel=_NUMBER,
        cases_channel=_NUMBER,
        insights=True,
        digest=True,
    )
