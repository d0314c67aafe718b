"""Quotations as data in a page: schema.org's Quotation in JSON-LD, which nothing in a text can break out of."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from briefbot.dialogue.pages import Pages, web_address
from briefbot.model import Citation, Document, Kind

# What ends a script in HTML, or a line in scripts, written in another way that means the same.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def quotations(citations: Iterable[Citation], pages: Pages) -> Sequence[dict[str, Any]]:
    """The quotations among citations, each with whoever speaks, where it is shown and what it is part of."""
    return [_quotation(one, pages) for one in citations if one.kind is Kind.DIRECT]


def script(graph: Sequence[dict[str, Any]]) -> Markup:
    """Data as the content of a script element that no browser runs; empty where there are none."""
    if not graph:
        return Markup()
    written = json.dumps({"@context": "https://schema.org", "@graph": list(graph)}, ensure_ascii=False)
    return Markup(written.translate(_UNSAFE))  # noqa: S704 (no sign is left that HTML reads)


def _quotation(citation: Citation, pages: Pages) -> dict[str, Any]:
    document = citation.document
    told = {
        "@type": "Quotation",
        "@id": pages.citation(citation),
        "text": citation.own,
        "inLanguage": document.language,
        "spokenByCharacter": {"@type": "Person", "name": citation.speaker} if citation.speaker else None,
        "isPartOf": _article(document),
    }
    return _without_nothing(told)


def _article(document: Document) -> dict[str, Any]:
    return _without_nothing(
        {
            "@type": "NewsArticle",
            "headline": document.title,
            "datePublished": document.published.isoformat() if document.published else None,
            "author": {"@type": "Person", "name": document.author} if document.author else None,
            "publisher": {"@type": "Organization", "name": document.source} if document.source else None,
            "url": web_address(document.url),
        }
    )


def _without_nothing(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None}
