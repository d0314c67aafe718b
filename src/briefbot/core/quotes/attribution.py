"""From a text to its attributed quotations: the steps in order, and what is said of a speaker in the end."""

from collections.abc import Sequence
from typing import NamedTuple

from briefbot.core.model import Analysis, Attribution, Kind, Quote, Source, Span
from briefbot.core.quotes.clauses import Clause, ClauseFinder
from briefbot.core.quotes.coreference import Resolver
from briefbot.core.quotes.entities import Entities, Entity
from briefbot.core.quotes.features import FeatureMaker, Previous, Situation
from briefbot.core.quotes.lexicon import given_names, lexicon
from briefbot.core.quotes.marks import Marked, marked_words
from briefbot.core.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention, MentionFinder
from briefbot.core.quotes.ranking import Model, probabilities, shipped
from briefbot.core.quotes.statements import statements
from briefbot.core.quotes.stream import Stream, stream
from briefbot.core.text import paragraphs


class Reading(NamedTuple):
    """One document, read: everything that attribution looks at."""

    text: str
    paragraphs: tuple[Span, ...]
    marked: list[Marked]
    stream: Stream
    mentions: list[Mention]
    clauses: list[Clause]
    entities: Entities
    maker: FeatureMaker


class Choice(NamedTuple):
    """What was decided of one quotation: its mention (None: nobody's words or nobody found) and the probability of that."""

    situation: Situation
    mention: Mention | None
    probability: float
    nobody: bool


def read(text: str, language: str | None) -> Reading:
    """Everything that can be told of a text before its quotations get their speakers."""
    words = lexicon(language)
    spans = paragraphs(text)
    marked = marked_words(text, spans)
    tokens = stream(text, spans, marked, words)
    mentions = MentionFinder(tokens, words).all()
    finder = ClauseFinder(tokens, words, mentions)
    clauses = finder.all()
    if finder.added:
        mentions = sorted(mentions + finder.added, key=lambda m: (m.start, m.end))
    entities = Entities(words, given_names(), mentions)
    maker = FeatureMaker(text, tokens, marked, mentions, clauses, entities)
    return Reading(text, spans, marked, tokens, mentions, clauses, entities, maker)


def analyse(text: str, language: str | None) -> Analysis:
    """The quotations and statements of a text; see `briefbot.core.quotes.find_quotes`."""
    reading = read(text, language)
    model = shipped()
    resolver = Resolver(reading.stream, reading.mentions, reading.clauses, reading.entities, model.antecedent)
    quotes = tuple(_quotes(reading, resolver, model))
    return Analysis(quotes, statements(reading, resolver, quotes, language))


def _quotes(reading: Reading, resolver: Resolver, model: Model) -> list[Quote]:
    found = []
    previous = Previous(None, -1, -1)
    for q, marked in enumerate(reading.marked):
        choice = choose(reading, q, previous, model)
        source, entity = source_of(reading, resolver, choice, model)
        if choice.mention is not None and not choice.nobody:
            previous = Previous(choice.mention, choice.situation.token, marked.group)
            if entity is not None:
                resolver.spoke(choice.situation.token, entity.number)
        kind = _kind(reading.text, choice.situation, marked)
        found.append(
            Quote(Span(marked.start, marked.end), Span(marked.outer_start, marked.outer_end), kind, source, marked.group)
        )
    return found


def choose(reading: Reading, q: int, previous: Previous, model: Model) -> Choice:
    """The likeliest speaker's mention of quotation number `q`, or that it is nobody's words."""
    situation = reading.maker.situation(q)
    found = reading.maker.candidates(situation, previous)
    shares = probabilities(model, reading.maker.features(situation, found, previous, q), situation.own)
    best = max(range(len(shares)), key=shares.__getitem__)
    if best == len(found):
        return Choice(situation, None, shares[best], nobody=True)
    mention = found[best]
    share = sum(
        p for m, p in zip(found, shares, strict=False) if m is mention or (m.entity >= 0 and m.entity == mention.entity)
    )
    return Choice(situation, mention, share, nobody=False)


def _relative_of(situation: Situation, mention: Mention) -> Mention | None:
    """In "Ann Lee, who said", the word that is the subject: "who"."""
    for clause in (situation.after, situation.before):
        if clause is not None and clause.subject is mention and clause.relative is not None:
            return clause.relative
    return None


def source_of(reading: Reading, resolver: Resolver, choice: Choice, model: Model) -> tuple[Source, Entity | None]:
    """What is said of the speaker: a name where it is sure enough, else why there is none."""
    mention = choice.mention
    if choice.nobody or mention is None:
        return Source(Attribution.NOBODY, confidence=_clipped(choice.probability)), None
    entity, sure = resolver.entity(mention)
    cue = cue_span(reading, choice.situation, mention)
    relative = _relative_of(choice.situation, mention)
    if relative is not None and entity is not None and resolver.entity(relative)[0] is entity:
        mention = relative
    span = Span(reading.stream.starts[mention.start], reading.stream.end(mention.end - 1))
    confidence = _clipped(choice.probability * sure)
    if entity is None:
        why = Attribution.UNNAMED if mention.kind is NOMINAL or mention.gender in ("p", "o") else Attribution.UNRESOLVED
        return Source(why, None, span, cue, _clipped(choice.probability)), None
    if confidence < model.threshold:
        return Source(Attribution.UNRESOLVED, None, span, cue, confidence), entity
    return Source(Attribution.NAMED, entity.name(reading.maker.entities.lexicon), span, cue, confidence), entity


def cue_span(reading: Reading, situation: Situation, mention: Mention) -> Span | None:
    """The words that say that something was said: the verb whose subject the mention is, the nearest to the quotation."""
    for clause in (situation.after, situation.before, situation.earlier):
        if clause is not None and (clause.subject is mention or clause.relative is mention):
            start = clause.cue - 1 if clause.according else clause.cue
            return Span(reading.stream.starts[start], reading.stream.end(clause.cue))
    return None


def _clipped(value: float) -> float:
    return min(1.0, max(0.0, round(value, 3)))


def _kind(text: str, situation: Situation, marked: Marked) -> Kind:
    """DIRECT for whole words of somebody; MIXED for a fragment in a sentence that goes on without it."""
    prior = situation.context[0]
    begins_whole = prior in ("^", ",", ":", "Q") or not text[marked.start].islower()
    return Kind.DIRECT if begins_whole and prior not in ("d", "a", "the", "of", "as", "p", "to", "with") else Kind.MIXED


def is_person_mention(mention: Mention) -> bool:
    """Whether a mention is a name or a pronoun."""
    return mention.kind in (NAME, PRONOUN_KIND)


def spans_of(quotes: Sequence[Quote]) -> list[Span]:
    """The spans of quotations with their marks."""
    return [quote.whole for quote in quotes]
