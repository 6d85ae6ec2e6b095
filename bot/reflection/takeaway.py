"""What a coach takes along: the sheet with their words, or the blank worksheet, and the day to look at it again."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from babel.dates import format_date

from bot.knowledge.guide import Choice, GuideFile, Level, Scale, Step
from bot.knowledge.model import Clause, Knowledge
from bot.reflection.session import OUTLINE_FIELDS, Answer, Place, Session, scale_of
from bot.reflection.sheet import Answered, ClauseLine, Comparison, Outline, Question, Sheet, SheetPart


class Say(Protocol):
    """The bot's own sentences in the reader's language."""

    language: str

    def __call__(self, message: str, **arguments: str | int) -> str: ...  # noqa: D102 - see the class


def takeaway(knowledge: Knowledge, guide: GuideFile, session: Session, say: Say, today: date) -> Sheet:
    """The sheet of a reflection. What was not answered is left as lines to write on."""
    language = say.language
    return Sheet(
        language=language,
        kicker=say("sheet-kicker"),
        title=guide.takeaway.name[language],
        subtitle=knowledge.scenarios[guide.id].title[language],
        date=day_in_words(today, language),
        cautions=tuple(_cautions(guide, session, say)),
        parts=tuple(_parts(guide, session, say)),
        comparison=_comparison(guide, session, say),
        outline=_outline(guide, session, say),
        review=say("sheet-review", date=day_in_words(session.review, language)) if session.review else "",
        clauses_title=say("sheet-clauses"),
        clauses=_clauses(knowledge, guide, say),
        warning=guide.takeaway.warning[language] if guide.takeaway.warning else "",
        footer=say("sheet-footer"),
        unprintable=say("sheet-unprintable"),
    )


def worksheet(knowledge: Knowledge, guide: GuideFile, say: Say, today: date) -> Sheet:
    """The same sheet with nothing in it, and the questions before it."""
    language = say.language
    blank = takeaway(knowledge, guide, Session(guide.id), say, today)
    return Sheet(
        language=language,
        kicker=say("sheet-kicker-worksheet"),
        title=blank.title,
        subtitle=blank.subtitle,
        date="",
        # Whoever works on paper has not been asked about danger.
        cautions=(say("sheet-now"), *blank.cautions),
        questions_title=say("sheet-questions"),
        questions=tuple(_question(step, language) for step in guide.steps),
        parts=blank.parts,
        outline=blank.outline,
        clauses_title=blank.clauses_title,
        clauses=blank.clauses,
        warning=blank.warning,
        footer=blank.footer,
        unprintable=blank.unprintable,
    )


def day_in_words(day: date, language: str) -> str:
    """ "7 December 2026", "7 décembre 2026"."""
    return format_date(day, "d MMMM y", locale=language)


def anything_written(session: Session) -> bool:
    """Whether there is an answer worth a sheet."""
    return bool(session.answers or session.outline)


def outline_start(guide: GuideFile, session: Session, name: str) -> str:
    """What a line of the conversation begins with: what was written there, or the answer to the note meant for it."""
    if held := session.outline.get(name):
        return str(held.value)
    notes = (step.id for step in guide.steps if step.kind == "note" and step.outline == name)
    return next((str(session.answers[id].value) for id in notes if id in session.answers), "")


def in_words(step: Step | None, answer: Answer, language: str) -> str:
    """An answer as text: the words, the number, or the labels of the options."""
    if isinstance(answer.value, tuple):
        labels = {option.id: option.label[language] for option in step.options} if isinstance(step, Choice) else {}
        return "\n".join(labels.get(id, id) for id in answer.value)
    return str(answer.value)


def _cautions(guide: GuideFile, session: Session, say: Say) -> Iterator[str]:
    levels = {*session.cautions, *([guide.always] if guide.always else [])}
    if session.place is Place.DANGER or Level.NOW in levels:
        yield say("sheet-now")
    yield from (say(f"caution-{level.value}") for level in (Level.LAW, Level.SUPERVISOR) if level in levels)


def _parts(guide: GuideFile, session: Session, say: Say) -> Iterator[SheetPart]:
    language = say.language
    steps = {step.id: step for step in guide.steps}
    for part in guide.takeaway.parts:
        answered = [id for id in part.from_steps if id in session.answers]
        yield SheetPart(
            part.heading[language],
            part.hint[language] if part.hint else "",
            tuple(
                Answered(steps[id].ask[language], in_words(steps[id], session.answers[id], language)) for id in answered
            ),
        )
    # Answers to questions that an editor has taken out or changed since: printed all the same.
    printed = {id for part in guide.takeaway.parts for id in part.from_steps}
    printed |= {id for id, step in steps.items() if isinstance(step, Scale)}
    rest = [
        Answered("", in_words(steps.get(id), answer, language))
        for id, answer in session.answers.items()
        if id not in printed
    ]
    if rest:
        yield SheetPart(say("sheet-other"), "", tuple(rest))


def _comparison(guide: GuideFile, session: Session, say: Say) -> Comparison | None:
    scale = scale_of(guide)
    if scale is None:
        return None
    held = session.answers.get(scale.id)
    start = held.value if held and isinstance(held.value, int) else None
    return Comparison(
        say("sheet-scale"), scale.ten[say.language], say("sheet-start"), say("sheet-now-label"), start, session.now
    )


def _outline(guide: GuideFile, session: Session, say: Say) -> Outline | None:
    if not guide.conversation and not session.outline:
        return None
    lines: Sequence[tuple[str, Answer | None]] = [(name, session.outline.get(name)) for name in OUTLINE_FIELDS]
    return Outline(
        say("outline-title"),
        say("outline-intro"),
        tuple(
            SheetPart(
                say(f"outline-{name}"),
                say(f"outline-{name}-hint"),
                (Answered("", str(held.value)),) if held else (),
            )
            for name, held in lines
        ),
    )


def _clauses(knowledge: Knowledge, guide: GuideFile, say: Say) -> tuple[ClauseLine, ...]:
    refs = dict.fromkeys(ref for step in guide.steps for ref in step.clauses)
    return tuple(
        ClauseLine(_name(knowledge, clause, say), clause.summary[say.language]) for clause in knowledge.readable(refs)
    )


def _name(knowledge: Knowledge, clause: Clause, say: Say) -> str:
    year = str(knowledge.editions[clause.edition].year)
    name = say("clause-short", code=knowledge.codes[clause.code].name, number=clause.number, year=year)
    return name if clause.evidence.confirmed else f"{name} · {say('unconfirmed')}"


def _question(step: Step, language: str) -> Question:
    return Question(
        step.title[language],
        step.ask[language],
        step.hint[language] if step.hint else "",
        step.kind,
        tuple(option.label[language] for option in step.options) if isinstance(step, Choice) else (),
        isinstance(step, Choice) and step.several,
        step.ten[language] if isinstance(step, Scale) else "",
    )
