"""What a guide must hold to be walked through, and what an editor should mend in it."""

from collections.abc import Iterator, Mapping

from bot.knowledge.fields import Text
from bot.knowledge.guide import OUTLINE, Choice, GuideFile, Think
from bot.knowledge.yaml_files import Document, Fault, Loc

Guides = list[tuple[Document, GuideFile]]

_LIMITS = {"title": 40, "ask": 320, "hint": 160, "ten": 120}
"""Characters of a step's texts, so that a screen fits a phone."""


def guide_faults(guides: Guides, scenarios: set[str], published: Mapping[str, bool]) -> list[Fault]:
    """What stops the start. ``scenarios``: their ids; ``published``: whether each clause, by its ref, may be shown."""
    return [fault for document, guide in guides for fault in _faults(document, guide, scenarios, published)]


def guide_advice(document: Document, guide: GuideFile) -> Iterator[Fault]:
    """Texts too long for their place."""
    yield from _long(document, ("opening",), guide.opening, 240)
    yield from _long(document, ("reminder",), guide.reminder, 100)
    for i, step in enumerate(guide.steps):
        for key, limit in _LIMITS.items():
            yield from _long(document, ("steps", i, key), getattr(step, key, None), limit)
        for o, option in enumerate(step.options if isinstance(step, Choice) else ()):
            yield from _long(document, ("steps", i, "options", o, "label"), option.label, 60)
    for i, sign in enumerate(guide.signs):
        yield from _long(document, ("signs", i, "label"), sign.label, 100)
    yield from _long(document, ("takeaway", "name"), guide.takeaway.name, 60)
    yield from _long(document, ("takeaway", "warning"), guide.takeaway.warning, 160)
    for i, part in enumerate(guide.takeaway.parts):
        yield from _long(document, ("takeaway", "parts", i, "heading"), part.heading, 80)
        yield from _long(document, ("takeaway", "parts", i, "hint"), part.hint, 140)


def _faults(
    document: Document, guide: GuideFile, scenarios: set[str], published: Mapping[str, bool]
) -> Iterator[Fault]:
    if f"guides/{guide.id}.yaml" != document.name:
        yield document.fault(("id",), f"id {guide.id} does not match the file name")
    elif guide.id not in scenarios:
        yield document.fault(("id",), f"no scenario {guide.id}", "a guide has the id of its scenario")
    steps = [step.id for step in guide.steps]
    for i, _ in [(i, step) for i, step in enumerate(guide.steps) if step.kind == "scale"][1:]:
        yield document.fault(("steps", i, "kind"), "a second scale", "a guide has one: it is asked again at the close")
    yield from _twice(document, "steps", steps)
    yield from _twice(document, "signs", [sign.id for sign in guide.signs])
    printed = [id for part in guide.takeaway.parts for id in part.from_steps]
    for i, step in enumerate(guide.steps):
        if step.id == OUTLINE:
            yield document.fault(("steps", i, "id"), f"{OUTLINE} is taken", "call the step something else")
        if isinstance(step, Choice):
            yield from _twice(document, "steps", [option.id for option in step.options], (i, "options"))
        for c, ref in enumerate(step.clauses):
            if not published.get(ref):
                what = "is not published" if ref in published else "does not exist"
                yield document.fault(("steps", i, "clauses", c), f"{ref} {what}", "name a published clause")
        # What a coach answered must not be lost on the way to the sheet; the scale is drawn on its own.
        if step.kind in ("note", "choice") and printed.count(step.id) != 1:
            hint = "name it in from_steps of exactly one part of the take-away"
            yield document.fault(("steps", i, "id"), f"{step.id} is printed {printed.count(step.id)} times", hint)
    for p, part in enumerate(guide.takeaway.parts):
        for f, id in enumerate(part.from_steps):
            if id not in steps or any(step.id == id and isinstance(step, Think) for step in guide.steps):
                where: Loc = ("takeaway", "parts", p, "from_steps", f)
                yield document.fault(where, f"no step {id} with an answer", "name a note or a choice")


def _twice(document: Document, key: str, ids: list[str], within: Loc = ()) -> Iterator[Fault]:
    for i, id in enumerate(ids):
        if id in ids[:i]:
            yield document.fault((key, *within, i, "id"), f"duplicate id {id}", "each id stands once")


def _long(document: Document, loc: Loc, text: Text | None, limit: int) -> Iterator[Fault]:
    for language, words in text.root.items() if text else ():
        if len(words) > limit:
            yield document.fault((*loc, language), f"{len(words)} characters, at most {limit}", "say it more briefly")
