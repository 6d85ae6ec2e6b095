"""Which events are still to come, page by page; and the calendar file of all of them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.community.meetups import PAGE, Meetup, Status, first_page, page_at, still_to_come, to_calendar

NOW = datetime(2026, 12, 1, 18, tzinfo=UTC)
PARIS = timezone(timedelta(hours=1))


def meetup(id: int = 1, start: datetime = NOW + timedelta(days=1), **more: object) -> Meetup:
    """A meetup tomorrow, unless it says otherwise."""
    given = {"name": "Ethics evening", "description": "", "end": None, "place": "", "url": f"https://e.org/{id}"}
    return Meetup(id=id, start=start, **{**given, **more})  # pyright: ignore[reportArgumentType]


def in_days(*days: float) -> list[Meetup]:
    """Meetups numbered from 1, each so many days from now."""
    return [meetup(id, NOW + timedelta(days=day)) for id, day in enumerate(days, 1)]


# Which are coming


def test_the_soonest_comes_first_and_the_older_of_two_at_the_same_time() -> None:
    assert [each.id for each in still_to_come([*in_days(3, 1, 2), meetup(9), meetup(4)], NOW)] == [2, 4, 9, 3, 1]


@pytest.mark.parametrize(
    ("status", "start", "end", "expected"),
    [
        (Status.SCHEDULED, 1, None, True),
        (Status.SCHEDULED, -1, 1, True),
        (Status.SCHEDULED, -1, None, True),
        (Status.SCHEDULED, -2, -1, False),
        (Status.SCHEDULED, -2, 0, False),
        (Status.ACTIVE, -1, None, True),
        (Status.ACTIVE, -2, -1, True),
        (Status.COMPLETED, -2, -1, False),
        (Status.COMPLETED, 1, 2, False),
        (Status.CANCELLED, 1, 2, False),
    ],
)
def test_what_is_planned_or_under_way_is_coming(status: Status, start: int, end: int | None, expected: bool) -> None:
    until = None if end is None else NOW + timedelta(hours=end)
    each = meetup(1, NOW + timedelta(hours=start), end=until, status=status)
    assert (still_to_come([each], NOW) == [each]) is expected


def test_a_meetup_has_begun_when_its_host_opened_it_or_its_time_has_come() -> None:
    assert not meetup(start=NOW + timedelta(seconds=1)).begun(NOW)
    assert meetup(start=NOW).begun(NOW)
    assert meetup(start=NOW + timedelta(minutes=5), status=Status.ACTIVE).begun(NOW)


# Pages


def test_twelve_are_three_pages_there_and_back() -> None:
    twelve = in_days(*range(1, 13))
    first = first_page(twelve)
    second = page_at(twelve, "after", first.shown[-1].mark)
    third = page_at(twelve, "after", second.shown[-1].mark)
    assert [(page.skipped, page.last, page.total) for page in (first, second, third)] == [
        (0, 5, 12),
        (5, 10, 12),
        (10, 12, 12),
    ]
    assert [*first.shown, *second.shown, *third.shown] == twelve
    assert page_at(twelve, "before", third.shown[0].mark) == second
    assert page_at(twelve, "before", second.shown[0].mark) == first


def test_one_cancelled_on_the_first_page_hides_none_on_the_second() -> None:
    twelve = in_days(*range(1, 13))
    edge = first_page(twelve).shown[-1].mark
    for gone in (0, 4):
        left = [each for place, each in enumerate(twelve) if place != gone]
        assert page_at(left, "after", edge).shown[0].id == 6


def test_when_the_rest_is_gone_the_page_before_it_is_shown() -> None:
    eleven = in_days(*range(1, 12))
    edge = page_at(eleven, "after", eleven[4].mark).shown[-1].mark
    assert [each.id for each in page_at(eleven[:10], "after", edge).shown] == [6, 7, 8, 9, 10]
    assert [each.id for each in page_at(eleven[:3], "after", edge).shown] == [1, 2, 3]
    assert page_at([], "after", edge) == first_page([])
    assert page_at([], "before", edge) == first_page([])


@given(
    st.lists(st.integers(0, 20), max_size=30),
    st.tuples(st.integers(), st.integers()),
    st.sampled_from(["after", "before"]),
)
def test_wherever_one_turns_the_page_is_full_and_in_order(days: list[int], mark: tuple[int, int], way: str) -> None:
    meetups = still_to_come(in_days(*(day + 1 for day in days)), NOW)
    page = page_at(meetups, "after" if way == "after" else "before", mark)
    assert page.shown == meetups[page.skipped : page.skipped + PAGE]
    assert bool(page.shown) is bool(meetups)
    assert page.total == len(meetups)


# The calendar file


def test_a_calendar_holds_each_meetup_in_utc_with_place_and_page() -> None:
    start = datetime(2026, 12, 5, 19, tzinfo=PARIS)
    one = meetup(
        77,
        start,
        end=start + timedelta(minutes=90),
        name="Ethics, openly; part \\ two",
        description="Bring a question.\nNo slides.",
        place="Café des Sources, Paris",
        url="https://discord.com/events/5/77",
    )
    made = to_calendar([one, meetup(78)], NOW.astimezone(PARIS))
    event, other = Calendar.from_ical(made).events
    assert (event["UID"], other["UID"]) == ("discord-event-77@wayside", "discord-event-78@wayside")
    assert (event["SUMMARY"], event["LOCATION"]) == (one.name, one.place)
    assert event["URL"] == one.url
    assert event["DESCRIPTION"] == f"{one.description}\n\n{one.url}"
    assert NOW == event.DTSTAMP
    assert b"DTSTART:20261205T180000Z\r\nDTEND:20261205T193000Z\r\n" in made
    assert b"DTSTAMP:20261201T180000Z\r\n" in made


def test_an_end_nobody_has_told_is_not_invented_and_neither_is_a_place() -> None:
    (event,) = Calendar.from_ical(to_calendar([meetup()], NOW)).events
    assert not {"DTEND", "DURATION", "LOCATION"} & set(event)
    assert event["DESCRIPTION"] == "https://e.org/1"


def test_a_meetup_that_moved_keeps_its_uid() -> None:
    before, after = (to_calendar([meetup(5, NOW + timedelta(days=day))], NOW) for day in (1, 2))
    assert before != after
    assert {str(Calendar.from_ical(each).events[0]["UID"]) for each in (before, after)} == {"discord-event-5@wayside"}


def test_no_meetup_adds_a_line_of_its_own_to_the_file() -> None:
    evil = "x\r\nATTENDEE:mailto:a@example.org\nEND:VEVENT\x00\x07\ud800"
    made = to_calendar([meetup(name=evil, description=evil, place=evil), meetup(2)], NOW)
    first, _second = Calendar.from_ical(made).events
    assert "ATTENDEE" not in first
    assert first["SUMMARY"] == "x\nATTENDEE:mailto:a@example.org\nEND:VEVENT"
    assert not set(range(32)) - {10, 13} & set(made)
    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_signs_that_belong_to_a_script_stay() -> None:
    name = "پیش‌نویس 👩‍🏫 ‏שלום"
    (event,) = Calendar.from_ical(to_calendar([meetup(name=name)], NOW)).events
    assert event["SUMMARY"] == name


def test_the_file_says_whose_it_is_and_is_the_same_for_the_same_meetups() -> None:
    made = to_calendar(in_days(1, 2), NOW)
    assert made == to_calendar(in_days(1, 2), NOW)
    calendar = Calendar.from_ical(made)
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Wayside//Wayside//EN")
    assert Calendar.from_ical(to_calendar([], NOW)).events == []
