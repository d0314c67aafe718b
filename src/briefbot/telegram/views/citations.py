"""Citations to copy, as plain text."""

from collections.abc import Iterable

from briefbot.language.facts import closed, fact
from briefbot.model import Citation
from briefbot.rendering import phrases
from briefbot.rendering.blocks import Notice
from briefbot.telegram.views.messages import address_of, parts
from briefbot.wording.locale import ENGLISH, ReaderLocale

# What a button can put into the clipboard.
COPYABLE = 256


def first_address(citations: Iterable[Citation]) -> str:
    """The address that the first link leads to; empty where there is none."""
    return next((address for citation in citations if (address := address_of(citation.document.url))), "")


def citation_to_copy(citation: Citation, locale: ReaderLocale = ENGLISH, link: str = "") -> list[str]:
    """A citation as one paragraph of plain text, with the address of its link where it has one."""
    return parts([Notice(plain_citation(citation, locale, link))], locale)


def plain_citation(citation: Citation, locale: ReaderLocale = ENGLISH, link: str = "") -> str:
    """Words, speaker, title, source, date and the address of its link in one line."""
    document = citation.document
    facts = [
        phrases.byline(citation, locale),
        document.title,
        document.source,
        phrases.day(document.published, locale) if document.published else None,
        document.url,
    ]
    before = f"[{closed(citation.context.of(document.text))}] " if citation.context else ""
    words = f"{before}{closed(phrases.marked(citation))} — {', '.join(map(fact, filter(None, facts))) or fact(document.id)}"
    return f"{words} {link}" if link else words
