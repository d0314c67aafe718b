"""Zones to offer to somebody of whom nothing is known but their language."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice

from briefbot.dialogue.zones.finding import Choice
from briefbot.dialogue.zones.names import HALF_A_YEAR, country_of, locale_of, offset, place_of
from briefbot.dialogue.zones.places import largest_by_zone

COUNT = 8
# A country as wide as the United States or Russia fills most places, but not all: its language is read elsewhere too.
_OF_ONE_COUNTRY = 5
_SPOKEN_BY = 60.0  # percent of a country's people, where the language is official
_UNDERSTOOD_BY = 20.0  # percent, where it need not be


def guesses(language: str | None, now: datetime) -> list[Choice]:
    """At most `COUNT` zones for a reader of this language (IETF tag; None is read as English), likeliest first.

    First those of the country that the tag names or, by the Unicode locale data, suggests; then one of each other country where
    it is official and most people speak it; then where many do. Of zones of one country whose clocks agree at this instant
    (aware) and in half a year, the one with the largest city stands for all.
    """
    return [Choice(zone, place_of(zone, language)) for zone in _chosen(language, now)]


def _chosen(language: str | None, now: datetime) -> list[str]:
    home, official, understood = _countries(language)
    own = islice(_distinct(_zones_of({home}), now), _OF_ONE_COUNTRY)
    return [*own, *_first_of_each(_zones_of(official)), *_first_of_each(_zones_of(understood))][:COUNT]


def _zones_of(countries: Collection[str]) -> Iterator[str]:
    return (zone for zone in largest_by_zone() if country_of(zone) in countries)


def _distinct(zones: Iterator[str], now: datetime) -> Iterator[str]:
    shown: set[tuple[timedelta, timedelta]] = set()
    for zone in zones:
        clocks = offset(zone, now), offset(zone, now + HALF_A_YEAR)
        if clocks not in shown:
            shown.add(clocks)
            yield zone


def _first_of_each(zones: Iterator[str]) -> Iterator[str]:
    seen: set[str | None] = set()
    for zone in zones:
        if country_of(zone) not in seen:
            seen.add(country_of(zone))
            yield zone


@lru_cache(maxsize=256)
def _countries(language: str | None) -> tuple[str, frozenset[str], frozenset[str]]:
    """The country that a language's tag names or suggests, others whose official language it is, others that understand it."""
    from babel.core import get_global  # noqa: PLC0415 (it takes long to load, and most starts need none)

    locale = locale_of(language)
    home = locale.territory or str(get_global("likely_subtags").get(locale.language, "en_Latn_US")).rpartition("_")[2]
    shares = {code: _share(locale.language, code) for code in get_global("territory_zones") if code != home}
    official = frozenset(code for code, (percent, is_official) in shares.items() if is_official and percent >= _SPOKEN_BY)
    understood = frozenset(code for code, (percent, _) in shares.items() if percent >= _UNDERSTOOD_BY)
    return home, official, understood - official


def _share(language: str, country: str) -> tuple[float, bool]:
    """How many percent of a country's people speak a language, and whether it is official there."""
    from babel.languages import get_territory_language_info  # noqa: PLC0415 (as above)

    told = get_territory_language_info(country).get(language)
    if not told:
        return 0.0, False
    return float(told["population_percent"] or 0.0), told["official_status"] in ("official", "de_facto_official")
