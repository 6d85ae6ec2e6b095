"""Noise, foreign controls, restarts and failures: no card breaks, no interaction stays unanswered, nothing leaks."""

import logging
from typing import Any

import pytest

from bot.app import create_bot
from tests.conftest import Town
from tests.journeys.seen import answer, options, text

NOISE = {
    "noise": "qwxz! " * 166,
    "emoji": "🎭🫠" * 250,
    "right-to-left": "אני לא בטוח " * 80,
    "override": "\u202egnihcaoc\u202c \u200b\u0000\u0007",
    "mentions": "@everyone @here <@1> <@&2> <#3> </x:4> " * 20,
    "markdown": "# **_`~~||[x](http://y)||~~`_** > -# " * 20,
    "thousand": "a" * 1000,
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
async def test_noise_never_breaks_an_interaction(town: Town, noise: str) -> None:
    for shown in (
        await town.noor.slash(town.channel, "scenario", situation=noise[:1000]),
        await town.noor.slash(town.channel, "clause", code=noise, number=noise),
        await town.noor.slash(town.channel, "clause", code="icf", number=noise, edition=noise),
        await town.noor.slash(town.channel, "clause", code="icf", number=noise),
        await town.noor.slash(town.channel, "compare", scenario=noise),
    ):
        assert text(shown)
        assert "@everyone" not in text(shown)
        assert "<@1>" not in text(shown).replace("\\<", "")
    for command, option in (
        ("scenario", "situation"),
        ("clause", "code"),
        ("clause", "number"),
        ("compare", "scenario"),
    ):
        choices = await town.noor.autocomplete(town.channel, command, option, noise[:1000])
        assert len(choices) <= 25
    message = await town.sam.send(town.channel, noise)
    assert text(await town.noor.context_menu(town.channel, "Which clauses apply?", message))


async def test_a_card_works_after_a_restart(town: Town) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="bias")
    await town.restart()
    paths = await town.noor.click(answer(shown), label="Paths")
    assert town.bot.desk.knowledge.scenarios["bias"].paths.end["en"] in text(paths)


async def test_commands_are_sent_again_only_when_they_changed(town: Town) -> None:
    def sent() -> int:
        return sum(entry.method == "PUT" and entry.path.endswith("/commands") for entry in town.env.http_requests)

    assert sent() == 1
    await town.restart()
    assert sent() == 1
    (town.settings.data_dir / "commands.json").write_text("{damaged", encoding="utf-8")
    await town.restart()
    assert sent() == 2


@pytest.mark.parametrize(
    "custom_id",
    [
        "panel:open",
        "w0/scenario/bias/codes",
        "w1/gone",
        "w1/scenario/no-such-thing/codes",
        "w1/scenario/bias/no-such-tab",
        "w1/scenario",
        "w1/clause/icf-2025:99/-",
        "w1/compare/x/y/z",
        "w1",
    ],
)
async def test_a_control_from_elsewhere_or_long_ago_gets_a_kind_sentence(town: Town, custom_id: str) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="bias")
    button = _first_button(town, shown)
    button["custom_id"] = custom_id
    pressed = await town.noor.click(answer(shown), custom_id=custom_id)
    told = answer(pressed)
    assert "older version" in "\n".join(_texts(told.components))


@pytest.mark.expects_errors
async def test_a_failure_is_told_with_a_number_and_logged_without_words(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "my client Bartholomew told me"

    def fail(*arguments: Any) -> None:
        raise RuntimeError(f"cannot handle {arguments}")

    monkeypatch.setattr(type(town.bot.desk.finder), "find", fail)
    caplog.set_level(logging.DEBUG)
    shown = await town.noor.slash(town.channel, "scenario", situation=secret)
    assert "tell whoever runs this bot the number a1b2c3" in text(shown)
    assert "Bartholomew" not in text(shown)
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "a1b2c3" in logged
    assert "RuntimeError" in logged
    assert "Bartholomew" not in logged
    monkeypatch.undo()
    again = await town.noor.slash(town.channel, "scenario", situation="I think I'm falling for my client")
    assert "### You are falling in love with a client" in text(again)


@pytest.mark.expects_errors
async def test_a_failing_button_and_a_failing_autocomplete_are_caught_too(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="bias")

    def fail(*arguments: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(type(town.bot.desk.cards), "get", fail)
    monkeypatch.setattr(type(town.bot.desk.finder), "find", fail)
    pressed = await town.noor.click(answer(shown), label="Paths")
    assert "a1b2c3" in "\n".join(_texts(answer(pressed).components))
    assert await town.noor.autocomplete(town.channel, "scenario", "situation", "anything") == []


async def test_nothing_is_kept_per_message(town: Town) -> None:
    for situation in ("bias", "client-ends", "I think I'm falling for my client"):
        shown = await town.noor.slash(town.channel, "scenario", situation=situation)
        await town.noor.click(answer(shown), label="Paths")
    opened = await town.noor.slash(town.channel, "scenario")
    await town.noor.click(answer(opened), label="Describe it in my own words")
    store = town.bot._connection._view_store
    assert not store._views
    assert not store._modals
    assert len(options(opened)) == 8


async def test_the_bot_asks_for_least_and_mentions_nobody(town: Town) -> None:
    fresh = create_bot(town.settings)
    # None of them is privileged; "dm_messages" is there to answer what is typed into the private chat.
    assert [name for name, on in fresh.intents if on] == ["guilds", "dm_messages"]
    assert fresh.allowed_mentions is not None
    assert fresh.allowed_mentions.to_dict() == {"parse": []}
    await fresh.close()


def _first_button(town: Town, shown: Any) -> dict[str, Any]:
    """The stored button itself, so that a test can give it a custom_id that we never made."""
    stored = town.env.backend.get_message(answer(shown).channel_id, answer(shown).id)
    return next(
        part for row in stored.components if row["type"] == 1 for part in row["components"] if part["type"] == 2
    )


def _texts(components: list[dict[str, Any]]) -> list[str]:
    found = [part["content"] for part in components if part["type"] == 10]
    return found + [line for part in components for line in _texts(part.get("components", []))]
