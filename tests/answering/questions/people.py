"""A small archive's people and papers, for the tests of how questions are read."""

from datetime import date

from briefbot.model import Catalogue, Person, Publisher


def person(name: str, passages: int, *names: str) -> Person:
    """Somebody who is quoted so often."""
    return Person(name, frozenset((name, *names)), max(1, passages // 3), passages)


PEOPLE = (
    person("Nadia Orlova", 40, "N.Orlova", "Orlova"),
    person("Peter Orlov", 6),
    person("Jakob Lindqvist", 30),
    person("Maria Lindqvist", 25),
    person("Samuel K. Adeyemi Jr.", 12, "Samuel Adeyemi"),
    person("Adriana de la Cruz", 9),
    person("Tom Marchetti", 8),
    person("Pope Benedict", 7),
    person("Ministry of Transport", 5),
    person("ICAR", 3),
    person("Oslo", 1),
    person("Martha May", 4),
    person("National Council of Teachers", 4),
)
PAPERS = (
    Publisher("The Harbour Times", 120, date(2015, 1, 3), date(2016, 9, 7)),
    Publisher("Northern Post", 60, date(2015, 1, 5), date(2016, 9, 1)),
    Publisher("FactWire", 20, date(2016, 1, 1), date(2016, 8, 1)),
    Publisher("USA Today", 20, date(2016, 1, 1), date(2016, 8, 1)),
    Publisher(None, 1, None, None),
)
CATALOGUE = Catalogue(PEOPLE, PAPERS, passages=1000)
