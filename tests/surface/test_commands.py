"""The commands as Discord gets them: names that are a contract, French ones that Discord takes, open to whom they are.

The whole contract stands in ``COMMANDS``; whoever changes a command changes it here too, and knows that others rely
on it: what people have learned to type, and links and notes of communities.
"""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import discord
import pytest
from discord import app_commands

from bot.knowledge.model import Knowledge
from bot.settings import Settings
from tests.conftest import bot_of

CHAT_INPUT, MESSAGE = 1, 3
"""Discord, "Application Commands": command types."""
GROUPED, TEXT, NUMBER, YES_OR_NO, CHANNEL = 1, 3, 4, 5, 7
"""Discord, "Application Commands": types of options."""
PLACES = [0, 5, 10, 11, 12, 15]
"""Text and announcement channels, their threads, public and private ones, and forums."""


class Option(NamedTuple):
    """An option of a command; ``values`` are those of its choices, ``completes`` says that it suggests something."""

    name: str
    french: str
    type: int = TEXT
    required: bool = False
    completes: bool = False
    values: tuple[str | int, ...] = ()


def suggested(name: str, french: str, *, required: bool = True) -> Option:
    """A text that completes itself."""
    return Option(name, french, required=required, completes=True)


LANGUAGES = ("en", "fr")
SITUATION = suggested("scenario", "situation")
CLAUSE = [suggested("code", "code"), suggested("number", "numéro"), suggested("edition", "édition", required=False)]
WHERE = [
    Option("channel", "salon", CHANNEL),
    Option("language", "langue", values=LANGUAGES),
    Option("second_language", "seconde_langue", values=LANGUAGES),
]
SERIES = [suggested("series", "série")]
ROTATING = ("all", "scenarios", "questions", "clauses", "clauses:icf", "clauses:gcoe", "meetups")

COMMANDS: dict[str, tuple[str, list[Option]]] = {
    "scenario": ("scénario", [suggested("situation", "situation", required=False)]),
    "clause": ("clause", CLAUSE),
    "compare": ("comparer", [SITUATION]),
    "reflect": ("réfléchir", [SITUATION._replace(required=False)]),
    "meetups": ("rencontres", []),
    "preferences": ("préférences", []),
    "privacy": ("confidentialité", []),
    "help": ("aide", []),
    "case": ("cas", []),
    "cases": ("cas-reçus", []),
    "insights": ("consultations", []),
    "settings": ("réglages", []),
    "post scenario": ("publier situation", [SITUATION, *WHERE]),
    "post clause": ("publier clause", [*CLAUSE, *WHERE]),
    "post comparison": ("publier comparaison", [SITUATION, *WHERE]),
    "post question": ("publier question", [SITUATION, *WHERE]),
    "schedule add": (
        "programmer ajouter",
        [
            Option("rotates", "contenu", required=True, values=ROTATING),
            Option("weekday", "jour", NUMBER, required=True, values=tuple(range(7))),
            Option("time", "heure", required=True),
            Option("every", "rythme", NUMBER, values=(1, 2)),
            suggested("time_zone", "fuseau", required=False),
            *WHERE,
            Option("thread", "fil", YES_OR_NO),
            Option("starting", "début"),
        ],
    ),
    "schedule list": ("programmer liste", []),
    "schedule pause": ("programmer pause", SERIES),
    "schedule resume": ("programmer reprendre", SERIES),
    "schedule remove": ("programmer supprimer", SERIES),
}
FOR_MODERATORS = {"post", "schedule", "settings", "insights", "cases"}
IN_SERVERS = {*FOR_MODERATORS, "case"}

Payload = dict[str, Any]


@pytest.fixture
async def payloads(settings: Settings) -> AsyncIterator[list[Payload]]:
    """Every command as it is sent to Discord, with its translations."""
    bot = bot_of(settings)
    await bot.tree.set_translator(bot.desk.locales.translator)
    translator = bot.tree.translator
    assert translator is not None
    yield [dict(await command.get_translated_payload(bot.tree, translator)) for command in bot.tree.get_commands()]
    await bot.close()


def is_group(payload: Payload) -> bool:
    return any(option["type"] == GROUPED for option in payload["options"])


def typed(payloads: list[Payload]) -> list[tuple[str, str, Payload]]:
    """What a person can type: the whole command in English, in French, and the payload that has its options."""
    found: list[tuple[str, str, Payload]] = []
    for payload in (each for each in payloads if each["type"] == CHAT_INPUT):
        french = payload["name_localizations"]["fr"]
        for each in payload["options"] if is_group(payload) else ():
            found.append((f"{payload['name']} {each['name']}", f"{french} {each['name_localizations']['fr']}", each))
        if not is_group(payload):
            found.append((payload["name"], french, payload))
    return found


def named(payloads: list[Payload]) -> list[Payload]:
    """Everything of slash commands that has a name and a description: groups, commands and options."""
    return [
        *(payload for payload in payloads if payload["type"] == CHAT_INPUT and is_group(payload)),
        *(each for *_, command in typed(payloads) for each in (command, *command["options"])),
    ]


def choices(payloads: list[Payload]) -> list[Payload]:
    """Every line that an option offers."""
    return [
        choice for *_, command in typed(payloads) for each in command["options"] for choice in each.get("choices", ())
    ]


def as_option(option: Payload) -> Option:
    return Option(
        option["name"],
        option["name_localizations"]["fr"],
        option["type"],
        option["required"],
        option.get("autocomplete", False),
        tuple(choice["value"] for choice in option.get("choices", ())),
    )


async def test_commands_and_options_are_the_contract(payloads: list[Payload]) -> None:
    found = {
        name: (french, [as_option(option) for option in command["options"]])
        for name, french, command in typed(payloads)
    }
    assert found == COMMANDS


async def test_a_group_holds_commands_alone(payloads: list[Payload]) -> None:
    groups = {payload["name"]: payload for payload in payloads if payload["type"] == CHAT_INPUT and is_group(payload)}
    assert set(groups) == {"post", "schedule"}
    for payload in groups.values():
        assert {option["type"] for option in payload["options"]} == {GROUPED}


async def test_one_message_menu_and_no_user_menu(payloads: list[Payload]) -> None:
    menus = [payload for payload in payloads if payload["type"] != CHAT_INPUT]
    assert [(menu["type"], menu["name"]) for menu in menus] == [(MESSAGE, "Which clauses apply?")]
    assert menus[0]["name_localizations"] == {"fr": "Quelles clauses s'appliquent\N{NO-BREAK SPACE}?"}


async def test_what_one_must_give_comes_first(payloads: list[Payload]) -> None:
    for name, _, command in typed(payloads):
        required = [option["required"] for option in command["options"]]
        assert required == sorted(required, reverse=True), name  # or Discord refuses them all


async def test_a_channel_is_one_that_can_be_posted_in(payloads: list[Payload]) -> None:
    found = {
        name: sorted(option["channel_types"])
        for name, _, command in typed(payloads)
        for option in command["options"]
        if option["type"] == CHANNEL
    }
    posting = ("post scenario", "post clause", "post comparison", "post question", "schedule add")
    assert found == dict.fromkeys(posting, PLACES)


async def test_every_description_is_in_french_too(payloads: list[Payload]) -> None:
    options = sum(len(options) for _, options in COMMANDS.values())
    assert len(named(payloads)) == 2 + len(COMMANDS) + options
    for each in named(payloads):
        french = each["description_localizations"]["fr"]
        assert french
        assert french != each["description"]


async def test_every_choice_is_in_french_too_but_the_languages_own_names(
    payloads: list[Payload], knowledge: Knowledge
) -> None:
    seen: set[str] = set()
    for choice in choices(payloads):
        name, french = choice["name"], choice.get("name_localizations", {}).get("fr")
        seen.add(name)
        assert (french is None) == (choice["value"] in LANGUAGES), name
        assert 1 <= len(name) <= 100
        assert 1 <= len(french or name) <= 100
    assert {"English", "Français", "Monday", "every two weeks", "Clauses: ICF"} <= seen
    assert tuple(knowledge.codes) == ("icf", "gcoe")  # each is a choice of what rotates


async def test_only_languages_we_have_are_sent(payloads: list[Payload]) -> None:
    for each in named(payloads):
        assert set(each["name_localizations"]) == {"fr"}
        assert set(each["description_localizations"]) == {"fr"}
    assert {language for choice in choices(payloads) for language in choice.get("name_localizations", {})} == {"fr"}


async def test_names_are_as_discord_demands(payloads: list[Payload]) -> None:
    for each in named(payloads):
        for name in (each["name"], *each["name_localizations"].values()):
            assert 1 <= len(name) <= 32
            assert name == name.lower()
            assert all(character.isalnum() or character in "-_'" for character in name), name
    for menu in (payload for payload in payloads if payload["type"] == MESSAGE):
        assert all(1 <= len(name) <= 32 for name in (menu["name"], *menu["name_localizations"].values()))


async def test_descriptions_fit(payloads: list[Payload]) -> None:
    for each in named(payloads):
        for description in (each["description"], *each["description_localizations"].values()):
            assert 1 <= len(description) <= 100, description


@pytest.mark.parametrize("locale", [None, "fr"])
async def test_no_command_is_longer_than_discord_takes(payloads: list[Payload], locale: str | None) -> None:
    def length(each: Payload) -> int:
        texts = ("name", "description")
        shown = (each.get(f"{text}_localizations", {}).get(locale) or each.get(text, "") for text in texts)
        inner = sum(map(length, (*each.get("options", ()), *each.get("choices", ()))))
        return sum(map(len, shown)) + len(str(each.get("value", ""))) + inner

    # Discord, "Application Commands": all names, descriptions and values of a command together.
    assert {payload["name"]: length(payload) for payload in payloads if length(payload) > 8000} == {}
    assert length(next(each for each in payloads if each["name"] == "schedule")) > 1000


@pytest.mark.parametrize("locale", [None, "fr"])
async def test_nothing_side_by_side_shares_a_name(payloads: list[Payload], locale: str | None) -> None:
    def names(each: list[Payload]) -> list[str]:
        return [one["name_localizations"][locale] if locale else one["name"] for one in each]

    groups = [payload["options"] for payload in payloads if payload["type"] == CHAT_INPUT and is_group(payload)]
    together = [
        *([payload for payload in payloads if payload["type"] == kind] for kind in (CHAT_INPUT, MESSAGE)),
        *groups,
        *(command["options"] for *_, command in typed(payloads)),
    ]
    assert len(together) > 10
    assert [names(each) for each in together if len(set(names(each))) < len(each)] == []


async def test_usable_in_servers_dms_and_private_channels_by_either_install(payloads: list[Payload]) -> None:
    anywhere = [payload for payload in payloads if payload["name"] not in IN_SERVERS]
    assert len(anywhere) == 9
    for payload in anywhere:
        assert sorted(payload["contexts"]) == [0, 1, 2], payload["name"]
        assert sorted(payload["integration_types"]) == [0, 1], payload["name"]


async def test_what_a_server_shares_is_for_servers_that_installed_the_bot(payloads: list[Payload]) -> None:
    theirs = [payload for payload in payloads if payload["name"] in IN_SERVERS]
    assert {payload["name"] for payload in theirs} == IN_SERVERS
    for payload in theirs:
        assert payload["contexts"] == [0], payload["name"]
        assert payload["integration_types"] == [0], payload["name"]


async def test_the_moderators_commands_are_hidden_from_others_and_no_others_are(payloads: list[Payload]) -> None:
    needed = {
        payload["name"]: int(payload["default_member_permissions"])
        for payload in payloads
        if payload.get("default_member_permissions") is not None
    }
    assert needed == dict.fromkeys(FOR_MODERATORS, discord.Permissions(manage_messages=True).value)
    assert [payload["name"] for payload in payloads if payload.get("nsfw")] == []


async def test_own_words_may_be_1000_characters_long(payloads: list[Payload]) -> None:
    (situation,) = next(command["options"] for name, _, command in typed(payloads) if name == "scenario")
    assert (situation["min_length"], situation["max_length"]) == (1, 1000)


async def test_a_text_that_is_no_label_is_left_alone(settings: Settings) -> None:
    bot = bot_of(settings)
    translator = bot.desk.locales.translator
    context = app_commands.TranslationContext(app_commands.TranslationContextLocation.other, data=None)
    plain = app_commands.locale_str("icf")
    assert await translator.translate(plain, discord.Locale.french, context) is None
    await bot.close()
