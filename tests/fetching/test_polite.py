"""Fetching that nobody asked for just now: what hosts forbid, and how often they are asked."""

from collections.abc import Iterator

import pytest
from protego import Protego

from briefbot.fetching import Fetcher, FetchError
from briefbot.fetching.polite import PoliteFetcher, pause
from support.web import Page, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on loopback."""
    with serving() as served:
        yield served


@pytest.fixture
def fetcher() -> PoliteFetcher:
    """A polite fetcher for loopback."""
    return PoliteFetcher(Fetcher({"127.0.0.1"}))


def test_robots_are_kept_out_where_they_are_not_wanted(site: Site, fetcher: PoliteFetcher) -> None:
    """By the longest rule that fits, read once; other pages come."""
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /private\nAllow: /private/open\n", "text/plain"),
        "/private/open": Page(b"open"),
        "/private/shut": Page(b"shut"),
    }
    assert fetcher.get(site.url("/private/open")).content == b"open"
    with pytest.raises(FetchError, match=r"robots\.txt keeps robots from it"):
        fetcher.get(site.url("/private/shut"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/private/open"]


def test_a_host_without_rules_forbids_nothing(site: Site, fetcher: PoliteFetcher) -> None:
    """No robots.txt: all may be fetched."""
    site.pages["/page"] = Page(b"words")
    assert fetcher.get(site.url("/page")).content == b"words"


def test_a_host_that_cannot_tell_its_rules_is_left_alone_for_now(site: Site, fetcher: PoliteFetcher) -> None:
    """With a fault there, nothing is fetched; once it is mended, all is."""
    site.pages |= {"/robots.txt": Page(status=500), "/page": Page(b"words")}
    with pytest.raises(FetchError):
        fetcher.get(site.url("/page"))
    site.pages["/robots.txt"] = Page(b"", "text/plain")
    assert fetcher.get(site.url("/page")).content == b"words"


def test_a_robots_txt_that_is_none_forbids_nothing(site: Site, fetcher: PoliteFetcher) -> None:
    """A page in its place, bytes of any kind."""
    site.pages |= {"/robots.txt": Page(b"<html>\xff\x00 Disallow: /"), "/page": Page(b"words")}
    assert fetcher.get(site.url("/page")).content == b"words"


@pytest.mark.parametrize(
    ("rules", "seconds"), [("", 1), ("User-agent: *\nCrawl-delay: 7", 7), ("User-agent: *\nCrawl-delay: 999", 30)]
)
def test_a_host_says_how_often_it_is_asked(rules: str, seconds: float) -> None:
    """Once a second unless it wants longer pauses; never longer than half a minute."""
    assert pause(Protego.parse(rules)) == seconds
