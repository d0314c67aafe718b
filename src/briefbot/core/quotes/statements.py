"""Reported speech: sentences without marks that say what somebody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbot.core.model import Attribution, Quote, Source, Span, Statement
from briefbot.core.quotes.mentions import NOMINAL
from briefbot.core.text import sentences

if TYPE_CHECKING:
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


def statements(reading: Reading, resolver: Resolver, quotes: tuple[Quote, ...], language: str | None) -> tuple[Statement, ...]:
    """The sentences that report somebody's words and hold no quotation, in the order of the text."""
    found: list[Statement] = []
    by_paragraph = _clauses_by_paragraph(reading)
    for p, clauses in by_paragraph.items():
        spans = sentences(reading.text, reading.paragraphs[p], language)
        taken = -1
        for clause in clauses:
            at = reading.stream.starts[clause.cue]
            index = next((i for i, span in enumerate(spans) if span.start <= at < span.end), -1)
            if index <= taken or any(quote.whole.overlaps(spans[index]) for quote in quotes):
                continue
            source = _source(reading, resolver, clause)
            if source is not None:
                taken = index
                found.append(Statement(spans[index], source))
    return tuple(found)


def _clauses_by_paragraph(reading: Reading) -> dict[int, list[Clause]]:
    result: dict[int, list[Clause]] = {}
    for clause in reading.clauses:
        if clause.subject is not None and clause.lemma in _REPORTING:
            result.setdefault(reading.stream.paragraph[clause.cue], []).append(clause)
    return result


def _source(reading: Reading, resolver: Resolver, clause: Clause) -> Source | None:
    mention = clause.subject
    if mention is None:
        return None
    span = Span(reading.stream.starts[mention.start], reading.stream.end(mention.end - 1))
    start = clause.cue - 1 if clause.according else clause.cue
    cue = Span(reading.stream.starts[start], reading.stream.end(clause.cue))
    entity, sure = resolver.entity(mention)
    if entity is None:
        why = Attribution.UNNAMED if mention.kind is NOMINAL or mention.gender in ("p", "o") else Attribution.UNRESOLVED
        return Source(why, None, span, cue, 0.5)
    return Source(Attribution.NAMED, entity.name(reading.entities.lexicon), span, cue, round(0.9 * sure, 3))
