"""Two clicks at once, old screens, old windows, other people's clicks: each acts once or not at all."""

import asyncio

import pytest

from tests.conftest import Town
from tests.journeys.private import Private, deliver, text_of, told

WORDS = "That we were kind to each other."


def control(dm: Private, verb: str, ending: str = "") -> str:
    """The custom_id of the control of this verb on the screen."""
    (found,) = (each for each in dm.controls if f"/{verb}/" in f"{each}/" and each.endswith(ending))
    return found


async def session(dm: Private) -> tuple[str, int]:
    """Step and turn, from the database."""
    (opened,) = await dm.mine()
    return opened.session.step, opened.session.turn


# At once


async def test_next_pressed_twice_at_once_goes_one_step(town: Town) -> None:
    dm = Private(town, town.noor)
    guide = await dm.begin("client-ends")
    await dm.at_once(control(dm, "r-next"), control(dm, "r-next"))
    assert await session(dm) == (guide.steps[1].id, 2)
    assert "2 of 7" in dm.text


async def test_next_and_stop_pressed_at_once_one_of_them_acts(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.at_once(control(dm, "r-next"), control(dm, "r-stop"), control(dm, "r-pause"))
    assert (await session(dm))[1] == 2


async def test_an_option_pressed_twice_at_once_is_not_taken_back(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.press("Next")
    await dm.at_once(control(dm, "r-pick", "/hinted"), control(dm, "r-pick", "/hinted"))
    (opened,) = await dm.mine()
    assert opened.session.answers["heard"].value == ("hinted",)


async def test_two_options_at_once_of_which_several_fit_keep_one_acknowledged(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("unfit-to-practise")
    for _ in range(4):
        await dm.press("Next")
    await dm.at_once(control(dm, "r-pick", "/rest"), control(dm, "r-pick", "/supervision"))
    (opened,) = await dm.mine()
    assert len(opened.session.answers["helps"].value) == 1  # type: ignore[arg-type]
    await dm.press(guide_label(town, "helps", "rest"))
    await dm.press(guide_label(town, "helps", "fewer-clients"))
    assert "helps" in (await dm.mine())[0].session.answers


def guide_label(town: Town, step: str, option: str) -> str:
    guide = town.bot.desk.knowledge.guides["unfit-to-practise"]
    found = next(each for each in guide.steps if each.id == step)
    return next(each.label["en"] for each in found.options if each.id == option)  # type: ignore[union-attr]


async def test_start_pressed_twice_makes_one_reflection(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.slash("reflect", scenario="client-ends")
    # As in a bot that has been busy: every connection to the database is open, and the two are equally fast.
    await asyncio.gather(*(dm.mine() for _ in range(3)))
    await dm.at_once(*[control(dm, "reflect-start", "/client-ends")] * 3)
    assert len(await dm.mine()) == 1
    assert dm.say("safety-title") in dm.text
    await dm.press("No")
    assert "1 of 7" in dm.text


async def test_give_me_the_file_pressed_twice_leaves_nothing_and_says_so(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    await dm.press("Stop")
    await dm.at_once(control(dm, "r-file"), control(dm, "r-file"))
    assert await dm.mine() == []
    assert dm.say("file-given") in dm.text or dm.text == dm.say("gone")
    assert len(dm.messages) == 1


async def test_discarded_twice_at_once_is_said_once(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    await dm.press("Stop")
    await dm.press("Discard everything")
    await dm.at_once(control(dm, "r-discarded"), control(dm, "r-discarded"))
    assert await dm.mine() == []
    assert dm.text in (dm.say("discarded"), dm.say("gone"))


async def test_next_and_a_written_answer_at_once_lose_neither(town: Town) -> None:
    dm = Private(town, town.noor)
    guide = await dm.begin("client-ends")
    next_screen = control(dm, "r-next")
    window = await dm.press("Write an answer")
    await dm.at_once(next_screen)
    await dm.submit(window, {"note": WORDS})
    (opened,) = await dm.mine()
    assert opened.session.answers[guide.steps[0].id].value == WORDS
    assert opened.session.step == guide.steps[1].id


# Old screens


async def test_a_stale_screen_shows_the_present_one_and_does_nothing(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    old = [control(dm, verb) for verb in ("r-next", "r-pause", "r-stop", "r-write")]
    await dm.press("Next")
    before = await session(dm)
    for custom_id in old:
        await dm.at_once(custom_id)
        assert await session(dm) == before
        assert "2 of 7" in dm.text


async def test_an_old_message_still_works_and_never_acts_twice(town: Town) -> None:
    dm = Private(town, town.noor)
    guide = await dm.begin("client-ends")
    # Discord does not let us take the old one away.
    town.env.inject_error("DELETE", "/channels/*/messages/*", status=500, times=None)
    old = dm.screen
    await town.noor.slash(town.channel, "reflect", scenario="client-ends")
    await dm.press("Next")
    assert (await session(dm))[0] == guide.steps[1].id
    await dm.press("Next", on=old)
    assert (await session(dm))[0] == guide.steps[1].id
    assert "2 of 7" in text_of(next(each for each in dm.messages if each.id == old.id))
    await dm.press("Next", on=next(each for each in dm.messages if each.id == old.id))
    assert (await session(dm))[0] == guide.steps[2].id


@pytest.mark.parametrize(
    "custom_id",
    [
        "w0/r-next/{id}/1",
        "w1/r-next/{id}",
        "w1/r-next/{id}/1/more",
        "w1/r-safe/{id}/0/perhaps",
        "w1/r-rate/{id}/1/11",
        "w1/r-review/{id}/1/36500",
        "w1/r-jump/{id}/1",
        "w1/reflect-start/no-such-guide",
        "w1/reflect/no-such-guide",
        "w1/reflect-here/no-such-guide",
        "w1/reflect-worksheet/no-such-guide",
        "w1/r-country/{id}/XX",
    ],
)
async def test_a_control_of_an_older_version_gets_a_kind_sentence(town: Town, custom_id: str) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    (opened,) = await dm.mine()
    (pressed,) = await dm.at_once(custom_id.format(id=opened.id))
    assert told(pressed) == dm.say("error-old-control")
    assert (await dm.mine())[0].session == opened.session


@pytest.mark.parametrize(
    "custom_id",
    ["w1/r-next/{id}/-1", "w1/r-next/{id}/x", "w1/r-next/{id}/99", "w1/r-pick/{id}/{turn}/nope", "w1/r-write/{id}/99"],
)
async def test_a_control_of_no_screen_shows_where_one_is(town: Town, custom_id: str) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    (opened,) = await dm.mine()
    await dm.at_once(custom_id.format(id=opened.id, turn=opened.session.turn))
    assert "1 of 7" in dm.text
    assert (await dm.mine())[0].session == opened.session


async def test_controls_of_a_reflection_that_is_over_say_so(town: Town) -> None:
    dm = Private(town, town.noor)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    (opened,) = await dm.mine()
    window = await dm.press("Change the answer")
    await dm.press("Stop")
    old = dm.controls
    await dm.press("Discard everything")
    await dm.press("Yes, discard")
    assert dm.say("discarded") in dm.text

    await dm.submit(window, {"note": "Written too late."})
    assert dm.text == dm.say("gone")
    assert await dm.mine() == []
    ids = [*old, *(f"w1/{verb}/{opened.id}/hope" for verb in ("r-keep", "r-save", "r-edit")), f"w1/r-look/{opened.id}"]
    for custom_id in ids:
        menu = "/r-review/" in custom_id
        await deliver(town, town.noor.id, dm.screen, custom_id, values=("7",) if menu else ())
        assert dm.text == dm.say("gone"), custom_id
        assert list(dm.buttons) == ["Start a new one"]
    assert await dm.mine() == []


# Another person


async def test_another_person_s_click_is_refused_and_changes_nothing(town: Town) -> None:
    dm, other = Private(town, town.noor), Private(town, town.camille)
    await dm.begin("client-ends")
    await dm.write(WORDS)
    await dm.press("Stop")
    (opened,) = await dm.mine()
    turn = opened.session.turn
    ids = [
        *(f"w1/r-{verb}/{opened.id}/{turn}" for verb in ("next", "back", "pause", "write", "outline")),
        *(f"w1/r-{verb}/{opened.id}" for verb in ("file", "discard", "discarded", "look")),
        f"w1/r-country/{opened.id}/FR",
        f"w1/r-edit/{opened.id}/hope",
    ]
    await other.slash("reflect")
    before = other.text
    for custom_id in ids:
        (pressed,) = await other.at_once(custom_id)
        assert told(pressed) == other.say("not-yours"), custom_id
        assert WORDS not in told(pressed)
        assert other.text == before
    assert await dm.mine() == [opened]
    assert await other.mine() == []
