"""A document cut into what an answer can show: whole quotations, and the sentences around them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from briefbot.language.text import sentences
from briefbot.model import (
    Analysis,
    Attribution,
    Document,
    Kind,
    Passage,
    Quote,
    Span,
    SpeakerSource,
    Statement,
    Sure,
    Utterance,
)
from briefbot.reading.context import context_of
from briefbot.reading.page import Page, read_page
from briefbot.reading.quotes import find_quotes, language_of
from briefbot.reading.sureness import sure_enough
from briefbot.reading.utterances import utterances

# A quotation of fewer words is shown within its sentence.
_FEWEST_WORDS = 3

NOBODYS = SpeakerSource(Attribution.NOBODY)


def analyse(document: Document, page: Page | None = None, sure: Sure = Sure.NORMAL) -> tuple[Passage, ...]:
    """All passages of a document, in the order of its text; none overlaps another or crosses a paragraph.

    `page` holds the parts of its text; None where they are not known yet. Speakers are named where analysis is as `sure` of
    them as asked for.
    """
    return passages(document, sure_enough(find_quotes(document), sure), page)


def passages(document: Document, analysis: Analysis, page: Page | None = None) -> tuple[Passage, ...]:
    """The passages of a document whose quotations and reported speech are known."""
    page = page or read_page(document.text, document.title)
    found = [Passage(page.headline, Kind.REPORTED, NOBODYS, headline=True)] if page.headline else []
    quotes = _within(page.body, [quote for quote in analysis.quotes if quote.source.attribution is not Attribution.NOBODY])
    statements = {statement.span: statement for statement in analysis.statements}
    language = language_of(document.text, document.language)
    told: list[Span] = []
    for paragraph, inside in zip(page.body, quotes, strict=True):
        spans = _without_labels(sentences(document.text, paragraph, language), analysis.statements)
        told += spans
        found.extend(_paragraph(document, spans, inside, statements))
    led = _led(sorted(found, key=lambda passage: (passage.span.start, passage.span.end)))
    contexts = ((one, context_of(document.text, one, told, language)) for one in led)
    return tuple(one if context is None else replace(one, context=context) for one, context in contexts)


def _led(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages of a document, with the first one of each utterance told in all of them."""
    leads: dict[Span, int] = {}
    for ordinal, passage in enumerate(passages):
        if passage.utterance is None:
            yield passage
        else:
            lead = leads.setdefault(passage.utterance.span, ordinal)
            yield replace(passage, utterance=replace(passage.utterance, lead=lead))


def _without_labels(spans: Sequence[Span], statements: Sequence[Statement]) -> list[Span]:
    """The sentences of a paragraph, without the label of a transcript that stands before somebody's words, or alone."""
    kept = []
    for span in spans:
        at = bisect_left(statements, span.start, key=lambda statement: statement.span.start)
        inside = []
        while at < len(statements) and statements[at].span.end <= span.end:
            inside.append(statements[at].span)
            at += 1
        following = statements[at].source.mention if at < len(statements) and not inside else None
        is_label = following is not None and span.contains(following) and 2 * len(following) > len(span)
        kept += inside or ([] if is_label else [span])
    return kept


def _within(paragraphs: Sequence[Span], quotes: Sequence[Quote]) -> list[list[Quote]]:
    """The quotations that lie in each paragraph; both sequences are in the order of the text."""
    result: list[list[Quote]] = [[] for _ in paragraphs]
    at = 0
    for quote in quotes:
        while at < len(paragraphs) and paragraphs[at].end < quote.span.end:
            at += 1
        if at < len(paragraphs) and paragraphs[at].contains(quote.span):
            result[at].append(quote)
    return result


def _paragraph(
    document: Document, spans: Sequence[Span], quotes: list[Quote], statements: dict[Span, Statement]
) -> Iterator[Passage]:
    runs = utterances(document.text, spans, _outermost(quotes))
    shown = [run for run in runs if any(_stands_alone(document, quote) for quote in run)]
    places = [Span(run[0].whole.start, run[-1].whole.end) for run in shown]
    mixed = [quote for quote in quotes if not _overlapped(places, quote.whole)]
    for run, place in zip(shown, places, strict=True):
        whole = Utterance(place, tuple(quote.span for quote in run), 0) if len(run) > 1 else None
        for quote in run:
            if _stands_alone(document, quote):
                yield Passage(quote.span, Kind.DIRECT, quote.source, group=quote.group, utterance=whole)
    for sentence in _whole_sentences(spans, mixed):
        if _overlapped(places, sentence):
            continue
        fragments = _inside(mixed, sentence)
        if fragments:
            yield Passage(sentence, Kind.MIXED, _common_source(fragments))
        else:
            statement = statements.get(sentence)
            yield Passage(sentence, Kind.REPORTED, statement.source if statement else NOBODYS)


def _stands_alone(document: Document, quote: Quote) -> bool:
    """Whether words are found by themselves, without the sentence that they stand in: a fragment and "No," are not."""
    return quote.kind is Kind.DIRECT and len(quote.span.of(document.text).split()) >= _FEWEST_WORDS


def _outermost(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotations that are not nested in the one before them; of a fragment and whole words in it, the words."""
    kept: list[Quote] = []
    for quote in quotes:
        if not (kept and kept[-1].whole.overlaps(quote.whole)):
            kept.append(quote)
        elif kept[-1].kind is Kind.MIXED and quote.kind is Kind.DIRECT:
            kept[-1] = quote
    return kept


def _overlapped(places: Sequence[Span], span: Span) -> bool:
    """Whether one of some places, which are in order and apart, reaches into another."""
    at = bisect_left(places, span.end, key=lambda place: place.start) - 1
    return at >= 0 and places[at].overlaps(span)


def _inside(quotes: Sequence[Quote], sentence: Span) -> list[Quote]:
    """Those of the quotations, which are in order, whose words lie in a sentence."""
    first = bisect_left(quotes, sentence.start, key=lambda quote: quote.span.start)
    near = takewhile(lambda at: quotes[at].span.start < sentence.end, range(first, len(quotes)))
    return [quotes[at] for at in near if sentence.contains(quotes[at].span)]


def _whole_sentences(spans: Sequence[Span], quotes: Sequence[Quote]) -> Iterator[Span]:
    """The sentences, joined where a quoted fragment runs from one into the next."""

    def numbered() -> Iterator[tuple[int, Span]]:
        number = behind = reach = 0
        for at, span in enumerate(spans):
            while behind < len(quotes) and quotes[behind].span.start < span.start:
                reach = max(reach, quotes[behind].span.end)
                behind += 1
            number += at > 0 and reach <= span.start
            yield number, span

    for _, run in groupby(numbered(), key=lambda pair: pair[0]):
        joined = [span for _, span in run]
        yield Span(joined[0].start, joined[-1].end)


def _common_source(fragments: Sequence[Quote]) -> SpeakerSource:
    """Whose words a sentence holds: where its fragments disagree, nobody's name stands under all of it."""
    first = fragments[0].source
    agreed = all((quote.source.attribution, quote.source.speaker) == (first.attribution, first.speaker) for quote in fragments)
    return first if agreed else SpeakerSource(Attribution.UNRESOLVED)
