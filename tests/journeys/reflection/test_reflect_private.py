"""What a coach types stays between them and the seal: in no log, custom_id or file, before nobody's eyes."""

import io
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from structlog.stdlib import ProcessorFormatter

from bot.knowledge.guide import Note
from bot.reflection.session import OUTLINE_FIELDS
from tests.conftest import Town
from tests.journeys.private import Private, told
from tests.journeys.seen import answer

MARKER = "Zwiebelmuster"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the operator's terminal shows at DEBUG, read from the handler the process itself has."""
    ours = [each for each in logging.getLogger().handlers if isinstance(each.formatter, ProcessorFormatter)]
    assert logging.getLogger().level == logging.DEBUG
    stream = io.StringIO()
    monkeypatch.setattr(ours[0], "stream", stream)
    yield stream
    assert MARKER not in stream.getvalue()


def in_clear(town: Town, word: str = MARKER) -> list[str]:
    """The files of the data folder in which ``word`` can be read, the database's log among them."""
    files = [path for path in town.settings.data_dir.rglob("*") if path.is_file()]
    assert {"wayside.db", "wayside.db-wal"} <= {path.name for path in files}
    forms = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def rows_of(town: Town, member: int) -> int:
    """How many rows of the database name the member, in whatever column."""
    found = 0
    with closing(sqlite3.connect(town.settings.database_file)) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            rows = database.execute(f'SELECT * FROM "{table}"').fetchall()
            found += sum(member in row for row in rows)
    return found


async def test_a_marker_typed_everywhere_is_nowhere_to_be_read(
    town: Town, printed: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    dm = Private(town, town.noor)
    ids: set[str] = set()

    # The own-words window and the option of /scenario, and the option of /reflect
    listed = await town.noor.slash(town.channel, "scenario")
    window = await town.noor.click(answer(listed), label="Describe it in my own words")
    field = next(part.split("'")[0] for part in str(window.modal).split("'custom_id': '")[2:])
    await town.noor.submit_modal(window, {field: f"My client {MARKER} wants to stop"})
    await town.noor.slash(town.channel, "scenario", situation=f"My client {MARKER} wants to stop")
    await dm.slash("reflect", scenario=f"{MARKER} {MARKER}")
    await town.noor.autocomplete(town.channel, "reflect", "scenario", MARKER)

    guide = await dm.begin("client-ends")
    for step in guide.steps:
        if isinstance(step, Note):
            await dm.write(f"{MARKER} {step.id}")
            ids.update(dm.controls)
            assert in_clear(town) == []
            if step.id == "mandate":
                # A window with a detail in it, held and then kept; a message typed into the chat; a pause; a restart
                await dm.write(f"{MARKER} jo@example.org")
                ids.update(dm.controls)
                assert in_clear(town) == []
                await dm.press("Keep")
                screen = dm.screen
                typed = await dm.user.send_dm(f"{MARKER} in the chat")
                assert "Write an answer" in str(dm.buttons) + dm.text
                await dm.user.delete(typed)
                await dm.press("Pause", on=screen)
                assert MARKER not in dm.text
                await town.restart()
                await dm.press("Resume", on=screen)
                town.env.backend.delete_message(dm.screen.channel.id, dm.screen.id)
        await dm.press("Next")
        ids.update(dm.controls)
    window = await dm.press("Prepare the conversation")
    await dm.submit(window, {name: f"{MARKER} {name}" for name in OUTLINE_FIELDS})
    assert rows_of(town, town.noor.id) == 1
    given = (await dm.press("Give me the file")).followups[0]
    assert MARKER in (await given.attachments[1].read()).decode()
    assert MARKER not in str([each.filename for each in given.attachments])
    ids.update(dm.controls)

    assert in_clear(town) == []
    assert rows_of(town, town.noor.id) == 0
    assert [id for id in ids if MARKER in id] == []
    assert [each for each in caplog.records if MARKER in each.getMessage() or MARKER in str(each.__dict__)] == []
    ours = [line for line in printed.getvalue().splitlines() if "[simcord." not in line]
    assert len(ours) >= 2
    assert [line for line in ours if MARKER in line or str(town.noor.id) in line] == []
    assert town.env.errors == []
    assert town.channel.history(viewer=town.sam) == []
    for other in (town.sam, town.camille):
        assert MARKER not in str([each.content for each in other.user.dm_channel.history()])
    # What is still in the chat is what they can see themselves: nothing of the answers.
    assert [each for each in dm.messages if MARKER in str([part.to_dict() for part in each.components])] == []


@pytest.mark.expects_errors
async def test_a_failure_with_words_in_hand_tells_the_log_none_of_them(
    town: Town, printed: io.StringIO, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def fail(*arguments: object) -> None:
        raise RuntimeError(f"cannot handle {arguments}")

    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    for broken in ("bot.surface.reflection.reflecting.screen", "bot.reflection.service.identifying"):
        window = await dm.press("Write an answer" if "Write an answer" in dm.buttons else "Change the answer")
        with monkeypatch.context() as broke:
            broke.setattr(broken, fail)
            submitted = await dm.submit(window, {"note": f"{MARKER} {broken}"})
        assert "a1b2c3" in told(submitted)
        assert MARKER not in told(submitted)
        await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    monkeypatch.setattr("bot.surface.reflection.ending.takeaway_files", fail)
    await dm.press("Stop")
    given = await dm.press("Give me the file")
    assert "a1b2c3" in told(given)
    assert len(await dm.mine()) == 1
    assert printed.getvalue().count("RuntimeError") == 3
    assert MARKER not in caplog.text
    assert MARKER not in printed.getvalue()
    assert town.channel.history(viewer=town.sam) == []


async def test_discarding_leaves_no_row_and_no_word(town: Town) -> None:
    dm = Private(town, town.camille)
    await dm.begin("client-ends")
    await dm.write(MARKER)
    (opened,) = await dm.mine()
    assert rows_of(town, town.camille.id) == 1
    sealed = sealed_of(town, opened.id)
    await dm.press(dm.say("step-stop"))
    await dm.press(dm.say("close-discard"))
    await dm.press(dm.say("discard-yes"))
    assert rows_of(town, town.camille.id) == 0
    assert in_clear(town) == []
    # Not even sealed: the bytes are gone from the file and from its log.
    assert in_clear(town, sealed) == []
    assert in_clear(town, opened.id) == []


def sealed_of(town: Town, id: str) -> str:
    with closing(sqlite3.connect(town.settings.database_file)) as database:
        (value,) = database.execute("SELECT sealed FROM reflections WHERE id = ?", (id,)).fetchone()
    return bytes(value).decode()[:60]


async def test_what_is_kept_in_clear_is_whose_it_is_and_its_times(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.press("Next")
    await dm.press("My client hinted at it")
    with closing(sqlite3.connect(town.settings.database_file)) as database:
        database.row_factory = sqlite3.Row
        (row,) = (dict(each) for each in database.execute("SELECT * FROM reflections"))
    assert set(row) == {"id", "owner", "revision", "sealed", "begun_at", "touched_at"}
    assert row["owner"] == town.noor.id
    for word in ("client-ends", "hinted", "heard", "steps"):
        assert word not in json.dumps({key: str(value) for key, value in row.items()})
        assert in_clear(town, word) == []
