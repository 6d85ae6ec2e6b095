"""Every time zone with what people call it: the zones of the tz database, named by the Unicode data (CLDR)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.core import get_global

from bot.community.places import COUNTRIES, FAMILIAR, SHORT
from bot.knowledge.plain import plain

FIXED = {
    "UTC": "UTC",
    # POSIX counts westward, people eastward.
    **{f"Etc/GMT{-hours:+}": f"UTC{'+' if hours > 0 else '−'}{abs(hours)}" for hours in range(-12, 15) if hours},
}
"""IANA ids of clocks that are never changed and belong to no place, and how people write them."""
_Locales = Mapping[str, Any]
"""Language -> babel's Locale, whose names of places are not typed."""
ABBREVIATIONS = frozenset({"cet", "eet", "est", "mst", "wet"})
"""Ids of old, in lower case, that lead to one place, but are typed for all the places that share such a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A time zone. Names are in plain form (``bot.knowledge.plain``).

    Attributes:
        zone: its IANA id, the one to show and to keep.
        ids: its id and every older one that CLDR knows, as written there, ``zone`` first.
        country: ISO 3166, or "" for those of ``FIXED``.
        city: language -> its name there, as written.
        names: its city and its ids.
        also: other cities that keep its time.
        wide: what it shares with other zones: its country and the name of its time.
        words: every word of all these, and its country's code.
    """

    zone: str
    ids: tuple[str, ...]
    country: str
    city: Mapping[str, str]
    names: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def read_atlas(languages: Iterable[str]) -> tuple[Place, ...]:
    """Every zone where people live (``zone.tab`` of the tz database) and those of ``FIXED``, the familiar ones first.

    Named in all ``languages`` (of CLDR). Reads files of tzdata and babel, for about a tenth of a second.
    """
    locales: _Locales = {language: Locale(language) for language in languages}
    former: dict[str, list[str]] = {}
    for old, now in get_global("zone_aliases").items():
        former.setdefault(now, []).append(old)
    places = [_place(country, (zone, *former.get(zone, ())), locales) for zone, country in _zones()]
    places += [_fixed(zone, name, former, locales) for zone, name in FIXED.items()]
    order = {zone: rank for rank, zone in enumerate([*FAMILIAR, *FIXED])}
    return tuple(sorted(places, key=lambda place: order.get(place.zone, len(order))))


def _zones() -> Iterator[tuple[str, str]]:
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            yield zone, country


def _place(country: str, ids: tuple[str, ...], locales: _Locales) -> Place:
    city = {language: _city(ids, locale) for language, locale in locales.items()}
    time = next((found for each in ids if (found := get_global("meta_zones").get(each))), "")
    written = (name for each in ids if each.lower() not in ABBREVIATIONS for name in (each, _last(each)))
    names = _plain(*city.values(), *written)
    also = _plain(*FAMILIAR.get(ids[0], ()))
    wide = _plain(
        *(locale.territories.get(country, "") for locale in locales.values()),
        *COUNTRIES.get(country, ()),
        *SHORT.get(time, ()),
        *(name for locale in locales.values() for name in _names_of_time(locale.meta_zones.get(time))),
    )
    words = frozenset(word for name in names | also | wide for word in name.split()) | {plain(country)}
    return Place(ids[0], ids, country, city, names, also, wide, words)


def _fixed(zone: str, name: str, former: Mapping[str, list[str]], locales: _Locales) -> Place:
    city = dict.fromkeys(locales, name)
    if zone != "UTC":
        # "Etc/GMT+5" and "Etc/GMT-5" are the same in plain form: these are found by their offset and their very id.
        return Place(zone, (zone,), "", city)
    ids = dict.fromkeys((zone, "Etc/UTC", *former.get("Etc/UTC", ()), "Etc/GMT", *former.get("Etc/GMT", ())))
    spoken = (said for locale in locales.values() for said in _names_of_time(locale.time_zones.get("Etc/UTC")))
    names = _plain(*ids, *spoken, "UTC+0")
    return Place(zone, tuple(ids), "", city, names, words=frozenset(word for said in names for word in said.split()))


def _plain(*names: str) -> frozenset[str]:
    return frozenset(filter(None, map(plain, names)))


def _city(ids: tuple[str, ...], locale: Any) -> str:
    """CLDR knows some zones by an older id, and names none whose id says it."""
    for each in ids:
        if known := locale.time_zones.get(each, {}).get("city"):
            return known
    return _last(ids[0])


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _names_of_time(names: Mapping[str, Mapping[str, str]] | None) -> Iterator[str]:
    """ "Eastern Time", "EST" …: the names of a metazone or a zone in CLDR, long and short, whatever there is."""
    for width in ("long", "short"):
        yield from (names or {}).get(width, {}).values()
