"""From what somebody types ("paris", "suisse", "new yrok", "US/Eastern", "CET") to an IANA time zone."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from difflib import get_close_matches

from babel.languages import get_official_languages

from bot.community.atlas import ABBREVIATIONS, FIXED, Place, read_atlas
from bot.community.due import clock_of
from bot.community.places import FAMILIAR
from bot.knowledge.plain import begin, plain

_SUGGESTED = 25  # Discord, "Application Commands": autocomplete choices
_NEAR = 3
_LONGEST = 60
"""Characters of what is typed that are looked at; no zone has a longer name."""
_SHOWN_OFFSET = re.compile(r"\s*\(UTC[^()]*\)\s*$")
_OFFSET = re.compile(r"\s*(?:utc|gmt)?\s*([+\-−–])\s*([0-9]{1,2})(?::?([0-5][0-9]))?\s*", re.IGNORECASE)
_ALIKE = 0.7
"""For ``difflib``: about one letter in four may be another."""

_NAME, _SHARED, _NAME_BEGINS, _OTHER_BEGINS, _WORDS_BEGIN = range(5)
"""How well a place is named: by its name or a city; its country or time; the beginning of these; that of words."""


class UnknownZone(ValueError):
    """No time zone, or more than one, is called what was typed; ``near``: up to three IANA ids that may be meant."""

    def __init__(self, near: tuple[str, ...]) -> None:
        super().__init__("no such time zone")
        self.near = near


class Zones:
    """The time zones under their names in ``languages`` and in English.

    Making it reads all zones and their names, which takes about a tenth of a second; asking takes milliseconds.
    """

    def __init__(self, languages: Iterable[str]) -> None:
        self._places = read_atlas(dict.fromkeys(("en", *languages)))
        self._by_id = {id.casefold(): place for place in self._places for id in place.ids}
        self._by_name: dict[str, list[Place]] = {}
        for place in self._places:
            for name in place.names | place.also | place.wide:
                self._by_name.setdefault(name, []).append(place)
        self._by_letter: dict[str, list[str]] = {}
        for name in self._by_name:
            self._by_letter.setdefault(name[0], []).append(name)
        self._clocks = {place.zone: clock_of(place.zone) for place in self._places}

    def suggest(self, typed: str, language: str, now: datetime, near: str | None = None) -> list[tuple[str, str]]:
        """Up to 25 ``(name in language with its offset from UTC at now, IANA id)``, the likeliest first.

        ``typed`` is a city, a country, a time ("CET", "Eastern Time"), an offset ("UTC+2") or an IANA id, whole or
        begun, in any of the languages, with or without a slip. Nothing typed: ``near``, an IANA id, and what speakers
        of ``language`` often need.
        """
        said = _said(typed)
        places = self._meant(said, now) if plain(said) else self._first(language, near)
        return [(self.shown(place.zone, language, now), place.zone) for place in places[:_SUGGESTED]]

    def read(self, text: str, now: datetime) -> str:
        """The IANA id of the one zone that ``text`` names, with one slip at most. Raises UnknownZone."""
        said = _said(text)
        exact = self._by_id.get(said.casefold())
        if exact and said.casefold() not in ABBREVIATIONS:
            return exact.zone
        sure = self._sure(plain(said))
        if len(sure) == 1:
            return sure[0].zone
        raise UnknownZone(tuple(place.zone for place in self._meant(said, now)[:_NEAR]))

    def shown(self, zone: str, language: str, now: datetime) -> str:
        """A zone as people read it: "Paris (UTC+1)". One that is not known here stays as it is."""
        place = self._by_id.get(zone.casefold())
        if place is None:
            return zone
        city = place.city.get(language) or place.city["en"]
        return city if place.zone in FIXED else f"{city} ({_signed(self._offset_of(place, now))})"

    def _first(self, language: str, near: str | None) -> list[Place]:
        """The familiar ones, and of these first those where ``language`` is official."""
        familiar = [self._by_id[zone.casefold()] for zone in (*FAMILIAR, "UTC")]
        familiar.sort(key=lambda place: language not in get_official_languages(place.country, de_facto=True))
        here = self._by_id.get(near.casefold()) if near else None
        return [here, *(place for place in familiar if place is not here)] if here else familiar

    def _meant(self, said: str, now: datetime) -> list[Place]:
        """All that ``said`` may mean, the likeliest first."""
        offset = _offset(said)
        if offset is not None:
            return [place for place in self._places if self._offset_of(place, now) == offset]
        exact = self._by_id.get(said.casefold())
        if exact and not exact.names:
            return [exact]
        wanted = plain(said)
        levels = [(level, place) for place in self._places if (level := _level(place, wanted)) is not None]
        if levels or not wanted or not _may_slip(wanted):
            return [place for _, place in sorted(levels, key=lambda each: each[0])]
        # The first letter is rarely the wrong one, and comparing with all names would take too long for a keystroke.
        return self._under(get_close_matches(wanted, self._by_letter.get(wanted[0], ()), _SUGGESTED, _ALIKE))

    def _sure(self, wanted: str) -> list[Place]:
        """The places that ``wanted`` names for certain: wholly, but for the end of its last word, or with one slip."""
        if called := self._by_name.get(wanted):
            return [place for place in called if wanted in place.names] or called
        if len(wanted) < 4:
            return []
        if begun := self._under(name for name in self._by_name if _begun(wanted, name)):
            return begun
        words = wanted.split()
        told = [place for place in self._places if len(words) > 1 and place.words.issuperset(words)]
        return told or self._under(name for name in self._by_name if _one_slip(wanted, name))

    def _under(self, names: Iterable[str]) -> list[Place]:
        return list(dict.fromkeys(place for name in names for place in self._by_name[name]))

    def _offset_of(self, place: Place, now: datetime) -> timedelta:
        return now.astimezone(self._clocks[place.zone]).utcoffset() or timedelta()


def _level(place: Place, wanted: str) -> int | None:
    if not wanted:
        return None
    if wanted in place.names or wanted in place.also:
        return _NAME
    if wanted in place.wide:
        return _SHARED
    if wanted == place.country.lower() or any(name.startswith(wanted) for name in place.names):
        return _NAME_BEGINS
    if any(name.startswith(wanted) for name in place.also | place.wide):
        return _OTHER_BEGINS
    return _WORDS_BEGIN if begin(wanted.split(), place.words) else None


def _begun(wanted: str, name: str) -> bool:
    """Is only the end of the last word missing? "Cambridge" is not yet "Cambridge Bay"."""
    return name.startswith(wanted) and " " not in name[len(wanted) :]


def _one_slip(one: str, other: str) -> bool:
    """One letter too many, too few or another, or two exchanged; the first letter is right, the name not short."""
    shorter = min(len(one), len(other))
    if one[0] != other[0] or shorter < 5 or not _may_slip(one):
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    a, b = one[same:], other[same:]
    if a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:]):
        return True
    # A short name with another letter is often another place: Paros is not Paris.
    return a[1:] == b[1:] and shorter > 5


def _may_slip(wanted: str) -> bool:
    """A number off by one is another number, never a slip."""
    return not any(character.isdigit() for character in wanted)


def _said(typed: str) -> str:
    """Without the offset that we show, and no longer than a name can be."""
    return _SHOWN_OFFSET.sub("", typed[: 2 * _LONGEST]).strip()[:_LONGEST]


def _offset(text: str) -> timedelta | None:
    """ "UTC+2", "gmt-5", "+05:30" as an offset from UTC."""
    found = _OFFSET.fullmatch(text)
    if not found:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return offset if found[1] == "+" else -offset


def _signed(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
