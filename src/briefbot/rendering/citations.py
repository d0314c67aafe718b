"""Citations as blocks: each with its speaker, and neighbours of one document with one source line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from briefbot.dialogue.outgoing import Card
from briefbot.dialogue.pages import Pages
from briefbot.language.facts import closed, fact
from briefbot.model import Citation, Document
from briefbot.rendering import phrases
from briefbot.rendering.below import below
from briefbot.rendering.blocks import BREAK, Block, Byline, Cited, Place, Provenance
from briefbot.wording.locale import ReaderLocale

_T = TypeVar("_T")

# Quotations of so many characters together share a source line: it is never far from them, and in the same message.
_TOGETHER = 2_000


def cited(citation: Citation, number: int | None, locale: ReaderLocale) -> Cited:
    """A citation with its number, speaker, where it stands, and where else its words do."""
    context = citation.context.of(citation.document.text) if citation.context else ""
    source = source_of(citation, locale)
    words, lines = phrases.marked(citation), below(citation, locale)
    return Cited(words, byline(citation, locale), source, number, lines, context, place(citation), citation.document.language)


def under_one_source(
    items: Iterable[_T], of: Callable[[_T], Citation], alone: Callable[[_T], bool]
) -> Iterator[tuple[_T, ...]]:
    """Neighbours that share a source line: their citations are of one document, and fit on a screen or two.

    What is to stand `alone` shares none.
    """
    run: list[_T] = []
    length = 0
    for item in items:
        citation = of(item)
        length += len(citation.span)
        if run and (of(run[-1]).key != citation.key or alone(run[-1]) or alone(item) or length > _TOGETHER):
            yield tuple(run)
            run, length = [], len(citation.span)
        run.append(item)
    if run:
        yield tuple(run)


def listed(citations: Sequence[Citation], first_number: int | None, locale: ReaderLocale) -> Iterator[Block]:
    """Citations one below the other, numbered from the first one's number where they have any.

    None has context that another of them shows.
    """
    citations = [_without_told(one, citations) for one in citations]
    numbered = ((None if first_number is None else at, one) for at, one in enumerate(citations, start=first_number or 0))
    runs = under_one_source(numbered, lambda one: one[1], lambda one: bool(one[1].also or one[1].denials))
    for place, run in enumerate(runs):
        yield from [BREAK] if place else []
        yield from sharing(cited(citation, number, locale) for number, citation in run)


def _without_told(citation: Citation, others: Sequence[Citation]) -> Citation:
    before = citation.context
    told = before and any(one.key == citation.key and one.span.overlaps(before) for one in others)
    return replace(citation, context=None) if told else citation


def sharing(run: Iterable[Cited]) -> Iterator[Cited]:
    """Citations with one source line below the last of them."""
    *others, last = run
    yield from (replace(one, source=None) for one in others)
    yield last


def provenance(document: Document, locale: ReaderLocale) -> Provenance:
    """Where words stand, with the address of their document: its own, or that of its page where the reader is led to pages."""
    url = Pages(locale.site).document(document.id) if locale.site else document.url
    title, publisher = fact(document.title or document.id), document.source and fact(document.source)
    return Provenance(title, publisher, phrases.day(document.published, locale), url, document.id)


def source_of(citation: Citation, locale: ReaderLocale) -> Provenance:
    """Where the words of a citation stand; on pages, they are led to themselves."""
    source = provenance(citation.document, locale)
    return replace(source, url=Pages(locale.site).citation(citation)) if locale.site else source


def place(citation: Citation) -> Place:
    """Where a citation stands, for a channel that can lead there."""
    return Place(citation.document.id, citation.text, citation.document.url)


def card(citation: Citation, locale: ReaderLocale, link: str = "") -> Card:
    """A citation as a picture shows it, with the address of its link."""
    block = cited(citation, None, locale)
    source = provenance(citation.document, locale)
    words = f"[{closed(block.context)}] {closed(block.words)}" if block.context else closed(block.words)
    where = " · ".join(part for part in (source.publisher, source.day) if part)
    return Card(
        words, f"{block.speaker.name}{block.speaker.told}", tuple(filter(None, (source.title, where, link.partition("//")[2])))
    )


def byline(citation: Citation, locale: ReaderLocale) -> Byline:
    """Whose words a citation holds, and how they are told."""
    name = locale.name(citation.speaker) if citation.speaker else ""
    return Byline(name, phrases.byline(citation, locale).removeprefix(name), citation.speaker or "")
