"""What Wayside is, what happens to what one types, and where its facts come from."""

import discord
from discord import ui

from bot.storage.inventory import INVENTORY
from bot.surface.cards import Card, button, link, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.words import Words

_PRIVACY = ("words", "reflections", "answers", "discord", "nobody", "log", "names")


def help_card(desk: Desk, words: Words, *, moderator: bool) -> Card:
    """What one can do here, by role."""
    return desk.cards.get(("help", words.language, moderator), lambda: _help(desk, words, moderator))


def privacy_card(desk: Desk, words: Words, days: int) -> Card:
    """The privacy statement; ``days``: how long an untouched reflection waits."""
    return desk.cards.get(("privacy", words.language, days), lambda: _privacy(words, days))


def exported_card(words: Words, file: str) -> Card:
    """Everything kept of the person, as a file only they can see."""
    return Card(panel(words("privacy-exported")), ui.File(f"attachment://{file}"))


def erase_card(words: Words) -> Card:
    """Asks once more."""
    return Card(
        panel(f"### {words('privacy-erase-title')}", words("privacy-erase-intro")),
        *rows(
            button(words("privacy-erase-yes"), "erased", style=discord.ButtonStyle.danger),
            button(words("step-back"), "privacy"),
        ),
    )


def erased_card(words: Words, rows_erased: int) -> Card:
    """Says what was done, also when there was nothing to do."""
    return Card(panel(words("privacy-erased" if rows_erased else "privacy-nothing-kept")))


def sources_card(desk: Desk, words: Words) -> Card:
    """Every source with its official link."""
    return desk.cards.get(("sources", words.language), lambda: _sources(desk, words))


def _help(desk: Desk, words: Words, moderator: bool) -> Card:
    about = desk.knowledge.about
    lines = [
        f"- {words(f'help-{name}', command=command_mention(desk, name))}"
        for name in ("scenario", "reflect", "clause", "compare", "meetups", "case", "preferences", "privacy")
    ]
    lines.insert(4, f"- {words('help-menu')}")
    return Card(
        panel(f"### {words('help-title')}", words("help-intro"), *lines, quiet(words("help-private"))),
        *([panel(f"**{words('help-moderator')}**", *_for_moderators(desk, words))] if moderator else []),
        *rows(
            button(words("all-scenarios"), "scenarios"),
            button(words("help-sources"), "sources"),
            link(words("help-community"), about.community.url),
        ),
        note(words("help-limits")),
        note(about.thesis[words.language]),
    )


def _for_moderators(desk: Desk, words: Words) -> list[str]:
    names = ("post", "schedule", "cases", "settings", "insights")
    lines = [f"- {words(f'help-moderator-{name}', command=command_mention(desk, name))}" for name in names]
    return [*lines, quiet(words("help-moderator-integrations"))]


_FIRST = {"post": "post scenario", "schedule": "schedule add"}


def command_mention(desk: Desk, name: str) -> str:
    """The command ``name`` in a text, to be tapped."""
    # Discord, "Message Formatting": </name:id> is a command one can tap; of one with subcommands, one of these.
    id = desk.command_ids.get(name)
    return f"</{_FIRST.get(name, name)}:{id}>" if id else f"**/{name}**"


def _privacy(words: Words, days: int) -> Card:
    points = [f"- {words(f'privacy-{point}')}" for point in _PRIVACY]
    kept = [
        f"- {words(f'privacy-kept-{each.holds}')} {words(f'privacy-{each.retention.value}', days=str(days))}"
        for each in INVENTORY
    ]
    return Card(
        panel(f"### {words('privacy-title')}", *points),
        panel(f"**{words('privacy-kept')}**", *kept),
        *rows(button(words("privacy-export"), "export"), button(words("privacy-erase"), "erase")),
        note(words("privacy-contact")),
    )


def _sources(desk: Desk, words: Words) -> Card:
    language = words.language
    lines = [
        f"- [{source.title[language]}]({source.url}) · {source.publisher}\n  {quiet(source.note[language])}"
        for source in desk.knowledge.sources
    ]
    return Card(
        panel(f"### {words('sources-title')}", words("sources-intro"), *lines),
        *rows(button(words("all-scenarios"), "scenarios")),
    )
