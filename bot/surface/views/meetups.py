"""Cards of a server's coming meetups: page by page for one person, the next few for everyone in a channel."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from discord import ui

from bot.community.meetups import PAGE, Meetup, Page
from bot.surface.cards import Card, button, link, note, panel, quiet, rows, safe
from bot.surface.desk import Desk
from bot.surface.words import Words

_LINK = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)\]'\"»]")
"""A web address within a text, without the punctuation that follows it."""
_BESIDE = " · "


class _Cut(NamedTuple):
    """How many characters are shown of each."""

    name: int
    place: int
    description: int


_CUTS = (_Cut(100, 100, 150), _Cut(100, 100, 60), _Cut(100, 100, 0), _Cut(50, 40, 0))
"""Tried in turn: Markdown signs count twice when they are made harmless. Five of the last fit any room used here."""
_ROOM, _POST_ROOM = 3_000, 2_000
"""Characters for the meetups of a card; a post leaves room for what else stands on it."""


def meetups_card(
    desk: Desk, words: Words, page: Page, *, now: datetime, registration: str | None, moderator: bool
) -> Card:
    """One page of what is planned, or that nothing is; ``registration``: the server's own link, None the article's."""
    sign_up = _registration(desk, (words,), registration)
    if not page.shown:
        empty = panel(f"### {words('meetups-title')}", words("meetups-none"), quiet(words("meetups-how-to-add")))
        return Card(empty, *rows(sign_up))
    turning = [
        *([_turn(words("meetups-previous"), "before", page.shown[0])] if page.skipped else []),
        *([_turn(words("meetups-next"), "after", page.shown[-1])] if page.last < page.total else []),
    ]
    posting = [button(words("post-in-this-channel"), "post-here", "meetups")] if moderator else []
    return Card(
        panel(f"### {words('meetups-title')}", _listed((words,), page.shown, now, _ROOM)),
        *rows(*turning, _calendar((words,)), sign_up, *posting),
        note(_BESIDE.join([*([_position(words, page)] if turning else []), words("meetups-times")])),
    )


def meetups_post(
    desk: Desk,
    words: Words,
    meetups: Sequence[Meetup],
    *,
    now: datetime,
    registration: str | None = None,
    beside: Words | None = None,
) -> list[ui.Item[Any]]:
    """What stands on a public card: the next five, the calendar file for everybody, the registration link.

    ``meetups`` are in order and there is at least one. ``beside``: a second language; what the organisers wrote and
    the times, which Discord shows in each reader's own way, stand there once for both.
    """
    languages = (words, beside) if beside and beside is not words else (words,)
    return [
        panel(f"### {_said(languages, 'meetups-title')}", _listed(languages, meetups[:PAGE], now, _POST_ROOM)),
        *rows(_calendar(languages), _registration(desk, languages, registration)),
        note(_said(languages, "meetups-times")),
    ]


def no_list_card(desk: Desk, words: Words, message: str, registration: str | None, *, again: bool = False) -> Card:
    """Why there is no list, as the sentence ``message``, and the registration link; ``again``: it may help to retry."""
    retry = [button(words("meetups-again"), "meetups")] if again else []
    return Card(panel(words(message)), *rows(*retry, _registration(desk, (words,), registration)))


def calendar_card(words: Words, file: str) -> Card:
    """The calendar file, for one person."""
    return Card(panel(words("meetups-calendar-ready")), ui.File(f"attachment://{file}"))


def _listed(languages: Sequence[Words], meetups: Sequence[Meetup], now: datetime, room: int) -> str:
    text = ""
    for cut in _CUTS:
        text = "\n\n".join(_block(languages, each, now, cut) for each in meetups)
        # Discord counts characters and, by trial, bytes: two and a half times as many.
        if len(text) <= room and len(text.encode()) <= room * 2.5:
            break
    return text


def _block(languages: Sequence[Words], meetup: Meetup, now: datetime, cut: _Cut) -> str:
    """Name, when, where, what: each on a line of its own, so that a right-to-left one turns no other around."""
    start = int(meetup.start.timestamp())
    begun = [f"**{_said(languages, 'meetups-now')}**"] if meetup.begun(now) else []
    details = f"[{_said(languages, 'meetups-details')}]({meetup.url})"
    place = f"<#{meetup.channel}>" if meetup.channel else _place(meetup.place, cut.place)
    description = safe(meetup.description, cut.description) if cut.description else ""
    lines = (
        f"**{safe(meetup.name, cut.name) or _said(languages, 'meetups-unnamed')}**",
        _BESIDE.join([*begun, f"<t:{start}:F>", f"<t:{start}:R>", details]),
        place or _said(languages, "meetups-place-open"),
        quiet(description) if description else "",
    )
    return "\n".join(filter(None, lines))


def _place(text: str, limit: int) -> str:
    """A place outside Discord, harmless but for its web address, which one wants to tap; where room is short, that."""
    found = _LINK.search(text)
    if found is None or not found[0].isprintable():
        return safe(text, limit)
    address = f"<{found[0]}>"
    if len(text) > limit:
        return address
    before, after = text[: found.start()], text[found.end() :]
    gaps = (" " if before[-1:].isspace() else "", " " if after[:1].isspace() else "")
    return f"{safe(before, limit)}{gaps[0]}{address}{gaps[1]}{safe(after, limit)}".strip()


def _turn(label: str, way: str, edge: Meetup) -> ui.Button[Any]:
    return button(label, "meetups-page", way, *map(str, edge.mark))


def _calendar(languages: Sequence[Words]) -> ui.Button[Any]:
    # The language tells two of them apart, should a card be made of one post in each language.
    return button(_said(languages, "meetups-calendar"), "meetups-calendar", languages[0].language)


def _registration(desk: Desk, languages: Sequence[Words], url: str | None) -> ui.Button[Any]:
    community = desk.knowledge.about.community
    label = _BESIDE.join(community.title[words.language] for words in languages)
    return link(label, url or community.url)


def _position(words: Words, page: Page) -> str:
    first = page.skipped + 1
    shown = str(first) if first == page.last else f"{first}–{page.last}"
    return words("meetups-shown", shown=shown, total=str(page.total))


def _said(languages: Sequence[Words], message: str) -> str:
    """The sentence in each language, once where they agree."""
    return _BESIDE.join(dict.fromkeys(words(message) for words in languages))
