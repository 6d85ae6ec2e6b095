"""Times and dates are understood as people type them; what is none is refused, with what may be meant."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.community.typed import DateRefused, TimeRefused, read_date, read_time

TIMES = {
    "09:30": [
        *("9:30", "09:30", "9.30", "09.30", "9,30", "0930", "930", "9 30", "9:30:00", " 9 : 30 ", "９：３０"),
        *("9h30", "9H30", "09 h 30", "9h30min", "9 h 30 min", "à 9h30", "9 heures 30"),
        *("9.30 Uhr", "9 Uhr 30", "um 9:30 Uhr", "9:30 h", "9:30 hs", "a las 9:30"),
        *("9:30 am", "9:30 a.m.", "9.30AM", "9:30 A. M.", "at 9:30am", "9:30\u202fam", "9:30 in the morning"),
    ],
    "21:00": [
        *("21h", "21 h", "21", "21:00", "21.00", "21 Uhr", "21 heures", "21 horas", "2100"),
        *("9 pm", "9pm", "9 p.m.", "9 PM", "9h du soir", "9 Uhr abends", "9 de la noche", "21h du soir"),
    ],
    "21:30": ["9:30 pm", "9.30 p. m.", "930pm", "9 30 pm", "21:30 pm", "9:30 in the evening", "21h30"],
    "15:00": ["3 pm", "3h de l’après-midi", "3 de la tarde", "3 Uhr nachmittags", "15h"],
    "12:00": ["noon", "Noon", "midday", "midi", "à midi", "Mittag", "mediodía", "12 pm", "12h"],
    "12:30": ["12:30", "12:30 pm", "12h30"],
    "00:00": ["midnight", "minuit", "Mitternacht", "medianoche", "0h", "00:00", "12 am", "0:00 am", "12 de la noche"],
    "00:30": ["12:30 am", "0h30"],
    "01:00": ["1", "1 at night", "1 am"],
    "02:00": ["2 de la madrugada", "2 Uhr nachts"],
    "07:00": ["7 de la mañana", "7"],
    "08:00": ["8h du matin", "8 Uhr morgens", "8 Uhr vormittags"],
    "23:00": ["11 at night", "11 de la noche"],
    "23:59": ["23:59", "11:59 pm"],
}
NO_TIMES = {
    "form": [
        *("", " ", "evening", "le soir", "pm", "h", "9:3", "9:300", "-9:30", "9::30", "9:30 CET", "half past nine"),
        *("9:30-10:30", "13 am", "0:30 pm", "9  30 5", "12345", "9:30:15", "١٢:٠٠", "9" * 5000),
    ],
    "midnight": ["24:00", "24h", "24", "2400"],
    "hour": ["25:10", "24:30", "99h", "2530"],
    "minute": ["9:60", "23:75", "9h99", "25:61"],
}


@pytest.mark.parametrize(("typed", "expected"), [(typed, at) for at, ways in TIMES.items() for typed in ways])
def test_a_time_of_day_in_many_ways(typed: str, expected: str) -> None:
    assert read_time(typed) == time.fromisoformat(expected)


@pytest.mark.parametrize(("typed", "problem"), [(typed, why) for why, all in NO_TIMES.items() for typed in all])
def test_what_is_no_time_is_refused_with_the_reason(typed: str, problem: str) -> None:
    with pytest.raises(TimeRefused) as refused:
        read_time(typed)
    assert refused.value.problem == problem


def refusal(read: Callable[[str], object], typed: str) -> str | None:
    """What the log would see of it."""
    try:
        read(typed)
    except ValueError as refused:
        return str(refused)
    return None


@given(st.times())
def test_every_minute_of_the_day_can_be_typed(at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    for way in ("%H:%M", "%Hh%M", "%H.%M Uhr", "%H%M", "%I:%M %p"):
        assert read_time(minute.strftime(way)) == minute


@given(st.text())
@example("0" * 100)
@example("24:00")
def test_whatever_is_typed_is_read_or_refused_without_repeating_it(typed: str) -> None:
    allowed = {f"no time of day: {problem}" for problem in NO_TIMES} | {
        f"no usable date: {why}" for why in ("form", "absent")
    }
    assert {refusal(read_time, typed), refusal(read_date, typed)} <= allowed | {None}


@pytest.mark.parametrize(
    "typed",
    [
        *("2027-02-28", "2027/02/28", "2027.02.28", "2027-2-28", " 2027-02-28 ", "2027‑02‑28"),
        *("28.02.2027", "28/02/2027", "28-02-2027", "28.2.2027", "28. 2. 2027", "28 02 2027", "28/2/27", "28.02.27"),
    ],
)
def test_a_date_in_many_ways(typed: str) -> None:
    assert read_date(typed) == date(2027, 2, 28)


def test_the_day_comes_first() -> None:
    assert read_date("03/04/2027") == date(2027, 4, 3)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("2027-02-29", (date(2027, 2, 28), date(2027, 3, 1))),
        ("29.02.2027", (date(2027, 2, 28), date(2027, 3, 1))),
        ("29/02/2100", (date(2100, 2, 28), date(2100, 3, 1))),
        ("2028-02-30", (date(2028, 2, 29), date(2028, 3, 1))),
        ("31/04/2027", (date(2027, 4, 30), date(2027, 5, 1))),
        ("2027-13-05", (date(2027, 5, 13),)),
        ("02/28/2027", (date(2027, 2, 28),)),
        ("2027-02-32", ()),
        ("2027-00-10", ()),
        ("2027-10-00", ()),
        ("40/40/2027", ()),
    ],
)
def test_a_date_the_calendar_does_not_have_comes_with_those_it_has(typed: str, near: tuple[date, ...]) -> None:
    with pytest.raises(DateRefused) as refused:
        read_date(typed)
    assert refused.value.problem == "absent"
    assert refused.value.near == near


@pytest.mark.parametrize("typed", ["2028-02-29", "29/02/2028", "29.2.2000"])
def test_29_february_of_a_leap_year_is_a_date(typed: str) -> None:
    found = read_date(typed)
    assert (found.month, found.day) == (2, 29)


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2027", "28/02", "28-02-27", "0000-01-01", "2027-02/28", "28.02/2027", "20270228", "12027-01-01"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(DateRefused) as refused:
        read_date(typed)
    assert (refused.value.problem, refused.value.near) == ("form", ())


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_every_date_can_be_typed(on: date) -> None:
    year = f"{on.year:04}"
    assert read_date(f"{year}-{on.month:02}-{on.day:02}") == on
    assert read_date(f"{on.day}/{on.month}/{year}") == on
    assert read_date(f"{on.day:02}.{on.month:02}.{year}") == on


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_date_that_does_not_exist_lies_between_those_offered(year: int, month: int, day: int) -> None:
    typed = f"{year:04}-{month}-{day}"
    if month in range(1, 13) and day in range(1, monthrange(year, month)[1] + 1):
        assert read_date(typed) == date(year, month, day)
        return
    with pytest.raises(DateRefused) as refused:
        read_date(typed)
    near = refused.value.near
    if month in range(1, 13) and day in range(1, 32):
        assert near[1] - near[0] == timedelta(days=1)
        assert (near[0].month, near[1].day) == (month, 1)
    else:
        assert [(each.month, each.day) for each in near] in ([], [(day, month)])
