"""Hostile documents and requests: nothing of a document runs or leads astray, and no request makes a page fail."""

import http.client
import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefbot.archive import Archive
from briefbot.archive.analysis import analysed
from briefbot.errors import DatabaseError
from briefbot.model import Document, Span
from briefbot.reading.analysis import ANALYSIS_VERSION
from briefbot.store.documents import Incoming
from support.articles import article
from support.markup import dangers, faults
from support.pages import Visitor, pages_of

SCRIPT = "</script><script>alert(1)</script>"
NASTY = (
    f"<b onclick=alert(1)>{SCRIPT}",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "\u202eflip\u2066 \u200f",
    "A\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "&lt;script&gt; &amp; \u2028 \u2029 ]]> <!-- --> <![CDATA[",
    "javascript:alert(1)",
    "../../etc/passwd",
    "\x0b\x0c\x1b[31m\ufffe",
)
URLS = (
    "javascript:alert(1)",
    "data:text/html,<script>",
    'https://e.example/"onclick="x',
    "https://e.example/\r\nX: y",
    "vbscript:x",
    "http://",
    "//evil.example",
    "https://e.example/ok?a=b&c=<d>'",
    "HTTPS://E.example/\u202egnp",
    "https://[::1",
)


def nasty_document(number: int) -> Document:
    """A document that is as nasty as one can be: more than any that can be brought in."""
    nasty, url = NASTY[number % len(NASTY)], URLS[number % len(URLS)]
    name = f"Ida {nasty[:20]} Brandt"
    text = (
        f'{nasty} begins.\n\n"The bridge {nasty} will stand for long," said Agnes Holm on Monday.\n\n'
        f'"We built {number} bridges," {name} told us, "and {nasty} more."'
    )
    return Document(
        id=f"n{number}{nasty}",
        text=text,
        title=f"Title {nasty}",
        source=f"Paper {nasty}",
        published=date(2016, number % 9 + 1, 1),
        url=url,
        author=f"By {nasty}",
        language="en",
    )


DOCUMENTS = [nasty_document(number) for number in range(len(NASTY))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of nasty documents, with speakers of nasty names."""
    path = tmp_path_factory.mktemp("hostile")
    with Archive.open(f"sqlite:///{path}/briefbot.db", path) as archive:
        archive.ingest(["-"], BytesIO("\n".join(json.dumps(article(number)) for number in range(12)).encode()))
        put = [(Incoming("hostile", one), analysed(one)) for one in DOCUMENTS]
        archive.store.put(put, ANALYSIS_VERSION, datetime(2016, 9, 8, tzinfo=UTC))
        for one, nasty in zip(DOCUMENTS, NASTY, strict=True):
            at = one.text.index("The bridge")
            assert archive.correct(one.id, Span(at, at + 20), f"Speaker {nasty}")
        yield archive


@pytest.fixture(scope="module")
def visit(folder: Archive) -> Iterator[Visitor]:
    """The pages of it."""
    with pages_of(folder) as visitor:
        yield visitor


def everywhere(archive: Archive) -> Iterator[str]:
    """Addresses of all kinds of pages that show something of the documents."""
    for one, nasty in zip(DOCUMENTS, NASTY, strict=True):
        asked = f"The bridge {nasty}"
        yield f"/?{urlencode({'q': asked, 'after': nasty, 'speaker': f'Speaker {nasty}'}, doseq=True)}"
        yield f"/?{urlencode({'q': asked, 'source': f'Paper {nasty}', 'since': nasty, 'lang': nasty})}"
        yield f"/d?{urlencode({'id': one.id})}"
        yield f"/p?{urlencode({'id': f'Speaker {nasty}', 'month': nasty, 'source': nasty})}"
        yield f"/s?{urlencode({'id': f'Paper {nasty}', 'skip': nasty})}"
        yield f"/compare?{urlencode({'a': f'Speaker {nasty}', 'b': nasty, 'topic': nasty})}"
        yield f"/check?{urlencode({'words': f'The bridge {nasty} will not stand for long', 'by': nasty})}"
        yield f"/people?{urlencode({'q': nasty})}"
    yield from ("/", "/sources", "/people", "/p/Agnes%20Holm", "/nothing", "/?lang=ru")
    yield from (f"/d/{quote(one)}" for one in archive.store.ids(archive.store.keys()).values())


def test_nothing_of_a_document_runs_or_leads_astray(visit: Visitor, folder: Archive) -> None:
    """Titles, texts, names, papers and addresses, on every page; and every page is valid HTML."""
    pages = {path: visit(path) for path in everywhere(folder)}
    assert {page.status for page in pages.values()} <= {200, 404}
    assert sum(page.status == 200 for page in pages.values()) > 5 * len(NASTY)
    for path, page in pages.items():
        assert dangers(page.text) == [], path
        assert faults(page.text) == [], path
        assert "set-cookie" not in page.headers
        for script in re.findall(r"<script[^>]*>(.*?)</script>", page.text, re.DOTALL):
            assert {one["@type"] for one in json.loads(script)["@graph"]} == {"Quotation"}


def test_what_a_document_says_is_shown_as_it_says_it(visit: Visitor) -> None:
    """Escaped, not cut out: a reader sees the signs."""
    page = visit(f"/d?{urlencode({'id': DOCUMENTS[0].id})}")
    shown = unescape(re.sub(r"<[^>]*>", "", page.text))
    assert f"The bridge {NASTY[0]} will stand for long" in shown


def test_feeds_of_hostile_documents_are_feeds(visit: Visitor) -> None:
    """Well-formed, whatever stands in them."""
    for query in ("", *(f"?{urlencode({'q': f'bridge {nasty}'})}" for nasty in NASTY),
                  *(f"?{urlencode({'person': f'Speaker {nasty}'})}" for nasty in NASTY)):  # fmt: skip
        page = visit(f"/feed.atom{query}")
        assert page.status == 200
        links = [one.get("href", "") for one in ET.fromstring(page.text).iter("{http://www.w3.org/2005/Atom}link")]  # noqa: S314 (ours)
        assert all(urlsplit(link).scheme == "http" and link.startswith(visit.root) for link in links)


PATHS = st.sampled_from(
    ["/", "/d", "/d/", "/p", "/p/", "/s/", "/people", "/compare", "/sources", "/feed.atom", "/style.css", "/x", "//", "/d/.."]
)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [*NASTY, "0", "-1", "9" * 40, "2016-13-45", "0000-00"]
)
FIELDS = st.dictionaries(
    st.sampled_from("q words by id a b topic speaker source since until skip after month person lang".split()) | VALUES,
    st.lists(VALUES, max_size=3) | VALUES,
    max_size=6,
)
HEADERS = st.dictionaries(
    st.sampled_from("Accept-Language If-None-Match X-Forwarded-For Authorization Accept Cookie Range X-Remote-User".split()),
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=80),
    max_size=5,
)


@settings(max_examples=250)
@given(PATHS, VALUES, FIELDS, HEADERS, st.sampled_from(["GET", "HEAD", "POST", "TRACE"]))
@example("/d/", "\x00", {}, {}, "GET")
@example("/", "", {"q": "\x00", "since": "\x00"}, {}, "GET")
@example("/p/", "Agnes Holm", {"month": "0000-01"}, {}, "GET")
@example("/p/", "Agnes Holm", {"month": "9999-12", "skip": "999999"}, {}, "GET")
@example("/", "", {"q": "a", "until": "31.12.9999", "since": "1.1.0001"}, {}, "GET")
@example("/", "", {"q": "“", "after": ["", "who?", "and he?"]}, {"Accept-Language": "ru;q=2, *, en-;q=a"}, "GET")
def test_no_request_makes_a_page_fail(
    visit: Visitor, path: str, rest: str, fields: dict[str, object], headers: dict[str, str], method: str
) -> None:
    """Whatever is asked for, and however."""
    address = f"{path}{quote(rest, safe='')}?{urlencode(fields, doseq=True)}"
    split = urlsplit(visit.root)
    with closing(http.client.HTTPConnection(split.hostname or "", split.port, timeout=30)) as connection:
        connection.putrequest(method, address)
        for name, value in headers.items():
            connection.putheader(name, value.strip().encode("latin-1"))
        connection.endheaders()
        response = connection.getresponse()
        text = response.read().decode()
    assert response.status in (200, 303, 304, 400, 404, 405), address
    if response.status == 200 and "html" in (response.getheader("Content-Type") or "") and text:
        assert dangers(text) == [], address
        assert faults(text) == [], address


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_server_fail(visit: Visitor, said: bytes) -> None:
    """What is no request is refused, and the pages are there for others."""
    split = urlsplit(visit.root)
    with closing(socket.create_connection((split.hostname or "", split.port or 0), timeout=30)) as connection:
        connection.sendall(
            b"GET /?q=" + said.replace(b"\r\n\r\n", b"") + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        answer = connection.recv(12)
    assert answer in (b"HTTP/1.1 200", b"HTTP/1.1 400", b"HTTP/1.1 404", b"HTTP/1.1 405", b"HTTP/1.1 421")


def test_a_fault_of_our_own_is_told_without_what_was_asked(
    visit: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, folder: Archive
) -> None:
    """In the log the kind of failure and where; on the page that it was noted."""

    def fail(*_args: object, **_options: object) -> None:
        raise ValueError("SECRET")

    monkeypatch.setattr(folder, "ask", fail)
    page = visit("/?q=SECRET")
    assert page.status == 500
    assert "This is a fault of Briefbot’s own." in page.text
    assert re.search(r"\(Error [2-9A-Z]{4}\.\)", page.text)
    told = [one.getMessage() for one in caplog.records if one.name.startswith(("briefbot", "uvicorn"))]  # and not who asks
    assert "ValueError" in "".join(told)
    assert "SECRET" not in "".join(told)


def test_an_archive_that_cannot_be_read_is_told(new_archive: Callable[[], Archive], monkeypatch: pytest.MonkeyPatch) -> None:
    """With when to try again; the others are answered once it can."""
    archive = new_archive()
    with pages_of(archive) as visitor:
        archive.store.close()
        with monkeypatch.context() as broken:

            def locked() -> None:
                raise DatabaseError("The database is locked.")

            broken.setattr(archive.store, "state", locked)
            page = visitor("/")
        assert (page.status, page.headers["retry-after"]) == (503, "5")
        assert "The archive cannot be read now" in page.text
        assert visitor("/").status == 200
