"""A post before it is sent: exactly as it will look, where it goes, and what can still be changed."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import discord
from discord import ui

from bot.community.draft import INTRODUCTION, Draft
from bot.community.topics import Topic
from bot.surface.cards import OPTIONS, Card, Choice, button, link, menu, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.views.posted import both
from bot.surface.windows import Window
from bot.surface.words import Words

FIELD = "introduction"
NO_TAG = "-"
_TAGS = 5
"""Discord, "Channel Resource": tags of a forum post."""


class Place(NamedTuple):
    """Where a post goes, as far as its preview shows it.

    Attributes:
        mention: as a text names it.
        takes_threads: a thread can be opened on a post there.
        tags: name -> id, of a forum.
        tag_needed: the forum takes no post without one.
    """

    mention: str
    takes_threads: bool = True
    tags: Mapping[str, int] = MappingProxyType({})
    tag_needed: bool = False


def preview_card(
    desk: Desk, words: Words, items: Sequence[ui.Item[Any]], topic: Topic, draft: Draft, id: str, place: Place
) -> Card:
    """What will stand in ``place``, the public card's ``items``, with the moderator's controls below."""
    send = [button(words("post-post"), "post-send", id, "post", style=discord.ButtonStyle.success)]
    if place.takes_threads:
        send.append(button(words("post-thread"), "post-send", id, "thread"))
    if topic.scenario:
        send.append(button(words("post-poll"), "post-send", id, "poll"))
    languages = [desk.locales[each] for each in draft.languages if each in desk.locales]
    asked = quiet(words("preview-poll", question=both(languages, "poll-question"))) if topic.scenario else ""
    one = len(draft.languages) == 1
    change = [button(words("post-edit" if draft.introduction else "post-introduce"), "post-introduce", id)]
    if len(desk.knowledge.languages) > 1:
        change.append(button(words("post-two-languages" if one else "post-one-language"), "post-languages", id))
    return Card(
        panel(f"### {words('preview-title')}", words("preview-where", channel=place.mention), asked),
        *items,
        *_questions(words, topic, id),
        *_tags(words, draft, id, place),
        *rows(*send, button(words("post-cancel"), "post-cancel", id)),
        *rows(*change),
    )


def introduction_window(words: Words, draft: Draft, id: str) -> Window:
    """For the moderator's own line."""
    window = Window(words("introduction-title"), "post-introduced", id)
    window.ask(FIELD, words("introduction-label"), words("introduction-hint"), draft.introduction, INTRODUCTION)
    return window


def sent_card(words: Words, url: str, channel: str, *missing: str, publish: tuple[str, str] | None = None) -> Card:
    """Where the post stands now; ``missing``: what could not be added, in sentences.

    ``publish``: ids of the channel and the message, when followers of the channel may be given it.
    """
    controls = [link(words("post-open"), url)]
    if publish:
        controls.append(button(words("post-publish"), "post-publish", *publish))
    return Card(panel(words("post-done", channel=channel), *missing), *rows(*controls))


def over_card(words: Words, message: str, **arguments: str) -> Card:
    """A preview that is no more: cancelled or gone."""
    return Card(panel(words(message, **arguments)))


def _questions(words: Words, topic: Topic, id: str) -> list[ui.Item[Any]]:
    """The questions of the same situation, to choose another."""
    if topic.kind != "question" or topic.scenario is None:
        return []
    asked = [Topic("question", topic.scenario, number=n + 1) for n in range(len(topic.scenario.questions))]
    choices = [
        Choice(question[words.language], str(each), chosen=each.number == topic.number)
        for each, question in zip(asked, topic.scenario.questions, strict=True)
    ]
    return [menu(words("question-choose"), "post-question", id, choices=choices)]


def _tags(words: Words, draft: Draft, id: str, place: Place) -> list[ui.Item[Any]]:
    """The forum's tags, to choose from."""
    choices = [Choice(name, str(tag), chosen=tag in draft.tags) for name, tag in place.tags.items()][:OPTIONS]
    least = 1 if place.tag_needed else 0
    return [menu(words("tags-choose"), "post-tags", id, choices=choices, least=least, most=_TAGS)] if choices else []
