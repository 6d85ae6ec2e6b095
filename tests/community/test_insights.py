"""What moderators may see of the counts: numbers from ten on, and nothing that gives a smaller one away."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.community.insights import Shown, first_day, may_be_shown

SCENARIOS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

few = st.integers(0, 9)
many = st.integers(10, 10_000)
some_of_them = st.dictionaries(st.sampled_from(SCENARIOS), few | many)


@given(some_of_them)
def test_every_situation_stands_there_once(counts: dict[str, int]) -> None:
    assert sorted(each.scenario for each in may_be_shown(counts, SCENARIOS)) == sorted(SCENARIOS)


@given(some_of_them)
def test_ten_is_shown_and_nine_is_not(counts: dict[str, int]) -> None:
    for each in may_be_shown(counts, SCENARIOS):
        counted = counts.get(each.scenario, 0)
        assert each.count == (counted if counted >= 10 else None)


@given(some_of_them, st.data())
def test_whether_it_was_nine_or_none_at_all_makes_no_difference(counts: dict[str, int], data: st.DataObject) -> None:
    hidden = [id for id in SCENARIOS if counts.get(id, 0) < 10]
    otherwise = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(hidden, few)))
    other = {**{id: count for id, count in counts.items() if count >= 10}, **otherwise}
    assert may_be_shown(other, SCENARIOS) == may_be_shown(counts, SCENARIOS)


@given(some_of_them)
def test_the_most_looked_up_comes_first_and_the_hidden_ones_last_as_in_the_files(counts: dict[str, int]) -> None:
    shown = may_be_shown(counts, SCENARIOS)
    numbers = [each.count for each in shown if each.count is not None]
    assert numbers == sorted(numbers, reverse=True)
    assert [each.count for each in shown[len(numbers) :]] == [None] * (len(SCENARIOS) - len(numbers))
    hidden = [each.scenario for each in shown[len(numbers) :]]
    assert hidden == [id for id in SCENARIOS if id in hidden]


def test_equal_numbers_stand_as_in_the_files() -> None:
    shown = may_be_shown({"third": 12, "second": 12, "eighth": 40}, SCENARIOS)
    assert shown[:3] == (Shown("eighth", 40), Shown("second", 12), Shown("third", 12))


def test_where_nothing_was_counted_everything_is_hidden() -> None:
    assert may_be_shown({}, SCENARIOS) == tuple(Shown(id, None) for id in SCENARIOS)


def test_a_situation_that_is_no_longer_in_the_files_is_left_out() -> None:
    assert may_be_shown({"gone": 400}, ("first",)) == (Shown("first", None),)


def test_thirty_days_have_thirty_days() -> None:
    assert first_day(date(2026, 3, 30)) == date(2026, 3, 1)
    assert (date(2026, 3, 30) - first_day(date(2026, 3, 30))).days + 1 == 30
