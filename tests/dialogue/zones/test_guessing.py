"""Zones that are offered unasked, and what their clocks show."""

from datetime import UTC, datetime

import pytest

from briefbot.dialogue.zones import canonical, clock, guesses, is_zone, place_of
from briefbot.dialogue.zones.guessing import COUNT
from briefbot.dialogue.zones.places import cities_named, largest_by_zone

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "first", "among"),
    [
        ("ru", "Europe/Moscow", {"Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Almaty"}),
        ("en", "America/New_York", {"America/Los_Angeles", "America/Chicago", "America/Denver", "Europe/London"}),
        (None, "America/New_York", {"Europe/London"}),
        ("en-gb", "Europe/London", {"America/New_York"}),
        ("de", "Europe/Berlin", {"Europe/Vienna", "Europe/Zurich"}),
        ("pt-br", "America/Sao_Paulo", {"Europe/Lisbon"}),
        ("es", "Europe/Madrid", {"America/Mexico_City", "America/Bogota"}),
        ("uk", "Europe/Kyiv", set()),
        ("nonsense", "America/New_York", {"Europe/London"}),
    ],
)
def test_guesses(language: str | None, first: str, among: set[str]) -> None:
    """The zones of the language's own country come first, then others where it is spoken; each once, not too many."""
    zones = [choice.zone for choice in guesses(language, NOW)]
    assert zones[0] == first
    assert among <= set(zones)
    assert len(zones) == len(set(zones)) <= COUNT


def test_clocks() -> None:
    """Clocks show the zone's time at that instant, in winter and summer, half hours too."""
    assert [clock(zone, NOW) for zone in ("Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "UTC")] == [
        "14:05",
        "18:35",
        "18:50",
        "13:05",
    ]
    assert clock("Europe/Berlin", NOW.replace(month=7)) == "15:05"


@pytest.mark.parametrize(
    ("zone", "english", "russian"),
    [
        ("Europe/Kyiv", "Kyiv", "Киев"),
        ("Africa/Nairobi", "Nairobi", "Найроби"),
        ("Asia/Kolkata", "Kolkata", "Калькутта"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Буэнос-Айрес"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_places_of_zones(zone: str, english: str, russian: str) -> None:
    """A zone is called by its city, in the reader's language, also where the locale data know it by an older name."""
    assert (place_of(zone, "en"), place_of(zone, "ru")) == (english, russian)


def test_the_list_of_cities() -> None:
    """All zones of the list exist by their present names, and the largest cities come first."""
    assert all(is_zone(zone) and canonical(zone) == zone for zone in largest_by_zone())
    assert next(iter(largest_by_zone())) == "Asia/Shanghai"
    assert len(largest_by_zone()) > 300
    assert [city.country for city in cities_named("Birmingham")] == ["GB", "US-AL"]
