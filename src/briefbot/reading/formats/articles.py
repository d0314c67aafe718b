"""Articles of feeds: an item, and the page that it leads to → a document."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefbot.errors import DocumentError
from briefbot.feeds.model import Channel, Entry
from briefbot.reading.formats.fields import MAX_FIELD_LENGTH, document_of
from briefbot.reading.formats.format import HEAD_BYTES, ParsedDocument, Refusal, Source
from briefbot.reading.formats.markup import text_of
from briefbot.reading.formats.table import parse, recognise

# Code points from which on a feed's own text counts as the whole article, unless it breaks off.
_WHOLE = 1_200
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|read more|continue reading|читать далее|подробнее)\W*$", re.IGNORECASE)
# What those add to an address who count where readers come from.
_CAMPAIGN = re.compile(r"utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|cmpid|ref_src", re.IGNORECASE)


def address_of(url: str) -> str:
    """What tells an address from others: without scheme, `www.`, campaign's marks, part of the page and a slash at its end."""
    split = urlsplit(url)
    query = urlencode([(name, value) for name, value in parse_qsl(split.query) if not _CAMPAIGN.fullmatch(name)])
    host = split.netloc.lower().removeprefix("www.")
    return f"{host}{split.path.rstrip('/')}{'?' + query if query else ''}"[:MAX_FIELD_LENGTH]


def of_entry(entry: Entry, channel: Channel) -> ParsedDocument | None:
    """The document that a feed's own words for an item make, None where it has none."""
    text = text_of(entry.html)
    return document_of(_fields(entry, channel) | {"text": text}) if text else None


def is_whole(told: ParsedDocument) -> bool:
    """Whether a feed's own words are the whole article."""
    text = told.document.text
    return len(text) >= _WHOLE and _BREAKS_OFF.search(text, max(0, len(text) - 60)) is None


def of_page(content: bytes, entry: Entry, channel: Channel, told: ParsedDocument | None) -> ParsedDocument:
    """The document that the page of an item makes: what its feed says of it holds, but for the text.

    Where the page gives less than the feed (`told`), the feed's words stand.

    Raises:
        DocumentError: the page is in no format that can be read, or has no text.
    """
    its = recognise(content[:HEAD_BYTES], ".html")
    if its is None:
        raise DocumentError("its page is in no format that can be read")
    (first, *_) = parse(its, content, Source("page"))
    if isinstance(first.outcome, Refusal):
        raise DocumentError(f"its page: {first.outcome.reason}")
    page = first.outcome.document
    if told is not None and len(told.document.text) > len(page.text):
        return told
    found = {"title": page.title, "author": page.author, "source": page.source, "language": page.language}
    known = {name: value for name, value in found.items() if value}
    if page.published is not None:
        known["published"] = (page.published_at or page.published).isoformat()
    return document_of(known | _fields(entry, channel, publisher=page.source) | {"text": page.text})


def _fields(entry: Entry, channel: Channel, publisher: str | None = None) -> dict[str, str]:
    """What a feed says of an item; the publisher is the one that the page names, else the feed's title."""
    name = address_of(entry.link) if entry.link else entry.key
    said = {
        "id": name,
        "title": entry.title and text_of(entry.title),
        "source": publisher or channel.title,
        "author": entry.author,
        "published": entry.published,
        "url": entry.link,
    }
    return {key: value[:MAX_FIELD_LENGTH] for key, value in said.items() if value}
