"""The panel of a server's settings: what is decided, and one menu that leads to each decision."""

from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.community.community import Community
from bot.surface.cards import Card, Choice, button, channel_menu, menu, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.languages import own_name
from bot.surface.windows import Window
from bot.surface.words import Words

NOTHING = "-"
"""The choice that takes a decision back."""
FIELD = "text"
URL_LIMIT = 400
_ZONE_LIMIT = 60

NAMES = (
    "language",
    "second_language",
    "editions",
    "country",
    "zone",
    "registration_url",
    "log_channel",
    "cases_channel",
    "digest",
    "insights",
)
"""The settings of ``Community`` in the order of the panel."""
WRITTEN = ("zone", "registration_url")
"""Those that are typed."""
CHANNELS = {
    "log_channel": (discord.ChannelType.text, discord.ChannelType.private_thread, discord.ChannelType.public_thread),
    "cases_channel": (discord.ChannelType.text, discord.ChannelType.forum),
}


def settings_card(desk: Desk, words: Words, community: Community) -> Card:
    """Everything that is decided, and the menu to decide anew."""
    lines = [f"**{_name(words, each)}** · {value_of(desk, words, community, each)}" for each in NAMES]
    choices = [Choice(_name(words, each), each, words(f"setting-{_id(each)}-hint")) for each in NAMES]
    return Card(
        panel(f"### {words('settings-title')}", *lines),
        menu(words("settings-change"), "settings-open", choices=choices),
        note(words("settings-note")),
    )


def setting_card(desk: Desk, words: Words, community: Community, name: str) -> Card:
    """One decision, with what it does, and the way back."""
    controls = _CONTROLS[name](desk, words, community)
    return Card(
        panel(
            f"### {_name(words, name)}",
            words(f"setting-{_id(name)}-hint"),
            quiet(words("setting-now", value=value_of(desk, words, community, name))),
        ),
        *controls,
        *rows(button(words("step-back"), "settings-back")),
    )


def setting_window(words: Words, community: Community, name: str) -> Window:
    """For a setting that is typed."""
    window = Window(_name(words, name), "settings-written", name)
    limit = URL_LIMIT if name == "registration_url" else _ZONE_LIMIT
    current = getattr(community, name) or ""
    label, example = words(f"setting-{_id(name)}-label"), words(f"setting-{_id(name)}-example")
    window.ask(FIELD, label, example, current, limit, line=True)
    return window


def value_of(desk: Desk, words: Words, community: Community, name: str) -> str:
    """A setting as a person reads it."""
    value = getattr(community, name)
    if name in ("digest", "insights"):
        return words("setting-on" if value else "setting-off")
    if not value:
        return words(f"setting-{_id(name)}-unset")
    if name in ("language", "second_language"):
        return own_name(value)
    if name == "editions":
        editions = desk.whole.knowledge.editions
        return ", ".join(editions[each].title[words.language] for each in value if each in editions)
    if name == "country":
        names = {each.id: each.name[words.language] for each in desk.knowledge.crisis_lines.countries}
        return names.get(str(value)) or str(value)
    return f"<#{value}>" if name in CHANNELS else str(value)


def _id(name: str) -> str:
    return name.replace("_", "-")


def _name(words: Words, name: str) -> str:
    return words(f"setting-{_id(name)}")


def _language(name: str) -> Callable[[Desk, Words, Community], Sequence[ui.Item[Any]]]:
    def controls(desk: Desk, words: Words, community: Community) -> Sequence[ui.Item[Any]]:
        now = getattr(community, name)
        languages = [Choice(own_name(each), each, chosen=each == now) for each in desk.knowledge.languages]
        unset = Choice(words(f"setting-{_id(name)}-unset"), NOTHING)
        return [menu(_name(words, name), "settings-set", name, choices=[*languages, unset])]

    return controls


def _editions(desk: Desk, words: Words, community: Community) -> Sequence[ui.Item[Any]]:
    editions = desk.whole.knowledge.editions.values()
    shown = community.editions or [each.id for each in editions]
    choices = [Choice(each.title[words.language], each.id, chosen=each.id in shown) for each in editions]
    return [menu(_name(words, "editions"), "settings-set", "editions", choices=choices, most=len(choices))]


def _country(desk: Desk, words: Words, community: Community) -> Sequence[ui.Item[Any]]:
    countries = desk.knowledge.crisis_lines.countries
    choices = [Choice(each.name[words.language], each.id, chosen=each.id == community.country) for each in countries]
    unset = Choice(words("setting-country-unset"), NOTHING)
    return [menu(_name(words, "country"), "settings-set", "country", choices=[*choices, unset])]


def _channel(name: str) -> Callable[[Desk, Words, Community], Sequence[ui.Item[Any]]]:
    def controls(_desk: Desk, words: Words, community: Community) -> Sequence[ui.Item[Any]]:
        now: int | None = getattr(community, name)
        choosing = channel_menu(_name(words, name), "settings-set", name, types=CHANNELS[name], chosen=now)
        none = rows(button(words(f"setting-{_id(name)}-none"), "settings-none", name)) if now else []
        return [choosing, *none]

    return controls


def _switch(name: str) -> Callable[[Desk, Words, Community], Sequence[ui.Item[Any]]]:
    def controls(_desk: Desk, words: Words, community: Community) -> Sequence[ui.Item[Any]]:
        on: bool = getattr(community, name)
        return rows(button(words("setting-switch-off" if on else "setting-switch-on"), "settings-switch", name))

    return controls


_CONTROLS: dict[str, Callable[[Desk, Words, Community], Sequence[ui.Item[Any]]]] = {
    "language": _language("language"),
    "second_language": _language("second_language"),
    "editions": _editions,
    "country": _country,
    "log_channel": _channel("log_channel"),
    "cases_channel": _channel("cases_channel"),
    "digest": _switch("digest"),
    "insights": lambda _desk, words, _community: rows(button(words("setting-insights-open"), "insights")),
}
