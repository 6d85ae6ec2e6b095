"""The eight guides keep what was designed, and whatever an editor breaks in one is named by file, line and key."""

from collections import Counter

import pytest

from bot.knowledge.check import check
from bot.knowledge.guide import Choice, GuideFile, Scale
from bot.knowledge.load import load
from bot.knowledge.model import Knowledge
from bot.knowledge.yaml_files import Fault, KnowledgeError
from tests.knowledge.editor import Damage, Folder

# What was designed: steps with their kinds, delivery, red flags by level, takeaway.
STEPS = {
    "bias": "hope:think cue:choice story:think exception:think clauses:think scale:scale step:note",
    "client-ends": "hope:note heard:choice mandate:note terms:choice self:scale learn:note step:note",
    "conflict-of-interest": "hope:note kind:choice who:note clauses:think past:note scale:scale step:note",
    "death-or-incapacity": "hope:note now:scale who:choice find:choice consent:choice files:choice step:note",
    "no-value-or-referral": "hope:note sign:choice works:note clauses:think scale:scale map:choice step:note",
    "romantic-feelings": "hope:think where:choice clauses:think power:think strengths:think scale:scale step:note",
    "unfit-to-practise": "hope:choice area:choice scale:scale client:choice helps:choice care:choice step:note",
    "unlawful-aims": "hope:think facts:choice sort:choice deal:choice map:think scale:scale step:note",
}
OPTIONS = {
    "bias": {"cue": 5},
    "client-ends": {"heard": 4, "terms": 4},
    "conflict-of-interest": {"kind": 6},
    "death-or-incapacity": {"who": 5, "find": 6, "consent": 3, "files": 4},
    "no-value-or-referral": {"sign": 5, "map": 8},
    "romantic-feelings": {"where": 5},
    "unfit-to-practise": {"hope": 4, "area": 6, "client": 4, "helps": 6, "care": 4},
    "unlawful-aims": {"facts": 5, "sort": 5, "deal": 4},
}
SEVERAL = {("death-or-incapacity", "find"), ("unfit-to-practise", "helps")}
WORKSHEET_FIRST = {"bias", "romantic-feelings", "unfit-to-practise", "unlawful-aims"}
# Where one line of the design names several things, each is a sign of its own: it is read in a hurry.
SIGNS = {
    "bias": {"law": 3, "supervisor": 3},
    "client-ends": {"now": 1, "law": 2, "supervisor": 2},
    "conflict-of-interest": {"law": 4, "supervisor": 2},
    "death-or-incapacity": {"now": 1, "law": 2, "supervisor": 1},
    "no-value-or-referral": {"now": 3, "law": 1, "supervisor": 2},
    "romantic-feelings": {"now": 2, "law": 3},
    "unfit-to-practise": {"now": 1, "law": 2, "supervisor": 3},
    "unlawful-aims": {"now": 1, "law": 4, "supervisor": 2},
}
NAMES = {
    "bias": "Bias work-plan",
    "client-ends": "Good-goodbye checklist",
    "conflict-of-interest": "Disclosure note and options sheet",
    "death-or-incapacity": "Continuity plan (professional will)",
    "no-value-or-referral": "Value review and referral list",
    "romantic-feelings": "Respectful-ending plan",
    "unfit-to-practise": "Pause-and-care plan",
    "unlawful-aims": "Boundary-conversation outline",
}


def test_every_scenario_has_its_guide(knowledge: Knowledge) -> None:
    assert set(knowledge.guides) == set(knowledge.scenarios) == set(STEPS)


@pytest.mark.parametrize("id", STEPS)
def test_its_steps_are_those_that_were_designed(knowledge: Knowledge, id: str) -> None:
    guide = knowledge.guides[id]
    assert " ".join(f"{step.id}:{step.kind}" for step in guide.steps) == STEPS[id]
    choices = [step for step in guide.steps if isinstance(step, Choice)]
    assert {step.id: len(step.options) for step in choices} == OPTIONS[id]
    assert {(id, step.id) for step in choices if step.several} == {each for each in SEVERAL if each[0] == id}


@pytest.mark.parametrize("id", STEPS)
def test_its_delivery_and_red_flags_are_those_that_were_designed(knowledge: Knowledge, id: str) -> None:
    guide = knowledge.guides[id]
    assert (guide.delivery == "worksheet_first") is (id in WORKSHEET_FIRST)
    assert Counter(sign.level.value for sign in guide.signs) == SIGNS[id]
    assert (guide.always.value if guide.always else None) == ("supervisor" if id == "romantic-feelings" else None)


def test_a_number_under_five_calls_for_a_supervisor_where_it_was_designed_so(knowledge: Knowledge) -> None:
    scales = [(id, step) for id, guide in knowledge.guides.items() for step in guide.steps if isinstance(step, Scale)]
    assert len(scales) == 8
    assert {id for id, scale in scales if scale.supervisor_below == 5} == {"bias", "unfit-to-practise"}
    assert {scale.supervisor_below for _, scale in scales} == {None, 5}


def test_the_strictest_guide_asks_for_no_words_but_at_the_end(knowledge: Knowledge) -> None:
    assert [step.id for step in knowledge.guides["unfit-to-practise"].steps if step.kind == "note"] == ["step"]


@pytest.mark.parametrize("id", STEPS)
def test_the_coach_leaves_with_the_sheet_it_promises(knowledge: Knowledge, id: str) -> None:
    assert knowledge.guides[id].takeaway.name["en"].startswith(NAMES[id])


def test_what_it_is_not_is_said_on_a_professional_will(knowledge: Knowledge) -> None:
    warning = knowledge.guides["death-or-incapacity"].takeaway.warning
    assert warning is not None
    assert "will" in warning["en"]


# What stops the start

GUIDE = "guides/client-ends.yaml"
HEARD = r"^    id: heard$"
DAMAGES = {
    "the id of another guide": Damage(
        GUIDE, r"^id: .*$", "id: bias", r"^id:", "id", "does not match the file name", ""
    ),
    "a step twice": Damage(
        GUIDE, HEARD, "    id: hope", r"^    id: hope$", "steps.1.id", "duplicate id hope", "each id", at_last=True
    ),
    "an option twice": Damage(
        GUIDE,
        r"id: hinted$",
        "id: said-clearly",
        r"id: said-clearly$",
        "steps.1.options.1.id",
        "duplicate id",
        "",
        at_last=True,
    ),
    "a sign twice": Damage(
        GUIDE,
        r"id: wish-to-persuade$",
        "id: farewell-to-life",
        r"id: farewell-to-life$",
        "signs.3.id",
        "duplicate",
        "",
        at_last=True,
    ),
    "a step named like the conversation": Damage(
        GUIDE, HEARD, "    id: outline", r"^    id: outline$", "steps.1.id", "outline is taken", "something else"
    ),
    "a clause that does not exist": Damage(
        GUIDE, r"gcoe-2021:2\.27\]", "gcoe-2021:9.9]", r"9\.9", "steps.3.clauses.2", "9.9 does not exist", "published"
    ),
    "an answer printed nowhere": Damage(
        GUIDE,
        r"^      from_steps: \[heard, step\]$",
        "      from_steps: [step]",
        HEARD,
        "steps.1.id",
        "printed 0 times",
        "one",
    ),
    "an answer printed twice": Damage(
        GUIDE,
        r"^      from_steps: \[terms\]$",
        "      from_steps: [terms, heard]",
        HEARD,
        "steps.1.id",
        "heard is printed 2 times",
        "exactly one part",
    ),
    "a printed step that does not exist": Damage(
        GUIDE,
        r"^      from_steps: \[terms\]$",
        "      from_steps: [terms, payment]",
        r"\[terms, payment\]",
        "takeaway.parts.2.from_steps.1",
        "no step payment with an answer",
        "name a note or a choice",
    ),
    "a kind of step that does not exist": Damage(
        GUIDE, r"^  - kind: scale$", "  - kind: slider", r"slider", "steps.4", "'think', 'note', 'choice', 'scale'", ""
    ),
    "a level that does not exist": Damage(
        GUIDE, r"level: now$", "level: red", r"level: red", "signs.0.level", "'now', 'law' or 'supervisor'", ""
    ),
}


def stopped(folder: Folder) -> list[Fault]:
    """The faults that stop the start."""
    with pytest.raises(KnowledgeError) as caught:
        load(folder.path)
    return caught.value.faults


@pytest.mark.parametrize("name", DAMAGES)
def test_a_broken_guide_stops_the_start(folder: Folder, name: str) -> None:
    damage = DAMAGES[name]
    line = damage.of(folder)
    found = [(fault.file, fault.line, fault.key) for fault in stopped(folder)]
    assert (damage.file, line, damage.key) in found
    fault = stopped(folder)[found.index((damage.file, line, damage.key))]
    assert damage.says in fault.message
    assert damage.hint in fault.hint


@pytest.mark.parametrize(
    "damage",
    [
        Damage(
            GUIDE,
            r"^    id: self$",
            "    id: self\n    several: true",
            r"several: true",
            "steps.4.several",
            "unknown key",
            "this key is not known here",
        ),
        Damage(
            GUIDE,
            r"^    id: learn$",
            "    id: learn\n    outline: thanks",
            r"outline: thanks",
            "steps.5.outline",
            "'opening', 'achieved', 'ends', 'next' or 'sponsor'",
            "",
        ),
    ],
    ids=["a key of another kind", "a line the conversation does not have"],
)
def test_a_key_within_a_step_is_named_as_the_editor_wrote_it(folder: Folder, damage: Damage) -> None:
    line = damage.of(folder)
    (fault,) = stopped(folder)
    assert damage.says in fault.message
    assert (fault.file, fault.line, fault.key) == (damage.file, line, damage.key)


def test_a_guide_needs_its_scenario(folder: Folder) -> None:
    new = folder.read(GUIDE).replace("id: client-ends", "id: client-sings", 1)
    folder.write("guides/client-sings.yaml", new)
    assert [str(fault) for fault in stopped(folder)] == [
        "guides/client-sings.yaml:2: id: no scenario client-sings (a guide has the id of its scenario)"
    ]


def test_a_guide_shows_published_clauses_alone(folder: Folder) -> None:
    folder.edit("codes/gcoe.yaml", r'^( +- )(number: "2\.27")$', r"\1published: false\n            \2")
    faults = {(fault.file, fault.line, fault.key, fault.message) for fault in stopped(folder)}
    assert (
        GUIDE,
        folder.line(GUIDE, r"gcoe-2021:2\.27"),
        "steps.3.clauses.2",
        "gcoe-2021:2.27 is not published",
    ) in faults
    assert {file for file, *_ in faults} == {GUIDE, "guides/death-or-incapacity.yaml"}


def test_a_step_to_think_about_has_nothing_to_print(folder: Folder) -> None:
    folder.edit("guides/bias.yaml", r"from_steps: \[(\w+)\]", r"from_steps: [\1, story]")
    (fault,) = stopped(folder)
    assert fault.message == "no step story with an answer"
    assert fault.line == folder.line("guides/bias.yaml", r"story\]")


def test_several_faults_are_said_at_once(folder: Folder) -> None:
    for name in ("a clause that does not exist", "a printed step that does not exist"):
        DAMAGES[name].of(folder)
    assert [fault.key for fault in stopped(folder)] == ["steps.3.clauses.2", "takeaway.parts.2.from_steps.1"]


def test_a_guide_has_one_scale(folder: Folder) -> None:
    scale = folder.read(GUIDE)
    scale = scale[scale.index("  - kind: scale") : scale.index("  - kind: note\n    id: learn")]
    folder.edit(
        GUIDE,
        r"^  - kind: note\n    id: learn$",
        f"{scale.replace('id: self', 'id: other')}  - kind: note\n    id: learn",
    )
    assert [fault.key for fault in stopped(folder)] == ["steps.5.kind"]


# What an editor should mend

LONG = {
    "opening": (r"^opening:\n  en: .*$", 'opening:\n  en: "{}"', 240, "opening.en"),
    "reminder": (r"^delivery: (.*)$", 'delivery: \\1\nreminder:\n  en: "{}"\n  fr: "x"', 100, "reminder.en"),
    "title": (r"^    title:\n      en: .*$", '    title:\n      en: "{}"', 40, "steps.0.title.en"),
    "question": (r"^    ask:\n      en: .*$", '    ask:\n      en: "{}"', 320, "steps.0.ask.en"),
    "hint": (r"^    hint:\n      en: .*$", '    hint:\n      en: "{}"', 160, "steps.0.hint.en"),
    "ten": (r"^    ten:\n      en: .*$", '    ten:\n      en: "{}"', 120, "steps.4.ten.en"),
    "option": (
        r"^        label:\n          en: .*$",
        '        label:\n          en: "{}"',
        60,
        "steps.1.options.0.label.en",
    ),
    "sign": (r"^    label:\n      en: .*$", '    label:\n      en: "{}"', 100, "signs.0.label.en"),
    "sheet": (r"^  name:\n    en: .*$", '  name:\n    en: "{}"', 60, "takeaway.name.en"),
    "warning": (r"^  parts:$", '  warning:\n    en: "{}"\n    fr: "x"\n  parts:', 160, "takeaway.warning.en"),
    "heading": (
        r"^    - heading:\n        en: .*$",
        '    - heading:\n        en: "{}"',
        80,
        "takeaway.parts.0.heading.en",
    ),
    "what belongs there": (
        r"^      hint:\n        en: .*$",
        '      hint:\n        en: "{}"',
        140,
        "takeaway.parts.0.hint.en",
    ),
}


@pytest.mark.parametrize("text", LONG)
def test_a_text_may_be_so_long_and_no_longer(folder: Folder, text: str) -> None:
    pattern, replacement, limit, key = LONG[text]
    folder.edit(GUIDE, pattern, replacement.format("x" * limit))
    assert check(folder.path, load(folder.path)) == []
    folder.edit(GUIDE, "x" * limit, "x" * (limit + 1))
    line = folder.line(GUIDE, "x" * limit)
    message = f"{limit + 1} characters, at most {limit}"
    assert check(folder.path, load(folder.path)) == [Fault(GUIDE, line, key, message, "say it more briefly")]


@pytest.mark.parametrize(
    ("pattern", "to", "key"),
    [
        (r"^    ask:\n      en: .*$", '    ask:\n      en: "You must report him"', "steps.0.ask.en"),
        (
            r"^        label:\n          en: .*$",
            '        label:\n          en: "You are in breach"',
            "steps.1.options.0.label.en",
        ),
        (r"^  name:\n    en: (.*)\n    fr: .*$", '  name:\n    en: \\1\n    fr: "Virer un client"', "takeaway.name.fr"),
    ],
)
def test_the_bot_never_judges_in_a_guide_either(folder: Folder, pattern: str, to: str, key: str) -> None:
    folder.edit(GUIDE, pattern, to)
    (fault,) = check(folder.path, load(folder.path))
    assert (fault.file, fault.key, fault.message.partition(":")[0]) == (GUIDE, key, "unwanted wording")


def test_our_own_guides_need_no_mending(knowledge: Knowledge, folder: Folder) -> None:
    assert [fault for fault in check(folder.path, knowledge) if fault.file.startswith("guides/")] == []
    assert all(isinstance(guide, GuideFile) for guide in knowledge.guides.values())
