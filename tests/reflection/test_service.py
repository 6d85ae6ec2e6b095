"""Reflections as they are led: real storage on a real file, a clock that is set, and two people."""

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.failures import StorageUnavailable
from bot.knowledge.guide import Level
from bot.reflection import service
from bot.reflection.kept import Kept
from bot.reflection.service import OUTLINE, Gone, Held, NotYours, Open, Reflections, Unopenable, Written
from bot.reflection.session import Chosen, Event, Move, Place, Rated, Safety, Session, Shown
from bot.storage.database import Database
from bot.storage.reflections import Reflections as KeptReflections
from tests.reflection.guides import EVERY_KIND, NOTE, THINK, a_guide, guides
from tests.storage.place import CAMILLE, NOON, NOOR
from tests.storage.place import Place as Folder

DANGER, LAW = "I want to end it all", "my lawyer says"
PHONE = "Call 06 12 34 56 78"
GUIDES = {**guides(), "bias": EVERY_KIND}
HERE, THERE = Shown(1, 10, "en"), Shown(2, 20, "fr")


async def reads(text: str) -> Level | None:
    """A reader of red flags that knows two sentences."""
    return Level.NOW if DANGER in text else Level.LAW if LAW in text else None


class House:
    """Reflections on a database, with a clock that is set by hand and ids that count."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.store = KeptReflections(database)
        self.time: datetime = NOON
        ids = (f"id-{n}" for n in itertools.count(1))
        self.reflections = Reflections(self.store, GUIDES, reads, lambda: self.time, lambda: next(ids))

    async def at_the_note(self, owner: int = NOOR) -> Open:
        """A reflection that waits for words."""
        opened = await self.reflections.begin(owner, "bias", HERE)
        for event in (Safety("no"), *[Move.NEXT] * 4):
            opened = await self.reflections.act(opened.id, owner, event, turn=opened.session.turn)
        assert opened.session.step == "note"
        return opened

    async def rows(self) -> list[Kept]:
        """Everything kept of both."""
        return [*await self.store.of_owner(NOOR), *await self.store.of_owner(CAMILLE)]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A data folder."""
    return Folder(tmp_path)


@pytest.fixture
async def house(folder: Folder) -> AsyncIterator[House]:
    """A house that opens today."""
    async with folder.database() as database:
        yield House(database)


def texts(opened: Open | Held) -> dict[str, object]:
    """What was answered."""
    assert isinstance(opened, Open)
    return {id: answer.value for id, answer in opened.session.answers.items()}


def unsaved(house: House, opened: Open, field: str = "note") -> Written | None:
    """The words that are held for a field."""
    held = house.reflections.held(opened.id, opened.owner, field)
    return held.written if held else None


# Beginning, and whose it is


async def test_a_coach_begins_at_the_question_about_danger(house: House) -> None:
    opened = await house.reflections.begin(NOOR, "bias", HERE, "FR")
    assert opened == Open("id-1", NOOR, Session("bias", shown=HERE, country="FR"), EVERY_KIND, NOON)
    assert await house.reflections.get("id-1", NOOR) == opened


async def test_one_begun_twice_goes_on(house: House) -> None:
    first = await house.at_the_note()
    assert await house.reflections.begin(NOOR, "bias", HERE) == first
    again = await house.reflections.begin(NOOR, "bias", THERE)
    assert (again.id, again.left) == (first.id, HERE)
    assert again.session == replace(first.session, shown=THERE, turn=first.session.turn + 1)
    assert len(await house.rows()) == 1


async def test_start_pressed_many_times_at_once_begins_one(house: House) -> None:
    await asyncio.gather(*(house.rows() for _ in range(5)))  # so that every connection is open
    begun = await asyncio.gather(*(house.reflections.begin(NOOR, "bias", HERE) for _ in range(5)))
    assert len({each.id for each in begun}) == 1
    assert len(await house.rows()) == 1


async def test_another_guide_and_another_person_begin_their_own(house: House) -> None:
    for owner, guide in ((NOOR, "bias"), (NOOR, "client-ends"), (CAMILLE, "bias")):
        house.time += timedelta(minutes=1)
        await house.reflections.begin(owner, guide, None)
    assert [each.session.guide for each in await house.reflections.of(NOOR)] == ["client-ends", "bias"]
    assert [each.session.guide for each in await house.reflections.of(CAMILLE)] == ["bias"]


async def test_a_guide_that_does_not_exist_is_not_begun(house: House) -> None:
    with pytest.raises(KeyError):
        await house.reflections.begin(NOOR, "foreign", None)
    assert await house.rows() == []


async def test_nobody_reads_changes_or_ends_that_of_another(house: House) -> None:
    opened = await house.at_the_note()
    before = await house.rows()
    for attempt in (
        house.reflections.get(opened.id, CAMILLE),
        house.reflections.act(opened.id, CAMILLE, Move.NEXT, turn=opened.session.turn),
        house.reflections.submit(opened.id, CAMILLE, "note", Written({"note": "mine now"}, 99)),
        house.reflections.end(opened.id, CAMILLE),
    ):
        with pytest.raises(NotYours):
            await attempt
    assert await house.rows() == before
    assert unsaved(house, opened) is None


async def test_what_is_gone_is_gone_for_everything(house: House) -> None:
    for attempt in (
        house.reflections.get("id-1", NOOR),
        house.reflections.act("id-1", NOOR, Move.NEXT, turn=None),
        house.reflections.submit("id-1", NOOR, "note", Written({"note": "words"}, 0)),
        house.reflections.end("id-1", NOOR),
    ):
        with pytest.raises(Gone):
            await attempt


async def test_words_for_what_is_gone_are_not_held(house: House) -> None:
    with pytest.raises(Gone):
        await house.reflections.submit("id-1", NOOR, "note", Written({"note": "words"}, 0))
    assert house.reflections.held("id-1", NOOR, "note") is None


# Acting


async def test_a_step_is_kept_with_its_time_and_place(house: House) -> None:
    opened = await house.reflections.begin(NOOR, "bias", HERE)
    house.time = NOON + timedelta(hours=3)
    acted = await house.reflections.act(opened.id, NOOR, Safety("no"), turn=0, shown=THERE)
    assert (acted.session.step, acted.session.turn, acted.session.shown) == ("think", 1, THERE)
    assert (acted.touched, acted.left) == (house.time, HERE)
    assert await house.reflections.get(opened.id, NOOR) == acted._replace(left=None)


async def test_the_message_left_behind_is_named_only_when_it_is_another(house: House) -> None:
    opened = await house.reflections.begin(NOOR, "bias", HERE)
    for turn, (shown, event) in enumerate(((HERE, Safety("no")), (None, Move.NEXT), (Shown(1, 10, "fr"), Move.NEXT))):
        acted = await house.reflections.act(opened.id, NOOR, event, turn=turn, shown=shown)
        assert (acted.session.turn, acted.left) == (turn + 1, None)


async def test_two_clicks_at_once_act_once(house: House) -> None:
    opened = await house.at_the_note()
    turn = opened.session.turn
    clicks = [house.reflections.act(opened.id, NOOR, event, turn=turn) for event in [Move.BACK, Move.STOP] * 5]
    seen = [each.session for each in await asyncio.gather(*clicks)]
    kept = (await house.reflections.get(opened.id, NOOR)).session
    assert kept.turn == turn + 1
    assert (kept.place, kept.step) in [(Place.STEPS, "scale"), (Place.CLOSE, "note")]
    assert all(session == kept for session in seen)


async def test_words_that_arrive_with_a_click_are_both_kept(house: House) -> None:
    """Words count on whatever screen: whoever is slower looks again."""
    opened = await house.at_the_note()
    turn = opened.session.turn
    await asyncio.gather(
        house.reflections.act(opened.id, NOOR, Move.BACK, turn=turn),
        *(
            house.reflections.submit(opened.id, NOOR, "note", Written({"note": words}, turn))
            for words in ("one", "two")
        ),
    )
    kept = await house.reflections.get(opened.id, NOOR)
    assert set(str(texts(kept)["note"]).split("\n\n")) == {"one", "two"}
    assert kept.session.step == "scale" or kept.session.turn == turn + 2


@pytest.mark.parametrize("turn", [-1, 0, 4, 6, 99])
async def test_a_click_on_another_screen_changes_nothing_and_shows_the_newest(house: House, turn: int) -> None:
    opened = await house.at_the_note()
    before = await house.rows()
    assert opened.session.turn == 5
    assert await house.reflections.act(opened.id, NOOR, Move.STOP, turn=turn) == opened
    assert await house.rows() == before


@pytest.mark.parametrize("event", [Chosen("foreign"), Rated(11), Safety("yes"), Move.RESUME])
async def test_what_does_not_fit_is_not_even_written(house: House, event: Event) -> None:
    opened = await house.at_the_note()
    before = await house.rows()
    house.time += timedelta(hours=1)
    assert await house.reflections.act(opened.id, NOOR, event, turn=5, shown=THERE) == opened
    assert await house.rows() == before


async def test_a_click_on_what_was_ended_in_the_same_moment_finds_nothing(house: House) -> None:
    opened = await house.at_the_note()
    ended, acted = await asyncio.gather(
        house.reflections.end(opened.id, NOOR),
        house.reflections.act(opened.id, NOOR, Move.BACK, turn=5),
        return_exceptions=True,
    )
    assert isinstance(ended, Open)
    assert isinstance(acted, Open | Gone)
    assert await house.rows() == []


async def test_where_it_was_shown_is_a_turn_of_its_own(house: House) -> None:
    opened = await house.at_the_note()
    noted = await house.reflections.seen_at(opened.id, NOOR, THERE)
    assert (noted.session.turn, noted.session.shown, noted.left) == (6, THERE, HERE)
    assert await house.reflections.get(opened.id, NOOR) == noted._replace(left=None)
    with pytest.raises(NotYours):
        await house.reflections.seen_at(opened.id, CAMILLE, HERE)


async def test_it_is_noted_even_when_a_click_comes_in_between(house: House) -> None:
    opened = await house.at_the_note()
    noted, acted = await asyncio.gather(
        house.reflections.seen_at(opened.id, NOOR, THERE),
        house.reflections.act(opened.id, NOOR, Move.BACK, turn=5),
    )
    kept = (await house.reflections.get(opened.id, NOOR)).session
    assert kept.shown == THERE
    assert kept.turn == max(noted.session.turn, acted.session.turn)


# Words, and what could point to a person


async def test_words_are_saved_at_once_when_nothing_is_in_them(house: House) -> None:
    opened = await house.at_the_note()
    saved = await house.reflections.submit(opened.id, NOOR, "note", Written({"note": "I talk to her"}, 5), shown=THERE)
    assert texts(saved) == {"note": "I talk to her"}
    assert unsaved(house, opened) is None
    assert texts(await house.reflections.get(opened.id, NOOR)) == {"note": "I talk to her"}


async def test_a_phone_number_is_shown_back_before_anything_is_saved(house: House) -> None:
    opened = await house.at_the_note()
    before = await house.rows()
    held = await house.reflections.submit(opened.id, NOOR, "note", Written({"note": PHONE}, 5))
    assert held == Held(opened.id, "note", Written({"note": PHONE}, 5), ("06 12 34 56 78",), sure=False)
    assert await house.rows() == before
    assert house.reflections.held(opened.id, NOOR, "note") == held
    assert house.reflections.held(opened.id, CAMILLE, "note") is None


async def test_it_is_kept_when_the_coach_is_sure(house: House) -> None:
    opened = await house.at_the_note()
    await house.reflections.submit(opened.id, NOOR, "note", Written({"note": PHONE}, 5))
    words = unsaved(house, opened)
    assert words is not None
    saved = await house.reflections.submit(opened.id, NOOR, "note", words, sure=True)
    assert texts(saved) == {"note": PHONE}
    assert unsaved(house, opened) is None


async def test_or_edited_and_read_again(house: House) -> None:
    opened = await house.at_the_note()
    await house.reflections.submit(opened.id, NOOR, "note", Written({"note": PHONE}, 5))
    still = await house.reflections.submit(opened.id, NOOR, "note", Written({"note": "noor@example.org"}, 5))
    assert isinstance(still, Held)
    assert still.details == ("noor@example.org",)
    saved = await house.reflections.submit(opened.id, NOOR, "note", Written({"note": "I call her"}, 5))
    assert texts(saved) == {"note": "I call her"}
    assert unsaved(house, opened) is None


async def test_every_line_of_the_conversation_is_read(house: House) -> None:
    opened = await house.at_the_note()
    lines = {"opening": "hello", "next": PHONE}
    held = await house.reflections.submit(opened.id, NOOR, OUTLINE, Written(lines, 5))
    assert isinstance(held, Held)
    assert (held.field, held.details) == (OUTLINE, ("06 12 34 56 78",))
    saved = await house.reflections.submit(opened.id, NOOR, OUTLINE, Written(lines, 5), sure=True)
    assert isinstance(saved, Open)
    assert {name: line.value for name, line in saved.session.outline.items()} == lines


async def test_held_words_are_forgotten_after_a_while(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_HELD_SECONDS", 0.05)
    later = House(house.database).reflections
    opened = await house.at_the_note()
    await later.submit(opened.id, NOOR, "note", Written({"note": PHONE}, 5))
    assert later.held(opened.id, NOOR, "note") is not None
    await asyncio.sleep(0.1)
    assert later.held(opened.id, NOOR, "note") is None


async def test_and_with_their_reflection(house: House) -> None:
    opened, other = await house.at_the_note(), await house.at_the_note(CAMILLE)
    for each in (opened, other):
        await house.reflections.submit(each.id, each.owner, "note", Written({"note": PHONE}, 5))
    await house.reflections.end(opened.id, NOOR)
    assert unsaved(house, opened) is None
    assert unsaved(house, other) is not None


@pytest.mark.parametrize(("words", "level"), [(DANGER, Level.NOW), (LAW, Level.LAW)])
@pytest.mark.parametrize("field", ["note", OUTLINE])
async def test_a_red_flag_in_the_words_is_shown_and_the_words_are_kept(
    house: House, field: str, words: str, level: Level
) -> None:
    opened = await house.at_the_note()
    name = "note" if field == "note" else "ends"
    saved = await house.reflections.submit(opened.id, NOOR, field, Written({name: words}, 5))
    assert isinstance(saved, Open)
    assert saved.session.showing is level
    assert {**saved.session.answers, **saved.session.outline}[name].value == words


async def test_help_comes_before_the_question_about_a_phone_number(house: House) -> None:
    opened = await house.at_the_note()
    saved = await house.reflections.submit(opened.id, NOOR, "note", Written({"note": f"{DANGER}. {PHONE}"}, 5))
    assert isinstance(saved, Open)
    assert saved.session.showing is Level.NOW


async def test_a_lawyer_can_wait_until_the_phone_number_is_settled(house: House) -> None:
    opened = await house.at_the_note()
    held = await house.reflections.submit(opened.id, NOOR, "note", Written({"note": f"{LAW}. {PHONE}"}, 5))
    assert isinstance(held, Held)
    saved = await house.reflections.submit(opened.id, NOOR, "note", held.written, sure=True)
    assert isinstance(saved, Open)
    assert saved.session.showing is Level.LAW


# A database that does not answer


@pytest.mark.expects_errors
async def test_words_that_could_not_be_saved_are_held_and_saved_later(house: House, folder: Folder) -> None:
    opened = await house.at_the_note()
    words = Written({"note": "I talk to her"}, 5)
    with closing(sqlite3.connect(folder.file, isolation_level=None)) as another_program:
        another_program.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnavailable):
            await house.reflections.submit(opened.id, NOOR, "note", words)
        assert await house.reflections.get(opened.id, NOOR) == opened
    assert unsaved(house, opened) == words
    saved = await house.reflections.submit(opened.id, NOOR, "note", words)
    assert texts(saved) == {"note": "I talk to her"}
    assert unsaved(house, opened) is None


@pytest.mark.expects_errors
async def test_words_are_held_as_well_when_it_cannot_even_be_read(house: House) -> None:
    opened = await house.at_the_note()
    words = Written({"note": "I talk to her"}, 5)
    await house.database.close()
    with pytest.raises(StorageUnavailable):
        await house.reflections.submit(opened.id, NOOR, "note", words)
    await house.database.open()
    assert unsaved(house, opened) == words


@pytest.mark.expects_errors
async def test_a_click_that_could_not_be_saved_can_be_made_again(house: House, folder: Folder) -> None:
    opened = await house.at_the_note()
    await house.database.close()
    with pytest.raises(StorageUnavailable):
        await house.reflections.act(opened.id, NOOR, Move.BACK, turn=5)
    await house.database.open()
    assert await house.reflections.get(opened.id, NOOR) == opened
    assert (await house.reflections.act(opened.id, NOOR, Move.BACK, turn=5)).session.step == "scale"


# Ending


async def test_what_is_ended_leaves_nothing(house: House, folder: Folder) -> None:
    opened = await house.at_the_note()
    ended = await house.reflections.end(opened.id, NOOR)
    assert ended == opened
    assert await house.rows() == []
    assert folder.rows("SELECT count(*) FROM reflections") == [(0,)]


async def test_what_moved_on_is_not_ended_from_an_older_screen(house: House) -> None:
    opened = await house.at_the_note()
    assert await house.reflections.end(opened.id, NOOR, 4) is None
    assert await house.reflections.get(opened.id, NOOR) == opened
    assert await house.reflections.end(opened.id, NOOR, 5) == opened
    assert await house.rows() == []


async def test_ending_twice_says_that_it_is_gone(house: House) -> None:
    opened = await house.at_the_note()
    await house.reflections.end(opened.id, NOOR)
    with pytest.raises(Gone):
        await house.reflections.end(opened.id, NOOR)


async def test_a_new_one_begins_afresh_after_the_end(house: House) -> None:
    opened = await house.at_the_note()
    await house.reflections.end(opened.id, NOOR)
    begun = await house.reflections.begin(NOOR, "bias", None)
    assert begun.id != opened.id
    assert begun.session == Session("bias")


# What nobody touches any more


async def test_after_seven_days_without_a_step_it_is_deleted_and_named(house: House) -> None:
    old = await house.at_the_note()
    house.time = NOON + timedelta(days=1)
    newer = await house.at_the_note(CAMILLE)
    house.time = NOON + timedelta(days=7)
    assert await house.reflections.idle(7) == []
    house.time += timedelta(seconds=1)
    assert await house.reflections.idle(7) == [old]
    assert await house.reflections.idle(7) == []
    assert [each.id for each in await house.rows()] == [newer.id]


async def test_a_step_begins_the_seven_days_anew(house: House) -> None:
    opened = await house.at_the_note()
    house.time = NOON + timedelta(days=6)
    await house.reflections.act(opened.id, NOOR, Move.BACK, turn=5)
    house.time = NOON + timedelta(days=12)
    assert await house.reflections.idle(7) == []
    house.time = NOON + timedelta(days=14)
    assert [each.id for each in await house.reflections.idle(7)] == [opened.id]


async def test_a_clock_that_jumps_back_deletes_nothing(house: House) -> None:
    opened = await house.at_the_note()
    house.time = NOON - timedelta(days=400)
    assert await house.reflections.idle(7) == []
    acted = await house.reflections.act(opened.id, NOOR, Move.BACK, turn=5)
    assert acted.session.step == "scale"
    house.time = NOON + timedelta(days=6)
    assert await house.reflections.idle(7) == []
    assert (await house.reflections.get(opened.id, NOOR)).touched == NOON


# What an editor or a newer version left behind


async def test_a_reflection_on_a_guide_that_was_taken_out_is_left_alone_until_its_time_is_over(house: House) -> None:
    opened = await house.at_the_note()
    without = Reflections(house.store, guides() | {"bias": EVERY_KIND}, reads, lambda: house.time, lambda: "new")
    assert await without.get(opened.id, NOOR) == opened
    fewer = {id: guide for id, guide in guides().items() if id != "bias"}
    taken = Reflections(house.store, fewer, reads, lambda: house.time, lambda: "new")
    with pytest.raises(Unopenable):
        await taken.get(opened.id, NOOR)
    assert await taken.of(NOOR) == []
    house.time = NOON + timedelta(days=8)
    assert await taken.idle(7) == []
    assert await house.rows() == []


async def test_a_guide_that_was_changed_meanwhile_goes_on_where_it_can(house: House) -> None:
    opened = await house.at_the_note()
    await house.reflections.submit(opened.id, NOOR, "note", Written({"note": "I talk to her"}, 5))
    changed = {"bias": a_guide(THINK, {**NOTE, "id": "new"}, {**NOTE, "id": "last"})}
    now = Reflections(house.store, changed, reads, lambda: house.time, lambda: "new")
    fitted = await now.get(opened.id, NOOR)
    assert (fitted.session.step, texts(fitted)) == ("think", {"note": "I talk to her"})
    on = await now.act(opened.id, NOOR, Move.NEXT, turn=fitted.session.turn)
    assert (on.session.step, texts(on)) == ("new", {"note": "I talk to her"})


async def test_a_text_of_a_newer_version_is_left_alone_until_its_time_is_over(house: House) -> None:
    await house.store.add(Kept("newer", NOOR, 3, '{"v": 2}', NOON, NOON))
    with pytest.raises(Unopenable):
        await house.reflections.get("newer", NOOR)
    begun = await house.reflections.begin(NOOR, "bias", None)
    assert {each.id for each in await house.rows()} == {"newer", begun.id}
    house.time = NOON + timedelta(days=8)
    await house.reflections.idle(7)
    assert await house.rows() == []
