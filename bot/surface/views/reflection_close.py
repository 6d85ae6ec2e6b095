"""The end of a reflection: the close, the file, and what is said once nothing is kept any more."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from bot.knowledge.guide import Level
from bot.reflection.files import Files
from bot.reflection.service import Held, Open
from bot.reflection.session import OUTLINE_FIELDS, scale_of
from bot.reflection.takeaway import day_in_words
from bot.surface.cards import HELP_COLOUR, Card, Choice, button, menu, panel, quiet, quoted, rows
from bot.surface.words import Words

REVIEW_DAYS = (1, 3, 7, 14, 30, 90, 365)
_DETAILS = 5
_DETAIL = 100


def close_screen(words: Words, opened: Open) -> Card:
    """What can be taken along, and the two ways to end."""
    session, guide, language = opened.session, opened.guide, words.language
    finished = session.step == guide.steps[-1].id
    lines = [f"### {words('close-title' if finished else 'close-title-stopped')}"]
    lines += _scale(words, opened)
    if guide.always is Level.SUPERVISOR or Level.SUPERVISOR in session.cautions:
        lines.append(words("close-supervisor"))
    if guide.conversation:
        written = sum(name in session.outline for name in OUTLINE_FIELDS)
        lines.append(words("close-outline-done", written=str(written)) if written else words("close-outline"))
    if session.review:
        lines.append(words("close-review-set", date=day_in_words(session.review, language)))
    lines += [f"\n{words('close-file', name=guide.takeaway.name[language])}", quiet(words("close-kept"))]
    turn = str(session.turn)
    days = [Choice(words(f"review-{day}"), str(day)) for day in REVIEW_DAYS]
    if session.review:
        days.append(Choice(words("review-none"), "none"))
    prepare = (
        rows(button(words("close-prepare"), "r-outline", opened.id, turn, style=discord.ButtonStyle.primary))
        if guide.conversation
        else []
    )
    return Card(
        panel(*lines),
        *prepare,
        menu(words("close-review"), "r-review", opened.id, turn, choices=days),
        ui.ActionRow(
            button(words("close-give"), "r-file", opened.id, style=discord.ButtonStyle.success),
            button(words("close-discard"), "r-discard", opened.id),
            button(words("step-back"), "r-back", opened.id, turn),
            button(words("step-pause"), "r-pause", opened.id, turn),
        ),
    )


def _scale(words: Words, opened: Open) -> list[str]:
    scale, now = scale_of(opened.guide), opened.session.now
    held = opened.session.answers.get(scale.id) if scale else None
    return [words("close-scale", start=str(held.value), now=str(now))] if held and now is not None else []


def details_card(words: Words, held: Held) -> Card:
    """What could point to a person, shown back once before anything is kept."""
    shown = [quoted(detail, _DETAIL) for detail in held.details[:_DETAILS]]
    return Card(
        panel(f"### {words('details-title')}", words("details-intro"), *shown, f"\n{words('notice-roles')}"),
        ui.ActionRow(
            button(words("details-edit"), "r-edit", held.id, held.field, style=discord.ButtonStyle.primary),
            button(words("details-keep"), "r-keep", held.id, held.field),
        ),
    )


def discard_card(words: Words, opened: Open) -> Card:
    """Asks once more."""
    return Card(
        panel(f"### {words('discard-title')}", words("discard-intro")),
        ui.ActionRow(
            button(words("discard-yes"), "r-discarded", opened.id, style=discord.ButtonStyle.danger),
            button(words("step-back"), "r-look", opened.id),
        ),
    )


def not_saved_card(words: Words, id: str, field: str) -> Card:
    """The store did not answer; the words are still held."""
    return Card(
        panel(words("not-saved-words")),
        *rows(button(words("not-saved-again"), "r-save", id, field, style=discord.ButtonStyle.primary)),
    )


def file_card(words: Words, sentence: str, files: Files) -> Card:
    """A private message with files; ``sentence``: "file-ready" or "worksheet-ready"."""
    shown: list[ui.Item[Any]] = [ui.File(f"attachment://{name}") for name in files]
    return Card(panel(words(sentence)), *shown)


def ended_card(words: Words, ending: str, *, help: Sequence[str] = (), **arguments: str) -> Card:
    """Nothing is asked any more. ``help``: lines that stay where somebody was in danger.

    ``ending``: "file-given", "discarded", "gone", "gone-idle", "unopenable" or "notice-later".
    """
    if help:
        return Card(panel(*help, "", words(ending, **arguments), colour=HELP_COLOUR))
    last = [quiet(words("file-given-close"))] if ending == "file-given" else []
    return Card(panel(words(ending, **arguments), *last), *rows(button(words("gone-again"), "reflect-again")))


def kept_until(opened: Open, days: int, words: Words) -> str:
    """The day an untouched reflection is deleted."""
    return day_in_words((opened.touched + timedelta(days=days)).date(), words.language)
