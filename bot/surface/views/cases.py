"""What the author of a case sees, and nobody else: their cases, the way of a new one, and the way back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from bot.community.cases import HAPPENED, HOPED, MOST, OPEN, REASON, Case, State
from bot.reflection.takeaway import day_in_words
from bot.storage.cases import Kept
from bot.surface.cards import HELP_COLOUR, Card, CardTooLarge, button, link, note, panel, quiet, quoted, rows, safe
from bot.surface.desk import Desk
from bot.surface.views.case_posted import case_panel, posted_card, url_of
from bot.surface.views.case_queue import WORST_DETAILS, queue_card
from bot.surface.views.lead import NO_LEAD, Lead, checked, country_menu, help_lines, lead_items
from bot.surface.words import Words

_SHOWN = 5
_TITLE, _DETAIL, _DETAILS = 80, 100, 5
_PRIMARY, _SUCCESS, _DANGER = discord.ButtonStyle.primary, discord.ButtonStyle.success, discord.ButtonStyle.danger


def own_cases_card(words: Words, mine: Sequence[Kept], *, taken: bool) -> Card:
    """How a person's cases in this server stand; ``taken``: it takes new ones."""
    room = sum(each.case.state in OPEN for each in mine) < MOST
    open_first = sorted(mine, key=lambda each: each.case.state not in (*OPEN, State.WITHDRAWN))
    shown = [item for each in open_first[:_SHOWN] for item in _standing(words, each)]
    title = [f"### {words('case-own-title')}"] if mine else [f"### {words('case-title')}"]
    if not taken:
        write: list[ui.Item[Any]] = [panel(*([] if mine else title), words("case-none-here"))]
    elif not room:
        write = [note(words("case-enough"))]
    else:
        intro = [panel(*title, words("case-intro"))] if not mine else []
        write = [*intro, *rows(button(words("case-write"), "case-write", style=_PRIMARY))]
    return Card(*([panel(*title), *shown] if mine else []), *write)


def case_danger_card(desk: Desk, words: Words, id: str, country: str) -> Card:
    """Help first, and alone; the draft waits behind "Everyone is safe"."""
    lines = help_lines(desk, words, country)
    return Card(
        panel(f"### {words('danger-title')}", *lines, quiet(words("case-danger-kept")), colour=HELP_COLOUR),
        country_menu(desk, words, "case-country", id),
        *rows(button(words("danger-after"), "case-safe", id)),
        note(checked(desk, words)),
    )


def case_details_card(words: Words, id: str, details: Sequence[str]) -> Card:
    """What could point to a person, shown back before anybody else reads it."""
    shown = [quoted(detail, _DETAIL) for detail in details[:_DETAILS]]
    return Card(
        panel(f"### {words('case-details-title')}", words("details-intro"), *shown, f"\n{words('notice-roles')}"),
        *rows(
            button(words("details-edit"), "case-edit", id, style=_PRIMARY),
            button(words("details-keep"), "case-keep", id),
        ),
    )


def preview_card(words: Words, author: Words, kept: Kept, lead: Lead = NO_LEAD) -> Card:
    """Exactly what moderators will read, and what becomes of it. ``author``: the words of the case's language."""
    id, revision = kept.id, str(kept.revision)
    return Card(
        panel(f"### {words('case-preview-title')}", words("case-preview-who")),
        case_panel(author, kept.case),
        *lead_items(words, lead),
        panel(words("case-preview-then"), quiet(words("case-preview-honest"))),
        *rows(
            button(words("case-send"), "case-send", id, revision, "-", style=_SUCCESS),
            button(words("case-send-tell"), "case-send", id, revision, "tell"),
            button(words("case-edit"), "case-edit", id),
            button(words("case-cancel"), "case-cancel", id),
        ),
    )


def too_long_card(words: Words, id: str) -> Card:
    """It does not fit into one message: characters that must be made harmless take two, and others several bytes."""
    edit = button(words("case-edit"), "case-edit", id, style=_PRIMARY)
    return Card(panel(words("case-too-long")), *rows(edit, button(words("case-cancel"), "case-cancel", id)))


def fits(desk: Desk, kept: Kept) -> bool:
    """Whether every card that shows the whole case fits into a message, whoever reads it."""
    author = desk.locales.named(kept.case.language)
    if len(kept.case.happened) > HAPPENED or len(kept.case.hoped) > HOPED:
        return False
    try:
        posted_card(author, kept.case, kept.id)
        for words in desk.locales:
            preview_card(words, author, kept, Lead(red_flag="law"))
            queue_card(words, author, kept, 99, 99, WORST_DETAILS, changed=True)
    except CardTooLarge:
        return False
    return True


def sent_card(words: Words, *, tell: bool) -> Card:
    """It is with the moderators."""
    told = [words("case-sent-tell")] if tell else []
    return Card(panel(words("case-sent"), *told, quiet(words("case-sent-look"))))


def withdraw_card(words: Words, kept: Kept) -> Card:
    """Asks once more."""
    what = "waiting" if kept.case.state is State.WAITING else "posted"
    return Card(
        panel(f"### {words('case-withdraw-title')}", words(f"case-withdraw-{what}")),
        *rows(
            button(words("case-withdraw-yes"), "case-withdrawn", kept.id, style=_DANGER),
            button(words("case-back"), "case-own"),
        ),
    )


def over_card(words: Words, message: str, **arguments: str) -> Card:
    """Nothing more to decide here."""
    return Card(panel(words(message, **arguments)))


def _standing(words: Words, kept: Kept) -> list[ui.Item[Any]]:
    case, id = kept.case, kept.id
    # It closes as a day begins: the one before is the last.
    day = day_in_words((case.closes - timedelta(seconds=1)).date(), words.language)
    # Discord, "Message Formatting": a time that every reader sees in their own language.
    when = f"<t:{int(case.closes.timestamp())}:R>"
    lines = [f"**{safe(case.happened, _TITLE)}**", words(f"case-is-{case.state.value}", **_said(case, when, day))]
    if case.state is State.DECLINED:
        lines.append(quoted(case.reason, REASON))
    if case.edited:
        lines.append(quiet(words("case-reworded")))
    return [ui.TextDisplay("\n".join(lines)), *rows(*_controls(words, kept, id))]


def _said(case: Case, when: str, day: str) -> dict[str, str]:
    return {State.DRAFT: {"when": when}, State.POSTED: {"date": day}}.get(case.state, {})


def _controls(words: Words, kept: Kept, id: str) -> list[ui.Button[Any]]:
    see = [link(words("case-see"), url_of(kept.guild, kept.case))] if kept.case.message else []
    withdraw = button(words("case-withdraw"), "case-withdraw", id)
    match kept.case.state:
        case State.DRAFT:
            return [
                button(words("case-go-on"), "case-look", id, style=_PRIMARY),
                button(words("case-delete"), "case-cancel", id),
            ]
        case State.DECLINED:
            return [button(words("case-rework"), "case-rework", id), button(words("case-delete"), "case-forget", id)]
        case State.POSTED:
            return [*see, withdraw]
        case State.WITHDRAWN:
            return [*see, button(words("case-withdraw"), "case-withdrawn", id)]
        case State.WAITING | State.APPROVED:
            return [withdraw]
