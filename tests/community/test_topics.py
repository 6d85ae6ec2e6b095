"""What can be posted has a short name, and the name leads back to it, or to nothing once it is gone."""

import functools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.community.topics import Topic, about, read_topic, rotations, topics
from bot.knowledge.load import default_folder, load
from bot.knowledge.model import Knowledge
from bot.knowledge.narrowed import narrowed


@functools.cache
def ours() -> Knowledge:
    return load(default_folder())


@pytest.fixture
def knowledge() -> Knowledge:
    """The project's own, without the finder."""
    return ours()


def kind(name: str) -> str:
    return name.split(":")[0]


# Names


def test_every_topic_is_found_again_by_its_name(knowledge: Knowledge) -> None:
    names = [*topics(knowledge, "all"), "meetups", *(f"comparison:{id}" for id in knowledge.scenarios)]
    assert len(set(names)) == len(names)
    for name in names:
        topic = read_topic(knowledge, name)
        assert topic is not None, name
        assert str(topic) == name
        assert topic.kind == kind(name)


def test_the_names_are_those_that_old_posts_carry(knowledge: Knowledge) -> None:
    bias, clause = knowledge.scenarios["bias"], knowledge.clauses["icf-2025:3.6"]
    assert str(Topic("scenario", bias)) == "scenario:bias"
    assert str(Topic("comparison", bias)) == "comparison:bias"
    assert str(Topic("question", bias, number=2)) == "question:bias:2"
    assert str(Topic("clause", clause=clause)) == "clause:icf-2025:3.6"
    assert str(Topic("meetups")) == "meetups"


def test_a_name_leads_to_the_thing_itself(knowledge: Knowledge) -> None:
    question = read_topic(knowledge, "question:client-ends:2")
    assert question == Topic("question", knowledge.scenarios["client-ends"], number=2)
    assert read_topic(knowledge, "clause:icf-2020:24") == Topic("clause", clause=knowledge.clauses["icf-2020:24"])


def test_every_name_leaves_room_on_a_button(knowledge: Knowledge) -> None:
    # w1/more/<topic>/<post>: a custom_id has 100 characters, a post's name at most 25.
    assert max(len(f"w1/more/{name}/") for name in topics(knowledge, "all")) + 25 <= 100


@pytest.mark.parametrize(
    "name",
    [
        "",
        ":",
        "scenario",
        "scenario:",
        "scenario:no-such",
        "scenario:bias:1",
        "comparison:no-such",
        "comparison:",
        "clause:icf-2025",
        "clause:icf-2025:99.99",
        "clause:24",
        "question:bias",
        "question:bias:0",
        "question:bias:-1",
        "question:bias:99",
        "question:bias:1.5",
        "question:bias:²",
        "question:bias:1:1",
        "question:no-such:1",
        "series:bias",
        "SCENARIO:bias",
    ],
)
def test_a_name_of_nothing_leads_nowhere(knowledge: Knowledge, name: str) -> None:
    assert read_topic(knowledge, name) is None


@given(name=st.text(alphabet="abcdefgilnoqrstuv:-.0123456789²٣ ", max_size=30) | st.text(max_size=30))
def test_whatever_stands_in_an_old_row_is_read_or_refused(name: str) -> None:
    topic = read_topic(ours(), name)
    assert topic is None or topic.kind == kind(name)


def test_the_last_question_can_be_posted_and_the_one_after_it_not(knowledge: Knowledge) -> None:
    for id, scenario in knowledge.scenarios.items():
        last = len(scenario.questions)
        assert read_topic(knowledge, f"question:{id}:{last}") is not None
        assert read_topic(knowledge, f"question:{id}:{last + 1}") is None


def test_an_unpublished_clause_is_not_posted(knowledge: Knowledge) -> None:
    clause = knowledge.clauses["icf-2025:3.6"]
    withheld = replace(knowledge, clauses={**knowledge.clauses, clause.ref: replace(clause, published=False)})
    assert read_topic(withheld, f"clause:{clause.ref}") is None
    assert read_topic(knowledge, f"clause:{clause.ref}") is not None


def test_a_clause_of_an_edition_that_is_not_shown_is_not_posted(knowledge: Knowledge) -> None:
    here = narrowed(knowledge, frozenset({"icf-2025"}))
    assert read_topic(here, "clause:icf-2025:3.6") is not None
    assert read_topic(here, "clause:icf-2020:24") is None
    assert read_topic(here, "clause:gcoe-2021:2.19") is None
    assert read_topic(here, "scenario:bias") is not None


# What a series goes through


def test_each_rotation_has_its_own_topics(knowledge: Knowledge) -> None:
    scenarios, clauses = topics(knowledge, "scenarios"), topics(knowledge, "clauses")
    questions = topics(knowledge, "questions")
    assert scenarios == [f"scenario:{id}" for id in knowledge.scenarios]
    assert len(questions) == sum(len(each.questions) for each in knowledge.scenarios.values())
    assert {kind(each) for each in questions} == {"question"}
    assert topics(knowledge, "all") == [*scenarios, *clauses, *questions]
    assert topics(knowledge, "meetups") == ["meetups"]


def test_clauses_are_those_of_the_current_editions_alone(knowledge: Knowledge) -> None:
    clauses = topics(knowledge, "clauses")
    assert {each.split(":")[1] for each in clauses} == {"icf-2025", "gcoe-2021"}
    by_code = [topics(knowledge, f"clauses:{code}") for code in knowledge.codes]
    assert all(by_code)
    assert clauses == [name for code in by_code for name in code]
    assert topics(knowledge, "clauses:icf") == [
        f"clause:{clause.ref}" for clause in knowledge.editions["icf-2025"].clauses if clause.published
    ]


def test_where_an_older_edition_alone_is_shown_its_clauses_go_round(knowledge: Knowledge) -> None:
    here = narrowed(knowledge, frozenset({"icf-2020"}))
    assert {each.split(":")[1] for each in topics(here, "clauses")} == {"icf-2020"}
    assert topics(here, "clauses:gcoe") == []


@pytest.mark.parametrize("name", ["", "everything", "clauses:no-such", "scenario", "ALL"])
def test_a_rotation_that_does_not_exist_goes_through_nothing(knowledge: Knowledge, name: str) -> None:
    assert topics(knowledge, name) == []


def test_every_rotation_offered_has_something_to_show(knowledge: Knowledge) -> None:
    offered = rotations(knowledge)
    assert offered[0] == "all"
    assert "clauses:icf" in offered
    assert "clauses:gcoe" in offered
    assert len(set(offered)) == len(offered)
    assert all(topics(knowledge, each) for each in offered)


# Which situation it belongs to


def test_a_topic_belongs_to_its_situation(knowledge: Knowledge) -> None:
    bias = knowledge.scenarios["bias"]
    for each in (Topic("scenario", bias), Topic("comparison", bias), Topic("question", bias, number=2)):
        assert about(knowledge, each) is bias
    assert about(knowledge, Topic("meetups")) is None


def test_a_clause_belongs_to_the_first_situation_that_cites_it_or_to_none(knowledge: Knowledge) -> None:
    cited = knowledge.clauses["icf-2025:3.6"]
    assert about(knowledge, Topic("clause", clause=cited)) is knowledge.scenarios_with(cited)[0]
    alone = next(each for each in knowledge.clauses.values() if not knowledge.scenarios_with(each))
    assert about(knowledge, Topic("clause", clause=alone)) is None
