"""The eight guides as they are, one small guide that holds every kind of step, and short ways through them."""

from dataclasses import replace
from functools import cache
from typing import Any

from bot.knowledge.fields import Languages
from bot.knowledge.guide import Choice, GuideFile, Note, Scale
from bot.knowledge.load import default_folder, load
from bot.reflection.session import Answer, Event, Move, Place, Safety, Session, advance

GUIDE_IDS = (
    "bias",
    "client-ends",
    "conflict-of-interest",
    "death-or-incapacity",
    "no-value-or-referral",
    "romantic-feelings",
    "unfit-to-practise",
    "unlawful-aims",
)


@cache
def guides() -> dict[str, GuideFile]:
    """The project's own, by id."""
    return dict(load(default_folder()).guides)


def text(words: str) -> dict[str, str]:
    """One text in every language."""
    return {"en": words, "fr": words}


def step(kind: str, id: str, **more: Any) -> dict[str, Any]:
    """A step as it stands in a file."""
    return {"kind": kind, "id": id, "title": text(id), "ask": text(f"{id}?"), **more}


def option(id: str, **more: Any) -> dict[str, Any]:
    """An option as it stands in a file."""
    return {"id": id, "label": text(id.capitalize()), **more}


def a_guide(*steps: dict[str, Any], **more: Any) -> GuideFile:
    """A guide with these steps, every answer of which is printed."""
    printed = [each["id"] for each in steps if each["kind"] in ("note", "choice")]
    parts = [{"heading": text(f"Part {n}"), "from_steps": printed if n == 1 else []} for n in (1, 2, 3)]
    signs = [{"id": f"sign-{level}", "level": level, "label": text(level)} for level in ("now", "law", "supervisor")]
    file = {
        "id": "bias",
        "delivery": "interactive",
        "opening": text("Opening."),
        "steps": steps,
        "signs": signs,
        "takeaway": {"name": text("Sheet"), "parts": parts},
        **more,
    }
    return GuideFile.model_validate(file, context=Languages(written=("en", "fr")))


THINK = step("think", "think")
ONE = step("choice", "one", options=[option("a"), option("b"), option("risky", flag="law")])
MANY = step(
    "choice",
    "many",
    several=True,
    options=[option("x"), option("y"), option("z", flag="supervisor"), option("none", alone=True)],
)
SCALE = step("scale", "scale", ten=text("All is well."), supervisor_below=5)
NOTE = step("note", "note", outline="opening")
EVERY_KIND = a_guide(THINK, ONE, MANY, SCALE, NOTE)
"""``think``, ``one`` (of three), ``many``, ``scale`` (a supervisor below 5), ``note``; a sign of each level."""


def after(session: Session, *events: Event, guide: GuideFile = EVERY_KIND) -> Session:
    """The session after ``events``."""
    for event in events:
        session = advance(session, guide, event)
    return session


def at(place_or_step: str, guide: GuideFile = EVERY_KIND, **more: Any) -> Session:
    """A session that came to a step, or to another place, without answering anything on its way."""
    steps = [each.id for each in guide.steps]
    begun = Session(guide.id)
    if place_or_step in steps:
        walked = after(begun, Safety("no"), *[Move.NEXT] * steps.index(place_or_step), guide=guide)
    else:
        events: dict[Place, tuple[Event, ...]] = {
            Place.SAFETY: (),
            Place.UNSURE: (Safety("unsure"),),
            Place.DANGER: (Safety("yes"),),
            Place.CLOSE: (Safety("no"), Move.STOP),
        }
        walked = after(begun, *events[Place(place_or_step)], guide=guide)
    assert place_or_step in (walked.place, walked.step)
    return replace(walked, **more)


def answered(guide: GuideFile, words: str = "written for {}", number: int = 7) -> dict[str, Answer]:
    """An answer to everything that can be answered: a note says ``words`` with the step's id, options are all set."""
    found: dict[str, Answer] = {}
    for turn, each in enumerate(guide.steps, 2):
        if isinstance(each, Note):
            found[each.id] = Answer(words.format(each.id), turn)
        elif isinstance(each, Scale):
            found[each.id] = Answer(number, turn)
        elif isinstance(each, Choice):
            options = [every.id for every in each.options if not every.alone]
            found[each.id] = Answer(tuple(options if each.several else options[-1:]), turn)
    return found
