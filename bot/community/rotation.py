"""What a series posts next: everything in turn, in an order that looks drawn by lot and keeps like from like."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

_Traits = tuple[str, str]
"""The kind of a topic and what it is about: ``("question", "bias")``, ``("clause", "icf-2025")``."""

_ATTEMPTS = 8
"""Beginnings from which a round is made; the first is nearly always good."""


def next_topic(topics: Sequence[str], shown: Sequence[str], seed: str) -> str:
    """The topic to show after those ``shown``.

    One that was not shown yet, while there is one; then the one that was shown longest ago. So each comes once in as
    many turns as there are topics, and never twice running where there are two. Two of one kind, or about the same, do
    not follow each other where that can be helped.

    Args:
        topics: ids whose first two parts say the kind and what it is about, such as ``question:bias:2``; the order
            does not matter.
        shown: what was shown, oldest first, at least the last ``len(topics)``; ids that are no longer among
            ``topics`` may be there.
        seed: what the order depends on, such as the id of the series. The same seed gives the same order.

    Raises ValueError without topics.
    """
    if not topics:
        raise ValueError("no topics")
    turns = {topic: turn for turn, topic in enumerate(shown)}
    if turns.keys() >= set(topics):
        return min(topics, key=lambda topic: turns[topic])
    order = _order(set(topics), seed)
    new = [topic for topic in order if topic not in turns]
    if not shown:
        return new[0]
    last = shown[-1]
    if last in order:
        following = order[(order.index(last) + 1) % len(order)]
        if following not in turns:
            return following
    # The topics are not those they were when the last one was chosen.
    return min(new, key=lambda topic: _alike(_traits(last), _traits(topic)))


def _order(topics: Iterable[str], seed: str) -> list[str]:
    """A round of all topics, to be gone through again and again: its end is next to its beginning."""
    rounds = (_parted(_mixed(topics, f"{seed} {attempt}")) for attempt in range(_ATTEMPTS))
    best, alike = next(rounds)
    # Exchanging alone may end in a dead end, where another beginning does not.
    while alike > _unavoidable(best) and (another := next(rounds, None)):
        best, alike = min((best, alike), another, key=lambda each: each[1])
    return best


def _mixed(topics: Iterable[str], seed: str) -> list[str]:
    kinds: dict[str, dict[_Traits, list[str]]] = {}
    for topic in sorted(topics, key=lambda topic: _lot(seed, topic)):
        traits = _traits(topic)
        kinds.setdefault(traits[0], {}).setdefault(traits, []).append(topic)
    return _spread([_spread(kind.values(), seed) for kind in kinds.values()], seed)


def _spread(groups: Iterable[Sequence[str]], seed: str) -> list[str]:
    """All groups in one row, each evenly over the whole of it, from a place of its own on."""
    placed: list[tuple[float, str]] = []
    for group in groups:
        start = _lot(seed, f"from {group[0]}")
        placed += (((at + start) / len(group), topic) for at, topic in enumerate(group))
    return [topic for _, topic in sorted(placed)]


def _parted(order: list[str]) -> tuple[list[str], int]:
    """The round after exchanging two topics as often as it leaves fewer neighbours alike, and how many are left."""
    row = [(*_traits(topic), topic) for topic in order]
    size, least = len(row), _unavoidable(order)

    def between(*places: int) -> int:
        """How alike the neighbours on both sides of these places are."""
        sides = {(place + side) % size for place in places for side in (0, 1)}
        return sum(_alike(row[at - 1], row[at]) for at in sides)

    def gained(at: int) -> int:
        """Exchange the topic at this place with the nearest that leaves fewer alike, if any does."""
        left, right = row[at - 1], row[(at + 1) % size]
        here = between(at)
        for far in range(1, size):
            other = (at + far) % size
            if 1 < far < size - 1 and _alike(left, row[other]) + _alike(row[other], right) >= here:
                continue  # no better here; what is better over there is found from there
            before = between(at, other)
            row[at], row[other] = row[other], row[at]
            if (fewer := before - between(at, other)) > 0:
                return fewer
            row[at], row[other] = row[other], row[at]
        return 0

    alike = between(*range(size))
    at = unchanged = 0
    while alike > least and unchanged < size:
        fewer = gained(at) if _alike(row[at - 1], row[at]) else 0
        alike -= fewer
        unchanged = 0 if fewer else unchanged + 1
        at = (at + 1) % size
    return [topic for *_, topic in row], alike


def _unavoidable(topics: Sequence[str]) -> int:
    """At least so many neighbours in a round are alike: what makes up more than half of it must meet itself."""
    sizes = [Counter(each).most_common(1)[0][1] for each in zip(*map(_traits, topics), strict=True)]
    return sum(max(0, 2 * size - len(topics)) for size in sizes)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    return (one[0] == other[0]) + (one[1] == other[1])


def _traits(topic: str) -> _Traits:
    kind, _, rest = topic.partition(":")
    return kind, rest.partition(":")[0]


def _lot(seed: str, name: str) -> float:
    """A number from 0 to 1 that nothing but ``seed`` and ``name`` decide."""
    return int.from_bytes(sha256(f"{seed}\n{name}".encode()).digest()[:6]) / 2**48
