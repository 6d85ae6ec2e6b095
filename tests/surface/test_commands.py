"""The commands as Discord gets them: names that are a contract, French ones that Discord takes, usable anywhere."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.app import create_bot
from bot.settings import Settings

CHAT_INPUT, MESSAGE = 1, 3
"""Discord, "Application Commands": command types."""
STRING = 3

# What design.md section 3 promises: command -> its options, and which of them one must give.
OPTIONS = {
    "scenario": {"situation": False},
    "clause": {"code": True, "number": True, "edition": False},
    "compare": {"scenario": True},
    "help": {},
    "privacy": {},
    "reflect": {"scenario": False},
    "preferences": {},
}
FRENCH = {
    "scenario": ("scénario", ["situation"]),
    "clause": ("clause", ["code", "numéro", "édition"]),
    "compare": ("comparer", ["situation"]),
    "help": ("aide", []),
    "privacy": ("confidentialité", []),
    "reflect": ("réfléchir", ["situation"]),
    "preferences": ("préférences", []),
}


@pytest.fixture
async def payloads(settings: Settings) -> AsyncIterator[list[dict[str, Any]]]:
    """Every command as it is sent to Discord, with its translations."""
    bot = create_bot(settings)
    await bot.tree.set_translator(bot.desk.locales.translator)
    translator = bot.tree.translator
    assert translator is not None
    made: list[dict[str, Any]] = []
    for command in bot.tree.get_commands():
        made.append(dict(await command.get_translated_payload(bot.tree, translator)))
    yield made
    await bot.close()


def slash(payloads: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The slash commands by name."""
    return {payload["name"]: payload for payload in payloads if payload["type"] == CHAT_INPUT}


def named(payloads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Everything of a slash command that has a name and a description: the commands and their options."""
    return [each for payload in slash(payloads).values() for each in (payload, *payload["options"])]


async def test_command_and_option_names_are_the_contract(payloads: list[dict[str, Any]]) -> None:
    found = {
        name: {option["name"]: option.get("required", False) for option in payload["options"]}
        for name, payload in slash(payloads).items()
    }
    assert found == OPTIONS


async def test_one_message_menu_and_no_user_menu(payloads: list[dict[str, Any]]) -> None:
    menus = [payload for payload in payloads if payload["type"] != CHAT_INPUT]
    assert [(menu["type"], menu["name"]) for menu in menus] == [(MESSAGE, "Which clauses apply?")]
    assert menus[0]["name_localizations"]["fr"].startswith("Quelles clauses s")
    assert len(menus[0]["name_localizations"]["fr"]) <= 32


async def test_names_and_options_in_french(payloads: list[dict[str, Any]]) -> None:
    found = {
        name: (
            payload["name_localizations"]["fr"],
            [option["name_localizations"]["fr"] for option in payload["options"]],
        )
        for name, payload in slash(payloads).items()
    }
    assert found == FRENCH


async def test_every_description_is_in_french_too(payloads: list[dict[str, Any]]) -> None:
    assert len(named(payloads)) == 13
    for each in named(payloads):
        french = each["description_localizations"]["fr"]
        assert french
        assert french != each["description"]


async def test_only_languages_we_have_are_sent(payloads: list[dict[str, Any]]) -> None:
    for each in named(payloads):
        assert set(each["name_localizations"]) == {"fr"}
        assert set(each["description_localizations"]) == {"fr"}


async def test_names_are_as_discord_demands(payloads: list[dict[str, Any]]) -> None:
    for each in named(payloads):
        for name in (each["name"], *each["name_localizations"].values()):
            assert 1 <= len(name) <= 32
            assert name == name.lower()
            assert all(character.isalnum() or character in "-_'" for character in name), name


async def test_descriptions_fit(payloads: list[dict[str, Any]]) -> None:
    for each in named(payloads):
        for description in (each["description"], *each["description_localizations"].values()):
            assert 1 <= len(description) <= 100, description


@pytest.mark.parametrize("locale", [None, "fr"])
async def test_no_two_commands_and_no_two_options_share_a_name(
    payloads: list[dict[str, Any]], locale: str | None
) -> None:
    def name(each: dict[str, Any]) -> str:
        return each["name_localizations"][locale] if locale else each["name"]

    for kind in (CHAT_INPUT, MESSAGE):
        names = [name(payload) for payload in payloads if payload["type"] == kind]
        assert len(names) == len(set(names))
    for payload in slash(payloads).values():
        options = [name(option) for option in payload["options"]]
        assert len(options) == len(set(options))


async def test_usable_in_servers_dms_and_private_channels_by_either_install(payloads: list[dict[str, Any]]) -> None:
    assert len(payloads) == 8
    for payload in payloads:
        assert sorted(payload["contexts"]) == [0, 1, 2], payload["name"]
        assert sorted(payload["integration_types"]) == [0, 1], payload["name"]


async def test_nobody_needs_a_permission_to_look_something_up(payloads: list[dict[str, Any]]) -> None:
    assert [payload["name"] for payload in payloads if payload.get("default_member_permissions")] == []
    assert [payload["name"] for payload in payloads if payload.get("nsfw")] == []


async def test_every_option_is_a_text_and_completes_itself(payloads: list[dict[str, Any]]) -> None:
    options = [option for payload in slash(payloads).values() for option in payload["options"]]
    assert [option["name"] for option in options if option["type"] != STRING or not option["autocomplete"]] == []


async def test_own_words_may_be_1000_characters_long(payloads: list[dict[str, Any]]) -> None:
    (situation,) = slash(payloads)["scenario"]["options"]
    assert (situation["min_length"], situation["max_length"]) == (1, 1000)


async def test_a_text_that_is_no_label_is_left_alone(settings: Settings) -> None:
    bot = create_bot(settings)
    translator = bot.desk.locales.translator
    context = app_commands.TranslationContext(app_commands.TranslationContextLocation.other, data=None)
    plain = app_commands.locale_str("icf")
    assert await translator.translate(plain, discord.Locale.french, context) is None
    await bot.close()
