"""Articles of feeds: an item, and the page that it leads to → a document."""

import re

from briefbot.errors import DocumentError
from briefbot.feeds.model import Channel, Entry
from briefbot.model import Evidence
from briefbot.reading.formats.entries import fields_of
from briefbot.reading.formats.fields import document_of
from briefbot.reading.formats.format import HEAD_BYTES, Parse, ParsedDocument, Refusal, Source
from briefbot.reading.formats.table import recognise

# Code points from which on a feed's own text counts as the whole article, unless it breaks off.
_WHOLE = 1_200
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|read more|continue reading|читать далее|подробнее)\W*$", re.IGNORECASE)


def is_whole(told: ParsedDocument) -> bool:
    """Whether a feed's own words are the whole article."""
    text = told.document.text
    return len(text) >= _WHOLE and _BREAKS_OFF.search(text, max(0, len(text) - 60)) is None


def of_page(content: bytes, entry: Entry, channel: Channel, told: ParsedDocument | None, parse: Parse) -> ParsedDocument:
    """The document that the page of an item makes: what its feed says of it holds, but for the text.

    Where the page gives less than the feed (`told`), the feed's words stand. `parse` makes the document of the page.

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
    evidence = Evidence.FEED if entry.published else page.evidence
    return document_of(known | fields_of(entry, channel, publisher=page.source) | {"text": page.text}, evidence)
