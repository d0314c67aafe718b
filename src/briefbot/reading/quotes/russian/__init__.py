"""How Russian says who said it.

What is the same in every language (marks, tokens, who is who, what is shown) is shared with English; here is what the grammar
of Russian does otherwise: cases and agreement instead of word order (`phrases`, `clauses`), speech behind dashes (`dialogue`),
what speaks for a speaker (`features`), and whom a role or a body's short name means (`people`).
"""

from collections.abc import Sequence

from briefbot.model import Span
from briefbot.reading.quotes.budget import hold_quotations, hold_russian_names
from briefbot.reading.quotes.marks import Marked
from briefbot.reading.quotes.ranking import Model
from briefbot.reading.quotes.reading import Reading
from briefbot.reading.quotes.russian.clauses import ClauseFinder
from briefbot.reading.quotes.russian.dialogue import with_speech
from briefbot.reading.quotes.russian.features import RussianFeatures, model_of
from briefbot.reading.quotes.russian.grammar import lexicon
from briefbot.reading.quotes.russian.people import RussianEntities, RussianResolver
from briefbot.reading.quotes.russian.phrases import PhraseFinder
from briefbot.reading.quotes.tokens import stream

__all__ = ["read"]


def read(text: str, paragraphs: tuple[Span, ...], marked: Sequence[Marked], model: Model) -> Reading:
    """Everything that can be told of a Russian text before its quotations get their speakers."""
    hold_russian_names(text)
    words = lexicon()
    spoken = with_speech(text, paragraphs, marked)
    hold_quotations(len(spoken))
    tokens = stream(text, paragraphs, spoken, words)
    contents = {k: text[one.start : one.end] for k, one in zip(tokens.quote_at, spoken, strict=True) if not one.spoken}
    finder = PhraseFinder(tokens, words, contents)
    mentions = finder.all()
    clause_finder = ClauseFinder(tokens, words, mentions)
    clauses = clause_finder.all()
    mentions = sorted(mentions + clause_finder.added, key=lambda m: m.start)
    entities = RussianEntities(words, finder.given, mentions, finder.small)
    maker = RussianFeatures(text, tokens, spoken, mentions, clauses, entities)
    return Reading(
        text,
        "ru",
        paragraphs,
        spoken,
        tokens,
        mentions,
        clauses,
        entities,
        maker,
        model_of(model),
        resolver_type=RussianResolver,
    )
