"""When a series is due: dates of a calendar on the wall, whatever the clocks do meanwhile."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.community.due import Rhythm, clock_of, first_on
from bot.community.typed import DateRefused

EXAMPLES = settings(max_examples=200, deadline=None)
# Not zones of the tz database, but files that some systems keep beside them.
ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def dues(rhythm: Rhythm, after: str, many: int) -> list[str]:
    return [f"{due:%Y-%m-%d %H:%M}" for due in rhythm.next_dates(utc(after), many)]


@st.composite
def rhythms(draw: st.DrawFn, years: tuple[int, int] = (1971, 2037)) -> Rhythm:
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    return Rhythm(
        draw(st.sampled_from([1, 2])),
        draw(st.dates(first, last)),
        draw(st.builds(time, st.integers(0, 23), st.integers(0, 59))),
        draw(st.sampled_from(ZONES)),
    )


def on_the_wall(wall: datetime, zone: str) -> datetime:
    """When a clock in ``zone`` first shows ``wall``: found by trying; where it never does, what PEP 495 says."""
    clock, quarter = ZoneInfo(zone), timedelta(minutes=15)
    around = [wall.replace(tzinfo=UTC) + each * quarter for each in range(-4 * 26, 4 * 26)]
    offsets = [moment.astimezone(clock).utcoffset() or timedelta() for moment in around]
    tried = [(wall - offset).replace(tzinfo=UTC) for offset in dict.fromkeys(offsets)]
    shown = [moment for moment in tried if moment.astimezone(clock).replace(tzinfo=None) == wall]
    if shown:
        return min(shown)
    before = [
        offset for moment, offset in zip(around, offsets, strict=True) if moment + offset < wall.replace(tzinfo=UTC)
    ]
    return (wall - before[-1]).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "first", "at", "expected"),
    [
        # Summer time from 29 March 2026 to 25 October 2026, and from 28 March 2027.
        ("Europe/Paris", "2026-03-25", "09:30", ["2026-03-25 08:30", "2026-04-01 07:30", "2026-04-08 07:30"]),
        ("Europe/Paris", "2026-10-21", "09:30", ["2026-10-21 07:30", "2026-10-28 08:30", "2026-11-04 08:30"]),
        ("Europe/Paris", "2027-03-24", "21:00", ["2027-03-24 20:00", "2027-03-31 19:00", "2027-04-07 19:00"]),
        # Daylight saving time from 8 March 2026 to 1 November 2026, and from 14 March 2027.
        ("America/New_York", "2026-03-05", "18:00", ["2026-03-05 23:00", "2026-03-12 22:00", "2026-03-19 22:00"]),
        ("America/New_York", "2026-10-29", "18:00", ["2026-10-29 22:00", "2026-11-05 23:00", "2026-11-12 23:00"]),
        ("America/New_York", "2027-03-11", "20:30", ["2027-03-12 01:30", "2027-03-19 00:30", "2027-03-26 00:30"]),
        # The southern half: summer time ends on 5 April 2026 and begins on 4 October 2026 in Sydney.
        ("Australia/Sydney", "2026-04-02", "08:00", ["2026-04-01 21:00", "2026-04-08 22:00", "2026-04-15 22:00"]),
        ("Australia/Sydney", "2026-10-01", "08:00", ["2026-09-30 22:00", "2026-10-07 21:00", "2026-10-14 21:00"]),
        ("America/Santiago", "2026-09-02", "12:00", ["2026-09-02 16:00", "2026-09-09 15:00", "2026-09-16 15:00"]),
        # Half an hour, on the same days as in Sydney.
        ("Australia/Lord_Howe", "2026-04-02", "08:00", ["2026-04-01 21:00", "2026-04-08 21:30", "2026-04-15 21:30"]),
        ("Australia/Lord_Howe", "2026-10-01", "08:00", ["2026-09-30 21:30", "2026-10-07 21:00", "2026-10-14 21:00"]),
        # No summer time at all, and three quarters of an hour.
        ("Asia/Kathmandu", "2026-03-25", "09:00", ["2026-03-25 03:15", "2026-04-01 03:15", "2026-04-08 03:15"]),
    ],
)
def test_the_clock_on_the_wall_stays_the_same_when_the_clocks_change(
    zone: str, first: str, at: str, expected: list[str]
) -> None:
    rhythm = Rhythm(1, date.fromisoformat(first), time.fromisoformat(at), zone)
    assert dues(rhythm, "2026-01-01", 3) == expected


@pytest.mark.parametrize(
    ("zone", "first", "at", "expected"),
    [
        ("Europe/Paris", "2026-03-22", "02:30", ["2026-03-22 01:30", "2026-03-29 01:30", "2026-04-05 00:30"]),
        ("Europe/Paris", "2026-03-22", "02:00", ["2026-03-22 01:00", "2026-03-29 01:00", "2026-04-05 00:00"]),
        ("Europe/Paris", "2026-03-22", "03:00", ["2026-03-22 02:00", "2026-03-29 01:00", "2026-04-05 01:00"]),
        ("America/New_York", "2027-03-07", "02:15", ["2027-03-07 07:15", "2027-03-14 07:15", "2027-03-21 06:15"]),
        ("Australia/Lord_Howe", "2026-09-27", "02:10", ["2026-09-26 15:40", "2026-10-03 15:40", "2026-10-10 15:10"]),
        # In Chile midnight itself is skipped.
        ("America/Santiago", "2026-08-30", "00:00", ["2026-08-30 04:00", "2026-09-06 04:00", "2026-09-13 03:00"]),
    ],
)
def test_a_time_that_the_clocks_skip_comes_after_the_gap(zone: str, first: str, at: str, expected: list[str]) -> None:
    rhythm = Rhythm(1, date.fromisoformat(first), time.fromisoformat(at), zone)
    assert dues(rhythm, "2026-01-01", 3) == expected


def test_half_past_two_is_half_past_three_on_the_night_of_the_change() -> None:
    due = Rhythm(1, date(2026, 3, 29), time(2, 30), "Europe/Paris").moment_on(date(2026, 3, 29))
    assert f"{due.astimezone(ZoneInfo('Europe/Paris')):%H:%M}" == "03:30"


@pytest.mark.parametrize(
    ("zone", "first", "at", "expected"),
    [
        ("Europe/Paris", "2026-10-18", "02:30", ["2026-10-18 00:30", "2026-10-25 00:30", "2026-11-01 01:30"]),
        ("America/New_York", "2026-10-25", "01:30", ["2026-10-25 05:30", "2026-11-01 05:30", "2026-11-08 06:30"]),
        ("Australia/Lord_Howe", "2026-03-29", "01:45", ["2026-03-28 14:45", "2026-04-04 14:45", "2026-04-11 15:15"]),
    ],
)
def test_of_a_time_that_comes_twice_the_first_counts(zone: str, first: str, at: str, expected: list[str]) -> None:
    rhythm = Rhythm(1, date.fromisoformat(first), time.fromisoformat(at), zone)
    assert dues(rhythm, "2026-01-01", 3) == expected
    second_time = rhythm.moment_on(rhythm.first_on + timedelta(weeks=1)) + timedelta(minutes=30)
    assert rhythm.due_after(second_time) == utc(expected[2])


def test_a_friday_that_apia_never_had_is_kept_on_the_saturday() -> None:
    rhythm = Rhythm(1, date(2011, 12, 23), time(9), "Pacific/Apia")
    assert dues(rhythm, "2011-12-01", 3) == ["2011-12-23 19:00", "2011-12-30 19:00", "2012-01-05 19:00"]
    local = [due.astimezone(ZoneInfo("Pacific/Apia")) for due in rhythm.next_dates(utc("2011-12-01"))]
    assert [f"{each:%a %d %H:%M}" for each in local] == ["Fri 23 09:00", "Sat 31 09:00", "Fri 06 09:00"]
    assert [*islice(rhythm.dates(), 3)] == [date(2011, 12, 23), date(2011, 12, 30), date(2012, 1, 6)]
    # On that Saturday, before nine, it was not yet due; at nine it was.
    assert rhythm.latest_due(utc("2011-12-30 18:59")) == utc("2011-12-23 19:00")
    assert rhythm.latest_due(utc("2011-12-30 19:00")) == utc("2011-12-30 19:00")
    assert rhythm.due_after(utc("2011-12-30 18:59")) == utc("2011-12-30 19:00")


def test_kwajalein_skipped_a_day_as_well() -> None:
    rhythm = Rhythm(2, date(1993, 8, 7), time(12), "Pacific/Kwajalein")
    assert dues(rhythm, "1993-08-08 00:00", 3) == ["1993-08-22 00:00", "1993-09-04 00:00", "1993-09-18 00:00"]


def test_every_two_weeks_leaves_one_out() -> None:
    rhythm = Rhythm(2, date(2027, 2, 15), time(9), "Europe/London")
    assert dues(rhythm, "2027-01-01", 4) == [
        "2027-02-15 09:00",
        "2027-03-01 09:00",
        "2027-03-15 09:00",
        "2027-03-29 08:00",
    ]


def test_a_leap_year_has_its_29_february() -> None:
    assert [*islice(Rhythm(1, date(2028, 2, 22), time(9), "UTC").dates(), 3)] == [
        date(2028, 2, 22),
        date(2028, 2, 29),
        date(2028, 3, 7),
    ]
    assert dues(Rhythm(2, date(2028, 2, 29), time(9), "UTC"), "2028-01-01", 2) == [
        "2028-02-29 09:00",
        "2028-03-14 09:00",
    ]


def test_before_it_begins_nothing_was_due() -> None:
    rhythm = Rhythm(1, date(2026, 11, 2), time(9), "Europe/Paris")
    assert rhythm.latest_due(utc("2020-01-01")) is None
    assert rhythm.latest_due(utc("2026-11-02 07:59")) is None
    assert rhythm.latest_due(utc("2026-11-02 08:00")) == utc("2026-11-02 08:00")
    assert rhythm.due_after(utc("2020-01-01")) == utc("2026-11-02 08:00")


def test_a_long_silence_is_one_missed_date_and_the_next() -> None:
    rhythm = Rhythm(1, date(2020, 1, 6), time(9), "Europe/Paris")
    assert rhythm.latest_due(utc("2026-11-25 12:00")) == utc("2026-11-23 08:00")
    assert rhythm.due_after(utc("2026-11-25 12:00")) == utc("2026-11-30 08:00")


@EXAMPLES
@given(rhythms())
def test_each_date_is_due_once_and_always_later_than_the_one_before(rhythm: Rhythm) -> None:
    moments = [rhythm.moment_on(on) for on in islice(rhythm.dates(), 110)]
    assert moments[0] == rhythm.moment_on(rhythm.first_on)
    assert all(later > earlier for earlier, later in pairwise(moments))
    before = moments[0] - timedelta(days=400)
    assert rhythm.next_dates(before, 110) == tuple(moments)


@EXAMPLES
@given(rhythms(), st.integers(0, 110))
def test_it_is_due_when_a_clock_there_shows_the_time(rhythm: Rhythm, weeks: int) -> None:
    on = rhythm.first_on + weeks * timedelta(weeks=rhythm.every_weeks)
    assert rhythm.moment_on(on) == on_the_wall(datetime.combine(on, rhythm.at), rhythm.zone)


@EXAMPLES
@given(rhythms(), st.timedeltas(timedelta(days=-60), timedelta(days=1500)))
def test_before_and_after_any_moment_nothing_is_left_out(rhythm: Rhythm, since: timedelta) -> None:
    moment = rhythm.moment_on(rhythm.first_on) + since
    latest, upcoming = rhythm.latest_due(moment), rhythm.due_after(moment)
    assert upcoming > moment
    assert (latest is None) == (since < timedelta(0))
    if latest is None:
        assert upcoming == rhythm.moment_on(rhythm.first_on)
    else:
        assert latest <= moment
        assert rhythm.due_after(latest) == upcoming
        assert rhythm.latest_due(latest) == latest
    assert rhythm.latest_due(upcoming) == upcoming
    assert rhythm.latest_due(upcoming - timedelta(microseconds=1)) == latest


@EXAMPLES
@given(rhythms(), st.timedeltas(timedelta(days=-60), timedelta(days=1500)), st.integers(1, 9))
def test_the_next_dates_are_those_that_come_one_by_one(rhythm: Rhythm, since: timedelta, many: int) -> None:
    moment = rhythm.moment_on(rhythm.first_on) + since
    found = rhythm.next_dates(moment, many)
    one_by_one: list[datetime] = []
    for _ in range(many):
        moment = rhythm.due_after(moment)
        one_by_one.append(moment)
    assert found == tuple(one_by_one)
    assert all(due.tzinfo is UTC for due in found)


@EXAMPLES
@given(st.sampled_from(ZONES), st.integers(2000, 2036), st.integers(0, 6), st.sampled_from([1, 2]))
def test_a_year_has_as_many_as_it_has_such_weekdays(zone: str, year: int, weekday: int, every_weeks: int) -> None:
    first = date(year, 1, 1) + timedelta(days=(weekday - date(year, 1, 1).weekday()) % 7)
    rhythm = Rhythm(every_weeks, first, time(12), zone)
    clock = ZoneInfo(zone)
    found = [due for due in rhythm.next_dates(utc(f"{year - 1}-12-01"), 60) if due.astimezone(clock).year == year]
    days = (date(year, 12, 31) - first).days
    assert len(found) == days // (7 * every_weeks) + 1
    assert len(found) in ((52, 53) if every_weeks == 1 else (26, 27))


@pytest.mark.parametrize("every_weeks", [0, 3, -1])
def test_other_weeks_are_refused(every_weeks: int) -> None:
    with pytest.raises(ValueError, match="1 or 2"):
        Rhythm(every_weeks, date(2026, 1, 1), time(9), "UTC")


@pytest.mark.parametrize("zone", ["Europe/Pariss", "", "Europe", "../UTC", "/etc/localtime", "\0", "x" * 5000])
def test_a_zone_that_does_not_exist_is_refused_and_not_repeated(zone: str) -> None:
    with pytest.raises(ValueError, match=r"^no such time zone$"):
        Rhythm(1, date(2026, 1, 1), time(9), zone)
    with pytest.raises(ValueError, match=r"^no such time zone$"):
        clock_of(zone)


def test_a_time_of_day_with_a_zone_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone of its own"):
        Rhythm(1, date(2026, 1, 1), time(9, tzinfo=UTC), "UTC")


WEDNESDAY_NOON = utc("2026-11-25 12:00")


@pytest.mark.parametrize(
    ("weekday", "starting", "at", "zone", "expected"),
    [
        (THURSDAY, None, "09:00", "Europe/Paris", "2026-11-26"),
        (TUESDAY, None, "09:00", "Europe/Paris", "2026-12-01"),
        # It is 13:00 in Paris.
        (WEDNESDAY, None, "13:01", "Europe/Paris", "2026-11-25"),
        (WEDNESDAY, None, "13:00", "Europe/Paris", "2026-12-02"),
        (WEDNESDAY, "2026-11-25", "09:00", "Europe/Paris", "2026-12-02"),
        (WEDNESDAY, "2026-11-25", "14:00", "Europe/Paris", "2026-11-25"),
        # It is Thursday already in Auckland, and still Tuesday night nowhere near.
        (WEDNESDAY, None, "23:00", "Pacific/Auckland", "2026-12-02"),
        (THURSDAY, None, "01:01", "Pacific/Auckland", "2026-11-26"),
        (MONDAY, "2027-03-01", "09:00", "Europe/Paris", "2027-03-01"),
        (SUNDAY, "2027-03-01", "09:00", "Europe/Paris", "2027-03-07"),
        (TUESDAY, "2028-02-29", "09:00", "Europe/Paris", "far"),
        (SATURDAY, "2027-11-26", "09:00", "Europe/Paris", "2027-11-27"),
        (FRIDAY, "2027-11-27", "09:00", "Europe/Paris", "far"),
    ],
)
def test_a_series_begins_on_the_first_such_weekday_still_to_come(
    weekday: int, starting: str | None, at: str, zone: str, expected: str
) -> None:
    wish = date.fromisoformat(starting) if starting else None
    if expected == "far":
        with pytest.raises(DateRefused) as refused:
            first_on(weekday, wish, WEDNESDAY_NOON, time.fromisoformat(at), zone)
        assert (refused.value.problem, refused.value.near) == ("far", ())
    else:
        assert first_on(weekday, wish, WEDNESDAY_NOON, time.fromisoformat(at), zone) == date.fromisoformat(expected)


def test_a_day_that_is_over_is_refused_with_the_first_that_can_be() -> None:
    with pytest.raises(DateRefused) as refused:
        first_on(TUESDAY, date(2026, 11, 24), WEDNESDAY_NOON, time(9), "Europe/Paris")
    assert (refused.value.problem, refused.value.near) == ("past", (date(2026, 12, 1),))


def test_today_is_what_the_calendar_says_there() -> None:
    in_auckland = {"now": WEDNESDAY_NOON, "at": time(9), "zone": "Pacific/Auckland"}
    with pytest.raises(DateRefused):
        first_on(WEDNESDAY, date(2026, 11, 25), **in_auckland)
    assert first_on(THURSDAY, date(2026, 11, 26), **in_auckland) == date(2026, 11, 26)


@EXAMPLES
@given(
    st.integers(0, 6),
    st.none() | st.integers(0, 366),
    st.integers(0, 36 * 365 * 24 * 60),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.sampled_from(ZONES),
)
def test_no_earlier_date_would_have_done(weekday: int, ahead: int | None, minutes: int, at: time, zone: str) -> None:
    now = utc("2000-01-01") + timedelta(minutes=minutes)
    today = now.astimezone(ZoneInfo(zone)).date()
    starting = None if ahead is None else today + timedelta(days=ahead)
    found = first_on(weekday, starting, now, at, zone)
    rhythm = Rhythm(1, found, at, zone)
    assert found.weekday() == weekday
    assert rhythm.moment_on(found) > now
    assert found >= (starting or today)
    earlier = found - timedelta(weeks=1)
    assert earlier < (starting or today) or rhythm.moment_on(earlier) <= now
