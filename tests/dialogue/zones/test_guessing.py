"""Zones that are offered unasked, and what their clocks show."""

from datetime import UTC, datetime

import pytest
from babel import Locale
from babel.core import get_global
from babel.languages import get_territory_language_info

from briefbot.dialogue.zones import canonical, clock, guesses, guessing, is_zone, place_of
from briefbot.dialogue.zones.guessing import COUNT
from briefbot.dialogue.zones.names import country_of
from briefbot.dialogue.zones.places import cities_named, largest_by_zone

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


LANGUAGES = ["ru", "en", None, "en-gb", "de", "pt-br", "es", "uk", "nonsense"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_guesses(language: str | None) -> None:
    """The zones of the language's own country come first, then others where many speak it; each once, not too many."""
    spoken, _, named = (language or "en").partition("-")
    likely = get_global("likely_subtags")
    home = named.upper() or likely.get(spoken, likely["en"]).rpartition("_")[2]
    found = [choice.zone for choice in guesses(language, NOW)]
    assert 0 < len(found) == len(set(found)) <= COUNT
    own = [country_of(zone) == home for zone in found]
    assert own == sorted(own, reverse=True)
    assert own[0]
    for zone in found[sum(own) :]:
        speakers = get_territory_language_info(str(country_of(zone)))[spoken if spoken != "nonsense" else "en"]
        assert float(speakers["population_percent"] or 0) >= 20


def test_the_order_of_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the own country up to five that differ, largest first; one of each that speaks it; then of those that can."""
    countries = "RU", frozenset({"KZ", "KG"}), frozenset({"UA", "BG", "AM"})
    monkeypatch.setattr(guessing, "_countries", lambda _: countries)
    assert [choice.zone for choice in guesses("ru", NOW)] == [
        "Europe/Moscow", "Asia/Novosibirsk", "Asia/Yekaterinburg", "Asia/Omsk", "Europe/Samara", "Asia/Almaty", "Asia/Bishkek",
        "Europe/Kyiv",
    ]  # fmt: skip


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
    ("zone", "older"),
    [
        ("Europe/Kyiv", "Europe/Kiev"),
        ("Africa/Nairobi", "Africa/Nairobi"),
        ("Asia/Kolkata", "Asia/Calcutta"),
        ("America/Argentina/Buenos_Aires", "America/Buenos_Aires"),
    ],
)
def test_places_of_zones(zone: str, older: str) -> None:
    """A zone is called by its city, in the reader's language, also where the locale data know it by an older name."""
    names = Locale("ru").time_zones
    assert place_of(zone, "ru") == next(names[name]["city"] for name in (zone, older) if "city" in names.get(name, {}))
    assert not place_of(zone, "ru").isascii()


def test_a_place_without_a_name_in_the_language() -> None:
    """It is called by its zone's name, and UTC by its own."""
    assert (place_of("UTC", "ru"), place_of("America/Nowhere_Town", "ru")) == ("UTC", "Nowhere Town")


def test_the_list_of_cities() -> None:
    """All zones of the list exist by their present names, and the largest cities come first."""
    assert all(is_zone(zone) and canonical(zone) == zone for zone in largest_by_zone())
    assert next(iter(largest_by_zone())) == "Asia/Shanghai"
    assert len(largest_by_zone()) > 300
    assert [city.country for city in cities_named("Birmingham")] == ["GB", "US-AL"]
