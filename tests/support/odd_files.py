"""Feeds and pages as nobody should write them and many do: each number is one, the same on every machine.

Sound ones in several forms are spoilt one to three times: cut off, nested without end, in an encoding that they do not name,
with entities that are none, markup in the wrong places, values of wrong types, or far too large.
"""

import json
import random
from collections.abc import Callable
from html import escape

Spoil = Callable[[bytes, random.Random], bytes]

_SAID = (
    "“The ferry sails at noon,” said Ann Moss, the harbour master.",
    "„Мост закроют в марте“, — сказал мэр Иван Петров.",
    "The council met for a third time, and nobody left the hall before midnight.",
    "«Le bac part à midi», a dit Zoé Noël. 船は正午に出る。",
    "Fish & chips cost £4.50 <b>again</b>; see page 3.",
)
_DATES = (
    "Sun, 01 Mar 2026 10:00:00 GMT", "2026-03-01T10:00:00+03:00", "1 марта 2026", "0000-00-00", "Mon, 32 Foo 9999 99:99:99 XXX",
    "", "99999999999999999999", "-1", "2026-03-01T10:00:00+99:99", "Thu, 01 Jan 1970 00:00:00 +0000",
)  # fmt: skip
_ENCODINGS = (
    "utf-16", "utf-16-be", "utf-32", "utf-8-sig", "cp1251", "koi8-r", "iso8859-5", "euc_jp", "shift_jis", "gb18030", "big5",
    "euc_kr", "cp037", "utf-7", "latin-1", "mac_cyrillic",
)  # fmt: skip
_NAMED = (*_ENCODINGS, "x-unknown", "", "utf-8\0", "rot13", "base64", "UTF8; drop", "idna", "unicode_escape")


def odd_feed(number: int) -> tuple[str, bytes]:
    """The name and the bytes of a feed."""
    chance = random.Random(f"feed {number}")  # noqa: S311 (no secrets)
    ending, content = chance.choice((_rss, _rss, _atom, _rdf, _json_feed))(chance)
    return f"{number}{ending}", _spoilt(content, chance)


def odd_page(number: int) -> tuple[str, bytes]:
    """The name and the bytes of a page."""
    chance = random.Random(f"page {number}")  # noqa: S311 (no secrets)
    return f"{number}.html", _spoilt(_page(chance), chance)


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3))):
        content = chance.choice(_SPOILS)(content, chance)
    return content


# Sound ones


def _body(chance: random.Random) -> str:
    return "".join(f"<p>{chance.choice(_SAID)}</p>" for _ in range(chance.randint(0, 12)))


def _items(chance: random.Random) -> range:
    return range(chance.choice((0, 1, 3, 12)))


def _rss(chance: random.Random) -> tuple[str, bytes]:
    items = "".join(
        f"<item><title>{escape(chance.choice(_SAID))}</title><link>https://example.org/{n}</link><guid>{n}</guid>"
        f"<pubDate>{chance.choice(_DATES)}</pubDate><dc:creator>Ann Moss</dc:creator><description>{escape(_body(chance))}"
        f"</description><content:encoded><![CDATA[{_body(chance)}]]></content:encoded></item>"
        for n in _items(chance)
    )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    told = (
        f'<rss version="{chance.choice(("2.0", "0.91", "9"))}" {spaces}><channel><title>The Wire</title>{items}</channel></rss>'
    )
    return ".rss", f'<?xml version="1.0" encoding="utf-8"?>\n{told}'.encode()


def _atom(chance: random.Random) -> tuple[str, bytes]:
    entries = "".join(
        f"<entry><id>{n}</id><title type='html'>{escape(chance.choice(_SAID))}</title>"
        f"<updated>{chance.choice(_DATES)}</updated><link href='/{n}'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        f"{_body(chance).replace('&', '&amp;')}</div></content></entry>"
        for n in _items(chance)
    )
    return ".atom", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>{entries}</feed>'.encode()


def _rdf(chance: random.Random) -> tuple[str, bytes]:
    items = "".join(
        f'<item rdf:about="{n}"><title>{escape(chance.choice(_SAID))}</title><link>https://example.org/{n}</link>'
        f"<description>{escape(_body(chance))}</description></item>"
        for n in _items(chance)
    )
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    return ".rdf", f"<rdf:RDF {spaces}><channel><title>The Wire</title></channel>{items}</rdf:RDF>".encode()


def _json_feed(chance: random.Random) -> tuple[str, bytes]:
    values: tuple[object, ...] = (
        None,
        7,
        -1.5,
        True,
        [],
        {},
        "x",
        ["a", {"b": None}],
        {"name": 3},
        "\ud800",
        "2026-03-01",
        1e300,
    )

    def wrong(value: object) -> object:
        return chance.choice(values) if chance.random() < 0.2 else value

    items = [
        wrong({
            "id": wrong(str(n)), "url": wrong(f"https://example.org/{n}"), "title": wrong("Ferry"),
            "tags": wrong(["a"]), "content_html": wrong(_body(chance)), "authors": wrong([{"name": "A"}]),
            "date_published": wrong(chance.choice(_DATES)),
        })
        for n in _items(chance)
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": wrong("The Wire"),
        "items": wrong(items),
        "language": wrong("en"),
    }
    return ".json", json.dumps(feed).encode()


def _page(chance: random.Random) -> bytes:
    data = {"@type": "NewsArticle", "headline": chance.choice(_SAID), "datePublished": chance.choice((*_DATES, 7, None, ["x"]))}
    head = (
        f"<meta charset=utf-8><title>{escape(chance.choice(_SAID))}</title><meta property='article:published_time' "
        f"content='{chance.choice(_DATES)}'><script type='application/ld+json'>{json.dumps(data)}</script>"
    )
    menu = "<nav><ul>" + "<li><a href=/>News</a>" * 12 + "</ul></nav>"
    comments = "<div class=comments>" + "<p>First! I disagree.</p>" * chance.choice((0, 3, 200)) + "</div>"
    told = (
        f"<html lang=en><head>{head}</head><body>{menu}<article><h1>Ferry</h1>{_body(chance)}</article>{comments}</body></html>"
    )
    return told.encode()


# What spoils them


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 10, 300))):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.choice(
                (0, 0x1A, 0x3C, 0x26, 0x80, 0xC0, 0xFF, 0x22, chance.randrange(256))
            )
    return bytes(spoilt)


def _put_in(content: bytes, chance: random.Random) -> bytes:
    """Something that does not belong there, behind a tag."""
    at = content.find(b">", chance.randrange(len(content) + 1)) + 1
    return content[:at] + chance.choice(_STRANGE) + content[at:]


_STRANGE = (
    b"<![CDATA[", b"]]>", b"<![CDATA[<![CDATA[x]]>]]>", b"<!--", b"-->", b"<!-- -- > -->", b"<?php", b"<", b"&",
    b"&nbsp;&bogus;", b"&#0;&#xD800;&#99999999;&#x1F600;", b"\xed\xa0\x80\xed\xb0\x80", b"\xfe\xff\x00<",
    b"<script>while(1);</script>",
    b"<plaintext>", b"<svg><title>", b"<table><tr><td><table>", b"<select><option>", b"<base href='//['>", b"<style>p{",
    b"<a href='http://[::1'>x</a>", b"<meta http-equiv=refresh content='0;url=file:///etc/passwd'>", b"<p>\0\0\0", b"<title>",
    b"<iframe srcdoc='&lt;p&gt;'>", b"<textarea>", b"<template><p>x", b"\x1b[31m", "\u202e\u2066\u200f".encode(), b"<q>",
    b"</html></body>", b"<br>" * 5_000,
)  # fmt: skip


def _nested(content: bytes, chance: random.Random) -> bytes:
    at = content.find(b">", chance.randrange(len(content) + 1)) + 1
    piece = chance.choice(
        (b"<div>", b"<b>", b"<p><i>", b"<table><tr><td>", b"<item>", b"<entry><content>", b"<ul><li>", b"<a>", b"[")
    )
    return content[:at] + piece * chance.choice((300, 5_000, 60_000)) + content[at:]


def _large(content: bytes, chance: random.Random) -> bytes:
    at = content.find(b">", chance.randrange(len(content) + 1)) + 1
    piece = chance.choice(
        (
            b"a",
            b"word ",
            b"&amp;",
            b"<p>x</p>",
            b"<p>a",
            b"<i>a</i>",
            b"\xd0\xb6",
            b'"Yes," he said. ',
            b"\n",
            b"<br/>",
            b"\xe2\x80\x9c",
            b"&#x27;",
        )
    )
    return content[:at] + piece * (chance.choice((2_000, 50_000, 1_000_000)) // len(piece)) + content[at:]


def _attributes(content: bytes, chance: random.Random) -> bytes:
    at = content.find(b">", chance.randrange(len(content) + 1))
    return (
        content[:at]
        + b" x='"
        + b"y" * chance.choice((10, 400_000))
        + b"' "
        + b"z=1 " * chance.choice((1, 20_000))
        + content[at:]
    )


def _encoded(content: bytes, chance: random.Random) -> bytes:
    """In an encoding that is named wrongly, or not at all."""
    spoilt = content.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")
    return spoilt.replace(b"utf-8", chance.choice(_NAMED).encode()) if chance.random() < 0.5 else spoilt


def _mixed(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at:].decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _entities(content: bytes, chance: random.Random) -> bytes:
    """With entities that grow without end, or lead outside."""
    bomb = b'<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    outside = b'<!ENTITY % d SYSTEM "file:///etc/passwd"> %d; <!ENTITY j SYSTEM "file:///etc/passwd">'
    start = content.find(b"?>") + 2 if content.startswith(b"<?") else 0
    used = content[start:].replace(b"The Wire", b"&j;").replace(b"Ferry", b"&j;")
    return content[:start] + b"<!DOCTYPE x [" + chance.choice((bomb, outside, bomb[:60])) + b"]>" + used


def _shuffled(content: bytes, chance: random.Random) -> bytes:
    parts = content.split(b"<")
    first = chance.randrange(len(parts))
    some = parts[first : first + chance.choice((3, 30, 300))]
    chance.shuffle(some)
    return b"<".join([*parts[:first], *some, *parts[first + len(some) :]])


def _repeated(content: bytes, chance: random.Random) -> bytes:
    return content * chance.choice((2, 30))


def _other_case(content: bytes, chance: random.Random) -> bytes:
    return chance.choice((content.upper, content.swapcase, content.title))()


_SPOILS: tuple[Spoil, ...] = (
    _cut, _flipped, _put_in, _put_in, _nested, _large, _attributes, _encoded, _encoded, _mixed, _entities, _shuffled,
    _repeated, _other_case,
)  # fmt: skip
