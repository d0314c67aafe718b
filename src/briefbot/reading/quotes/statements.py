"""Reported speech: sentences without marks that say what somebody said, and the turns of a transcript."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefbot.language.text import sentences
from briefbot.model import Attribution, Quote, Span, SpeakerSource, Statement
from briefbot.reading.quotes.mentions import NOMINAL
from briefbot.reading.quotes.reporting import reports
from briefbot.reading.quotes.russian.clauses import RussianClause
from briefbot.reading.quotes.russian.interviews import turns

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from briefbot.reading.quotes.clauses import Clause
    from briefbot.reading.quotes.coreference import Resolver
    from briefbot.reading.quotes.reading import Reading
    from briefbot.reading.quotes.tokens import Stream

# How sure a subject beside such a verb is the speaker, measured on quotations with the same clauses.
_CLAUSE_IS_RIGHT = 0.9
_UNNAMED_CONFIDENCE = 0.5
_LONG = 60  # tokens of a sentence before a verb that are looked at


def statements(
    reading: Reading, resolver: Resolver, quotes: Sequence[Quote], spoken: Sequence[Quote] = ()
) -> tuple[Statement, ...]:
    """The sentences that report or give somebody's words and hold no quotation, in the order of the text.

    `spoken` are words that a dash sets off instead of marks: their sentences are statements too.
    """
    russian = reading.language == "ru"
    if russian:  # names of papers and firms stand in marks: a sentence with one may report something
        quotes = [quote for quote in quotes if quote.source.attribution is not Attribution.NOBODY]
    ends = [quote.whole.end for quote in quotes]
    said = turns(reading, resolver) if russian else {}
    told = list(_sentences_of_speech(reading, [quote for quote in spoken if quote.span.start not in reading.layout.said]))
    told += [
        (span, quote.source)
        for quote in spoken
        if quote.span.start in reading.layout.said
        for span in sentences(reading.text, quote.span, reading.language)
    ]
    taken = {span for span, _ in told}
    told += [
        (span, source)
        for span, clause in _reporting_sentences(reading, said)
        if span not in taken and (source := _source(reading, resolver, clause)) is not None
    ]
    told += [(span, turn.source) for turn in said.values() for span in sentences(reading.text, turn.words, reading.language)]
    return tuple(
        Statement(span, source) for span, source in sorted(told, key=_place) if not _holds_quotation(span, quotes, ends)
    )


def _sentences_of_speech(reading: Reading, spoken: Sequence[Quote]) -> Iterator[tuple[Span, SpeakerSource]]:
    """The sentences that words behind dashes lie in, each once, with whose words they are."""
    starts = [paragraph.start for paragraph in reading.paragraphs]
    ends = [quote.span.end for quote in spoken]
    for p in sorted({bisect_right(starts, quote.span.start) - 1 for quote in spoken}):
        for span in sentences(reading.text, reading.paragraphs[p], reading.language):
            i = bisect_right(ends, span.start)
            if i < len(spoken) and spoken[i].span.start < span.end:
                yield span, spoken[i].source


def _place(told: tuple[Span, SpeakerSource]) -> int:
    return told[0].start


def _reporting_sentences(reading: Reading, spoken: Container[int]) -> Iterator[tuple[Span, Clause]]:
    """Each sentence with a reporting verb that has a subject, with the first such clause, a medium's last."""
    for p, clauses in _clauses_by_paragraph(reading).items():
        if p in spoken:
            continue
        spans = sentences(reading.text, reading.paragraphs[p], reading.language)
        starts = [span.start for span in spans]
        first: dict[int, Clause] = {}
        for clause in sorted(clauses, key=lambda one: (_is_relayed(one), not _is_tag(reading.stream, one))):
            first.setdefault(bisect_right(starts, reading.stream.starts[clause.cue]) - 1, clause)
        yield from ((spans[i], clause) for i, clause in first.items())


def _is_tag(stream: Stream, clause: Clause) -> bool:
    """Whether a Russian clause behind a comma says who says all that stands before it: "…, заявил в среду мэр".

    Where that is what another one said ("Громов сообщил, что …, передаёт пресс-служба"), it stays his.
    """
    if not (isinstance(clause, RussianClause) and clause.inverted) or clause.gerund or not clause.cue:
        return False
    first = clause.cue
    while first and stream.sentence[first - 1] == stream.sentence[clause.cue] and clause.cue - first < _LONG:
        first -= 1
    before = stream.words[first : clause.cue]
    return before[-1:] == [","] and "что" not in before


def _is_relayed(clause: Clause) -> bool:
    """Whether a medium only passes on what somebody else says: "как передаёт ТАСС"."""
    return isinstance(clause, RussianClause) and clause.relayed


def _clauses_by_paragraph(reading: Reading) -> dict[int, list[Clause]]:
    result: dict[int, list[Clause]] = {}
    reporting = reading.entities.lexicon.reporting
    for clause in reading.clauses:
        if clause.subject is not None and clause.lemma in reporting and reports(reading.stream, clause):
            result.setdefault(reading.stream.paragraph[clause.cue], []).append(clause)
    return result


def _holds_quotation(span: Span, quotes: Sequence[Quote], ends: list[int]) -> bool:
    """Whether a quotation touches the sentence; `ends` are where quotations end, in order."""
    i = bisect_right(ends, span.start)
    return i < len(quotes) and quotes[i].whole.start < span.end


def _source(reading: Reading, resolver: Resolver, clause: Clause) -> SpeakerSource | None:
    mention = clause.subject
    if mention is None:
        return None
    span = reading.span(mention.start, mention.end)
    cue = reading.cue(clause)
    entity, sure = resolver.entity(mention)
    if entity is not None and sure * _CLAUSE_IS_RIGHT >= reading.model.threshold:
        return SpeakerSource(
            Attribution.NAMED, entity.name(reading.entities.lexicon), span, cue, round(_CLAUSE_IS_RIGHT * sure, 3)
        )
    nameless = entity is None and (mention.kind is NOMINAL or mention.gender in ("p", "o"))
    return SpeakerSource(Attribution.UNNAMED if nameless else Attribution.UNRESOLVED, None, span, cue, _UNNAMED_CONFIDENCE)
