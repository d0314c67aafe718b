"""Feeds as they are published: their items, whatever shape they come in."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbot.errors import DocumentError
from briefbot.reading.feeds import feeds_of_page, read_feed, read_opml, write_opml
from briefbot.reading.formats.entries import told_by_feed
from briefbot.reading.formats.format import ParsedDocument

ADDRESS = "https://wire.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="windows-1251"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Вестник</title><link>https://wire.example/</link><language>ru-RU</language>
<item><title>Паром</title><link>/2026/ferry?utm_source=rss</link><guid isPermaLink="false">a1</guid>
<pubDate>Sun, 01 Mar 2026 23:30:00 -0500</pubDate><author>ann@wire.example (Анна Мосс)</author>
<description>Коротко</description><content:encoded><![CDATA[<p>Паром <b>идёт</b>.</p><p>Ещё.</p>]]></content:encoded></item>
<item><title>Без адреса</title><description>Просто текст</description></item>
<item><title>Паром снова</title><guid>a1</guid></item>
</channel></rss>""".encode("cp1251")
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><link href="https://herald.example/"/>
<entry><id>tag:1</id><title>Pier</title><link href="https://herald.example/pier"/><updated>2026-03-02T10:00:00+02:00</updated>
<author><name>Bo Lind</name></author><content type="html">&lt;p&gt;The pier is safe.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Gazette",
    "language": "en",
    "items": [
        {"id": "7", "url": "https://gazette.example/mill", "title": "Mill", "content_text": "It burns <today>.\nStill."},
        {"id": "8", "date_published": "2026-03-03", "authors": [{"name": "Cy Hale"}, {"name": "Di Frost"}]},
        "not an item",
    ],
}


def test_an_rss_feed_is_read_as_it_is_printed() -> None:
    """In its own encoding; the longest text, the date in its own zone, the whole address; an item of one key once."""
    channel = read_feed(RSS, ADDRESS)
    assert (channel.title, channel.site, channel.language) == ("Вестник", "https://wire.example/", "ru")
    ferry, plain = channel.entries
    assert (ferry.key, ferry.link, ferry.title) == ("a1", "https://wire.example/2026/ferry?utm_source=rss", "Паром")
    assert (ferry.published, ferry.html) == ("2026-03-01T23:30:00-05:00", "<p>Паром <b>идёт</b>.</p><p>Ещё.</p>")
    assert (plain.link, plain.html, bool(plain.key)) == (None, "Просто текст", True)


def test_an_atom_feed_is_read() -> None:
    """With author, date and text."""
    (pier,) = read_feed(ATOM, ADDRESS).entries
    assert (pier.key, pier.author, pier.published) == ("tag:1", "Bo Lind", "2026-03-02T10:00:00+02:00")
    assert pier.html == "<p>The pier is safe.</p>"


def test_a_json_feed_is_read() -> None:
    """Its text is text, not markup; a date without a time stays one; what is no item is passed over."""
    channel = read_feed(json.dumps(JSON_FEED).encode(), ADDRESS)
    mill, other = channel.entries
    assert mill.html == "It burns &lt;today>.<br>Still."
    assert (other.published, other.author) == ("2026-03-03", "Cy Hale, Di Frost")


def test_another_wording_has_another_digest() -> None:
    """What tells that an item comes again changed: its words, not the rest of the feed."""
    (before,) = read_feed(ATOM, ADDRESS).entries
    (same,) = read_feed(ATOM.replace(b"Herald", b"The Herald"), ADDRESS).entries
    (after,) = read_feed(ATOM.replace(b"is safe", b"is not safe"), ADDRESS).entries
    assert before.digest == same.digest != after.digest
    assert before.key == after.key


@pytest.mark.parametrize(
    "content", [b"", b"<html><body>A page</body></html>", b"{}", b"[1]", b'{"items": 3}', b"\x00\xff", b"{" * 9999]
)
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    """A page, nothing, bytes of any kind."""
    with pytest.raises(DocumentError, match="it is no feed"):
        read_feed(content, ADDRESS)


def test_a_feed_reads_no_other_file_and_does_not_grow() -> None:
    """Entities from outside, and those that multiply, are nothing."""
    outside = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    channel = read_feed(f'{outside}<rss version="2.0"><channel><title>a&x;b</title></channel></rss>'.encode(), ADDRESS)
    assert (channel.title or "").replace("&x;", "") in ("ab", "a b", "")
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE r [<!ENTITY l0 "ha">{entities}]><rss version="2.0"><channel><title>&l8;</title></channel></rss>'
    assert len(read_feed(bomb.encode(), ADDRESS).title or "") < 10_000


@given(st.binary(max_size=300), st.integers(0, 600))
def test_no_feed_makes_the_reading_raise(noise: bytes, at: int) -> None:
    """Anything in the middle of a feed is read, or refused in a sentence."""
    for feed in (RSS, ATOM, json.dumps(JSON_FEED).encode()):
        with suppress(DocumentError):
            read_feed(feed[:at] + noise + feed[at:], ADDRESS)


def test_a_page_names_its_feeds() -> None:
    """In its order, each once, with whole addresses; other links, and addresses of nothing, are none."""
    page = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/all.xml" title=" All  news ">
    <link rel="ALTERNATE" type="application/atom+xml" href="https://herald.example/atom"><link rel="alternate" hreflang="de">
    <link rel="stylesheet" type="application/rss+xml" href="/x"><link rel="alternate" type="application/rss+xml" href="http://[x">
    <link rel="alternate" type="application/rss+xml" href="/all.xml" title="Again"></head></html>"""
    found = [("https://herald.example/all.xml", "All news"), ("https://herald.example/atom", None)]
    assert feeds_of_page(page, "https://herald.example/weir") == found
    assert feeds_of_page(b"", "https://herald.example/weir") == []


def test_a_list_of_feeds_goes_out_and_comes_back() -> None:
    """In OPML, whatever stands in titles; what is no address of the web is left out, and another file holds none."""
    feeds = [("https://herald.example/all?a=1&b=2", 'Herald & "Post" <x>'), ("https://wire.example/", None)]
    assert read_opml(write_opml([*feeds, ("file:///etc/passwd", "No")]).encode()) == [feeds[0], (feeds[1][0], feeds[1][0])]
    assert read_opml(b"<html></html>") == []


def test_what_no_database_stores_is_left_out() -> None:
    """Half a character and NUL, which JSON can name, in whatever field."""
    bad = "a\ud800\0b"
    item = {
        "id": bad,
        "url": f"https://example.org/{bad}",
        "title": bad,
        "content_html": f"<p>{bad}</p>",
        "authors": [{"name": bad}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": bad, "items": [item]}
    channel = read_feed(json.dumps(feed).encode(), ADDRESS)
    (entry,) = channel.entries
    said = (channel.title, entry.key, entry.link, entry.title, entry.author, entry.html)
    assert said == ("ab", "ab", "https://example.org/ab", "ab", "ab", "<p>ab</p>")
    (told,) = told_by_feed([replace(entry, html=bad)], channel)
    assert isinstance(told, ParsedDocument)
    assert told.document.text == "ab"


def test_a_feed_with_more_tags_than_are_read_is_read_up_to_there() -> None:
    """What stands before them comes, and what stands behind them does not."""
    first, last = (
        "<item><title>" + name + "</title><link>/a</link><guid>" + name + "</guid></item>" for name in ("first", "last")
    )
    feed = f'<rss version="2.0"><channel><title>The Wire</title>{first}{"<i>" * 200_000}{last}</channel></rss>'
    assert [entry.title for entry in read_feed(feed.encode(), ADDRESS).entries] == ["first"]


def test_a_date_that_is_only_of_a_change_is_taken_without_a_warning() -> None:
    """In tests, a warning is an error."""
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><updated>2026-03-01T10:00:00Z</updated></entry></feed>'
    assert [entry.published for entry in read_feed(feed.encode(), ADDRESS).entries] == ["2026-03-01T10:00:00+00:00"]
