"""``/privacy``: it names everything that is kept; what is exported is one's own; erased, nothing is left."""

import json
import sqlite3
from contextlib import closing
from typing import Any

from bot.storage.inventory import INVENTORY
from tests.conftest import Town
from tests.journeys.private import Private, text_of, told
from tests.journeys.seen import answer, buttons, text

WORDS = "That we were kind to each other."


async def exported(dm: Private) -> dict[str, Any]:
    """The file that "Export my data" gives."""
    shown = await dm.slash("privacy")
    assert shown.response is not None
    given = await dm.user.click(shown.response, label=dm.say("privacy-export"))
    assert given.response is not None
    assert given.response.ephemeral
    (file,) = given.response.attachments
    assert file.filename == "wayside-data.json"
    return json.loads(await file.read())


async def some_data(dm: Private) -> None:
    """A language, a country, and two reflections with words."""
    members = dm.town.bot.reflecting._members
    await members.set(dm.user.id, language=dm.say.language, country="FR")
    for guide in ("client-ends", "conflict-of-interest"):
        await dm.begin(guide)
        await dm.write(f"{WORDS} ({dm.user.name}, {guide})")


def rows(town: Town) -> dict[int, int]:
    """Rows by member, read from the file."""
    found: dict[int, int] = {}
    with closing(sqlite3.connect(town.settings.database_file)) as database:
        for holding in INVENTORY:
            table, member = holding.table.name, holding.member.name
            for (id,) in database.execute(f"SELECT {member} FROM {table}"):
                found[id] = found.get(id, 0) + 1
    return found


async def test_every_holding_is_named_with_how_long_it_stays(town: Town) -> None:
    for person in (town.noor, town.camille):
        words = Private(town, person).say
        shown = text(await person.slash(town.channel, "privacy"))
        for holding in INVENTORY:
            line = f"{words(f'privacy-kept-{holding.holds}')} {words(f'privacy-{holding.retention.value}', days='7')}"
            assert line in shown
        assert len(INVENTORY) == 2
    # And nothing more than that is in the data folder.
    kept = {file.name for file in town.settings.data_dir.iterdir()}
    assert kept <= {"commands.json", "wayside.db", "wayside.db-wal", "wayside.db-shm", "wayside.key", "wayside.lock"}


async def test_the_export_holds_everything_of_oneself_and_nothing_of_anyone_else(town: Town) -> None:
    dm, other = Private(town, town.noor), Private(town, town.camille)
    await some_data(dm)
    await some_data(other)
    kept = await exported(dm)
    assert set(kept) == {holding.holds for holding in INVENTORY}
    assert (kept["preferences"]["language"], kept["preferences"]["country"]) == ("en", "FR")
    assert {each["kept"]["guide"] for each in kept["reflections"]} == {"client-ends", "conflict-of-interest"}
    written = [answer[0] for each in kept["reflections"] for answer in each["kept"]["answers"].values()]
    assert sorted(written) == [f"{WORDS} (noor, client-ends)", f"{WORDS} (noor, conflict-of-interest)"]
    assert "camille" not in json.dumps(kept)
    assert str(other.user.id) not in json.dumps(kept)
    assert "camille" in json.dumps(await exported(other), ensure_ascii=False)


async def test_an_export_of_nothing_is_empty(town: Town) -> None:
    assert await exported(Private(town, town.noor)) == {"preferences": {}, "reflections": []}


async def test_erased_after_asking_once_more_nothing_is_left(town: Town) -> None:
    dm, other = Private(town, town.noor), Private(town, town.camille)
    await some_data(dm)
    await some_data(other)
    before = rows(town)
    assert before == {town.noor.id: 3, town.camille.id: 3}
    screens = {each.id for each in dm.messages}
    assert len(screens) == 2

    privacy = await town.noor.slash(town.channel, "privacy")
    asked = await town.noor.click(answer(privacy), label="Erase my data")
    assert dm.say("privacy-erase-intro") in text(asked)
    assert buttons(asked) == ["Yes, erase it", "Back"]
    assert rows(town) == before
    back = await town.noor.click(answer(asked), label="Back")
    assert dm.say("privacy-title") in text(back)
    asked = await town.noor.click(answer(back), label="Erase my data")
    erased = await town.noor.click(answer(asked), label="Yes, erase it")
    assert dm.say("privacy-erased") in text(erased)

    assert rows(town) == {town.camille.id: 3}
    assert dm.messages == []
    assert len(other.messages) == 2
    assert await exported(dm) == {"preferences": {}, "reflections": []}
    for file in town.settings.data_dir.iterdir():
        assert str(town.noor.id).encode() not in file.read_bytes()
    listed = await town.noor.slash(town.channel, "reflect")
    assert "Resume" not in buttons(listed)


async def test_nothing_to_erase_says_so(town: Town) -> None:
    privacy = await town.camille.user.slash("privacy")
    assert privacy.response is not None
    asked = await town.camille.user.click(privacy.response, label="Effacer mes données")
    erased = await town.camille.user.click(asked.response or privacy.response, label="Oui, tout effacer")
    words = Private(town, town.camille).say
    assert words("privacy-nothing-kept") in told(erased)


async def test_words_held_while_somebody_erases_are_forgotten_too(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write("Write to jo.doe@example.org about it.")
    assert dm.say("details-title") in dm.text
    privacy = await town.noor.slash(town.channel, "privacy")
    asked = await town.noor.click(answer(privacy), label="Erase my data")
    await town.noor.click(answer(asked), label="Yes, erase it")
    assert dm.messages == []
    assert dict(town.bot.reflecting.reflections._held) == {}


async def test_erased_in_the_private_chat_itself(town: Town) -> None:
    dm = Private(town, town.noor)
    await some_data(dm)
    privacy = await dm.slash("privacy")
    asked = await dm.user.click(privacy.response, label="Erase my data")
    erased = await dm.user.click(asked.response or privacy.response, label="Yes, erase it")
    assert dm.say("privacy-erased") in told(erased)
    assert rows(town) == {}
    assert [text_of(each) for each in dm.messages if WORDS in text_of(each)] == []
