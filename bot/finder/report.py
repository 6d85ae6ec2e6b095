"""For editors: how well the finder tells the situations apart, and which messages it would not find.

Every message is found again by a finder that never saw it nor its like: leaving out a group from kernel ridge
regression has a closed form (Rifkin & Lippert, "Notes on Regularized Least Squares", 2007; for groups, Pahikkala et
al., "Fast n-Fold Cross-Validation for Regularized Least-Squares", 2006), so the whole report takes seconds.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.failures import Exit, OperatorError
from bot.finder.grams import Floats
from bot.finder.learn import chances, labelled, labels, nearest, solve, targets
from bot.finder.likeness import Likeness, measure
from bot.finder.open import encode_messages, open_encoder
from bot.finder.taught import NONE, Message, Taught, load_taught
from bot.knowledge.load import default_folder, load

_ALIKE = 0.75
"""Messages from this cosine on (in meaning) are one situation in other words: they are left out together."""
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
    taught = load_taught(folder, load(folder))
    if scenario not in (None, *labels(taught)):
        raise UnknownScenario(f"No scenario {scenario}; there are: {', '.join(labels(taught))}.")
    chances, _ = cross_validate(taught, measure(taught, encode_messages(taught, open_encoder(keep_in), keep_in)))
    told = [i for i, message in enumerate(taught.messages) if message.label is not None]
    known = replace(taught, messages=tuple(taught.messages[i] for i in told))
    found = chances[told]
    return "\n".join(
        [*_figures(known, found), "", *_confusions(known, found), "", *_weakest(known, found, scenario, worst)]
    )


def cross_validate(taught: Taught, likeness: Likeness) -> tuple[Floats, Floats]:
    """(N, labels) and (N, flags): what each message would get from a finder without it and those most like it."""
    wanted, prior = targets(taught)
    votes, half = solve(likeness, wanted)
    half.invert()
    left_out = np.empty_like(wanted)
    group = np.zeros(len(wanted), np.int64)
    for number, members in enumerate(_groups(taught.messages, likeness)):
        left_out[members] = wanted[members] - np.linalg.solve(half.block(members), votes[members])
        group[members] = number
    left_out += prior
    size = len(labels(taught))
    near = _nearest(likeness, group, labelled(taught), size)
    return chances(left_out[:, :size], *near, encoded=likeness.meanings is not None), left_out[:, size:]


def _nearest(
    likeness: Likeness, group: NDArray[np.int64], label: NDArray[np.int32], size: int
) -> tuple[Floats, Floats]:
    """The second and third opinion on each message, from those outside its group."""
    members = [np.flatnonzero(label == i) for i in range(size)]
    found: tuple[list[Floats], list[Floats]] = [], []
    for start, *both in likeness.rows():
        own = group[start : start + len(both[0])][:, None] == group
        for alike, into in zip(both, found, strict=True):
            alike[own] = -1
            into.append(nearest(alike, members))
    return np.concatenate(found[0]), np.concatenate(found[1])


def _groups(messages: tuple[Message, ...], likeness: Likeness) -> list[NDArray[np.int64]]:
    """Indices of the messages, in order, in groups that are left out together: pairs, and one situation said twice."""
    leader = np.arange(len(messages))
    if likeness.meanings is not None:
        meaning = likeness.meanings.vectors
        for start in range(0, len(messages), 512):
            alike = meaning[start : start + 512] @ meaning.T >= _ALIKE
            leader[start : start + 512] = alike.argmax(axis=1)  # the first one like it, itself at the latest
        leader = leader[leader]
    first: dict[int, int] = {}
    for i, message in enumerate(messages):
        if message.pair is not None:
            leader[i] = leader[first.setdefault(message.pair, i)]
    order = np.argsort(leader, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(leader[order])) + 1)


def _figures(taught: Taught, found: Floats) -> list[str]:
    lines = ["language  messages  first  among three  none when none  none by mistake"]
    for language in (*dict.fromkeys(message.language for message in taught.messages), "all"):
        rows = [i for i, each in enumerate(taught.messages) if language in (each.language, "all")]
        right = np.array([labels(taught).index(taught.messages[i].label) for i in rows])
        inside = right < len(taught.scenarios)
        order = np.argsort(-found[rows][:, :-1], axis=1)
        none = found[rows].argmax(axis=1) == len(taught.scenarios)
        top, three = order[:, 0] == right, (order[:, :3] == right[:, None]).any(axis=1)
        shares = (top[inside].mean(), three[inside].mean(), none[~inside].mean(), none[inside].mean())
        lines.append(f"{language:8}  {len(rows):8}  " + "  ".join(f"{share:.3f}" for share in shares))
    return lines


def _confusions(taught: Taught, found: Floats) -> list[str]:
    """Rows: what a message is; columns: what it would be taken for, in the order of the rows."""
    names = labels(taught)
    best: list[int] = found.argmax(axis=1).tolist()
    taken = Counter((message.label, names[label]) for message, label in zip(taught.messages, best, strict=True))
    width = max(map(len, names))
    lines = [f"{'is taken for':{width}}  " + " ".join(f"{name[:5]:>5}" for name in names)]
    return lines + [f"{name:{width}}  " + " ".join(f"{taken[name, other]:5}" for other in names) for name in names]


def _weakest(taught: Taught, found: Floats, scenario: str | None, worst: int) -> list[str]:
    names = labels(taught)
    own = found[np.arange(len(found)), [names.index(message.label) for message in taught.messages]]
    weakest: list[int] = np.argsort(own).tolist()
    listed = [i for i in weakest if scenario in (None, taught.messages[i].label)][:worst]
    lines = ["the weakest: what it is, how likely it would be found, what it would be taken for"]
    for i in listed:
        message, best = taught.messages[i], names[int(found[i].argmax())]
        lines.append(f"{message.label} {own[i]:4.0%} -> {best} ({message.language}): {message.text[:_TEXT]}")
    lines.append(f"Add situations like these to situations/<id>.yaml (or out-of-scope.yaml, for {NONE}).")
    return lines
