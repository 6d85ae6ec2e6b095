"""What is looked up in a server: the chart, the same in words, and the switch. For its moderators."""

from collections.abc import Sequence
from datetime import date

import discord
from babel.numbers import format_decimal

from bot.community.chart import Bar, Chart
from bot.community.insights import DAYS, Shown
from bot.reflection.takeaway import day_in_words
from bot.surface.cards import ALT_TEXT, Card, button, note, panel, picture, quiet, rows, shorten
from bot.surface.desk import Desk
from bot.surface.words import Words

PICTURE = "wayside-insights.png"
"""The name of the chart's file, which goes with the card."""
_BESIDE = " · "


def off_card(words: Words) -> Card:
    """What would be counted and what never is, and the switch."""
    return Card(
        panel(f"### {words('insights-title')}", words("insights-off", days=str(DAYS)), words("insights-never")),
        *rows(button(words("insights-switch-on"), "insights-on", style=discord.ButtonStyle.primary)),
    )


def on_card(desk: Desk, words: Words, shown: Sequence[Shown], begun: date | None) -> Card:
    """The chart (to be sent along as ``PICTURE``) and the same in words; a calm line where every number is hidden.

    ``begun``: the day on which counting was switched on; None: before the days that are shown.
    """
    head = [f"### {words('insights-title')}", quiet(heading(words, begun))]
    if any_count(shown):
        told = [
            panel(*head),
            picture(PICTURE, alt_text(desk, words, shown)),
            panel(*(f"- {line}" for line in in_words(desk, words, shown))),
        ]
    else:
        told = [panel(*head, words("insights-nothing"))]
    return Card(
        *told,
        *rows(button(words("insights-switch-off"), "insights-ask")),
        note(words("insights-how", days=str(DAYS))),
    )


def ask_card(words: Words) -> Card:
    """Asks once more, for it deletes."""
    return Card(
        panel(f"### {words('insights-ask-title')}", words("insights-ask")),
        *rows(
            button(words("insights-ask-yes"), "insights-off", style=discord.ButtonStyle.danger),
            button(words("step-back"), "insights"),
        ),
    )


def any_count(shown: Sequence[Shown]) -> bool:
    """Whether there is a number to draw."""
    return any(each.count is not None for each in shown)


def heading(words: Words, begun: date | None) -> str:
    """ "Look-ups since 3 November 2026", or over the last 30 days."""
    if begun:
        return words("insights-since", date=day_in_words(begun, words.language))
    return words("insights-window", days=str(DAYS))


def in_words(desk: Desk, words: Words, shown: Sequence[Shown]) -> list[str]:
    """The chart as sentences: one for each number, then one for all that are hidden."""
    lines = [
        words("insights-line", title=_title(desk, words, each), count=_number(words, each.count))
        for each in shown
        if each.count is not None
    ]
    hidden = _BESIDE.join(_hidden(desk, words, shown))
    return [*lines, *([words("insights-fewer-line", titles=hidden)] if hidden else [])]


def alt_text(desk: Desk, words: Words, shown: Sequence[Shown]) -> str:
    """The chart for those who do not see it, as long as Discord takes."""
    return shorten(" ".join(f"{line}." for line in in_words(desk, words, shown)), ALT_TEXT)


def chart(desk: Desk, words: Words, shown: Sequence[Shown], begun: date | None) -> Chart:
    """What is drawn."""
    bars = tuple(
        Bar(_title(desk, words, each), each.count, _number(words, each.count))
        for each in shown
        if each.count is not None
    )
    hidden = _hidden(desk, words, shown)
    return Chart(words.language, heading(words, begun), bars, words("insights-fewer"), hidden)


def _hidden(desk: Desk, words: Words, shown: Sequence[Shown]) -> tuple[str, ...]:
    return tuple(_title(desk, words, each) for each in shown if each.count is None)


def _title(desk: Desk, words: Words, each: Shown) -> str:
    return desk.knowledge.scenarios[each.scenario].title[words.language]


def _number(words: Words, count: int) -> str:
    return format_decimal(count, locale=words.language)
