"""What a series shows next: everything in turn, nothing twice running, like parted from like."""

from collections import Counter
from itertools import groupby, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.community.rotation import next_topic
from bot.community.topics import topics
from bot.knowledge.load import default_folder, load
from bot.knowledge.model import Knowledge

EXAMPLES = settings(max_examples=150, deadline=None)
TOPICS = st.lists(
    st.builds(
        "{}:{}:{}".format,
        st.sampled_from(["scenario", "question", "clause", "comparison"]),
        st.sampled_from(["bias", "client-ends", "icf-2025"]),
        st.integers(1, 3),
    ),
    min_size=1,
    max_size=14,
    unique=True,
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The project's own, without the finder."""
    return load(default_folder())


def turns(named: list[str], many: int, seed: str, shown: list[str] | None = None) -> list[str]:
    """What comes in the next ``many`` turns."""
    past = list(shown or [])
    for _ in range(many):
        past.append(next_topic(named, past, seed))
    return past[-many:]


def kind(topic: str) -> str:
    return topic.split(":")[0]


def alike(one: str, other: str) -> int:
    """Of one kind, about the same thing, both."""
    return sum(a == b for a, b in zip(one.split(":")[:2], other.split(":")[:2], strict=False))


def met(row: list[str]) -> int:
    """How often like follows like in a row that begins again at its end."""
    return sum(alike(*each) for each in pairwise([*row, row[0]]))


@EXAMPLES
@given(TOPICS, st.text(max_size=5))
def test_in_each_round_everything_comes_once(named: list[str], seed: str) -> None:
    shown = turns(named, 3 * len(named), seed)
    for start in range(2 * len(named)):
        assert sorted(shown[start : start + len(named)]) == sorted(named)


@EXAMPLES
@given(
    TOPICS, st.lists(st.sampled_from(["scenario:bias:1", "clause:icf-2025:1", "question:bias:2", "gone"])), st.text()
)
def test_nothing_comes_twice_running_whatever_was_shown(named: list[str], shown: list[str], seed: str) -> None:
    found = next_topic(named, shown, seed)
    assert found in named
    assert len(named) == 1 or not shown or found != shown[-1]


@EXAMPLES
@given(
    TOPICS, st.lists(st.sampled_from(["scenario:bias:1", "clause:icf-2025:1", "question:bias:2", "gone"])), st.text()
)
def test_first_what_is_new_then_what_was_shown_longest_ago(named: list[str], shown: list[str], seed: str) -> None:
    found = next_topic(named, shown, seed)
    if set(named) <= set(shown):
        assert found == min(named, key=lambda topic: len(shown) - shown[::-1].index(topic))
    else:
        assert found not in shown


@EXAMPLES
@given(TOPICS.flatmap(lambda named: st.tuples(st.just(named), st.permutations(named))), st.text())
def test_the_order_of_the_files_does_not_matter(both: tuple[list[str], list[str]], seed: str) -> None:
    named, mixed = both
    assert turns(mixed, len(named), seed) == turns(named, len(named), seed)


@EXAMPLES
@given(
    st.lists(
        st.sampled_from([f"{a}:{b}:{n}" for a in "xyz" for b in "pqr" for n in "12"]),
        min_size=2,
        max_size=6,
        unique=True,
    )
)
def test_like_follows_like_no_more_than_it_must(named: list[str]) -> None:
    fewest = min(met([named[0], *rest]) for rest in permutations(named[1:]))
    assert met(turns(named, len(named), "series")) == fewest


def test_the_same_series_keeps_its_order_and_another_has_its_own(knowledge: Knowledge) -> None:
    named = topics(knowledge, "scenarios")
    orders = [turns(named, len(named), f"series {number}") for number in range(20)]
    assert turns(named, len(named), "series 7") == orders[7]
    assert len({tuple(order) for order in orders}) == 20
    assert len({order[0] for order in orders}) > 4
    assert named not in orders


def test_of_everything_no_scenario_follows_itself_and_clauses_are_spread(knowledge: Knowledge) -> None:
    named = topics(knowledge, "all")
    for seed in ("a", "b"):
        shown = turns(named, len(named), seed)
        abouts = [topic.split(":")[1] for topic in [*shown, shown[0]]]
        assert all(one != other for one, other in pairwise(abouts))
        kinds = [kind(topic) for topic in shown]
        many = Counter(kinds)["clause"]
        # More than half are clauses: some must follow each other, and nothing else does.
        same = [one for one, other in pairwise([*kinds, kinds[0]]) if one == other]
        assert same == ["clause"] * (2 * many - len(named))
        assert max(len([*run]) for _, run in groupby(kinds)) <= 5
        assert {kind(topic) for topic in shown[:12]} == {"scenario", "clause", "question"}


def test_questions_of_one_scenario_are_parted(knowledge: Knowledge) -> None:
    shown = turns(topics(knowledge, "questions"), 40, "series")
    assert all(one.split(":")[1] != other.split(":")[1] for one, other in pairwise(shown))


def test_a_new_topic_comes_next_and_only_once() -> None:
    old = [f"scenario:{letter}" for letter in "abcdef"]
    shown = turns(old, 15, "series")
    after = turns([*old, "scenario:new"], 7, "series", shown)
    assert after[0] == "scenario:new"
    assert sorted(after) == sorted([*old, "scenario:new"])


def test_a_topic_that_is_gone_is_passed_over() -> None:
    old = [f"scenario:{letter}" for letter in "abcdef"]
    shown = turns(old, 8, "series")
    left = [topic for topic in old if topic != shown[2]]
    after = turns(left, 5, "series", shown)
    assert after == [topic for topic in shown[2:8] if topic in left]


def test_when_topics_change_halfway_the_rest_still_comes_once_and_like_is_parted() -> None:
    scenarios = [f"scenario:{letter}" for letter in "abcdefgh"]
    questions = [f"question:{letter}:1" for letter in "abcdefgh"]
    shown = turns(scenarios, 4, "series")
    after = turns([*scenarios, *questions], 12, "series", shown)
    assert sorted([*shown, *after]) == sorted([*scenarios, *questions])
    assert all(kind(one) != kind(other) for one, other in pairwise([shown[-1], *after[:8]]))


def test_one_topic_comes_again_and_none_is_a_mistake() -> None:
    assert turns(["meetups"], 3, "series") == ["meetups"] * 3
    with pytest.raises(ValueError, match="no topics"):
        next_topic([], ["meetups"], "series")
