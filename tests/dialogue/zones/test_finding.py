"""What is typed for a time zone."""

from datetime import UTC, datetime

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from briefbot.dialogue.zones import How, canonical, find_zones, is_zone, place_of
from briefbot.dialogue.zones.finding import MOST
from briefbot.digests.schedule import zones

WINTER = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)

CERTAIN = {
    "Europe/Berlin": "Europe/Berlin",
    "  america/new york ": "America/New_York",
    "US/Eastern": "America/New_York",
    "Asia/Calcutta": "Asia/Kolkata",
    "Europe/Kiev": "Europe/Kyiv",
    "Europe/Oslo": "Europe/Oslo",
    "UTC": "UTC",
    "Zulu": "UTC",
    "Etc/UCT": "UTC",
    "berlin": "Europe/Berlin",
    "Munich": "Europe/Berlin",
    "München": "Europe/Berlin",
    "MUNCHEN": "Europe/Berlin",
    "Мюнхен": "Europe/Berlin",
    "Москва": "Europe/Moscow",
    "санкт петербург": "Europe/Moscow",
    "СПб": "Europe/Moscow",
    "Київ": "Europe/Kyiv",
    "Kiev": "Europe/Kyiv",
    "Алма-Ата": "Asia/Almaty",
    "Екатеринбург": "Asia/Yekaterinburg",
    "Нью-Йорк": "America/New_York",
    "nyc": "America/New_York",
    "Wien": "Europe/Vienna",
    "Praha": "Europe/Prague",
    "Saint-Pétersbourg": "Europe/Moscow",
    "Kathmandu": "Asia/Kathmandu",
    "St. John's": "America/St_Johns",
    "Germany": "Europe/Berlin",
    "Германия": "Europe/Berlin",
    "Vaduz": "Europe/Vaduz",
    "Portland, OR": "America/Los_Angeles",
    "Birmingham, UK": "Europe/London",
    "Birmingham, al": "America/Chicago",
    "Barcelona, Spain": "Europe/Madrid",
    "London": "Europe/London",
    "London, Canada": "America/Toronto",
}


@pytest.mark.parametrize(("typed", "zone"), CERTAIN.items())
def test_what_is_certain(typed: str, zone: str) -> None:
    """Names of zones, cities and countries in many spellings are one zone, by its present name."""
    found = find_zones(typed, "en", WINTER)
    assert (found.how, [choice.zone for choice in found.choices]) == (How.ONE, [zone])
    assert found.only == found.choices[0]


@pytest.mark.parametrize(
    ("typed", "how", "first"),
    [
        ("Birmingham", How.SEVERAL, ["Europe/London", "America/Chicago"]),
        ("Barcelona", How.SEVERAL, ["Europe/Madrid", "America/Caracas"]),
        ("Brazil", How.SEVERAL, ["America/Sao_Paulo"]),
        ("CET", How.SEVERAL, ["Europe/Berlin"]),
        ("est", How.SEVERAL, ["America/New_York", "America/Toronto"]),
        ("IST", How.SEVERAL, ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("Eastern", How.SEVERAL, ["America/New_York", "America/Toronto"]),
        ("Paris, TX", How.NEAR, ["Europe/Paris"]),
        ("Novosibrsk", How.NEAR, ["Asia/Novosibirsk"]),
        ("Amstrdam", How.NEAR, ["Europe/Amsterdam"]),
        ("San Franc", How.NEAR, ["America/Los_Angeles"]),
        ("UTC+5:30", How.OFFSET, ["Asia/Kolkata", "Asia/Colombo"]),
        ("gmt + 5:45", How.OFFSET, ["Asia/Kathmandu"]),
        ("-03:30", How.OFFSET, ["America/St_Johns"]),
        ("Nowhereville", How.UNKNOWN, []),
        ("UTC+19", How.UNKNOWN, []),
        ("", How.UNKNOWN, []),
        ("?!", How.UNKNOWN, []),
    ],
)
def test_what_is_to_be_chosen(typed: str, how: How, first: list[str]) -> None:
    """Several places are offered, the largest first; what is only like a name, or an offset, is never taken for certain."""
    found = find_zones(typed, "en", WINTER)
    assert (found.how, [choice.zone for choice in found.choices][: len(first)]) == (how, first)
    assert found.only is None


def test_places_are_named_in_the_letters_that_were_typed() -> None:
    """Who types a city in Russian letters reads it so; who types it without accents reads its English name."""
    english, russian = (Locale(language).territories["GB"] for language in ("en", "ru"))
    assert find_zones("мюнхен", "ru", WINTER).choices[0].place == "Мюнхен"
    assert find_zones("Munchen", "de", WINTER).choices[0].place == "Munich"
    assert find_zones("London", "en", WINTER).choices[0].place == f"London, {english}"
    assert find_zones("МСК", "ru", WINTER).choices[0].place == place_of("Europe/Moscow", "ru")
    assert find_zones("東京", "ja", WINTER).choices[0].place == "東京"
    assert find_zones("Бирмингем", "ru", WINTER).choices[0].place == f"Бирмингем, {russian}"


def test_an_offset_is_that_of_the_moment() -> None:
    """UTC+2 is Kyiv's in winter and Berlin's in summer; МСК+2 is counted from Moscow."""
    winter, summer = ({choice.zone for choice in find_zones("UTC+2", "en", now).choices} for now in (WINTER, SUMMER))
    assert ("Europe/Kyiv" in winter, "Europe/Berlin" in winter) == (True, False)
    assert ("Europe/Kyiv" in summer, "Europe/Berlin" in summer) == (False, True)
    assert "Asia/Yekaterinburg" in {choice.zone for choice in find_zones("МСК+2", "ru", WINTER).choices}


@given(st.text(max_size=120), st.sampled_from([None, "en", "ru", "de", "zh-hans", "x", "tlh"]))
def test_anything_can_be_typed(typed: str, language: str | None) -> None:
    """Whatever is typed, there is an answer: zones that exist, each once, no more than can be shown, and one where certain."""
    found = find_zones(typed, language, WINTER)
    named = [choice.zone for choice in found.choices]
    assert len(named) == len(set(named)) <= MOST
    assert all(is_zone(zone) and canonical(zone) == zone for zone in named)
    assert (len(named) == 1) if found.how is How.ONE else (not named) == (found.how is How.UNKNOWN)


def test_every_zone_can_be_typed() -> None:
    """The whole name of each IANA zone gives its present one; none has an older name of its own."""
    for name in zones():
        if "/" in name:
            found = find_zones(name, None, WINTER)
            assert found.only
            assert found.only.zone == canonical(name) == canonical(canonical(name))
