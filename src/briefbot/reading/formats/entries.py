"""Items of feeds → documents, by what the feed itself says of them."""

from collections.abc import Sequence

from briefbot.errors import DocumentError
from briefbot.feeds.model import Channel, Entry
from briefbot.model import Evidence
from briefbot.reading.addresses import address_of, without_campaign
from briefbot.reading.formats.fields import MAX_FIELD_LENGTH, document_of, usable
from briefbot.reading.formats.format import ParsedDocument
from briefbot.reading.markup import text_of


def of_entry(entry: Entry, channel: Channel) -> ParsedDocument | None:
    """The document that a feed's own words for an item make, None where it has none."""
    fields = usable(fields_of(entry, channel) | {"text": text_of(entry.html)})
    return document_of(fields, Evidence.FEED) if "text" in fields else None


def told_by_feed(entries: Sequence[Entry], channel: Channel) -> list[ParsedDocument | str | None]:
    """What a feed's own words for items make: documents, None where it has none for one, or a sentence on what is wrong."""
    return [_told(entry, channel) for entry in entries]


def _told(entry: Entry, channel: Channel) -> ParsedDocument | str | None:
    try:
        return of_entry(entry, channel)
    except DocumentError as error:
        return str(error)


def fields_of(entry: Entry, channel: Channel, publisher: str | None = None) -> dict[str, str]:
    """What a feed says of an item; the publisher is the one that the page names, else the feed's title."""
    name = address_of(entry.link) if entry.link else entry.key
    said = {
        "id": name,
        "title": entry.title,
        "source": publisher or channel.title,
        "author": entry.author,
        "published": entry.published,
        "url": without_campaign(entry.link) if entry.link else None,
    }
    return {key: value[:MAX_FIELD_LENGTH] for key, value in said.items() if value}
