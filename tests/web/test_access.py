"""Who is shown pages, and how many."""

import base64
from collections.abc import Callable

import pytest

from briefbot.archive import Archive
from briefbot.config import WebSettings
from briefbot.web.access import Gate, believed, hosts_of
from briefbot.web.limits import VisitorLimit
from support.pages import UNLIMITED, pages_of

TOKEN = "correct-horse-battery"  # noqa: S105 (of no page)
PATHS = ("/", "/?q=bridge", "/d/a0001", "/feed.atom", "/style.css", "/robots.txt", "/nothing")


def basic(password: str, user: str = "anybody") -> str:
    """A header as browsers make it."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def test_private_pages_want_the_token(new_archive: Callable[[], Archive]) -> None:
    """As a password under any name, or alone; without it there is no page, no feed and no file."""
    settings = WebSettings(token=TOKEN, requests_per_minute=UNLIMITED)
    with pages_of(new_archive(), settings) as visit:
        for path in PATHS:
            refused = visit(path)
            assert (refused.status, refused.text) == (401, "These pages are private.\n")
            assert refused.headers["www-authenticate"].startswith("Basic ")
            assert refused.headers["x-robots-tag"] == "noindex, nofollow"
            for shown in (basic(TOKEN), basic(TOKEN, ""), f"Bearer {TOKEN}"):
                assert visit(path, Authorization=shown).status in (200, 404)
            for wrong in (
                basic("x"),
                basic(f"{TOKEN}x"),
                "Bearer ",
                "Basic ???",
                "Basic Zm9v",
                f"Digest {TOKEN}",
                f"Bearer {TOKEN}é",
            ):
                assert visit(path, Authorization=wrong).status == 401
        page = visit("/", Authorization=basic(TOKEN))
        assert page.headers["cache-control"] == "private, no-cache"
        assert "Authorization" in page.headers["vary"]
        assert visit("/robots.txt", Authorization=basic(TOKEN)).text.startswith("User-agent: *\nDisallow: /\n")


def test_a_proxy_can_name_who_may_come(new_archive: Callable[[], Archive]) -> None:
    """By its header; without it there is no page, and nothing is asked of the visitor."""
    settings = WebSettings(proxy_header="x-remote-user", requests_per_minute=UNLIMITED)
    with pages_of(new_archive(), settings) as visit:
        assert visit("/", X_Remote_User="ann").status == 200
        refused = visit("/", X_Remote_User=" ")
        assert (refused.status, "www-authenticate" in refused.headers) == (403, False)


def test_a_header_is_believed_of_the_proxy_alone() -> None:
    """Whoever comes past it is not let in, unless the token is shown."""
    gate = Gate(None, "x-remote-user", frozenset({"10.0.0.1"}))
    assert gate.lets_in("10.0.0.1", "ann", "")
    assert not gate.lets_in("10.0.0.2", "ann", "")
    both = Gate(TOKEN, "x-remote-user", frozenset({"10.0.0.1"}))
    assert both.lets_in("10.0.0.2", "ann", f"Bearer {TOKEN}")
    assert not both.lets_in("10.0.0.2", "ann", "")


@pytest.mark.parametrize(
    ("forwarded", "visitor"),
    [
        ("", "10.0.0.1"),
        ("9.9.9.9", "9.9.9.9"),
        ("1.1.1.1, 9.9.9.9", "9.9.9.9"),
        ("1.1.1.1, 9.9.9.9, 10.0.0.2", "9.9.9.9"),
        (" , 9.9.9.9", "9.9.9.9"),
    ],
)
def test_a_visitor_is_whom_the_nearest_proxies_name(forwarded: str, visitor: str) -> None:
    """What the visitor adds in front is not believed, nor what somebody else says than a proxy."""
    proxies = ("10.0.0.1", "10.0.0.2")
    assert believed("10.0.0.1", forwarded, proxies) == visitor
    assert believed("8.8.8.8", forwarded, proxies) == "8.8.8.8"


def test_pages_of_this_machine_have_its_names_alone(new_archive: Callable[[], Archive]) -> None:
    """A site that gives itself this machine's address reads nothing; the name from outside is known."""
    with pages_of(new_archive(), WebSettings(url="https://briefbot.example", requests_per_minute=UNLIMITED)) as visit:
        for host in ("evil.example", "", "127.0.0.1.evil.example"):
            assert visit("/", Host=host).status == 421
        for host in ("localhost:8080", "127.0.0.1", "[::1]:80", "BRIEFBOT.example"):
            assert visit("/", Host=host).status == 200
    assert hosts_of("0.0.0.0", None) is None  # noqa: S104 (an address)
    assert Gate().knows("anything")


def test_so_many_pages_in_a_minute() -> None:
    """Then it is told how long to wait; they come again with the time, and others are not kept waiting."""
    now = 0.0
    limit = VisitorLimit(2, lambda: now)
    assert [limit.wait("1.1.1.1") for _ in range(3)] == [0.0, 0.0, 30.0]
    assert limit.wait("2.2.2.2") == 0.0
    now = 30.0
    assert [limit.wait("1.1.1.1") for _ in range(2)] == [0.0, 30.0]
    now = 1000.0
    assert [limit.wait("1.1.1.1") for _ in range(3)] == [0.0, 0.0, 30.0]


def test_a_household_is_one_visitor() -> None:
    """Its addresses of IPv6 are of one network; what is no address is one by its letters."""
    limit = VisitorLimit(1, lambda: 0.0)
    assert [limit.wait(one) for one in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")] == [0.0, 60.0, 0.0]
    assert [limit.wait(one) for one in ("unix", "unix", "other")] == [0.0, 60.0, 0.0]


def test_visitors_are_forgotten() -> None:
    """After their minute where there are many; all of them where they are too many; and none is known by an address."""
    now = 0.0
    limit = VisitorLimit(1, lambda: now)
    for number in range(10_000):
        limit.wait(f"v{number}")
    now = 100.0
    limit.wait("late")
    assert len(limit._left) == 1
    for number in range(10_001):
        limit.wait(f"w{number}")
    assert len(limit._left) <= 3
    assert all(isinstance(one, bytes) for one in limit._left)


def test_too_many_pages_are_told(new_archive: Callable[[], Archive]) -> None:
    """On a page in the visitor's language, with the seconds to wait; by a proxy, visitors are told apart."""
    with pages_of(new_archive(), WebSettings(requests_per_minute=2)) as visit:
        pages = [visit("/people", Accept_Language="ru") for _ in range(3)]
        assert [page.status for page in pages] == [200, 200, 429]
        assert 1 <= int(pages[2].headers["retry-after"]) <= 31
        assert "Слишком много запросов" in pages[2].text
        assert visit("/people", X_Forwarded_For="9.9.9.9").status == 200
