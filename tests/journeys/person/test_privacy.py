"""``/privacy``: it names everything that is kept; what is exported is one's own; erased, nothing is left."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

from bot.storage.cases import Cases
from bot.storage.digests import Digests
from bot.storage.drafts import Drafts
from bot.storage.inventory import INVENTORY
from bot.storage.series import AllSeries
from tests.conftest import Town
from tests.journeys.private import Private, text_of, told
from tests.journeys.seen import answer, buttons, text
from tests.storage.place import NOON
from tests.storage.test_inventory import GUILD, NOTHING, a_case, a_series

WORDS = "That we were kind to each other."
EVERYTHING = 7
"""Rows of somebody with ``some_data``."""


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
    """Something of every kind: preferences, a digest, a case, what moderators have, and two reflections with words."""
    user, name, database = dm.user.id, dm.user.name, dm.town.bot.database
    await dm.town.bot.reflecting._members.set(user, language=dm.say.language, country="FR")
    await Digests(database).start(GUILD, user, "fr", NOON, NOON)
    await Cases(database).add(f"case-{name}", GUILD, replace(a_case(user), happened=f"{WORDS} ({name}, a case)"))
    await Drafts(database).add(f"draft-{name}", user, GUILD, json.dumps({"introduction": f"{WORDS} ({name})"}), NOON)
    await AllSeries(database).add(a_series(f"series-{name}", user), 20, NOON)
    for guide in ("client-ends", "conflict-of-interest"):
        await dm.begin(guide)
        await dm.write(f"{WORDS} ({name}, {guide})")


def rows(town: Town) -> dict[int, int]:
    """Rows by member, read from the file; whose a case is stands under its seal."""
    found: dict[int, int] = {}
    with closing(sqlite3.connect(town.settings.database_file)) as database:
        for holding in INVENTORY:
            table = holding.table.name
            if holding.member is not None:
                owners = [id for (id,) in database.execute(f"SELECT {holding.member.name} FROM {table}") if id]
            else:
                sealed = database.execute(f"SELECT id, sealed FROM {table}")
                owners = [json.loads(town.bot.database.seal.open(id, value))["author"] for id, value in sealed]
            for id in owners:
                found[id] = found.get(id, 0) + 1
    return found


async def test_every_holding_is_named_with_how_long_it_stays(town: Town) -> None:
    for person in (town.noor, town.camille):
        words = Private(town, person).say
        shown = text(await person.slash(town.channel, "privacy"))
        for holding in INVENTORY:
            line = f"{words(f'privacy-kept-{holding.holds}')} {words(f'privacy-{holding.retention.value}', days='7')}"
            assert line in shown
        assert len(INVENTORY) == 6
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
    assert [each["kept"]["happened"] for each in kept["cases"]] == [f"{WORDS} (noor, a case)"]
    assert [each["kept"] for each in kept["drafts"]] == [{"introduction": f"{WORDS} (noor)"}]
    assert [each["server"] for each in (*kept["series"], *kept["digests"])] == [str(GUILD)] * 2
    written = [answer[0] for each in kept["reflections"] for answer in each["kept"]["answers"].values()]
    assert sorted(written) == [f"{WORDS} (noor, client-ends)", f"{WORDS} (noor, conflict-of-interest)"]
    assert "camille" not in json.dumps(kept)
    assert str(other.user.id) not in json.dumps(kept)
    assert "camille" in json.dumps(await exported(other), ensure_ascii=False)


async def test_an_export_of_nothing_is_empty(town: Town) -> None:
    assert await exported(Private(town, town.noor)) == NOTHING


async def test_erased_after_asking_once_more_nothing_is_left(town: Town) -> None:
    dm, other = Private(town, town.noor), Private(town, town.camille)
    await some_data(dm)
    await some_data(other)
    before = rows(town)
    assert before == {town.noor.id: EVERYTHING, town.camille.id: EVERYTHING}
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

    assert rows(town) == {town.camille.id: EVERYTHING}
    # A series is its server's and goes on; who set it up is forgotten.
    assert [each.added_by for each in await AllSeries(town.bot.database).of_guild(GUILD)] == [town.camille.id, None]
    assert dm.messages == []
    assert len(other.messages) == 2
    assert await exported(dm) == NOTHING
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
