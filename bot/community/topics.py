"""What can be posted, named by a short text that fits a custom_id and a column.

``scenario:bias``, ``clause:icf-2025:3.6``, ``comparison:bias``, ``question:bias:2`` (the second question of the
scenario), ``meetups``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.model import Clause, Knowledge, Scenario

Kind = Literal["scenario", "clause", "comparison", "question", "meetups"]

ALL, SCENARIOS, QUESTIONS, CLAUSES, MEETUPS = "all", "scenarios", "questions", "clauses", "meetups"
"""What a series may rotate through; ``clauses:icf`` for those of one code."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to post. ``clause`` for a clause, ``scenario`` for the others but the meetups.

    ``number``: which of the scenario's questions, from 1; for a question only.
    """

    kind: Kind
    scenario: Scenario | None = None
    clause: Clause | None = None
    number: int = 0

    def __str__(self) -> str:
        if self.clause:
            return f"clause:{self.clause.ref}"
        if self.scenario:
            return f"{self.kind}:{self.scenario.id}" + (f":{self.number}" if self.number else "")
        return self.kind


def read_topic(knowledge: Knowledge, text: str) -> Topic | None:
    """The topic of this name; None when the knowledge no longer has it, or may not show it."""
    kind, _, rest = text.partition(":")
    id, _, number = rest.partition(":")
    match kind:
        case "meetups":
            return Topic("meetups")
        case "clause":
            clause = knowledge.clauses.get(rest)
            return Topic("clause", clause=clause) if clause and clause.published else None
        case "scenario" | "comparison":
            scenario = knowledge.scenarios.get(rest)
            return Topic(kind, scenario) if scenario else None
        case "question":
            scenario = knowledge.scenarios.get(id)
            asked = scenario and number.isdecimal() and 1 <= int(number) <= len(scenario.questions)
            return Topic("question", scenario, number=int(number)) if asked else None
        case _:
            return None


def rotations(knowledge: Knowledge) -> list[str]:
    """Everything a series may rotate through."""
    by_code = [f"{CLAUSES}:{code}" for code in knowledge.codes]
    return [ALL, SCENARIOS, QUESTIONS, CLAUSES, *by_code, MEETUPS]


def topics(knowledge: Knowledge, rotates: str) -> list[str]:
    """The topics of one of ``rotations``, in the order of the files; none for anything else."""
    kind, _, code = rotates.partition(":")
    match kind:
        case "all":
            found = [*_scenarios(knowledge), *_clauses(knowledge), *_questions(knowledge)]
        case "scenarios":
            found = [*_scenarios(knowledge)]
        case "questions":
            found = [*_questions(knowledge)]
        case "clauses":
            found = [topic for topic in _clauses(knowledge) if not code or (topic.clause and topic.clause.code == code)]
        case "meetups":
            found = [Topic("meetups")]
        case _:
            found = []
    return list(map(str, found))


def about(knowledge: Knowledge, topic: Topic) -> Scenario | None:
    """The scenario a topic belongs to; for a clause the first one that cites it."""
    if topic.clause:
        return next(iter(knowledge.scenarios_with(topic.clause)), None)
    return topic.scenario


def _scenarios(knowledge: Knowledge) -> Iterator[Topic]:
    return (Topic("scenario", scenario) for scenario in knowledge.scenarios.values())


def _questions(knowledge: Knowledge) -> Iterator[Topic]:
    for scenario in knowledge.scenarios.values():
        for number in range(1, len(scenario.questions) + 1):
            yield Topic("question", scenario, number=number)


def _clauses(knowledge: Knowledge) -> Iterator[Topic]:
    """The current edition's: an older one is a matter of look-ups."""
    for code in knowledge.codes.values():
        for clause in knowledge.published(code.current):
            yield Topic("clause", clause=clause)
