"""Cards of a server's weekly series: all of them, and one with its next dates."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

import discord

from bot.community.series import Series
from bot.community.topics import CLAUSES
from bot.surface.cards import Card, Choice, button, menu, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.languages import own_name
from bot.surface.words import Words

Said = TypeVar("Said")
_BESIDE = " · "


def series_card(desk: Desk, words: Words, series: Series, zone: str, dates: Sequence[datetime], lead: str = "") -> Card:
    """One series: ``dates`` are its next; ``zone`` as people read it; ``lead``: what has just been done."""
    if series.paused:
        state = [f"**{words(f'series-rests-{series.paused.value}')}**"]
        turning = button(words("series-resume"), "series-resume", series.id, style=discord.ButtonStyle.success)
    else:
        state = [f"**{words('series-next')}**", *(f"- {_moment(each)}" for each in dates)]
        turning = button(words("series-pause"), "series-pause", series.id)
    with_thread = [words("series-with-thread")] if series.thread else []
    others = (button(words("series-remove"), "series-remove", series.id), button(words("series-all"), "series-all"))
    return Card(
        panel(
            words(lead) if lead else "",
            f"### {when(words, series, zone)}",
            words("series-posts", what=rotation_name(desk, words, series.rotates), channel=f"<#{series.channel}>"),
            quiet(_BESIDE.join([*map(own_name, series.languages), *with_thread])),
        ),
        panel(*state),
        *rows(turning, *others),
    )


def all_series_card(desk: Desk, words: Words, series: Sequence[tuple[Series, str, str]]) -> Card:
    """Every series of the server, each with its zone as people read it and its channel's name."""
    if not series:
        return Card(panel(f"### {words('series-title')}", words("series-none")))
    lines: list[str] = []
    choices: list[Choice] = []
    for each, zone, channel in series:
        name = line_of(desk, words, each, zone, channel)
        then = words("series-rests") if each.paused else _moment(each.next_due)
        where = (f"<#{each.channel}>", rotation_name(desk, words, each.rotates), then)
        lines.append(f"**{when(words, each, zone)}**\n{_BESIDE.join(where)}")
        choices.append(Choice(name, each.id))
    return Card(
        panel(f"### {words('series-title')}", *lines),
        menu(words("series-open"), "series-open", choices=choices),
        note(words("series-note")),
    )


def removing_card(words: Words, series: Series, zone: str) -> Card:
    """Asks once more."""
    return Card(
        panel(f"### {words('series-remove-title')}", when(words, series, zone), words("series-remove-intro")),
        *rows(
            button(words("series-remove-yes"), "series-removed", series.id, style=discord.ButtonStyle.danger),
            button(words("step-back"), "series-open", series.id),
        ),
    )


def removed_card(words: Words) -> Card:
    """It is gone."""
    return Card(panel(words("series-removed")), *rows(button(words("series-all"), "series-all")))


def when(words: Words, series: Series, zone: str) -> str:
    """ "Every Monday at 09:00 (Paris)"."""
    rhythm = series.rhythm
    weekday = words(f"weekday-{rhythm.first_on.weekday()}")
    return words(f"series-every-{rhythm.every_weeks}", weekday=weekday, time=rhythm.at.strftime("%H:%M"), zone=zone)


def line_of(desk: Desk, words: Words, series: Series, zone: str, channel: str) -> str:
    """A series in one line, for a menu or a suggestion; ``channel``: its name, or nothing where it is not known."""
    parts = when(words, series, zone), f"#{channel}" if channel else "", rotation_name(desk, words, series.rotates)
    return _BESIDE.join(filter(None, parts))


def rotation_name(desk: Desk, words: Callable[..., Said], rotates: str) -> Said:
    """What a series goes through, as people read it; ``words`` may be the labels of an option."""
    kind, _, code = rotates.partition(":")
    codes = desk.whole.knowledge.codes
    if kind == CLAUSES and code in codes:
        return words("rotates-clauses-of", code=codes[code].name)
    return words(f"rotates-{kind}")


def _moment(moment: datetime) -> str:
    seconds = int(moment.timestamp())
    return f"<t:{seconds}:F> (<t:{seconds}:R>)"
