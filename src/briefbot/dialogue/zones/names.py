"""The zones themselves: their names and older names, their countries, and their clocks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefbot.digests.schedule import is_zone, zones

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["abbreviations", "canonical", "clock", "is_zone", "local", "offset", "place_of", "zones", "zones_of_country"]

UNIVERSAL = "UTC"
HALF_A_YEAR = timedelta(days=182)


def canonical(name: str) -> str:
    """The present name of a zone that `is_zone` knows: Asia/Calcutta is Asia/Kolkata, US/Eastern is America/New_York.

    A zone that a country has for its own keeps its name, although its clocks have been those of another: Europe/Oslo.
    """
    countries, links = _countries(), _links()
    while name not in countries and name in links:
        name = links[name]
    return UNIVERSAL if name == "Etc/UTC" else name


def zones_of_country(code: str) -> tuple[str, ...]:
    """The zones of a country (ISO 3166, two capitals), none where it is unknown."""
    return tuple(zone for zone, country in _countries().items() if country == code)


def country_of(zone: str) -> str | None:
    """The country (ISO 3166) that a zone belongs to, by its present name; None for UTC and its like."""
    return _countries().get(zone)


def local(zone: str, now: datetime) -> datetime:
    """An instant (aware) on the clocks of a zone."""
    return now.astimezone(_info(zone))


def clock(zone: str, now: datetime) -> str:
    """What the zone's clocks show at an instant (aware): "14:05"."""
    return f"{local(zone, now):%H:%M}"


def offset(zone: str, now: datetime) -> timedelta:
    """How far the zone's clocks are ahead of UTC at an instant."""
    return local(zone, now).utcoffset() or timedelta()


def abbreviations(zone: str, now: datetime) -> set[str]:
    """What the zone's time is called in the winter and the summer around an instant: {"CET", "CEST"}; signs are no names."""
    names = {local(zone, when).tzname() or "" for when in (now, now + HALF_A_YEAR)}
    return {name for name in names if name.isalpha()}


def place_of(zone: str, language: str | None) -> str:
    """What people call the zone's clocks: its city in their language (IETF tag) where the Unicode locale data name one."""
    if zone == UNIVERSAL:
        return UNIVERSAL
    known = locale_of(language).time_zones
    for name in (zone, _names_in_locale_data().get(zone, zone)):
        if (city := known.get(name, {}).get("city")) is not None:
            return str(city)
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=256)
def locale_of(language: str | None) -> "Locale":
    """The Unicode locale data of an IETF tag; English where there are none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (it takes long to load, and most starts need none)

    try:
        return Locale.parse(language or "en", sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return locale_of(language.partition("-")[0]) if language and "-" in language else Locale("en")


@lru_cache(maxsize=1024)
def _info(zone: str) -> ZoneInfo:
    # zoneinfo itself holds on to eight zones only.
    return ZoneInfo(zone)


# The package's own data, read when they are first needed: tzdata's tables.


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    """Zone → country, for those that stand for a country or a part of it."""
    rows = [line.split("\t") for line in _table("zone.tab").splitlines() if line and not line.startswith("#")]
    return {zone: country for country, _, zone, *_ in rows}


@lru_cache(maxsize=1)
def _links() -> Mapping[str, str]:
    """Older name → the zone that it is another name of."""
    rows = (line.split() for line in _table("tzdata.zi").splitlines() if line.startswith("L "))
    return {older: zone for _, zone, older in rows}


@lru_cache(maxsize=1)
def _names_in_locale_data() -> Mapping[str, str]:
    """Zone → the older name under which the Unicode locale data keep what they call it, where they do."""
    from babel.core import get_global  # noqa: PLC0415 (as above)

    aliases: Mapping[str, str] = get_global("zone_aliases")
    return {zone: older for older, zone in reversed(list(aliases.items()))}  # of several, the first: others are parts of it


def _table(name: str) -> str:
    return files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
