"""A feed as it is published (RSS, Atom, JSON Feed) → its items."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from briefbot.errors import DocumentError
from briefbot.feeds.model import Channel, Entry

# Items beyond this are not looked at: a feed is a list of what is new.
_MOST_ENTRIES = 2_000
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
# Tags beyond this are not read: each takes feedparser some 20 µs, and a feed with all the entries that are looked at has fewer.
_MOST_TAGS = 80_000
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")


def read_feed(content: bytes, address: str, charset: str | None = None) -> Channel:
    """The items of a feed that was at this address; `charset` is the encoding that its server names.

    Raises:
        DocumentError: it is no feed.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(content, address)
    # Imported here: it takes long to load, and only feeds need it.
    import feedparser  # noqa: PLC0415

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    try:
        parsed = feedparser.parse(_begun(content), response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError):  # of an encoding that its first line names, and that is none
        raise DocumentError("it is no feed") from None
    if not parsed.get("version") and not parsed.entries:
        raise DocumentError("it is no feed")
    about = parsed.feed
    return Channel(
        _line(about.get("title")),
        _address(about.get("link"), address),
        _language(about.get("language")),
        tuple(_unique(_entry(item, address) for item in parsed.entries[:_MOST_ENTRIES])),
    )


def _begun(content: bytes) -> bytes:
    """A feed up to where it has more tags than are read."""
    beyond = next(islice(re.finditer(rb"<", content), _MOST_TAGS, None), None)
    return content[: beyond.start()] if beyond else content


def _entry(item: dict[str, Any], address: str) -> Entry:
    contents = [str(part.get("value") or "") for part in item.get("content") or ()]
    html = max([*contents, str(item.get("summary") or "")], key=len)
    # Its own `get` warns of giving one date for another.
    printed = next(filter(None, (dict.get(item, name) for name in ("published", "updated", "created"))), None)
    link, key = _address(item.get("link"), address), item.get("id")
    return _made(key, link, item.get("title"), item.get("author"), _date(printed), html)


def _json_feed(content: bytes, address: str) -> Channel:
    """The items of a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DocumentError("it is no feed") from None
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(value.get("version")):
        raise DocumentError("it is no feed")
    entries = (_json_entry(item, address) for item in items[:_MOST_ENTRIES] if isinstance(item, dict))
    site = _address(value.get("home_page_url"), address)
    return Channel(_line(value.get("title")), site, _language(value.get("language")), tuple(_unique(entries)))


def _json_entry(item: Mapping[str, Any], address: str) -> Entry:
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [one.get("name") for one in people or () if isinstance(one, dict)]
    html = str(item.get("content_html") or "") or _escaped(str(item.get("content_text") or item.get("summary") or ""))
    printed = item.get("date_published") or item.get("date_modified")
    author = ", ".join(filter(None, map(_line, names))) or None
    return _made(item.get("id"), _address(item.get("url"), address), item.get("title"), author, _date(printed), html)


def _made(key: Any, link: str | None, title: Any, author: Any, published: str | None, html: str) -> Entry:
    html = _UNSTORABLE.sub("", html)
    name = _line(key) or link or _digest(str(title), html)
    digest = _digest(str(title), str(author), str(published), html, str(link))
    return Entry(name[:500], digest, link, _plain(title), _line(author), published, html)


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    """The items, each once: of those with one key the first, which is the newest."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.key, entry)
    return list(found.values())


def _date(printed: Any) -> str | None:
    """The date of an item in ISO 8601, as printed: never brought to another zone; None where it cannot be read."""
    text = _line(printed)
    if text is None:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(text)
        except (ValueError, TypeError, OverflowError):
            continue
        return when.isoformat() if ":" in text else when.date().isoformat()
    return None


def _address(link: Any, base: str) -> str | None:
    """The whole address of a link, None where it is none of the web."""
    try:
        whole = urljoin(base, _UNSTORABLE.sub("", str(link)).strip()) if link else ""
    except ValueError:
        return None
    return whole if _WEB.fullmatch(whole) else None


def _line(value: Any) -> str | None:
    """A value as one line of text without markup's spaces and what no database stores, None where it has no words."""
    return _SPACE.sub(" ", _UNSTORABLE.sub("", str(value))).strip() or None if value is not None else None


def _plain(title: Any) -> str | None:
    """A title without its markup, None where it has no words."""
    # Imported here: it takes long to load, and what tells of feeds needs none.
    from briefbot.reading.markup import text_of  # noqa: PLC0415

    line = _line(title)
    return _line(text_of(line)) if line else None


def _language(value: Any) -> str | None:
    match = _LANGUAGE.match(str(value or "").strip())
    return match[0].lower() if match else None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


# Where a page, or a list in OPML, says that there are feeds

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})


def feeds_in(content: bytes, address: str, charset: str | None = None) -> list[tuple[str, str | None]]:
    """The feeds in what an address gave: itself, where it is one, those of a list in OPML, or the main one of a page.

    Address and title of each, the title None where it has none; none where it is no feed, and names none.
    """
    try:
        return [(address, read_feed(content, address, charset).title)]
    except DocumentError:
        return read_opml(content) or feeds_of_page(content, address)[:1]


def feeds_of_page(content: bytes, address: str) -> list[tuple[str, str | None]]:
    """The feeds that a page names: address and title of each, in its order."""
    from lxml import etree, html  # noqa: PLC0415 (as above)

    try:
        root = html.document_fromstring(content)
    except (etree.ParserError, ValueError):
        return []
    found: dict[str, str | None] = {}
    for link in root.iter("link"):
        is_feed = "alternate" in (link.get("rel") or "").lower() and (link.get("type") or "").lower().strip() in _FEED_TYPES
        if is_feed and (whole := _address(link.get("href"), address)):
            found.setdefault(whole, _line(link.get("title")))
    return list(found.items())


def read_opml(content: bytes) -> list[tuple[str, str | None]]:
    """The feeds that a list in OPML names: address and title of each, in its order; none where it is no such list."""
    import listparser  # noqa: PLC0415 (as above)

    named = listparser.parse(content)
    found: dict[str, str | None] = {}
    for one in named.get("feeds") or ():
        if address := _address(one.get("url"), ""):
            found.setdefault(address, _line(one.get("title")))
    return list(found.items())


def write_opml(feeds: Iterable[tuple[str, str | None]]) -> str:
    """A list in OPML 2.0 of feeds, address and title of each, as newsreaders exchange it."""
    outlines = "".join(
        f'    <outline type="rss" text={quoteattr(title or address)} xmlUrl={quoteattr(address)}/>\n'
        for address, title in feeds
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Briefbot</title></head>\n'
    return f"{head}  <body>\n{outlines}  </body>\n</opml>\n"
