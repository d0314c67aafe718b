"""Reported speech: sentences without marks that say what somebody said, and the turns of a transcript."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefbot.core.model import Attribution, Quote, Source, Span, Statement
from briefbot.core.quotes.mentions import NOMINAL
from briefbot.core.quotes.turns import turns
from briefbot.core.text import sentences

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from briefbot.core.quotes.attribution import Reading
    from briefbot.core.quotes.clauses import Clause
    from briefbot.core.quotes.coreference import Resolver

# Verbs that report what was said, not how or that somebody spoke.
_REPORTING = frozenset(
    """say tell write add note explain report conclude argue acknowledge admit suggest insist warn claim predict announce vow
    contend maintain concede confess complain observe reiterate stress emphasize emphasise proclaim confirm deny caution
    lament reveal mention allege testify swear pledge promise assert declare state repeat affirm assure speculate estimate
    reckon clarify underline underscore highlight recall according believe think hope expect urge propose recommend advise
    agree disagree ask wonder accuse describe call criticize criticise praise condemn blame demand""".split()
)
# How sure a subject beside such a verb is the speaker, measured on quotations with the same clauses.
_CLAUSE_IS_RIGHT = 0.9
_UNNAMED_CONFIDENCE = 0.5


def statements(reading: Reading, resolver: Resolver, quotes: Sequence[Quote], language: str | None) -> tuple[Statement, ...]:
    """The sentences that report or give somebody's words and hold no quotation, in the order of the text."""
    ends = [quote.whole.end for quote in quotes]
    spoken = turns(reading, resolver)
    told = [
        (span, source)
        for span, clause in _reporting_sentences(reading, language, spoken)
        if (source := _source(reading, resolver, clause)) is not None
    ]
    told += [(span, turn.source) for p, turn in spoken.items() for span in sentences(reading.text, turn.words, language)]
    return tuple(
        Statement(span, source) for span, source in sorted(told, key=_place) if not _holds_quotation(span, quotes, ends)
    )


def _place(told: tuple[Span, Source]) -> int:
    return told[0].start


def _reporting_sentences(reading: Reading, language: str | None, spoken: Container[int]) -> Iterator[tuple[Span, Clause]]:
    """Each sentence with a reporting verb that has a subject, with the first such clause."""
    for p, clauses in _clauses_by_paragraph(reading).items():
        if p in spoken:
            continue
        spans = sentences(reading.text, reading.paragraphs[p], language)
        starts = [span.start for span in spans]
        last = -1
        for clause in clauses:
            i = bisect_right(starts, reading.stream.starts[clause.cue]) - 1
            if i > last:
                last = i
                yield spans[i], clause


def _clauses_by_paragraph(reading: Reading) -> dict[int, list[Clause]]:
    result: dict[int, list[Clause]] = {}
    for clause in reading.clauses:
        if clause.subject is not None and clause.lemma in _REPORTING:
            result.setdefault(reading.stream.paragraph[clause.cue], []).append(clause)
    return result


def _holds_quotation(span: Span, quotes: Sequence[Quote], ends: list[int]) -> bool:
    """Whether a quotation touches the sentence; `ends` are where quotations end, in order."""
    i = bisect_right(ends, span.start)
    return i < len(quotes) and quotes[i].whole.start < span.end


def _source(reading: Reading, resolver: Resolver, clause: Clause) -> Source | None:
    mention = clause.subject
    if mention is None:
        return None
    span = reading.span(mention.start, mention.end)
    cue = reading.cue(clause)
    entity, sure = resolver.entity(mention)
    if entity is not None and sure * _CLAUSE_IS_RIGHT >= reading.model.threshold:
        return Source(Attribution.NAMED, entity.name(reading.entities.lexicon), span, cue, round(_CLAUSE_IS_RIGHT * sure, 3))
    nameless = entity is None and (mention.kind is NOMINAL or mention.gender in ("p", "o"))
    return Source(Attribution.UNNAMED if nameless else Attribution.UNRESOLVED, None, span, cue, _UNNAMED_CONFIDENCE)
