"""A log says what failed and where, and never what someone wrote."""

import asyncio
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
import structlog

from bot.logs import configure, places

MARKER = "zsuzsannaqx-told-me-a-secret"
"""A coach's words."""
FORMS = ("text", "json")


class Log:
    """What goes to the operator's terminal."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        """Everything so far."""
        return self._stream.getvalue()

    @property
    def lines(self) -> list[str]:
        """The lines so far."""
        return self.text.splitlines()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, Literal["text", "json"]], Log]]:
    """``log(level, form)`` configures logging as the process does. Put back afterwards."""
    root = logging.getLogger()
    configured = structlog.get_config()
    before, level = root.handlers[:], root.level
    levels = {name: each.level for name, each in _loggers()}

    def start(wanted: str, form: Literal["text", "json"]) -> Log:
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        configure(wanted, form)
        return Log(stream)

    yield start
    root.handlers = before
    root.setLevel(level)
    for name, each in _loggers():
        each.setLevel(levels.get(name, logging.NOTSET))
    structlog.configure(**configured)


def _loggers() -> list[tuple[str, logging.Logger]]:
    known = logging.Logger.manager.loggerDict.items()
    return [(name, each) for name, each in known if isinstance(each, logging.Logger)]


def fail(words: str) -> None:
    """Fail with a coach's words in the message and in a variable."""
    heard = f"heard: {words}"
    raise ValueError(heard)


def fail_twice(words: str) -> None:
    """Fail because of a failure, both with a coach's words."""
    try:
        fail(words)
    except ValueError as error:
        raise RuntimeError(words) from error


def by_structlog() -> None:
    """As our own modules do."""
    structlog.get_logger("bot.surface.errors").exception("interaction failed", control="scenario")


def by_structlog_with_the_error() -> None:
    """With the exception itself in hand."""
    structlog.get_logger("bot.surface.errors").error("interaction failed", exc_info=sys.exc_info()[1])


def by_stdlib() -> None:
    """As any library does."""
    logging.getLogger("some.library").exception("something failed")  # noqa: LOG004 - called while one is handled


def by_stdlib_with_a_tuple() -> None:
    """As discord.py does for an event handler."""
    logging.getLogger("discord.client").error("Ignoring exception in %s", "on_interaction", exc_info=sys.exc_info())


def by_discord_tree() -> None:
    """As discord.py does for a command."""
    logging.getLogger("discord.app_commands.tree").error("Ignoring exception", exc_info=sys.exc_info()[1])


WAYS = [by_structlog, by_structlog_with_the_error, by_stdlib, by_stdlib_with_a_tuple, by_discord_tree]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", WAYS)
def test_an_exception_is_logged_by_type_and_place_without_its_words(
    log: Callable[[str, Literal["text", "json"]], Log], way: Callable[[], None], form: Literal["text", "json"]
) -> None:
    seen = log("INFO", form)
    try:
        fail_twice(MARKER)
    except RuntimeError:
        way()
    assert len(seen.lines) == 1
    assert "builtins.RuntimeError at process/test_logs.py:" in seen.text
    assert "in fail_twice" in seen.text
    assert "from builtins.ValueError at process/test_logs.py:" in seen.text
    assert "zsuzsannaqx" not in seen.text
    assert "Traceback" not in seen.text


@pytest.mark.parametrize("form", FORMS)
def test_an_exception_at_debug_says_no_more(
    log: Callable[[str, Literal["text", "json"]], Log], form: Literal["text", "json"]
) -> None:
    seen = log("DEBUG", form)
    try:
        fail(MARKER)
    except ValueError:
        by_stdlib()
        by_structlog()
    assert len(seen.lines) == 2
    assert "zsuzsannaqx" not in seen.text


def test_json_lines_hold_what_a_machine_needs(log: Callable[[str, Literal["text", "json"]], Log]) -> None:
    seen = log("INFO", "json")
    structlog.get_logger("bot.surface.sync").info("commands synced", commands=6)
    logging.getLogger("discord.gateway").warning("Shard ID %s has lost its connection", 0)
    ours, theirs = map(json.loads, seen.lines)
    assert {key: ours[key] for key in ("event", "commands", "level", "logger")} == {
        "event": "commands synced",
        "commands": 6,
        "level": "info",
        "logger": "bot.surface.sync",
    }
    assert ours["timestamp"].endswith("Z")
    assert (theirs["event"], theirs["level"]) == ("Shard ID 0 has lost its connection", "warning")


def test_text_lines_are_for_people_and_without_colour_in_a_file(
    log: Callable[[str, Literal["text", "json"]], Log],
) -> None:
    seen = log("INFO", "text")
    structlog.get_logger("bot.surface.sync").info("commands synced", commands=6)
    assert "commands synced" in seen.text
    assert "commands=6" in seen.text
    assert "\x1b" not in seen.text


@pytest.mark.parametrize(
    "name", ["discord.gateway", "discord.http", "discord.webhook.async_", "discord.client", "aiosqlite"]
)
def test_what_logs_payloads_stays_at_info_however_chatty_the_operator(
    log: Callable[[str, Literal["text", "json"]], Log], name: str
) -> None:
    seen = log("DEBUG", "text")
    logging.getLogger(name).debug("payload: %s", MARKER)
    logging.getLogger(name).info("connected")
    assert "zsuzsannaqx" not in seen.text
    assert "connected" in seen.text


def test_our_own_debug_lines_are_shown_when_asked_for(log: Callable[[str, Literal["text", "json"]], Log]) -> None:
    seen = log("DEBUG", "text")
    structlog.get_logger("bot.run").debug("a detail")
    assert "a detail" in seen.text


def test_a_higher_level_quietens_libraries_too(log: Callable[[str, Literal["text", "json"]], Log]) -> None:
    seen = log("WARNING", "text")
    logging.getLogger("discord.gateway").info("connected")
    structlog.get_logger("bot.run").info("ready")
    assert seen.text == ""


def test_each_record_is_one_line_and_comes_once(log: Callable[[str, Literal["text", "json"]], Log]) -> None:
    log("INFO", "json")
    seen = log("INFO", "json")
    logging.getLogger("some.library").info("one\ntwo")
    assert len(seen.lines) == 1


def test_places_name_type_file_line_and_function() -> None:
    with pytest.raises(ValueError, match="heard") as caught:
        fail(MARKER)
    said = places(caught.value)
    assert said.startswith("builtins.ValueError at process/test_logs.py:")
    assert said.index(" in fail < ") < said.index(" in test_places_name_type_file_line_and_function")
    assert "zsuzsannaqx" not in said


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert places(KeyError(MARKER)) == "builtins.KeyError at unknown place"


def test_a_task_that_failed_unseen_is_logged_without_words(log: Callable[[str, Literal["text", "json"]], Log]) -> None:
    seen = log("INFO", "json")

    async def work() -> None:
        fail(MARKER)

    async def main() -> None:
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        del task

    asyncio.run(main())
    assert "builtins.ValueError at process/test_logs.py:" in seen.text
    assert "zsuzsannaqx" not in seen.text
