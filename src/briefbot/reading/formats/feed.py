"""Feeds as files: RSS, Atom, JSON Feed; each item that carries its text is a document."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefbot.errors import DocumentError
from briefbot.reading.feeds import read_feed
from briefbot.reading.formats.format import Format, Part, Refusal, Source

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE\s+(?:rss|rdf)[^>\[]{0,500}>\s*)*"
    rb"<(?:rss|feed|rdf:RDF|(?:\w+:)?RDF)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_json_feed(value: Any) -> bool:
    """Whether a value of JSON is a feed (jsonfeed.org)."""
    return isinstance(value, Mapping) and "jsonfeed.org" in str(value.get("version", ""))


def feed_parts(data: bytes) -> Iterator[Part]:
    """The documents in a feed, by its items.

    Raises:
        DocumentError: it is no feed.
    """
    # Imported here: what reads markup takes long to load, and only feeds and pages need it.
    from briefbot.reading.formats.entries import of_entry  # noqa: PLC0415

    channel = read_feed(data, "")
    for number, entry in enumerate(channel.entries, start=1):
        label = f"item {number}"
        try:
            yield Part(of_entry(entry, channel) or Refusal("the feed has no text of it"), label)
        except DocumentError as error:
            yield Part(Refusal(str(error)), label)


def _parse(data: bytes, source: Source) -> Iterator[Part]:  # noqa: ARG001 (an item has an id of its own)
    return feed_parts(data)


FORMAT = Format(
    name="feed",
    suffixes=(".rss", ".atom", ".rdf", ".xml"),
    mime_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
    parse=_parse,
    guarded=True,
    recognise=lambda head: bool(_START.match(head)),
)
