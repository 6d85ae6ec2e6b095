"""All eight guides, in both languages, from ``/reflect`` to the file: every option, every note, every sign."""

import pytest

from bot.knowledge.guide import Choice, GuideFile, Level, Note, Option, Scale, Sign, Step
from bot.reflection.session import OUTLINE_FIELDS
from bot.surface.desk import Desk
from tests.conftest import Town
from tests.journeys.private import Private, text_of

GUIDES = (
    "unlawful-aims",
    "romantic-feelings",
    "conflict-of-interest",
    "client-ends",
    "no-value-or-referral",
    "death-or-incapacity",
    "unfit-to-practise",
    "bias",
)
ON_PAPER_FIRST = {"unlawful-aims", "romantic-feelings", "unfit-to-practise", "bias"}


@pytest.mark.parametrize("id", GUIDES)
async def test_from_reflect_to_the_file_in_both_languages(town: Town, id: str) -> None:
    await from_reflect_to_the_file(Private(town, town.noor), id)
    await from_reflect_to_the_file(Private(town, town.camille), id)


async def from_reflect_to_the_file(dm: Private, id: str) -> None:
    """The whole way, with every answer that can be given."""
    language = dm.say.language
    guide = dm.town.bot.desk.knowledge.guides[id]
    await dm.slash("reflect", scenario=id)
    assert guide.opening[language] in dm.text
    assert (dm.say("notice-get-worksheet") in dm.buttons) is (id in ON_PAPER_FIRST)
    await dm.press(dm.say("notice-go-here" if id in ON_PAPER_FIRST else "notice-start"))
    await dm.press(dm.say("safety-no"))

    walk = Walk(dm, guide)
    for number, step in enumerate(guide.steps, 1):
        assert dm.say("step-progress", number=str(number), count="7", title=step.title[language]) in dm.text
        assert step.ask[language] in dm.text
        await walk.answer(step)
        await dm.press(dm.say("step-next"))

    assert dm.say("again-ask", start="7") in dm.text
    await dm.press("8")
    await dm.press(dm.say("step-next"))
    assert dm.say("close-title") in dm.text
    assert dm.say("close-scale", start="7", now="8") in dm.text
    assert (dm.say("close-supervisor") in dm.text) is (
        guide.always is Level.SUPERVISOR or Level.SUPERVISOR in walk.cautions
    )
    await walk.prepare()
    await dm.choose("r-review", "14")

    given = (await dm.press(dm.say("close-give"))).followups[0]
    assert given.ephemeral
    files = {each.filename.rpartition(".")[2]: await each.read() for each in given.attachments}
    assert [*files] == ["pdf", "md", "ics"]
    assert files["pdf"].startswith(b"%PDF")
    sheet = files["md"].decode()
    assert [answer for answer in walk.printed if answer not in sheet] == []
    assert dm.say("file-given") in dm.text
    assert len(dm.messages) == 1
    assert await dm.mine() == []


class Walk:
    """Answers every question in every way it can be answered, and remembers what must be on the sheet."""

    def __init__(self, dm: Private, guide: GuideFile) -> None:
        self.dm = dm
        self.guide = guide
        self.language = dm.say.language
        self.cautions: set[Level] = set()
        self.printed: list[str] = []

    async def answer(self, step: Step) -> None:
        """Every note is written, every option pressed, the scale rated low and then at 7."""
        if isinstance(step, Note):
            written = f"Wort {len(self.printed)} zu {step.title[self.language]}"
            await self.dm.write(written)
            assert f"> {written}" in self.dm.text
            self.printed.append(written)
        elif isinstance(step, Choice):
            await self._press_every_option(step)
        elif isinstance(step, Scale):
            for number in (3, 0, 10, 7):
                await self.dm.press(str(number))
                low = step.supervisor_below is not None and number < step.supervisor_below
                await self._caution(Level.SUPERVISOR if low else None)
                assert lit(self.dm) == [str(number)]
        else:
            assert self.dm.say("step-think") in self.dm.text
            assert self.dm.say("step-write") not in self.dm.buttons

    async def _press_every_option(self, step: Choice) -> None:
        for option in step.options:
            await self._press(option)
            await self._caution(option.flag)
            assert option.label[self.language] in lit(self.dm)
        together = [option for option in step.options if not option.alone] if step.several else [step.options[-1]]
        if step.several and step.options[-1].alone:
            assert lit(self.dm) == [step.options[-1].label[self.language]]
            for option in together:
                await self._press(option)
        labels = [option.label[self.language] for option in together]
        assert lit(self.dm) == labels
        self.printed += labels

    async def _press(self, option: Option) -> None:
        (custom_id,) = (each for each in self.dm.controls if "/r-pick/" in each and each.endswith(f"/{option.id}"))
        await self.dm.press_id(custom_id)

    async def _caution(self, level: Level | None) -> None:
        if level and level not in self.cautions:
            assert self.dm.say(f"caution-{level.value}") in self.dm.text
            assert not self.dm.asks
            await self.dm.press(self.dm.say("caution-go-on"))
            self.cautions.add(level)

    async def prepare(self) -> None:
        """Write all five lines of the conversation, where there is one."""
        if not self.guide.conversation:
            assert self.dm.say("close-prepare") not in self.dm.buttons
            return
        window = await self.dm.press(self.dm.say("close-prepare"))
        lines = {name: f"Zeile {name}" for name in OUTLINE_FIELDS}
        await self.dm.submit(window, lines)
        assert self.dm.say("close-outline-done", written="5") in self.dm.text
        self.printed += lines.values()


def lit(dm: Private) -> list[str]:
    """The answers that are chosen: buttons in the primary colour, other than "Next" and the like."""
    answers = (each for each in dm._parts() if each["type"] == 2)
    chosen = [each for each in answers if each["style"] == 1]
    return [each["label"] for each in chosen if "r-pick" in each["custom_id"] or "r-rate" in each["custom_id"]]


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_every_sign_of_every_guide(town: Town, language: str) -> None:
    dm = Private(town, town.noor if language == "en" else town.camille)
    guides = town.bot.desk.knowledge.guides.values()
    for guide in guides:
        await dm.begin(guide.id, safe=False)
        (menu,) = dm.menus
        assert [each["label"] for each in menu["options"]] == [each.label[language] for each in guide.signs]
        for sign in guide.signs:
            await choose_sign(dm, guide, sign)
            assert dm.say("safety-title") in dm.text
            assert not dm.asks
        await dm.press(dm.say("safety-no"))
        assert guide.steps[0].ask[language] in dm.text
    assert {sign.level for guide in guides for sign in guide.signs} == set(Level)
    assert len(await dm.mine()) == len(GUIDES)


async def choose_sign(dm: Private, guide: GuideFile, sign: Sign) -> None:
    """Danger: help, and no question any more in this run. The others: their text, then the question about danger."""
    await dm.choose("r-sign", sign.id)
    assert not dm.asks
    if sign.level is not Level.NOW:
        assert dm.say(f"caution-{sign.level.value}") in dm.text
        await dm.press(dm.say("caution-go-on"))
        return
    assert dm.say("stopped-title") in dm.text
    assert dm.town.bot.desk.knowledge.crisis_lines.emergency[dm.say.language] in dm.text
    await dm.press(dm.say("stopped-close"))
    assert [each for each in await dm.mine() if each.guide is guide] == []
    # The numbers stay where they were, and the next reflection begins by itself alone.
    assert dm.town.bot.desk.knowledge.crisis_lines.emergency[dm.say.language] in dm.text
    assert not dm.buttons
    await dm.begin(guide.id, safe=False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_answer_is_called_like_a_control_beside_it(desk: Desk, language: str) -> None:
    words = desk.locales[language]
    controls = {words(f"step-{each}") for each in ("next", "back", "pause", "stop", "write", "change")}
    choices = [
        (guide.id, step) for guide in desk.knowledge.guides.values() for step in guide.steps if step.kind == "choice"
    ]
    labels = [(id, option.label[language]) for id, step in choices for option in step.options]
    assert len(labels) > 50
    assert [each for each in labels if each[1] in controls] == []


async def test_a_personal_guide_gives_the_worksheet_first_and_keeps_nothing(town: Town) -> None:
    for dm in (Private(town, town.camille), Private(town, town.noor)):
        for id in sorted(ON_PAPER_FIRST):
            await dm.slash("reflect", scenario=id)
            given = await dm.press(dm.say("notice-get-worksheet"))
            assert given.response is not None
            assert given.response.ephemeral
            assert dm.say("worksheet-ready") in text_of(given.response)
            (sheet,) = given.response.attachments
            assert (sheet.filename, (await sheet.read())[:5]) == ("wayside-worksheet.pdf", b"%PDF-")
            assert await dm.mine() == []
            assert dm.say("notice-title") in dm.text
            await dm.press(dm.say("notice-not-now"))
            assert dm.text == dm.say("notice-later")
