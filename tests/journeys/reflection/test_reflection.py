"""A coach alone with a dilemma: from the card through the questions to the file, and nothing left behind."""

from bot.knowledge.guide import GuideFile
from tests.conftest import Town
from tests.journeys.private import Private
from tests.journeys.seen import answer, text


def _guide(town: Town, id: str) -> GuideFile:
    return town.bot.desk.knowledge.guides[id]


async def test_from_the_card_through_seven_steps_to_the_file(town: Town) -> None:
    card = await town.noor.slash(town.channel, "scenario", situation="client-ends")
    opened = await town.noor.click(answer(card), label="Reflect privately")
    assert "private chat" in text(opened)
    dm = Private(town, town.noor)
    assert "### Before we start" in dm.text
    await dm.press("Start")
    assert "### Is anyone in danger right now?" in dm.text
    await dm.press("No")
    assert "1 of 7" in dm.text
    await dm.write("That we were kind to each other.")
    assert "> That we were kind to each other." in dm.text
    await dm.press("Next")
    assert "2 of 7" in dm.text
    await dm.press("My client hinted at it")
    await dm.press("Next")
    await dm.press("Back")
    await dm.press("Next")
    await dm.write("Two promotions and a good laugh.")
    await dm.press("Pause")
    assert "### Paused" in dm.text
    assert "promotions" not in dm.text

    await town.restart()
    await dm.press("Resume")
    assert "> Two promotions and a good laugh." in dm.text
    await dm.press("Next")
    await dm.press("Nothing")
    await dm.press("Next")
    assert "5 of 7" in dm.text
    await dm.press("4")
    await dm.press("Next")
    await dm.press("Next")  # not answered: every note may be skipped
    await dm.write("Thank you. Let us meet once more.")
    await dm.press("Next")
    assert dm.say("again-ask", start="4") in dm.text
    await dm.press("7")
    await dm.press("Next")
    assert "At the start 4 · now 7" in dm.text
    given = await dm.press("Give me the file")
    files = [each.filename for each in given.followups[0].attachments]
    assert [name.rsplit(".")[-1] for name in files] == ["pdf", "md"]
    assert given.followups[0].ephemeral
    assert dm.say("file-given") in dm.text
    assert len(dm.messages) == 1
    assert await town.bot.reflecting.reflections.of(town.noor.id) == []
