"""A time zone is found by what people call it, and never guessed where more than one may be meant."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.community.atlas import FIXED, read_atlas
from bot.community.places import COUNTRIES, FAMILIAR
from bot.community.zones import UnknownZone, Zones

WINTER = datetime(2027, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2027, 7, 15, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def zones() -> Zones:
    return Zones(("en", "fr"))


def suggested(zones: Zones, typed: str, language: str = "en", near: str | None = None) -> list[str]:
    return [id for _, id in zones.suggest(typed, language, WINTER, near)]


def near(zones: Zones, typed: str) -> tuple[str, ...]:
    """What is offered for a zone that cannot be told."""
    with pytest.raises(UnknownZone) as unknown:
        zones.read(typed, WINTER)
    assert str(unknown.value) == "no such time zone"
    return unknown.value.near


CALLED = {
    "Europe/Paris": [
        *("paris", "PARIS", " Paris ", "Europe/Paris", "europe/paris", "europe paris", "France", "Paris, France"),
        *("Pariss", "Europ/Paris", "Lyon", "pari", "Paris (UTC+1)", "Paris (UTC+2)"),
    ],
    "America/New_York": ["new york", "New_York", "new yo", "new yrok", "New-York", "US/Eastern", "EST5EDT", "Boston"],
    "America/Sao_Paulo": [
        "São Paulo",
        "sao paulo",
        "SAO PAULO",
        "sao palo",
        "Sa\u0303o Paulo",
        "Brazil/East",
        "Rio de Janeiro",
    ],
    "Europe/London": [
        "london",
        "Londres",
        "londn",
        "UK",
        "England",
        "Angleterre",
        "Royaume-Uni",
        "GB",
        "United Kingdom",
    ],
    "Europe/Zurich": ["suisse", "Switzerland", "Suise", "zurich", "Zürich", "Genève", "geneva"],
    "Asia/Kolkata": ["Asia/Calcutta", "calcutta", "kolkata", "Inde", "india", "Mumbai"],
    "Europe/Kyiv": ["Kiev", "Kyiv", "Europe/Kiev"],
    # The city, though the country has other zones as well.
    "America/Mexico_City": ["mexico", "Mexico City"],
    "Africa/Asmara": ["Africa/Asmera", "Érythrée"],
    "America/Toronto": ["Montréal", "America/Montreal", "toronto"],
    "Asia/Tokyo": ["japon", "Japan", "Osaka"],
    "Europe/Luxembourg": ["luxembourg", "Luxemburg"],
    "Indian/Reunion": ["La Réunion", "reunion"],
    "America/Coyhaique": ["Coyhaique"],
    "UTC": [
        "UTC",
        "utc",
        "Etc/UTC",
        "GMT",
        "Zulu",
        "Coordinated Universal Time",
        "Temps universel coordonné",
    ],
    "Etc/GMT-5": ["Etc/GMT-5"],
    "Etc/GMT+5": ["etc/gmt+5"],
}


@pytest.mark.parametrize(("typed", "zone"), [(typed, zone) for zone, ways in CALLED.items() for typed in ways])
def test_one_zone_under_many_names(zones: Zones, typed: str, zone: str) -> None:
    assert zones.read(typed, WINTER) == zone
    assert suggested(zones, typed)[0] == zone


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("canada", ("America/Toronto", "America/Halifax", "America/Edmonton")),
        ("États-Unis", ("America/New_York", "America/Chicago", "America/Denver")),
        ("USA", ("America/New_York", "America/Chicago", "America/Denver")),
        ("Austrlia", ("Australia/Sydney", "Australia/Melbourne", "Australia/Lord_Howe")),
        # Abbreviations that are ids of old, of one place without summer time.
        ("CET", ("Europe/Paris", "Europe/Berlin", "Europe/Madrid")),
        ("EST", ("America/New_York", "America/Toronto", "America/Nassau")),
        ("MST", ("America/Denver", "America/Edmonton", "America/Cambridge_Bay")),
        ("Ukraine", ("Europe/Kyiv", "Europe/Simferopol")),
        ("UTC+2", ("Europe/Athens", "Europe/Kyiv", "Africa/Cairo")),
        ("gmt-5", ("America/New_York", "America/Toronto", "America/Bogota")),
        ("+5:30", ("Asia/Kolkata", "Asia/Colombo")),
        # Words that are only the beginning, or the end, of a name.
        ("Cambridge", ("America/Cambridge_Bay",)),
        ("York", ("America/New_York",)),
        # Too short to be sure.
        ("zur", ("Europe/Zurich",)),
        ("Limaa", ("America/Lima",)),
        ("fr", ("Europe/Paris", "Africa/Freetown", "Europe/Berlin")),
        ("Paros", ("Europe/Paris", "Pacific/Palau")),
        ("Oakland", ()),
        ("Springfield", ()),
        ("Etc/GMT-15", ()),
        ("GMT+25", ()),
        ("Paris 5", ()),
        ("", ()),
        ("🙂", ()),
        ("x" * 5000, ()),
    ],
)
def test_what_may_be_more_than_one_zone_is_asked_about(zones: Zones, typed: str, offered: tuple[str, ...]) -> None:
    assert near(zones, typed) == offered


def test_a_city_is_not_taken_for_another_that_is_written_nearly_so(zones: Zones) -> None:
    assert zones.read("Portland", WINTER) == "America/Los_Angeles"  # and not Poland
    for city in ("Manchester", "Austin", "Boston", "Cork", "Nice", "Porto"):
        assert zones.read(city, WINTER) in FAMILIAR
    for unknown in ("Lublin", "Marbella", "Turku", "Paros", "Rochester"):
        near(zones, unknown)


def test_the_name_shown_has_the_offset_of_that_day(zones: Zones) -> None:
    shown = {
        (zone, language): (zones.shown(zone, language, WINTER), zones.shown(zone, language, SUMMER))
        for zone in ("Europe/London", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "US/Eastern")
        for language in ("en", "fr")
    }
    assert shown["Europe/London", "fr"] == ("Londres (UTC+0)", "Londres (UTC+1)")
    assert shown["America/St_Johns", "en"] == ("St. John’s (UTC−3:30)", "St. John’s (UTC−2:30)")
    assert shown["Asia/Kathmandu", "en"] == ("Kathmandu (UTC+5:45)",) * 2
    assert shown["Australia/Lord_Howe", "en"] == ("Lord Howe Island (UTC+11)", "Lord Howe Island (UTC+10:30)")
    assert shown["US/Eastern", "fr"] == ("New York (UTC−5)", "New York (UTC−4)")
    assert zones.shown("UTC", "fr", WINTER) == "UTC"
    assert zones.shown("Etc/GMT-5", "fr", WINTER) == "UTC+5"
    assert zones.shown("Mars/Olympus", "fr", WINTER) == "Mars/Olympus"
    assert zones.shown("Europe/London", "de", WINTER) == "London (UTC+0)"


def test_suggestions_carry_the_name_in_the_language_of_the_reader(zones: Zones) -> None:
    assert zones.suggest("londres", "en", WINTER) == [("London (UTC+0)", "Europe/London")]
    assert zones.suggest("london", "fr", SUMMER) == [("Londres (UTC+1)", "Europe/London")]
    assert zones.suggest("suisse", "fr", WINTER) == [("Zurich (UTC+1)", "Europe/Zurich")]


def test_nothing_typed_offers_the_zone_of_the_server_and_those_of_the_language(zones: Zones) -> None:
    english, french = (suggested(zones, "", language) for language in ("en", "fr"))
    assert english[:3] == ["Europe/London", "America/New_York", "America/Toronto"]
    assert french[:3] == ["Europe/Paris", "America/Toronto", "Europe/Brussels"]
    assert len(english) == len(french) == 25
    assert suggested(zones, "  ", "fr", "Asia/Calcutta") == ["Asia/Kolkata", *french[:24]]
    brussels = suggested(zones, "", "fr", "Europe/Brussels")
    assert brussels[:4] == ["Europe/Brussels", "Europe/Paris", "America/Toronto", "Europe/Zurich"]
    assert sorted(brussels) == sorted(french)
    assert suggested(zones, "", "fr", "Mars/Olympus") == french


def test_letters_as_they_are_typed_lead_to_the_city(zones: Zones) -> None:
    for typed in ("n", "ne", "new", "new ", "new y", "new yo", "new yor", "new york"):
        assert "America/New_York" in suggested(zones, typed)
    assert suggested(zones, "new yo") == ["America/New_York"]
    assert suggested(zones, "europe/p")[:2] == ["Europe/Paris", "Europe/Prague"]
    assert set(suggested(zones, "canada")) <= set(suggested(zones, "canad"))
    assert len(suggested(zones, "europe/")) == 25


def test_a_name_comes_before_a_country_and_both_before_a_word_inside(zones: Zones) -> None:
    assert suggested(zones, "mexico")[0] == "America/Mexico_City"
    assert suggested(zones, "panama") == ["America/Panama"]
    assert suggested(zones, "GMT")[:2] == ["UTC", "Europe/London"]
    assert suggested(zones, "fr")[:3] == ["Europe/Paris", "Africa/Freetown", "Europe/Berlin"]
    assert suggested(zones, "ma")[:2] == ["Europe/Madrid", "Africa/Casablanca"]
    assert suggested(zones, "ch")[:2] == ["America/Chicago", "Europe/Zurich"]
    assert suggested(zones, "eastern time")[:2] == ["America/New_York", "America/Toronto"]
    assert suggested(zones, "heure d’Europe centrale")[0] == "Europe/Paris"


def test_an_offset_lists_where_it_holds_now(zones: Zones) -> None:
    in_winter = [id for _, id in zones.suggest("UTC+1", "en", WINTER)]
    in_summer = [id for _, id in zones.suggest("utc +01:00", "en", SUMMER)]
    assert "Europe/Paris" in in_winter
    assert "Europe/London" not in in_winter
    assert "Europe/London" in in_summer
    assert "Europe/Paris" not in in_summer
    assert "Etc/GMT-1" in in_winter
    assert {"Europe/London", "UTC"} <= set(suggested(zones, "UTC+0"))
    assert zones.read("UTC+0", WINTER) == zones.read("GMT-0", SUMMER) == "UTC"
    assert [name for name, _ in zones.suggest("UTC−3:30", "en", WINTER)] == ["St. John’s (UTC−3:30)"]


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_no_two_zones_have_one_name(language: str) -> None:
    places = read_atlas([language])
    assert len({place.city[language] for place in places}) == len(places)


def test_every_zone_where_people_live_is_there_and_has_a_clock(zones: Zones) -> None:
    places = read_atlas(["en"])
    assert len(places) > 400 + len(FIXED)
    assert all(ZoneInfo(place.zone) for place in places)
    assert {*FAMILIAR, *FIXED} <= {place.zone for place in places}
    assert set(COUNTRIES) <= {place.country for place in places}
    assert len({id for place in places for id in place.ids}) == sum(len(place.ids) for place in places)


@pytest.mark.parametrize("zone", sorted(available_timezones() - {"localtime", "posixrules", "Factory"}))
def test_every_id_is_understood_and_keeps_the_same_time(zones: Zones, zone: str) -> None:
    if zone in {"CET", "EET", "EST", "MST", "WET"}:
        assert len(near(zones, zone)) == 3
        return
    found = zones.read(zone, WINTER)
    assert zones.read(found, WINTER) == found
    for moment in (WINTER, SUMMER):
        assert moment.astimezone(ZoneInfo(found)).utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "fr", "de"]))
def test_whatever_is_typed_is_answered_within_the_limits(zones: Zones, typed: str, language: str) -> None:
    found = zones.suggest(typed, language, SUMMER)
    assert len(found) <= 25
    assert len({id for _, id in found}) == len(found)
    assert all(0 < len(name) <= 100 and 0 < len(id) <= 100 for name, id in found)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_whatever_is_sent_is_a_zone_or_up_to_three_of_them(zones: Zones, typed: str) -> None:
    try:
        found = (zones.read(typed, SUMMER),)
    except UnknownZone as unknown:
        found = unknown.near
    assert len(found) <= 3
    assert all(ZoneInfo(id) for id in found)
