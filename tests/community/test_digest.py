"""The weekly digest: when it comes, wherever a server is, and that everything comes before anything comes again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.community.digest import LATE, Contents, contents, first_due, in_zone, next_due
from bot.knowledge.model import Knowledge
from bot.knowledge.narrowed import narrowed

PARIS, NEW_YORK, AUCKLAND = "Europe/Paris", "America/New_York", "Pacific/Auckland"
ZONES = (None, PARIS, NEW_YORK, AUCKLAND, "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe")
GUILD = 111_000_000_000_000_001


def utc(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # pyright: ignore[reportArgumentType]


def weeks(zone: str | None, start: datetime, number: int) -> list[datetime]:
    """So many digests from ``start`` on, each sent ten minutes after its time."""
    found = [first_due(start, zone)]
    while len(found) < number:
        found.append(next_due(found[-1], found[-1] + timedelta(minutes=10), zone))
    return found


# When


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        (None, utc(2026, 1, 1), utc(2026, 1, 5, 8)),
        (PARIS, utc(2026, 1, 1), utc(2026, 1, 5, 7)),
        (PARIS, utc(2026, 7, 1), utc(2026, 7, 6, 6)),
        (NEW_YORK, utc(2026, 1, 1), utc(2026, 1, 5, 13)),
        (NEW_YORK, utc(2026, 7, 1), utc(2026, 7, 6, 12)),
        (AUCKLAND, utc(2026, 1, 1), utc(2026, 1, 4, 19)),
        ("Moon/Sea_of_Tranquility", utc(2026, 1, 1), utc(2026, 1, 5, 8)),
    ],
)
def test_the_first_one_comes_on_the_next_monday_at_eight_there(zone: str | None, now: datetime, due: datetime) -> None:
    assert first_due(now, zone) == due


def test_whoever_asks_on_monday_before_eight_gets_it_that_day_and_after_eight_a_week_later() -> None:
    assert first_due(utc(2026, 1, 5, 6, 59), PARIS) == utc(2026, 1, 5, 7)
    assert first_due(utc(2026, 1, 5, 7), PARIS) == utc(2026, 1, 12, 7)


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        # Europe: 29 March and 25 October 2026. New York: 8 March and 1 November 2026.
        (PARIS, utc(2026, 3, 17), [utc(2026, 3, 23, 7), utc(2026, 3, 30, 6), utc(2026, 4, 6, 6)]),
        (PARIS, utc(2026, 10, 13), [utc(2026, 10, 19, 6), utc(2026, 10, 26, 7), utc(2026, 11, 2, 7)]),
        (NEW_YORK, utc(2026, 2, 25), [utc(2026, 3, 2, 13), utc(2026, 3, 9, 12), utc(2026, 3, 16, 12)]),
        (NEW_YORK, utc(2026, 10, 20), [utc(2026, 10, 26, 12), utc(2026, 11, 2, 13), utc(2026, 11, 9, 13)]),
        (AUCKLAND, utc(2026, 3, 25), [utc(2026, 3, 29, 19), utc(2026, 4, 5, 20), utc(2026, 4, 12, 20)]),
    ],
)
def test_it_stays_at_eight_when_the_clocks_change(zone: str, start: datetime, expected: list[datetime]) -> None:
    assert weeks(zone, start, 3) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_for_two_years_every_monday_has_its_one(zone: str | None) -> None:
    local = [due.astimezone(ZoneInfo(zone or "UTC")) for due in weeks(zone, utc(2026, 1, 1), 104)]
    assert {(each.weekday(), each.hour, each.minute) for each in local} == {(0, 8, 0)}
    assert {(later.date() - earlier.date()).days for earlier, later in pairwise(local)} == {7}


@given(
    zone=st.sampled_from(ZONES),
    other=st.sampled_from(ZONES),
    week=st.integers(0, 120),
    late=st.timedeltas(timedelta(0), LATE),
)
def test_a_server_that_moves_keeps_its_one_a_week(
    zone: str | None, other: str | None, week: int, late: timedelta
) -> None:
    due = first_due(utc(2026, 1, 1) + timedelta(weeks=week), zone)
    moved = in_zone(due, other)
    assert abs(moved - due) <= timedelta(hours=26)
    assert moved.astimezone(ZoneInfo(other or "UTC")).date() == due.astimezone(ZoneInfo(zone or "UTC")).date()
    assert in_zone(moved, zone) == due
    assert in_zone(due, zone) == due
    # Sent already, whether in time or late: the next one is of the week after, by whichever clock.
    following = next_due(due, due + late, other)
    assert following.astimezone(ZoneInfo(other or "UTC")).date() - moved.astimezone(
        ZoneInfo(other or "UTC")
    ).date() == timedelta(weeks=1)


def test_after_a_long_absence_the_next_one_is_still_to_come() -> None:
    due = utc(2026, 1, 5, 7)
    assert next_due(due, utc(2026, 2, 4), PARIS) == utc(2026, 2, 9, 7)
    assert next_due(due, utc(2026, 2, 9, 6, 59), PARIS) == utc(2026, 2, 9, 7)
    assert next_due(due, utc(2026, 2, 9, 7), PARIS) == utc(2026, 2, 16, 7)


# What


def year(knowledge: Knowledge, guild: int = GUILD, zone: str | None = PARIS, number: int = 160) -> list[Contents]:
    return [contents(knowledge, guild, due, zone) for due in weeks(zone, utc(2026, 1, 1), number)]


def test_every_clause_of_the_current_editions_and_every_question_comes_before_one_comes_again(
    knowledge: Knowledge,
) -> None:
    current = {clause.ref for code in knowledge.codes.values() for clause in knowledge.published(code.current)}
    questions = {
        (scenario.id, at) for scenario in knowledge.scenarios.values() for at in range(1, len(scenario.questions) + 1)
    }
    given_clauses = [each.clause.clause.ref for each in year(knowledge) if each.clause and each.clause.clause]
    given_questions = [
        (each.question.scenario.id, each.question.number)
        for each in year(knowledge)
        if each.question and each.question.scenario
    ]
    for given_out, every in ((given_clauses, current), (given_questions, questions)):
        assert len(every) > 20
        for start in range(len(given_out) - len(every)):
            assert set(given_out[start : start + len(every)]) == every


def test_neighbouring_weeks_are_about_different_situations_and_mostly_different_codes(knowledge: Knowledge) -> None:
    given_out = year(knowledge)
    about = [each.question.scenario.id for each in given_out if each.question and each.question.scenario]
    codes = [each.clause.clause.code for each in given_out if each.clause and each.clause.clause]
    assert sum(one == two for one, two in pairwise(about)) <= 8
    assert sum(one == two for one, two in pairwise(codes)) < len(codes) / 2


def test_it_is_the_same_for_everyone_in_a_server_and_another_one_elsewhere(knowledge: Knowledge) -> None:
    due = utc(2026, 1, 5, 7)
    assert contents(knowledge, GUILD, due, PARIS) == contents(knowledge, GUILD, due, PARIS)
    # By its own clock, wherever it has moved: the same Monday.
    assert contents(knowledge, GUILD, due, PARIS) == contents(knowledge, GUILD, in_zone(due, AUCKLAND), AUCKLAND)
    assert [each.clause for each in year(knowledge)] != [each.clause for each in year(knowledge, GUILD + 1)]


def test_a_server_that_shows_one_old_edition_gets_its_clauses_alone(knowledge: Knowledge) -> None:
    here = narrowed(knowledge, ["icf-2020"])
    refs = {each.clause.clause.ref for each in year(here) if each.clause and each.clause.clause}
    assert refs == {clause.ref for clause in here.published(here.codes["icf"].current)}
    assert all(ref.startswith("icf-2020:") for ref in refs)
