"""For editors: how well the finder tells the situations apart, and which messages it would not find.

Every message is found again by a finder that never saw it nor its like: learning is quick, so it is
done five times, each time without a fifth of the situations.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.failures import Exit, OperatorError
from bot.finder.grams import Floats
from bot.finder.learn import Opinions, chances, columns, nearest, places, questions, solve, targets, weigh
from bot.finder.likeness import Likeness
from bot.finder.open import compare, open_encoder, read
from bot.finder.taught import NONE, Message, Taught
from bot.knowledge.load import default_folder, load

_ALIKE = 0.75
"""Messages from this cosine on (in meaning) are one situation in other words: they are left out together."""
_FOLDS, _ROWS = 5, 512
_TEXT = 110
"""Characters of a message in a line of the report."""


class UnknownScenario(OperatorError):
    """There is no scenario of that name."""

    exit = Exit.SETTINGS


def report(knowledge_dir: Path | None, keep_in: Path, scenario: str | None, worst: int) -> str:
    """The report as lines of text: figures by language, who is taken for whom, the weakest messages.

    Raises KnowledgeError, UnknownScenario.
    """
    folder = knowledge_dir or default_folder()
    indexed = read(folder, load(folder))
    taught = indexed.taught
    situation = questions(taught.scenarios)[0]
    if scenario not in (None, *situation.answers):
        raise UnknownScenario(f"No scenario {scenario}; there are: {', '.join(situation.answers)}.")
    likeness = compare(indexed, open_encoder(keep_in), keep_in)
    opinions = cross_validate(taught, likeness)
    # Of a long message the meaning is not learned; asked by a coach it would be known, so it is left out here.
    short = range(len(taught.messages)) if likeness.meanings is None else likeness.meanings.rows.tolist()
    told = [i for i in short if taught.messages[i].label is not None]
    known = replace(taught, messages=tuple(taught.messages[i] for i in told))
    found = chances(weigh(situation, opinions, encoded=likeness.meanings is not None))[told]
    return "\n".join(
        [*_figures(known, found), "", *_confusions(known, found), "", *_weakest(known, found, scenario, worst)]
    )


def cross_validate(taught: Taught, likeness: Likeness, number: int = 0) -> Opinions:
    """(N, answers): what a finder would say of each message that never saw it nor its like, to one of the questions."""
    group = _groups(taught.messages, likeness)
    asked, answers = questions(taught.scenarios), places(taught)
    told, own = answers[number], columns(asked)[number]
    wanted, prior = (each[..., own] for each in targets(asked, answers))
    spelled, meant = likeness.spelled(), likeness.meant()
    votes = np.empty_like(wanted)
    for fold in range(_FOLDS):
        out = group % _FOLDS == fold
        known = ~out & (told >= 0)
        letters, meaning = solve(spelled[known], meant[known], wanted[known])
        votes[out] = prior + spelled[out] @ letters + meant[out] @ meaning
    return Opinions(votes, *_nearest(likeness, group, told))


def _nearest(likeness: Likeness, group: NDArray[np.int64], told: NDArray[np.int32]) -> tuple[Floats, Floats]:
    """The second and third opinion on each message, from those outside its group."""
    members = [np.flatnonzero(told == answer) for answer in range(told.max() + 1)]
    spelled, meant = likeness.spelled(), likeness.meant()
    found: tuple[list[Floats], list[Floats]] = [], []
    for start in range(0, len(group), _ROWS):
        rows = slice(start, start + _ROWS)
        both = (spelled[rows] @ spelled.T).toarray(), meant[rows] @ meant.T
        own = group[rows, None] == group
        for alike, into in zip(both, found, strict=True):
            alike[own] = -1
            into.append(nearest(alike, members))
    return np.concatenate(found[0]), np.concatenate(found[1])


def _groups(messages: tuple[Message, ...], likeness: Likeness) -> NDArray[np.int64]:
    """(N,): messages of the same number are left out together: pairs, and one situation said twice."""
    leader = np.arange(len(messages))
    if likeness.meanings is not None:
        meant = likeness.meant()
        for start in range(0, len(messages), _ROWS):
            alike = meant[start : start + _ROWS] @ meant.T >= _ALIKE
            alike[np.arange(len(alike)), start + np.arange(len(alike))] = True  # also one whose meaning is not known
            leader[start : start + _ROWS] = alike.argmax(axis=1)  # the first one like it, itself at the latest
        leader = leader[leader]
    first: dict[int, int] = {}
    for i, message in enumerate(messages):
        if message.pair is not None:
            leader[i] = leader[first.setdefault(message.pair, i)]
    return np.unique(leader, return_inverse=True)[1]


def _figures(taught: Taught, found: Floats) -> list[str]:
    names = _names(taught)
    lines = ["language  messages  first  among three  none when none  none by mistake"]
    for language in (*dict.fromkeys(message.language for message in taught.messages), "all"):
        rows = [i for i, each in enumerate(taught.messages) if language in (each.language, "all")]
        right = np.array([names.index(str(taught.messages[i].label)) for i in rows])
        inside = right < len(taught.scenarios)
        order = np.argsort(-found[rows][:, :-1], axis=1)
        none = found[rows].argmax(axis=1) == len(taught.scenarios)
        top, three = order[:, 0] == right, (order[:, :3] == right[:, None]).any(axis=1)
        shares = (top[inside].mean(), three[inside].mean(), none[~inside].mean(), none[inside].mean())
        lines.append(f"{language:8}  {len(rows):8}  " + "  ".join(f"{share:.3f}" for share in shares))
    return lines


def _confusions(taught: Taught, found: Floats) -> list[str]:
    """Rows: what a message is; columns: what it would be taken for, in the order of the rows."""
    names = _names(taught)
    best: list[int] = found.argmax(axis=1).tolist()
    taken = Counter((message.label, names[label]) for message, label in zip(taught.messages, best, strict=True))
    width = max(map(len, names))
    lines = [f"{'is taken for':{width}}  " + " ".join(f"{name[:5]:>5}" for name in names)]
    return lines + [f"{name:{width}}  " + " ".join(f"{taken[name, other]:5}" for other in names) for name in names]


def _weakest(taught: Taught, found: Floats, scenario: str | None, worst: int) -> list[str]:
    names = _names(taught)
    own = found[np.arange(len(found)), [names.index(str(message.label)) for message in taught.messages]]
    weakest: list[int] = np.argsort(own).tolist()
    listed = [i for i in weakest if scenario in (None, taught.messages[i].label)][:worst]
    lines = ["the weakest: what it is, how likely it would be found, what it would be taken for"]
    for i in listed:
        message, best = taught.messages[i], names[int(found[i].argmax())]
        lines.append(f"{message.label} {own[i]:4.0%} -> {best} ({message.language}): {message.text[:_TEXT]}")
    lines.append(f"Add situations like these to situations/<id>.yaml (or out-of-scope.yaml, for {NONE}).")
    return lines


def _names(taught: Taught) -> tuple[str, ...]:
    return questions(taught.scenarios)[0].answers
