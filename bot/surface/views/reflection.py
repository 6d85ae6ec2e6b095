"""The screens of a reflection: what is asked at each place, with the controls that answer it."""

from typing import Any

import discord
from discord import ui

from bot.knowledge.guide import Choice, GuideFile, Level, Scale, Step
from bot.knowledge.model import Clause, Scenario
from bot.reflection.service import Open
from bot.reflection.session import Answer, Place, scale_of, step_of
from bot.reflection.takeaway import anything_written
from bot.surface.cards import (
    HELP_COLOUR,
    Card,
    button,
    menu,
    note,
    panel,
    quiet,
    quoted,
    rows,
)
from bot.surface.cards import Choice as Line
from bot.surface.desk import Desk
from bot.surface.views.lead import checked, country_menu, help_lines
from bot.surface.views.lines import clause_block, clause_choice, numbers_by_code
from bot.surface.views.reflection_close import close_screen, kept_until
from bot.surface.words import Words

_SHOWN = 600
"""Characters of a written answer on the screen; all of it is in the file."""
_IN_FULL = 2
"""Clauses written out on a screen; the others are a tap away."""
_PRIMARY, _SECONDARY = discord.ButtonStyle.primary, discord.ButtonStyle.secondary
_ROWS_OF_NUMBERS = ((0, 1, 2, 3), (4, 5, 6, 7), (8, 9, 10))

Items = list[ui.Item[Any]]


def notice_card(desk: Desk, words: Words, scenario: Scenario, days: int) -> Card:
    """The first screen: what this is and what is kept, and how long. Nothing is stored before "Start"."""
    return desk.cards.get(("notice", words.language, scenario.id, days), lambda: _notice(desk, words, scenario, days))


def screen(desk: Desk, words: Words, opened: Open, days: int) -> Card:
    """The screen where ``opened`` stands. ``days``: how long it waits untouched."""
    session = opened.session
    if session.paused:
        return Card(
            panel(
                _subject(desk, words, opened.guide),
                f"### {words('paused-title')}",
                words("paused-intro", date=kept_until(opened, days, words)),
            ),
            ui.ActionRow(
                _control(opened, words("reflect-resume"), "resume", style=_PRIMARY),
                button(words("close-discard"), "r-discard", opened.id),
            ),
        )
    if session.showing:
        return _flag(desk, words, opened, session.showing)
    match session.place:
        case Place.SAFETY:
            return _safety(desk, words, opened)
        case Place.UNSURE:
            return _help(desk, words, opened, "unsure")
        case Place.DANGER:
            return _danger(desk, words, opened, days)
        case Place.AGAIN:
            return _again(words, opened)
        case Place.CLOSE:
            return close_screen(words, opened)
        case Place.STEPS:
            return _step(desk, words, opened)


def _notice(desk: Desk, words: Words, scenario: Scenario, days: int) -> Card:
    guide = desk.knowledge.guides[scenario.id]
    on_paper = guide.delivery == "worksheet_first"
    start = button(
        words("notice-go-here" if on_paper else "notice-start"),
        "reflect-start",
        guide.id,
        style=_SECONDARY if on_paper else _PRIMARY,
    )
    paper = [button(words("notice-get-worksheet"), "reflect-worksheet", guide.id, style=_PRIMARY)] if on_paper else []
    return Card(
        panel(
            _subject(desk, words, guide),
            f"### {words('notice-title')}",
            guide.opening[words.language],
            f"\n{words('notice-program')}\n{words('notice-kept', days=str(days))}\n{words('notice-roles')}",
            f"\n{words('notice-worksheet')}" if on_paper else "",
            quiet(words("notice-length", count=str(len(guide.steps)))),
            quiet(words("notice-discord")),
        ),
        *rows(*paper, start, button(words("notice-not-now"), "reflect-not-now")),
    )


def _subject(desk: Desk, words: Words, guide: GuideFile) -> str:
    return quiet(desk.knowledge.scenarios[guide.id].title[words.language])


def _safety(desk: Desk, words: Words, opened: Open) -> Card:
    signs = [Line(sign.label[words.language], sign.id) for sign in opened.guide.signs]
    return Card(
        panel(
            f"### {words('safety-title')}",
            words("safety-who"),
            quiet(desk.knowledge.crisis_lines.emergency[words.language]),
        ),
        ui.ActionRow(
            *(
                _control(opened, words(f"safety-{answer}"), "safe", answer, style=_SECONDARY)
                for answer in ("no", "unsure", "yes")
            )
        ),
        menu(words("safety-signs"), "r-sign", opened.id, str(opened.session.turn), choices=signs),
        *rows(button(words("notice-not-now"), "r-discarded", opened.id)),
    )


def _flag(desk: Desk, words: Words, opened: Open, level: Level) -> Card:
    if level is Level.NOW:
        return _help(desk, words, opened, "alarm")
    controls = [_control(opened, words("caution-go-on"), "go-on", style=_PRIMARY)]
    if opened.session.place is not Place.SAFETY:
        controls += [_control(opened, words("step-pause"), "pause"), _control(opened, words("step-stop"), "stop")]
    return Card(
        panel(f"### {words(f'caution-{level.value}-title')}", words(f"caution-{level.value}")),
        ui.ActionRow(*controls),
    )


def _help(desk: Desk, words: Words, opened: Open, why: str) -> Card:
    """Help first, and whether to stop here; ``why``: "unsure" or "alarm"."""
    title, intro = f"### {words(f'{why}-title')}", words(f"{why}-intro")
    return Card(
        panel(title, *help_lines(desk, words, opened.session.country), "", intro, colour=HELP_COLOUR),
        country_menu(desk, words, "r-country", opened.id),
        ui.ActionRow(
            _control(opened, words("unsure-stop"), "end", style=_PRIMARY),
            _control(opened, words(f"{why}-go-on"), "go-on"),
        ),
        note(checked(desk, words)),
    )


def _danger(desk: Desk, words: Words, opened: Open, days: int) -> Card:
    """Help alone. Nothing is asked any more, and nothing is lost."""
    written = anything_written(opened.session)
    kept = [words("stopped-kept", date=kept_until(opened, days, words))] if written else []
    ends = (
        [button(words("close-give"), "r-file", opened.id), button(words("close-discard"), "r-discard", opened.id)]
        if written
        else [button(words("stopped-close"), "r-discarded", opened.id)]
    )
    return Card(
        panel(
            f"### {words('stopped-title')}",
            *help_lines(desk, words, opened.session.country),
            f"\n{words('stopped-intro')}",
            *kept,
            colour=HELP_COLOUR,
        ),
        country_menu(desk, words, "r-country", opened.id),
        ui.ActionRow(*ends),
        note(checked(desk, words)),
    )


def _step(desk: Desk, words: Words, opened: Open) -> Card:
    guide, language = opened.guide, words.language
    step = step_of(opened.session, guide)
    assert step is not None
    number, answer = guide.steps.index(step) + 1, opened.session.answers.get(step.id)
    heading = words("step-progress", number=str(number), count=str(len(guide.steps)), title=step.title[language])
    clauses = desk.knowledge.readable(step.clauses)
    # Where the clauses are what one thinks about, they stand there; beside another question their numbers do.
    many = _IN_FULL if step.kind == "think" else 0
    in_full = [f"\n{clause_block(desk, words, each)}" for each in clauses[:many]]
    beside = clauses[many:]
    return Card(
        panel(
            quiet(heading),
            step.ask[language],
            *([quiet(words("step-ten", ten=step.ten[language]))] if isinstance(step, Scale) else []),
            *in_full,
            *(
                [quiet(words("also-relevant" if in_full else "step-clauses", clauses=numbers_by_code(desk, beside)))]
                if beside
                else []
            ),
            *(
                _shown_answer(words, answer)
                if step.kind == "note" and answer
                else _below(words, step, first=number == 1)
            ),
        ),
        *_answers(words, opened, step, answer),
        *([_read_menu(desk, words, guide, beside)] if beside else []),
        _controls(words, opened, step, answer, first=number == 1),
    )


def _below(words: Words, step: Step, *, first: bool) -> list[str]:
    """The hint as a quiet line; how one answers, where it is not said or not known yet."""
    lines = [step.hint[words.language]] if step.hint else []
    if step.kind == "think":
        lines.append(words("step-think"))
    elif step.kind == "note" and (first or not lines):
        lines.append(words("step-skip"))
    elif isinstance(step, Choice) and step.several and not lines:
        lines.append(words("step-several"))
    return [quiet(line) for line in lines]


def _shown_answer(words: Words, answer: Answer) -> list[str]:
    text = str(answer.value)
    more = ["", quiet(words("note-too-long"))] if len(text) > _SHOWN else []
    return ["", quoted(text, _SHOWN), *more]


def _read_menu(desk: Desk, words: Words, guide: GuideFile, clauses: list[Clause]) -> ui.ActionRow[Any]:
    choices = [clause_choice(desk, words, each, each.ref) for each in clauses]
    return menu(words("read-a-clause"), "r-read", guide.id, choices=choices)


def _answers(words: Words, opened: Open, step: Step, answer: Answer | None) -> Items:
    """What can be pressed to answer: options one below the other, numbers as on a telephone."""
    if isinstance(step, Choice):
        chosen = answer.value if answer and isinstance(answer.value, tuple) else ()
        return [
            ui.ActionRow(
                _control(opened, option.label[words.language], "pick", option.id, style=_lit(option.id in chosen))
            )
            for option in step.options
        ]
    return _numbers(opened, answer.value if answer else None) if isinstance(step, Scale) else []


def _numbers(opened: Open, held: object) -> Items:
    return [
        ui.ActionRow(*(_control(opened, str(each), "rate", str(each), style=_lit(each == held)) for each in row))
        for row in _ROWS_OF_NUMBERS
    ]


def _lit(chosen: bool) -> discord.ButtonStyle:
    return _PRIMARY if chosen else _SECONDARY


def _controls(words: Words, opened: Open, step: Step, answer: Answer | None, *, first: bool) -> ui.ActionRow[Any]:
    row: list[ui.Button[Any]] = []
    if step.kind == "note":
        label = words("step-change" if answer else "step-write")
        row.append(_control(opened, label, "write", style=_lit(answer is None)))
    leads = answer is not None or step.kind == "think"
    row.append(_control(opened, words("step-next"), "next", style=_lit(leads)))
    if not first:
        row.append(_control(opened, words("step-back"), "back"))
    return ui.ActionRow(
        *row, _control(opened, words("step-pause"), "pause"), _control(opened, words("step-stop"), "stop")
    )


def _again(words: Words, opened: Open) -> Card:
    scale = scale_of(opened.guide)
    assert scale is not None
    session = opened.session
    start = session.answers[scale.id].value if scale.id in session.answers else ""
    return Card(
        panel(
            quiet(words("again-title")),
            words("again-ask", start=str(start)),
            quiet(words("step-ten", ten=scale.ten[words.language])),
        ),
        *_numbers(opened, session.now),
        ui.ActionRow(
            _control(opened, words("step-next"), "next", style=_lit(session.now is not None)),
            _control(opened, words("step-back"), "back"),
            _control(opened, words("step-pause"), "pause"),
            _control(opened, words("step-stop"), "stop"),
        ),
    )


def _control(
    opened: Open, label: str, verb: str, *arguments: str, style: discord.ButtonStyle = _SECONDARY
) -> ui.Button[Any]:
    return button(label, f"r-{verb}", opened.id, str(opened.session.turn), *arguments, style=style)
