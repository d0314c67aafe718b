"""Reading what somebody typed for a time zone: its IANA name, a city, a country, what its time is called, an offset."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto
from functools import lru_cache

from briefbot.dialogue.zones.names import abbreviations, canonical, locale_of, offset, place_of, zones, zones_of_country
from briefbot.dialogue.zones.places import City, cities_like, cities_named, key, largest_by_zone

# As many as fit under a message and can be looked over.
MOST = 12
# Who types a name that a city has which is so many times as large as all others of that name, means that one.
_OUTSTANDING = 20
_LONGEST = 100  # letters of what can be a place

_OFFSET = re.compile(
    r"(?P<base>utc|gmt|msk|мск)?\s*(?P<sign>[+−–-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?", re.IGNORECASE
)
_MOSCOW = timedelta(hours=3)
_FARTHEST = timedelta(hours=14)
# What the Unicode locale data do not call a country, but people do; folded.
_COUNTRY_KEYS = {
    "usa": "US", "us": "US", "america": "US", "uk": "GB", "england": "GB", "britain": "GB", "great britain": "GB", "uae": "AE",
    "сша": "US", "америка": "US", "англия": "GB", "британия": "GB", "оаэ": "AE", "эмираты": "AE", "рф": "RU",
}  # fmt: skip
_SHORT = {"nyc": "New York City", "la": "Los Angeles", "екб": "Екатеринбург", "нск": "Новосибирск"}
# Russian names of zones' times, and the short ones of North America, in the words of the zones' own data.
_TIME_NAMES = {"мск": "MSK", "et": "EST", "ct": "CST", "mt": "MST", "pt": "PST", "mez": "CET", "mesz": "CEST"}
_STATE = re.compile(r"US-(?P<state>[A-Z]{2})")


class How(StrEnum):
    """How sure it is what was typed."""

    ONE = auto()  # one zone
    SEVERAL = auto()  # one of these: several places have that name, or a country has several zones
    NEAR = auto()  # nothing has that name, but these have one like it
    OFFSET = auto()  # an offset: these zones have it now, and may not in summer or winter
    UNKNOWN = auto()  # nothing is like it


@dataclass(frozen=True, slots=True)
class Choice:
    """An IANA zone by its present name, and the place for which it was found, in words for a person."""

    zone: str
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for what was typed: exactly one choice for ONE, none for UNKNOWN, else the likeliest first."""

    typed: str
    how: How
    choices: tuple[Choice, ...] = ()

    @property
    def only(self) -> Choice | None:
        """The zone, where it is certain."""
        return self.choices[0] if self.how is How.ONE else None


def find_zones(typed: str, language: str | None, now: datetime) -> Found:
    """The zones that somebody may mean who reads this language (IETF tag), at an instant (aware).

    Names are taken in any case, and without accents; cities in English, Russian and the spellings of many languages in Latin
    letters. "Portland, OR" and "Birmingham, UK" tell cities of one name apart.
    """
    text = " ".join(typed[: _LONGEST + 1].split())
    if not text or len(text) > _LONGEST:
        return Found(text[:_LONGEST], How.UNKNOWN)
    if (ahead := _offset(text)) is not None:
        return _found(text, How.OFFSET, _with_offset(ahead, language, now))
    found = _named(text) or _called(text, language, now) or _placed(text, language)
    if found:
        return _found(text, How.SEVERAL, found)
    return _found(text, How.NEAR, _alike(text, language))


def _found(typed: str, how: How, choices: Iterable[Choice]) -> Found:
    """The first choice of each zone."""
    by_zone: dict[str, Choice] = {}
    for choice in choices:
        by_zone.setdefault(choice.zone, choice)
    distinct = tuple(by_zone.values())[:MOST]
    if not distinct:
        return Found(typed, How.UNKNOWN)
    return Found(typed, How.ONE if how is How.SEVERAL and len(distinct) == 1 else how, distinct)


# IANA names


def _named(text: str) -> list[Choice]:
    """A whole IANA name, or an older one; UTC. Bare ones as "EST" are read as what a zone's time is called instead."""
    name = _zone_names().get(text.casefold().replace(" ", "_"))
    if name is None:
        return []
    zone = canonical(name)
    return [Choice(zone, place_of(zone, None))]


@lru_cache(maxsize=1)
def _zone_names() -> Mapping[str, str]:
    return {name.casefold(): name for name in zones() if "/" in name or canonical(name) == "UTC"}


# Names of times, and offsets


def _called(text: str, language: str | None, now: datetime) -> list[Choice]:
    """Zones whose time is called so now or in half a year: "CET", "МСК". Bare zones as "EST" (Panama's) are not meant by it."""
    wanted = _TIME_NAMES.get(text.casefold(), text.upper())
    fitting = [zone for zone in largest_by_zone() if wanted in abbreviations(zone, now)] if wanted.isalpha() else []
    return [Choice(zone, place_of(zone, language)) for zone in fitting]


def _offset(text: str) -> timedelta | None:
    """How far ahead of UTC "UTC+2", "GMT-3:30", "+0530" and "МСК+2" are; None for what is no offset, or none on earth."""
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0)) * (1 if match["sign"] == "+" else -1)
    ahead += _MOSCOW if (match["base"] or "").lower() in ("msk", "мск") else timedelta()
    return ahead if abs(ahead) <= _FARTHEST else None


def _with_offset(ahead: timedelta, language: str | None, now: datetime) -> list[Choice]:
    return [Choice(zone, place_of(zone, language)) for zone in largest_by_zone() if offset(zone, now) == ahead]


# Places


def _placed(text: str, language: str | None) -> list[Choice]:
    """Cities of that name or a country's zones; "city, country" where there is a comma; at last, parts of zones' names."""
    if cities := cities_named(_SHORT.get(key(text), text)):
        return _told_apart(cities, text, language)
    if country := _country(text, language):
        return _of_country(country, language)
    name, comma, where = text.rpartition(",")
    if comma:
        return _told_apart([city for city in cities_named(name) if _lies_in(city, where, language)], name, language)
    return _zone_places(text, language)


def _zone_places(text: str, language: str | None) -> list[Choice]:
    """Zones whose names end so ("Eastern", "Troll"), or whose city is called so in the person's language."""
    wanted = key(text)
    ending = {canonical(name) for name in zones() if key(name.rpartition("/")[2]) == wanted}
    called = {zone for zone in largest_by_zone() if key(place_of(zone, language)) == wanted}
    return [Choice(zone, place_of(zone, language)) for zone in sorted(ending | called)]


def _alike(text: str, language: str | None) -> list[Choice]:
    """Places with a name like it; those of that name elsewhere, where "Paris, TX" is too small to be known."""
    name = text.rpartition(",")[0] or text
    return _told_apart(cities_named(name) or cities_like(name), "", language)


def _told_apart(cities: list[City], typed: str, language: str | None) -> list[Choice]:
    """With the state or country behind the name, where several have it; only the largest where the others are far smaller."""
    zones_by_name: dict[str, set[str]] = {}
    for city in cities:
        zones_by_name.setdefault(key(city.called(typed)), set()).add(city.zone)
    return [
        Choice(city.zone, name if len(zones_by_name[key(name)]) == 1 else f"{name}, {_region(city, language)}")
        for city in cities
        if city.people * _OUTSTANDING > cities[0].people or not typed
        for name in [city.called(typed)]
    ]


def _region(city: City, language: str | None) -> str:
    state = _STATE.fullmatch(city.country)
    return state["state"] if state else str(locale_of(language).territories.get(city.country, city.country))


def _lies_in(city: City, where: str, language: str | None) -> bool:
    code = where.strip().upper()
    return city.country in (code, f"US-{code}") or city.country[:2] in (code, _country(where, language))


def _of_country(code: str, language: str | None) -> list[Choice]:
    """A country's zones, those with the largest cities first; those without a city only where it has no other."""
    ours = zones_of_country(code)
    large = [zone for zone in largest_by_zone() if zone in ours]
    return [Choice(zone, place_of(zone, language)) for zone in large or ours]


def _country(text: str, language: str | None) -> str | None:
    """The country (ISO 3166) of this name, in English, Russian or the person's language."""
    wanted = key(text)
    if wanted in _COUNTRY_KEYS:
        return _COUNTRY_KEYS[wanted]
    for known in ("en", "ru", language):
        if (code := _territories(known).get(wanted)) is not None:
            return code
    return None


@lru_cache(maxsize=32)
def _territories(language: str | None) -> Mapping[str, str]:
    """The countries of the Unicode locale data by the keys of their names; not the regions, whose codes are numbers."""
    return {key(name): code for code, name in locale_of(language).territories.items() if zones_of_country(code)}
