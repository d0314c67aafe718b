"""Addresses of the web: one of a document, however it is written."""

import pytest

from briefbot.reading.addresses import address_of, is_web_address, without_campaign


@pytest.mark.parametrize(
    "url",
    ["https://herald.example/weir", "http://www.herald.example/weir/", "https://Herald.example/weir?utm_source=rss#part"],
)
def test_an_address_is_one_however_it_is_written(url: str) -> None:
    """Scheme, www, campaign's marks and the part of the page make no difference."""
    assert address_of(url) == "herald.example/weir"


def test_what_is_no_address_tells_itself() -> None:
    """It raises nothing."""
    assert address_of("http://[::1/weir") == "http://[::1/weir"


@pytest.mark.parametrize(
    ("named", "is_one"), [("HTTPS://herald.example", True), ("herald.example", False), ("http.txt", False)]
)
def test_an_address_is_told_from_a_file(named: str, *, is_one: bool) -> None:
    """By its scheme alone."""
    assert is_web_address(named) is is_one


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("https://a.example/b?utm_source=rss&utm_medium=rss", "https://a.example/b"),
        ("https://a.example/b?id=%7B1%7D&fbclid=x&B=#c?d", "https://a.example/b?id=%7B1%7D&B=#c?d"),
        ("https://a.example/b?", "https://a.example/b?"),
        ("http://[::1/weir", "http://[::1/weir"),
    ],
)
def test_an_address_loses_what_counts_its_readers(told: str, kept: str) -> None:
    """And nothing else of it changes, however it is written."""
    assert without_campaign(told) == kept
