"""Many feeds: looks that are killed double and lose nothing, and what hangs or never ends keeps none of the others."""

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from threading import Event

import pytest

from briefbot.archive import Archive
from briefbot.fetching import Fetcher
from briefbot.fetching.polite import PoliteFetcher
from briefbot.reading.feeds import read_feed
from briefbot.sandbox.parser import SandboxedParser
from support.press import Press, held
from support.program import Program
from support.web import Page, Site, serving

# `BRIEFBOT_TEST_KILLS=30` kills as often as `benchmarks/feeds.py`, which does it with 10,000 articles.
KILLS = int(os.environ.get("BRIEFBOT_TEST_KILLS", "3"))
FEEDS, ARTICLES = 6, 8


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on loopback."""
    with serving() as served:
        yield served


@pytest.fixture
def press(site: Site) -> Press:
    """Its feeds."""
    return Press(site, FEEDS, ARTICLES)


@pytest.fixture
def reader(program: Program, press: Press) -> Program:
    """The program, which looks at them."""
    reading = program.given(BRIEFBOT_PRIVATE_HOSTS="127.0.0.1")
    assert reading("feeds", "add", reading.write("feeds.opml", press.opml())).status == 0
    return reading


@pytest.mark.slow
def test_looks_that_are_killed_double_and_lose_nothing(reader: Program, press: Press) -> None:
    """At random moments, while articles come and change; after the next whole look each is there once, as it is now."""
    chance = random.Random(3)  # noqa: S311 (moments, no secrets)
    for _ in range(KILLS):
        for _ in range(5):
            press.revise(chance.randrange(FEEDS), chance.randrange(ARTICLES + 4))
        process = reader.start("feeds", "refresh", "--all")
        time.sleep(chance.uniform(0.2, 2.5))
        process.kill()
        process.communicate()
    assert reader("feeds", "refresh", "--all").status == 0
    assert held(reader.folder / "briefbot.db") == press.expected()


def test_what_hangs_or_never_ends_keeps_none_of_the_others(reader: Program, press: Press, site: Site) -> None:
    """All others are stored while one feed says nothing; one that sends ten gigabytes is given up at twenty megabytes."""
    site.pages["/hangs"] = site.pages["/sends"] = site.pages[press.path(0)]
    reader("feeds", "add", site.url("/hangs"), site.url("/sends"))
    released = Event()

    def hang(_asked: Mapping[str, str]) -> Page:
        released.wait(60)
        return Page(status=503)

    site.pages |= {"/hangs": hang, "/sends": Page(b"<rss>" * 20_000, "application/rss+xml", times=100_000)}
    process = reader.start("feeds", "refresh", "--all")
    try:
        end = time.monotonic() + 30
        while len(held(reader.folder / "briefbot.db")) < FEEDS * ARTICLES:
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        released.set()
        out, _ = process.communicate()
    errors = {one["address"]: one["error"] for one in reader("feeds", "list", "--json").records if one["error"]}
    assert "larger than 20 MB" in errors[site.url("/sends")]
    assert out.decode().count(f": {ARTICLES} new") == FEEDS


class OneTurn(PoliteFetcher):
    """Asks for everything one after the other, as of a host that is not ours."""

    def turn_of(self, url: str) -> str:
        """The same for all."""
        return url[:0]


def test_of_one_host_what_failed_is_asked_last(reader: Program, press: Press, site: Site) -> None:
    """It may take until its deadline again; and what is read is brought in before it is asked."""
    site.pages[press.path(2)] = Page(status=503)
    reader("feeds", "refresh", "--all")
    del site.asked[:]
    with Archive.open(f"sqlite:///{reader.folder}/briefbot.db", reader.folder) as archive:
        with archive.store.read() as work:
            feeds = work.feeds.all()
        looks = list(archive.feed_reader(OneTurn(Fetcher({"127.0.0.1"})), lambda: datetime.now(UTC)).look(feeds))
    asked = [path for path, _ in site.asked if path.startswith("/feed/")]
    assert asked == [*(press.path(feed) for feed in range(FEEDS) if feed != 2), press.path(2)]
    assert [look.feed.address for look in looks] == [site.url(path) for path in asked]


def test_a_feed_with_the_same_bytes_is_not_read_again(reader: Program, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where its server has no marks; one that changed is."""
    press.marked = False
    reader("feeds", "refresh", "--all")
    read: list[str] = []

    def calling(parser: SandboxedParser, function: Callable[..., object], *arguments: object) -> object:
        if function is read_feed:
            read.append(str(arguments[1]))
        return call(parser, function, *arguments)

    call = SandboxedParser.call
    monkeypatch.setattr(SandboxedParser, "call", calling)
    press.revise(1, 0)
    assert reader("feeds", "refresh", "--all").status == 0
    assert read == [press.site.url(press.path(1))]
