"""Cities with their zones, from the list that ships with the package (GeoNames, CC BY 4.0; made by tools/build_cities.py)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from briefbot.dialogue.zones.names import canonical
from briefbot.language.folding import fold
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.strings import Strings

_SHORTEST_START = 3


@dataclass(frozen=True, slots=True)
class City:
    """A city: its name in English, its zone, `people` in thousands, and where it lies ("DE", with the state "US-OR")."""

    name: str
    zone: str
    country: str
    people: int
    names: tuple[str, ...]

    def called(self, typed: str) -> str:
        """Its name: in the letters that were typed where it has that one, and in English otherwise."""
        wanted = key(typed)
        return next((name for name in self.names if key(name) == wanted and not fold(name).isascii()), self.name)


def key(name: str) -> str:
    """The same for spellings that differ in accents, case, dashes, dots and apostrophes."""
    words = "".join(letter if letter.isalnum() else "" if letter in "'’ʼ" else " " for letter in fold(name))
    return " ".join(words.split())


def cities_named(typed: str) -> list[City]:
    """Cities of that name, largest first; those that only others call so are left out where a larger one bears the name."""
    found = sorted(_index().get(key(typed), ()), key=_size)
    bearers = [city.people for city in found if key(city.name) == key(typed)]
    return [city for city in found if key(city.name) == key(typed) or city.people > max(bearers, default=-1)]


def cities_like(typed: str) -> list[City]:
    """Cities whose names are a slip of the keys away, or begin so; largest first."""
    wanted = key(typed).replace(" ", "")
    speller, cities = _speller(), _squeezed()
    near = [city for word in speller.nearest(wanted) for city in cities[word]]
    begun = [city for name, called in cities.items() if name.startswith(wanted) for city in called]
    return sorted(dict.fromkeys([*near, *(begun if len(wanted) >= _SHORTEST_START else [])]), key=_size)


def largest_by_zone() -> Mapping[str, City]:
    """Each zone's largest city, largest first; zones without a city of some size are not here."""
    return _largest()


def _size(city: City) -> tuple[int, str, str]:
    return -city.people, city.name, city.country


# The package's own data, read when they are first needed: 50 to 100 ms, which no start pays that asks for no zone.


@lru_cache(maxsize=1)
def _cities() -> Sequence[City]:
    return tuple(_read(files("briefbot.dialogue.zones").joinpath("cities.txt").read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[City]:
    country, zone = "", ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        people, *names = line.split("|")
        if names:
            yield City(names[0], zone, country, int(people), tuple(names))
        else:
            country, _, zone = line.partition(" ")
            zone = canonical(zone)


@lru_cache(maxsize=1)
def _index() -> Mapping[str, Sequence[City]]:
    index: dict[str, list[City]] = {}
    for city in _cities():
        for name in dict.fromkeys(map(key, city.names)):
            index.setdefault(name, []).append(city)
    return index


@lru_cache(maxsize=1)
def _squeezed() -> Mapping[str, Sequence[City]]:
    """By names without their spaces, as misspelt ones are looked up."""
    squeezed: dict[str, list[City]] = {}
    for name, cities in _index().items():
        squeezed.setdefault(name.replace(" ", ""), []).extend(cities)
    return squeezed


@lru_cache(maxsize=1)
def _speller() -> Speller:
    squeezed = _squeezed()
    people = [max(city.people for city in cities) for cities in squeezed.values()]
    return Speller(Strings.of(list(squeezed)), np.array(people, np.int32))


@lru_cache(maxsize=1)
def _largest() -> Mapping[str, City]:
    largest: dict[str, City] = {}
    for city in sorted(_cities(), key=_size):
        largest.setdefault(city.zone, city)
    return largest
