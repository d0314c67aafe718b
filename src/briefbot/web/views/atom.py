"""Feeds of quotations as Atom (RFC 4287), for newsreaders: each entry is one quotation, under an id that stays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

from briefbot.dialogue.pages import Pages
from briefbot.language.facts import fact
from briefbot.model import Citation, Kind
from briefbot.rendering import phrases
from briefbot.wording.locale import ReaderLocale

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, however it is written.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE = 140


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is of, its own address and that of the page with the same, and its quotations, newest first."""

    title: str
    address: str
    page: str
    citations: Sequence[Citation]
    updated: datetime


def written(feed: Feed, pages: Pages, locale: ReaderLocale) -> str:
    """A feed as XML."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": locale.language})
    _put(root, "title", feed.title)
    _put(root, "id", feed.address)
    printed = filter(None, map(_printed, feed.citations))
    _put(root, "updated", _instant(max(printed, default=feed.updated)))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=_xml(feed.address))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=_xml(feed.page))
    ET.SubElement(ET.SubElement(root, "author"), "name").text = "Briefbot"
    for citation in feed.citations:
        root.append(_entry(citation, pages, locale, feed.updated))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _entry(citation: Citation, pages: Pages, locale: ReaderLocale, undated: datetime) -> ET.Element:
    document, address = citation.document, pages.citation(citation)
    entry = ET.Element("entry")
    byline = phrases.byline(citation, locale)
    # A narrator's sentence with a fragment in it is nobody's but the paper's: it names whose the fragment is.
    named = None if citation.kind is Kind.MIXED else byline
    _put(entry, "title", ": ".join(filter(None, (named, phrases.cut(fact(citation.text), _TITLE)))))
    _put(entry, "id", address)
    printed = _printed(citation) or undated
    _put(entry, "published", _instant(printed))
    _put(entry, "updated", _instant(printed))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=_xml(address))
    if citation.speaker and citation.kind is Kind.DIRECT:
        ET.SubElement(ET.SubElement(entry, "author"), "name").text = _xml(locale.name(citation.speaker))
    _put(entry, "content", f"{phrases.marked(citation)}\n— {byline}\n{phrases.provenance(document, locale)}", type="text")
    return entry


def _put(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _xml(text)


def _xml(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _printed(citation: Citation) -> datetime | None:
    """When a quotation was printed: the instant, or the beginning of the day (UTC)."""
    document = citation.document
    if document.published_at is not None:
        return document.published_at
    return datetime.combine(document.published, time(), UTC) if document.published else None


def _instant(when: datetime) -> str:
    return f"{when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
