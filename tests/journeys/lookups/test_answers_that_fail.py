"""Answers that do not arrive: the person is told while that is possible, the operator without anyone's words."""

import asyncio
import gc
import io
import logging
from typing import Any

import discord
import pytest
from structlog.stdlib import ProcessorFormatter

from bot.surface.commands import privacy
from bot.surface.types import Interaction
from tests.conftest import Town
from tests.journeys.seen import answer, text

CALLBACK = "/interactions/*/callback"
SECRET = "my client Bartholomew told me"
TOO_LATE = pytest.mark.parametrize(
    ("status", "code"), [(404, 10062), (400, 40060)], ids=["three seconds are over", "answered already"]
)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the operator's terminal shows during the test."""
    ours = [each for each in logging.getLogger().handlers if isinstance(each.formatter, ProcessorFormatter)]
    stream = io.StringIO()
    monkeypatch.setattr(ours[0], "stream", stream)
    return stream


def lines(printed: io.StringIO, level: str) -> list[str]:
    """The printed lines of one level."""
    return [line for line in printed.getvalue().splitlines() if f"[{level:<9}]" in line]


def answers(town: Town) -> list[dict[str, Any]]:
    """Every answer the bot tried to give so far: callbacks and follow-ups."""
    sent = [entry for entry in town.env.http_requests if entry.path.startswith(("/interactions/", "/webhooks/"))]
    return [entry.json or {} for entry in sent]


def fail(*_: Any) -> None:
    """Fail with a coach's words."""
    raise RuntimeError(SECRET)


async def unseen_failures() -> None:
    """Let asyncio complain now of tasks that failed and that nobody asked."""
    await asyncio.sleep(0)
    gc.collect()


# Discord takes no answer


@TOO_LATE
@pytest.mark.expects_errors
async def test_a_refused_answer_to_a_command_is_noted_and_not_repeated(
    town: Town, printed: io.StringIO, status: int, code: int
) -> None:
    town.env.inject_error("POST", CALLBACK, status=status, code=code)
    shown = await town.noor.slash(town.channel, "privacy")
    assert not shown.acknowledged
    assert len(answers(town)) == 1
    (warning,) = lines(printed, "warning")
    assert "Discord takes no answer any more" in warning
    assert lines(printed, "error") == []
    assert "a1b2c3" not in printed.getvalue()


@TOO_LATE
async def test_a_refused_answer_to_a_button_is_noted_and_not_repeated(
    town: Town, printed: io.StringIO, status: int, code: int
) -> None:
    shown = await town.noor.slash(town.channel, "scenario", situation="bias")
    town.env.inject_error("POST", CALLBACK, status=status, code=code)
    pressed = await town.noor.click(answer(shown), label="Paths")
    assert not pressed.acknowledged
    assert len(answers(town)) == 2
    (warning,) = lines(printed, "warning")
    assert "Discord takes no answer any more" in warning
    assert "control=scenario" in warning


# Telling of a failure fails too


@pytest.mark.expects_errors
async def test_a_failure_that_discord_does_not_pass_on_ends_in_the_log(
    town: Town, monkeypatch: pytest.MonkeyPatch, printed: io.StringIO
) -> None:
    monkeypatch.setattr(type(town.bot.desk.finder), "find", fail)
    town.env.inject_error("POST", CALLBACK, status=500, message=SECRET)
    shown = await town.noor.slash(town.channel, "scenario", situation=SECRET)
    await unseen_failures()
    assert not shown.acknowledged
    assert len(answers(town)) == 1
    (error,) = lines(printed, "error")
    assert "reference=a1b2c3" in error
    (warning,) = lines(printed, "warning")
    assert "could not tell a person of an error" in warning
    assert "status=500" in warning
    assert "Bartholomew" not in printed.getvalue()


@pytest.mark.parametrize("pressed", [False, True], ids=["command", "button"])
@pytest.mark.expects_errors
async def test_nothing_escapes_when_the_connection_breaks_while_telling(
    town: Town, monkeypatch: pytest.MonkeyPatch, printed: io.StringIO, pressed: bool
) -> None:
    async def drop(*_: Any, **__: Any) -> None:
        raise ConnectionResetError(SECRET)

    shown = await town.noor.slash(town.channel, "scenario", situation="bias")
    monkeypatch.setattr(type(town.bot.desk.cards), "get", fail)
    monkeypatch.setattr(discord.InteractionResponse, "send_message", drop)
    if pressed:
        await town.noor.click(answer(shown), label="Paths")
    else:
        await town.noor.slash(town.channel, "scenario", situation="bias")
    await unseen_failures()
    failed, untold = lines(printed, "error")
    assert "interaction failed" in failed
    assert "could not tell a person of an error" in untold
    assert "builtins.ConnectionResetError at " in untold
    assert "Bartholomew" not in printed.getvalue()


@pytest.mark.expects_errors
async def test_a_failure_after_the_answer_is_told_in_a_private_message_of_its_own(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = privacy.show

    async def show_and_fail(*arguments: Any) -> None:
        await show(*arguments)
        fail()

    monkeypatch.setattr(privacy, "show", show_and_fail)
    shown = await town.noor.slash(town.channel, "privacy")
    assert shown.response is not None
    assert "What happens to what you type" in str(shown.response.components)
    (told,) = shown.followups
    assert told.ephemeral
    assert "the number a1b2c3" in str(told.components)


# A command that Discord still shows and the bot no longer has


async def _other_option(interaction: Interaction, other: str) -> None:
    """A command of this name, with an option that Discord does not yet know."""


@pytest.mark.parametrize("change", ["gone", "other options"])
@pytest.mark.expects_errors
async def test_a_command_from_an_older_version_says_so_kindly(town: Town, printed: io.StringIO, change: str) -> None:
    town.bot.tree.remove_command("compare")
    if change == "other options":
        town.bot.tree.command(name="compare", description="-")(_other_option)
    for person, sentence in (
        (town.noor, "This command has just changed."),
        (town.camille, "Cette commande vient de changer."),
    ):
        assert sentence in text(await person.slash(town.channel, "compare", scenario="bias"))
    assert [line.count("a command from an older version was used") for line in lines(printed, "warning")] == [1, 1]
    assert lines(printed, "error") == []


@pytest.mark.expects_errors
async def test_so_does_a_message_menu_from_an_older_version(town: Town) -> None:
    town.bot.tree.remove_command("Which clauses apply?", type=discord.AppCommandType.message)
    message = await town.sam.send(town.channel, "hello")
    shown = await town.noor.context_menu(town.channel, "Which clauses apply?", message)
    assert "This command has just changed." in text(shown)


# Suggestions while typing


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("scenario", "situation"),
        ("clause", "code"),
        ("clause", "number"),
        ("clause", "edition"),
        ("compare", "scenario"),
    ],
)
@pytest.mark.expects_errors
async def test_failing_suggestions_end_in_an_empty_answer_and_a_line_without_anyone(
    town: Town, monkeypatch: pytest.MonkeyPatch, printed: io.StringIO, command: str, option: str
) -> None:
    monkeypatch.setattr(type(town.bot.desk.locales), "reader", fail)
    assert await town.noor.autocomplete(town.channel, command, option, SECRET) == []
    assert answers(town) == [{"type": 8, "data": {"choices": []}}]
    (error,) = lines(printed, "error")
    assert "autocomplete failed" in error
    assert "builtins.RuntimeError at " in error
    assert_names_nobody(town, printed)


@TOO_LATE
@pytest.mark.expects_errors
async def test_suggestions_that_come_too_late_are_nobody_s_business(
    town: Town, printed: io.StringIO, status: int, code: int
) -> None:
    town.env.inject_error("POST", CALLBACK, status=status, code=code)
    await town.noor.autocomplete(town.channel, "scenario", "situation", SECRET)
    assert len(answers(town)) == 1
    if code == 10062:  # the person typed on
        assert lines(printed, "error") == []
    else:
        (error,) = lines(printed, "error")
        assert "Ignoring exception in autocomplete for 'scenario'" in error
    assert_names_nobody(town, printed)


def assert_names_nobody(town: Town, printed: io.StringIO) -> None:
    """Neither words nor the id of anyone or anywhere in the log."""
    for private in ("Bartholomew", "noor", town.noor.id, town.guild.id, town.channel.id):
        assert str(private) not in printed.getvalue()
