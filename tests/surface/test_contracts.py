"""What others rely on: names of commands, notices of editions, a client that keeps little, faults by file and place."""

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest
import yaml

import bot
from bot.app import create_bot, create_desk
from bot.failures import DataError, Exit
from bot.settings import Settings, read_settings
from bot.surface.checks.misfits import misfits
from bot.surface.client import Wayside
from bot.surface.desk import Desk
from bot.surface.views.clause import clause_card
from bot.surface.views.comparison import comparison_card
from bot.surface.views.scenario import scenario_card
from bot.surface.words import LocaleError, Locales, language_of
from tests.knowledge.editor import Folder
from tests.process.command_line import wayside
from tests.surface.rendered import text_of
from tests.surface.test_commands import COMMANDS

BIAS = "scenarios/bias.yaml"
LANGUAGES = ("en", "fr")
NEWER = {"en": "A newer edition is reported", "fr": "Une édition plus récente est signalée"}
REPLACED = {"en": "Replaced by the 2025 edition", "fr": "Remplacée par l'édition 2025"}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of our knowledge files for an editor to change."""
    return Folder(tmp_path / "knowledge")


@pytest.fixture
async def client(settings: Settings) -> AsyncIterator[Wayside]:
    """The bot, not connected."""
    made = create_bot(settings)
    yield made
    await made.close()


# Notices of editions


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_clause_of_the_global_code_stands_a_newer_edition_is_told_of(desk: Desk, language: str) -> None:
    words = desk.locales[language]
    summaries = [clause.summary[language] for clause in desk.knowledge.editions["gcoe-2021"].clauses]
    for scenario in desk.knowledge.scenarios.values():
        for card in (scenario_card(desk, words, scenario), comparison_card(desk, words, scenario)):
            text = text_of(card)
            assert [summary for summary in summaries if summary in text]
            assert text.count(f"-# {NEWER[language]}") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_of_the_old_edition_says_that_it_was_replaced(desk: Desk, language: str) -> None:
    for clause in desk.knowledge.clauses.values():
        text = text_of(clause_card(desk, desk.locales[language], clause)).replace("’", "'")
        assert (f"-# {REPLACED[language]}" in text) is (clause.edition == "icf-2020")


# English names in every language


async def test_names_of_commands_stay_english_where_another_language_comes_first(
    folder: Folder, tmp_path: Path
) -> None:
    folder.edit("about.yaml", r"^languages: .*$", "languages: [fr, en]")
    client = create_bot(read_settings(WAYSIDE_DATA_DIR=tmp_path / "data", WAYSIDE_KNOWLEDGE_DIR=folder.path))
    locales = client.desk.locales
    await client.tree.set_translator(locales.translator)
    translator = client.tree.translator
    assert translator is not None
    payloads = [await each.get_translated_payload(client.tree, translator) for each in client.tree.get_commands()]
    english = {name.split()[0] for name in COMMANDS} | {"Which clauses apply?"}
    assert {payload["name"] for payload in payloads} == english
    (compare,) = (payload for payload in payloads if payload["name"] == "compare")
    assert [option["name"] for option in compare["options"]] == ["scenario"]
    assert compare["name_localizations"] == {"fr": "comparer"}
    assert [locales.named(language_of(discord.Locale(each))).language for each in ("de", "en-GB", "fr")] == [
        "fr",
        "en",
        "fr",
    ]
    await client.close()


def test_knowledge_without_english_stops_the_start(folder: Folder) -> None:
    for path in folder.path.rglob("*.yaml"):
        content = without_english(yaml.safe_load(path.read_text(encoding="utf-8")))
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    folder.edit("about.yaml", r"^languages:\n- en\n", "languages:\n")
    with pytest.raises(LocaleError, match=r"about\.yaml: languages must hold en") as caught:
        create_desk(read_settings(WAYSIDE_KNOWLEDGE_DIR=folder.path))
    assert caught.value.exit == Exit.KNOWLEDGE


def without_english(value: Any) -> Any:
    """What is left of a file when every English text is taken out."""
    if isinstance(value, dict):
        return {key: without_english(inner) for key, inner in value.items() if key != "en"}
    return [without_english(inner) for inner in value] if isinstance(value, list) else value


# A client that keeps little and waits a minute at most


async def test_the_client_keeps_no_member_and_no_message(client: Wayside) -> None:
    state = client._connection
    assert state.member_cache_flags == discord.MemberCacheFlags.none()
    assert state._messages is None
    assert not state._chunk_guilds


async def test_a_rate_limit_longer_than_a_minute_is_an_error(client: Wayside) -> None:
    assert client.http.max_ratelimit_timeout == 60


# What Discord would refuse, by file and place


def test_a_situation_with_26_related_clauses_is_named_by_file_and_line(folder: Folder, desk: Desk) -> None:
    related = [clause.ref for clause in desk.knowledge.editions["gcoe-2021"].clauses if clause.number != "3.5"][:26]
    folder.edit(BIAS, r"^related:\n(  - .*\n)*", "related:\n" + "".join(f"  - {ref}\n" for ref in related))
    edited = create_desk(read_settings(WAYSIDE_KNOWLEDGE_DIR=folder.path))
    assert {(each.file, each.message.rpartition(": ")[2]) for each in misfits(edited)} == {
        (BIAS, "more clauses than the 25 a menu takes")
    }
    done = wayside("knowledge", "check", WAYSIDE_KNOWLEDGE_DIR=folder.path)
    assert done.returncode == Exit.FAULT
    (line,) = done.stderr.splitlines()
    assert re.match(rf"{BIAS}:[1-9]\d*: related: more clauses than the 25 a menu takes", line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_s_description_of_101_characters_is_named(desk: Desk, tmp_path: Path, language: str) -> None:
    folder = shutil.copytree(Path(bot.__file__).parent / "locales", tmp_path / "locales")
    path = folder / language / "commands.ftl"
    for length, faulty in ((100, False), (101, True)):
        text = re.sub(r"(?m)^(command-help-description) = .*$", rf"\1 = {'x' * length}", path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")
        found = misfits(replace(desk, locales=Locales(LANGUAGES, folder)))
        expected = (f"locales/{language}", ("command-help-description",), "101 characters, Discord takes 100")
        assert found == ([expected] if faulty else [])


# The data folder


def test_a_data_folder_that_cannot_be_written_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(DataError) as caught:
        create_bot(settings)
    assert caught.value.exit == Exit.DATA
    assert str(caught.value) == f"The data folder {settings.data_dir} cannot be written: Read-only file system."


async def test_trying_the_data_folder_leaves_nothing_behind(client: Wayside, settings: Settings) -> None:
    assert settings.data_dir.is_dir()
    assert list(settings.data_dir.iterdir()) == []
