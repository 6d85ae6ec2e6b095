"""Cards that stand in public: what everyone reads, and buttons whose answers only the person who pressed sees."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from bot.community.topics import Topic, about
from bot.knowledge.model import Clause, Scenario
from bot.surface.cards import Card, Choice, button, link, menu, note, panel, quiet, rows
from bot.surface.desk import Desk
from bot.surface.views.clause import clause_panel, fine_print
from bot.surface.views.comparison import comparison_items
from bot.surface.views.lines import clause_choice
from bot.surface.views.scenario import codes_items
from bot.surface.words import Words

MORE = "more"
"""The action of the button that every posted card has; its last argument is the post's id, by which it is found."""
POLL_TIME = timedelta(days=7)
_BESIDE = " · "

Languages = Sequence[Words]
"""One or two; the first stands first."""


def posted_items(
    desk: Desk, languages: Languages, topic: Topic, id: str, introduction: str = "", *, live: bool = True
) -> list[ui.Item[Any]]:
    """The public card of ``topic``, marked with the post's ``id``; not ``live``: nothing on it can be pressed."""
    lead = [ui.TextDisplay[Any](spoken(introduction))] if introduction else []
    body = _BODIES[topic.kind](desk, languages[0], topic)
    for words in languages[1:]:
        body += [ui.Separator(), *_BODIES[topic.kind](desk, words, topic)]
    fine = "\n".join(quiet(f"{words('posted-alone')} {words('disclaimer')}") for words in languages)
    return [*lead, *body, *leading_on(desk, languages, topic, id, live=live), ui.TextDisplay(fine)]


def leading_on(
    desk: Desk, languages: Languages, topic: Topic, id: str, *, live: bool = True
) -> list[ui.ActionRow[Any]]:
    """The controls of a public card, among them the one that carries the post's ``id``."""
    controls = _controls(desk, languages, topic, id)
    if not live:
        for row in controls:
            for control in row.children:
                if isinstance(control, ui.Button | ui.Select):
                    control.disabled = True
    return controls


def thread_card(desk: Desk, languages: Languages, topic: Topic) -> Card:
    """The first message of a thread: the question posted, or the first one of the situation it belongs to."""
    scenario = about(desk.knowledge, topic)
    if scenario:
        asked = scenario.questions[max(topic.number, 1) - 1]
        questions = [asked[words.language] for words in languages]
    else:
        questions = [words("thread-question") for words in languages]
    return Card(panel(*(f"**{question}**" for question in questions), quiet(both(languages, "thread-roles"))))


def poll(languages: Languages) -> discord.Poll:
    """ "Which path would you explore first?", open for a week."""
    asked = discord.Poll(both(languages, "poll-question"), POLL_TIME)
    for path in ("explore", "adjust", "refer", "pause", "end"):
        asked.add_answer(text=both(languages, f"path-{path}"))
    return asked


def title_of(desk: Desk, words: Words, topic: Topic) -> str:
    """What ``topic`` is called: in a thread's name, in a sentence."""
    if topic.clause:
        code = desk.knowledge.codes[topic.clause.code]
        heading = words("clause-heading", code=code.name, number=topic.clause.number)
        return f"{heading}{_BESIDE}{topic.clause.section[words.language]}"
    if topic.scenario:
        return topic.scenario.title[words.language]
    return words("topic-meetups")


def both(languages: Languages, message: str) -> str:
    """The sentence in each language, once where they agree."""
    return _BESIDE.join(dict.fromkeys(words(message) for words in languages))


def spoken(introduction: str) -> str:
    """A moderator's own line: their Markdown stays, a mention is only its text."""
    return discord.utils.escape_mentions(introduction.strip())


def _scenario(desk: Desk, words: Words, topic: Topic) -> list[ui.Item[Any]]:
    return codes_items(desk, words, _scenario_of(topic))


def _comparison(desk: Desk, words: Words, topic: Topic) -> list[ui.Item[Any]]:
    return comparison_items(desk, words, _scenario_of(topic))


def _clause(desk: Desk, words: Words, topic: Topic) -> list[ui.Item[Any]]:
    clause = _clause_of(topic)
    return [clause_panel(desk, words, clause), note(fine_print(desk, words, clause)[0])]


def _question(_desk: Desk, words: Words, topic: Topic) -> list[ui.Item[Any]]:
    scenario = _scenario_of(topic)
    question = scenario.questions[topic.number - 1][words.language]
    return [panel(quiet(scenario.title[words.language]), f"### {question}", quiet(words("thread-roles")))]


_BODIES: dict[str, Callable[[Desk, Words, Topic], list[ui.Item[Any]]]] = {
    "scenario": _scenario,
    "comparison": _comparison,
    "clause": _clause,
    "question": _question,
}


def _controls(desk: Desk, languages: Languages, topic: Topic, id: str) -> list[ui.ActionRow[Any]]:
    more = button(both(languages, f"posted-more-{topic.kind}"), MORE, str(topic), id)
    if topic.clause:
        official = link(both(languages, "official-page"), desk.knowledge.editions[topic.clause.edition].url)
        return rows(more, official)
    if topic.scenario is None:
        return rows(more)
    scenario, first = _scenario_of(topic), languages[0]
    reflect = button(both(languages, "reflect-privately"), "reflect", scenario.id, style=discord.ButtonStyle.success)
    compare = button(both(languages, "compare-the-codes"), "compare", scenario.id)
    buttons = [
        *([reflect] if scenario.id in desk.knowledge.guides else []),
        *([compare] if topic.kind == "scenario" else []),
        more,
    ]
    clauses: list[Choice] = [clause_choice(desk, first, each, each.ref) for each in desk.knowledge.shown_in(scenario)]
    reading = [menu(both(languages, "read-a-clause"), "read", scenario.id, choices=clauses)] if clauses else []
    return [*rows(*buttons), *([] if topic.kind == "question" else reading)]


def _scenario_of(topic: Topic) -> Scenario:
    if topic.scenario is None:
        raise ValueError(f"{topic.kind} has no scenario")
    return topic.scenario


def _clause_of(topic: Topic) -> Clause:
    if topic.clause is None:
        raise ValueError(f"{topic.kind} is no clause")
    return topic.clause
