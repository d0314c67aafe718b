"""The fetcher: what it brings, and what it lets nobody make it do."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from briefbot.fetching import Fetcher, FetchError
from briefbot.fetching.fetcher import _again_at
from briefbot.fetching.guard import is_public
from support.web import Page, Site, serving

OURS = Fetcher({"127.0.0.1"})


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on loopback."""
    with serving() as served:
        yield served


def refused(url: str, fetcher: Fetcher = OURS, **limits: float) -> str:
    """Why nothing is fetched."""
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **limits)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_page_comes_with_what_its_server_says_of_it(site: Site) -> None:
    """Its bytes, type and encoding, and what tells later whether it changed."""
    site.pages["/a%20b?q=%C3%A9"] = Page(b"words", "text/HTML; charset=koi8-r", headers={"ETag": '"1"', "Last-Modified": "x"})
    got = OURS.get(site.url("/a b?q=é#part"))
    assert (got.content, got.media_type, got.charset, got.etag, got.modified) == (b"words", "text/html", "koi8-r", '"1"', "x")
    assert site.asked[0][1]["user-agent"] == "Briefbot"


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    """The marks of the last time go along, and an answer without content says that it is as it was."""
    site.pages["/"] = lambda asked: Page(status=304 if asked.get("if-none-match") == '"1"' else 200, headers={"ETag": '"1"'})
    assert not OURS.get(site.url("/")).unchanged
    assert OURS.get(site.url("/"), etag='"1"').unchanged


def test_redirects_are_followed_and_end(site: Site) -> None:
    """To where they lead, also by a path; one that is for good is told; a circle is refused."""
    site.pages |= {
        "/old": Page(status=301, headers={"Location": "new"}),
        "/today": Page(status=302, headers={"Location": "/old"}),
        "/new": Page(b"here"),
        "/round": Page(status=302, headers={"Location": "/round"}),
    }
    assert (OURS.get(site.url("/old")).url, OURS.get(site.url("/old")).moved) == (site.url("/new"), True)
    assert not OURS.get(site.url("/today")).moved
    assert refused(site.url("/round")) == "it leads on and on: more than 5 times"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "//x", "", "http://", "http://a b/", "http://[::1", "http://x:99999/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """By name, whatever it is."""
    assert refused(url).startswith("it is no web address")


def test_a_secret_in_an_address_is_neither_sent_nor_told() -> None:
    """A password in an address would end up in logs and lists."""
    sentence = refused("http://me:secret@127.0.0.1/")
    assert sentence == "an address with a name or password in it is not fetched"


def test_nothing_is_fetched_from_a_private_network(site: Site) -> None:
    """Neither by number nor by name nor by a redirect, unless the host is allowed by name; no byte reaches it."""
    port = site.root.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "0", "[::ffff:127.0.0.1]", "2130706433", "127.1"):
        assert "is in a private network" in refused(f"http://{host}:{port}/", Fetcher())
    assert site.asked == []
    site.pages["/out"] = Page(status=302, headers={"Location": f"http://localhost:{port}/secret"})
    assert refused(site.url("/out")) == "localhost is in a private network, and nothing is fetched from there"
    assert [path for path, _ in site.asked] == ["/out"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *((address, True) for address in ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822")),
        *(
            (address, False)
            for address in ("10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3")
        ),
        *((address, False) for address in ("::1", "fe80::1%eth0", "fd00::1", "224.0.0.1", "255.255.255.255", "198.18.0.1")),
        *((address, False) for address in ("::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe")),
    ],
)
def test_which_addresses_are_public(address: str, *, public: bool) -> None:
    """None of a private network or of a special use, also where it is dressed as an address of the other kind."""
    assert is_public(address) is public


def test_the_size_is_limited_as_it_comes_and_as_it_is_unpacked(site: Site) -> None:
    """Whether the server tells the size or not, and where a small answer becomes a huge one."""
    site.pages |= {
        "/endless": Page(b"x" * 65536, times=10_000),
        "/told": Page(b"x", headers={"Content-Length": "9999999999"}),
        "/bomb": Page.packed(b"\0" * 50_000_000),
        "/cut": Page(Page.packed(b"words" * 100).content[:-9], headers={"Content-Encoding": "gzip"}),
        "/odd": Page(b"x", headers={"Content-Encoding": "br"}),
        "/packed": Page.packed(b"words"),
    }
    for path in ("/endless", "/told", "/bomb"):
        assert refused(site.url(path), largest=1_000_000) == "it is larger than 1 MB, the most that is fetched"
    assert refused(site.url("/cut")) == "its packing is broken"
    assert "(br)" in refused(site.url("/odd"))
    assert OURS.get(site.url("/packed")).content == b"words"


def test_a_server_that_drips_is_left(site: Site) -> None:
    """The time is limited in all, however often a byte comes."""
    site.pages["/drip"] = Page(b"x" * 1000, drip=0.05)
    assert refused(site.url("/drip"), seconds=0.3) == "it does not answer in time"


def test_a_server_that_says_nothing_is_left() -> None:
    """One that takes the connection and no more."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert refused(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.2) == "it does not answer in time"


def test_refusals_are_told_in_words(site: Site) -> None:
    """Each in a sentence, with the status and when to come again."""
    site.pages |= {
        "/busy": Page(status=429, headers={"Retry-After": "60"}),
        "/broken": Page(status=503),
        "/film": Page(b"x", "video/mp4"),
    }
    assert refused(site.url("/none")) == "there is no such page (404)"
    assert refused(site.url("/broken")) == "the server has a fault of its own (503)"
    assert refused(site.url("/film")) == "it is video/mp4, and no text"
    with pytest.raises(FetchError) as caught:
        OURS.get(site.url("/busy"))
    assert caught.value.status == 429
    assert caught.value.again_at is not None


def test_nobody_there_is_told() -> None:
    """A name that nobody has, a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/") == "the connection to it fails; check whether there is a network"
    assert refused("http://nobody.invalid/").startswith("no computer of the name nobody.invalid is known; check the address")


NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("120", 2),
        ("Sun, 01 Mar 2026 12:30:00 GMT", 30),
        ("99999999", 7 * 24 * 60),
        ("soon", None),
        ("-5", None),
        ("9" * 20, None),
    ],
)
def test_retry_after_is_read(value: str, minutes: int | None) -> None:
    """Seconds or a date, a week at most; what is neither is nothing."""
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert _again_at(value, NOW) == expected
