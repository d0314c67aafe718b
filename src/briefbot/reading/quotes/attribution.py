"""From a text to its attributed quotations: the steps in order, and what is said of a speaker in the end."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from briefbot.language.lexicon import GROUP, PERSON, PLURAL, given_names, lexicon
from briefbot.language.normalisation import Normalised
from briefbot.language.ru.morphology import is_cyrillic, is_russian
from briefbot.language.text import paragraphs, trimmed
from briefbot.model import Analysis, Attribution, Kind, Quote, Span, SpeakerSource
from briefbot.reading.quotes import russian
from briefbot.reading.quotes.abbreviations import letters_behind_names
from briefbot.reading.quotes.blocks import blocks, introduced_by
from briefbot.reading.quotes.budget import hold_quotations
from briefbot.reading.quotes.calibration import calibrated, signs
from briefbot.reading.quotes.clauses import ClauseFinder
from briefbot.reading.quotes.conventions import in_one_convention, is_nickname, stored
from briefbot.reading.quotes.coreference import Resolver
from briefbot.reading.quotes.couples import name_couples
from briefbot.reading.quotes.denials import denied
from briefbot.reading.quotes.entities import Entities, Entity
from briefbot.reading.quotes.features import FeatureMaker, Previous, Situation
from briefbot.reading.quotes.gestures import actor, answerer, related
from briefbot.reading.quotes.letters import letters
from briefbot.reading.quotes.marks import Marked, marked_words
from briefbot.reading.quotes.mentions import NAME, NOMINAL, PRONOUN_KIND, Mention, MentionFinder
from briefbot.reading.quotes.nameplates import named_by_plates
from briefbot.reading.quotes.phrases import GENITIVES
from briefbot.reading.quotes.posts import posts
from briefbot.reading.quotes.ranking import Model, probabilities, shipped
from briefbot.reading.quotes.reading import Reading
from briefbot.reading.quotes.relays import Surroundings, is_nobodys, surroundings, whose
from briefbot.reading.quotes.said import Layout, with_said
from briefbot.reading.quotes.statements import statements
from briefbot.reading.quotes.tags import speech_tags
from briefbot.reading.quotes.tokens import stream
from briefbot.reading.quotes.transcripts import turns

# Behind one of these a marked fragment goes on the narrator's sentence ("called it a "mistake"").
_FRAGMENT_AFTER = frozenset(("d", "a", "the", "of", "as", "p", "to", "with"))
# How much more a pronoun counts than a name: where most of the annotated places were hit in cross-validation (of 1, 2 and 4).
# How sure the one is whom a sentence names as speaker of words that it passes on.
_RELAYED = 0.95
# How sure the one is who only did something before the words: set by hand, there are few in the training data.
_DID = 0.7
_NEARER = 4.0
# Tokens from marks to the clause whose words they surely are: "“…,” said Lee".
_RIGHT_BEHIND = 6
_WHOLE_AFTER = frozenset(("^", ",", ":", "Q"))


class Choice(NamedTuple):
    """What was decided of one quotation: its mention (None: nobody's words) and the probability of that."""

    situation: Situation
    mention: Mention | None
    probability: float


def analyse(text: str, language: str | None) -> Analysis:
    """The quotations and statements of a text; see `briefbot.reading.quotes.find_quotes`."""
    spans = paragraphs(text)
    plain = in_one_convention(text, spans, language_of(text, language))
    reading = read(plain.text, language, shipped(), [span for one in spans if (span := _here(plain, one))])
    resolver = resolver_of(reading)
    found = quotes(reading, resolver)
    spoken = [quote for quote, marked in zip(found, reading.marked, strict=True) if marked.spoken]
    marked = tuple(quote for quote, marked in zip(found, reading.marked, strict=True) if not marked.spoken)
    return stored(plain, Analysis(marked, statements(reading, resolver, marked, spoken)))


def _here(plain: Normalised, paragraph: Span) -> Span:
    span = plain.here(paragraph)
    return trimmed(plain.text, span.start, span.end)


def language_of(text: str, language: str | None) -> str | None:
    """The language that a text is read in: its document's, or what its script tells where that is not known."""
    return "ru" if language is None and is_russian(text) else language


def read(text: str, language: str | None, model: Model, spans: Sequence[Span] | None = None) -> Reading:
    """Everything that can be told of a text before its quotations get their speakers; `spans` are its paragraphs."""
    spans = paragraphs(text) if spans is None else tuple(spans)
    marked = marked_words(text, spans)
    if language_of(text, language) == "ru" and is_cyrillic(text):
        return russian.read(text, spans, marked, model)
    words = lexicon(language)
    said = turns(text, spans, words) or letters(text, spans, words)
    said = sorted([*said, *blocks(text, spans, words), *posts(text, spans, words)], key=lambda one: one.words.start)
    marked = with_said(marked, said)
    hold_quotations(len(marked))
    layout = Layout({one.words.start: one for one in said}, named_by_plates(text, spans, marked, words))
    tokens = stream(text, spans, marked, words)
    mention_finder = MentionFinder(tokens, words)
    mentions = mention_finder.all()
    finder = ClauseFinder(tokens, words, mentions)
    clauses = speech_tags(finder, text, marked, finder.all())
    if finder.added:
        mentions = sorted(mentions + finder.added, key=lambda m: (m.start, m.end))
    name_couples(tokens, mentions)
    entities = Entities(words, given_names(), mentions, mention_finder.small, letters_behind_names(tokens, mentions))
    maker = FeatureMaker(text, tokens, marked, mentions, clauses, entities)
    return Reading(text, language, spans, marked, tokens, mentions, clauses, entities, maker, model, layout)


def resolver_of(reading: Reading) -> Resolver:
    """What tells whom a document's mentions mean."""
    found = reading.resolver_type(reading.stream, reading.mentions, reading.clauses, reading.entities, reading.model.antecedent)
    if language_of(reading.text, reading.language) != "ru":
        reading.entities.complete(reading.text)
    return found


def quotes(reading: Reading, resolver: Resolver) -> list[Quote]:
    """The quotations of a document in the order of the text; who spoke before counts for who speaks next."""
    found = []
    previous = Previous(None, -1, -1)
    for q, marked in enumerate(reading.marked):
        span, whole = Span(marked.start, marked.end), Span(marked.outer_start, marked.outer_end)
        if (told := _told_by_layout(reading, resolver, q)) is not None:
            found.append(Quote(span, whole, Kind.DIRECT, told, marked.group))
            continue
        choice = choose(reading, resolver, q, previous)
        source, entity = _source(reading, resolver, choice)
        if choice.mention is not None and choice.probability >= reading.model.goes_on:
            previous = Previous(choice.mention, choice.situation.token, marked.group)
            if entity is not None:
                resolver.spoke(choice.situation.token, entity.number)
        found.append(Quote(span, whole, _kind(reading.text, choice.situation, marked), source, marked.group))
    named = _named_at_the_end(found)
    return denied(reading.text, reading.paragraphs, named, language_of(reading.text, reading.language))


def _told_by_layout(reading: Reading, resolver: Resolver, q: int) -> SpeakerSource | None:
    """Whose words number `q` are, where a label, a block's introduction or a line with a name says so."""
    said = reading.layout.said.get(reading.marked[q].start)
    if said is None:
        return reading.layout.plates.get(q)
    return said.source or introduced_by(reading, resolver, said.announced)


def _named_at_the_end(found: list[Quote]) -> list[Quote]:
    """The quotations, where the paragraphs of one that is named behind the last of them are all that speaker's."""
    result = list(found)
    for at in range(len(found) - 2, -1, -1):
        quote, following = result[at], result[at + 1]
        if quote.group == following.group and quote.source.speaker is None and following.source.speaker is not None:
            result[at] = replace(quote, source=following.source)
    return result


def candidates(reading: Reading, resolver: Resolver, situation: Situation, previous: Previous) -> list[Mention]:
    """The mentions that may be the speaker's; pronouns up to the end of the quotation's sentence know whom they mean."""
    found = reading.maker.candidates(situation, previous)
    for m in found:
        if (m.kind is PRONOUN_KIND or resolver.resolves_phrases) and reading.stream.sentence[m.start] <= situation.sentence:
            resolver.entity(m)
    return found


def choose(reading: Reading, resolver: Resolver, q: int, previous: Previous) -> Choice:
    """The likeliest speaker's likeliest mention for quotation number `q`, or that it is nobody's words."""
    situation = reading.maker.situation(q)
    around = _surroundings(reading, q)
    if (relayed := _relayed(reading, around)) is not None:
        return Choice(situation, relayed, _RELAYED)
    if is_nobodys(around, reading.language):
        return Choice(situation, None, _RELAYED)
    if reading.language != "ru" and (teller := related(reading, resolver, situation)) is not None:
        return Choice(situation, teller, _RELAYED)
    if (did := actor(reading, q, situation) or answerer(reading, situation)) is not None:
        return Choice(situation, did, _DID)
    found = candidates(reading, resolver, situation, previous)
    shares = probabilities(reading.model, reading.maker.features(situation, found, previous, q), situation.own)
    totals: dict[int, float] = {}
    for i, m in enumerate(found):
        totals[_who(m, i)] = totals.get(_who(m, i), 0.0) + shares[i]
    nobody = shares[-1]
    if not found or nobody >= max(totals.values()) or situation.is_title or _is_nickname(reading, q):
        return Choice(situation, None, nobody)
    speaker = max(totals, key=totals.__getitem__)
    best = max((i for i, m in enumerate(found) if _who(m, i) == speaker), key=lambda i: shares[i] * _weight(found[i]))
    if (teller := _told_of_by(reading, situation, found[best])) is not None:
        return Choice(situation, teller, min(1.0, totals[speaker] + totals.get(_who(teller, -1), 0.0)))
    return Choice(situation, _owned(reading, found[best]), totals[speaker])


def _told_of_by(reading: Reading, situation: Situation, chosen: Mention) -> Mention | None:
    """Who speaks where only who tells of it was chosen: Lee, in "“…,” Lee said, according to the Star"."""
    teller = reading.maker.subject_of.get(id(chosen))
    if teller is None or not teller.according or teller is situation.after:
        return None
    if language_of(reading.text, reading.language) == "ru":  # «по словам X, сообщил ТАСС»: the other way round
        return None
    behind = situation.after
    if behind is not None and behind.subject is not None and behind.saying:
        right_behind = 0 < min(behind.subject.start, behind.cue) - situation.token <= _RIGHT_BEHIND
        return behind.subject if right_behind else None
    before = situation.before
    return before.subject if before is not None and before.saying and not before.according else None


def _owned(reading: Reading, mention: Mention) -> Mention:
    """Who speaks where an owner was chosen: in "Ann Lee's family said" not Ann Lee; what somebody wrote is their own."""
    if mention.kind is not NAME or not mention.possessive:
        return mention
    at = bisect_left(reading.maker.starts, mention.end)
    owned = next((one for one in reading.mentions[at : at + 1] if one.start == mention.end and one.kind is NOMINAL), None)
    if owned is None or not reading.stream.bits[owned.end - 1] & (GROUP | PERSON | PLURAL):
        return mention
    speaks = id(owned) in reading.maker.subject_of or reading.stream.words[owned.end : owned.end + 1] == [
        ":"
    ]  # "Lee's critics: “…”"
    return owned if speaks else mention


def _is_nickname(reading: Reading, q: int) -> bool:
    marked = reading.marked[q]
    return is_nickname(reading.text, Span(marked.start, marked.end), Span(marked.outer_start, marked.outer_end))


def _relayed(reading: Reading, around: Surroundings) -> Mention | None:
    """Who is named as the speaker of words that somebody else passes on."""
    region = whose(around, reading.language)
    if region is None:
        return None
    # Mentions are in the order of the text; those inside the region are the few behind its start.
    first = bisect_left(reading.mentions, region.start, key=lambda mention: reading.span(mention.start, mention.end).start)
    inside = [
        mention for mention in reading.mentions[first : first + 4] if reading.span(mention.start, mention.end).end <= region.end
    ]
    return min(inside, key=lambda mention: mention.kind is NOMINAL, default=None)


def _surroundings(reading: Reading, q: int) -> Surroundings:
    """What stands around quotation number `q` in its sentence."""
    marked = reading.marked[q]
    at = bisect_right(reading.paragraphs, marked.outer_start, key=lambda paragraph: paragraph.start) - 1
    return surroundings(reading.text, Span(marked.outer_start, marked.outer_end), reading.paragraphs[max(at, 0)].start)


def _weight(mention: Mention) -> float:
    """How a mention counts among those of one person: a pronoun beside the words points at them more than a far name."""
    return _NEARER if mention.kind is PRONOUN_KIND else 1.0


def _who(mention: Mention, index: int) -> int:
    """A key that is the same for the mentions that are known to mean one person."""
    return mention.entity if mention.entity >= 0 else -1 - index


def _source(reading: Reading, resolver: Resolver, choice: Choice) -> tuple[SpeakerSource, Entity | None]:
    """What is said of the speaker: a name where it is sure enough, else why there is none."""
    mention = choice.mention
    if mention is None:
        return SpeakerSource(Attribution.NOBODY, confidence=_rounded(choice.probability)), None
    entity, sure = resolver.entity(mention)
    span = _evidence(reading, resolver, choice.situation, mention, entity)
    cue = _cue(reading, choice.situation, mention)
    if entity is None:
        nameless = mention.kind is NOMINAL or mention.gender in ("p", "o")
        why = Attribution.UNNAMED if nameless else Attribution.UNRESOLVED
        return SpeakerSource(why, None, span, cue, _rounded(choice.probability)), None
    confidence = _rounded(_trust(reading, choice, entity) * sure)
    if confidence < reading.model.threshold:
        return SpeakerSource(Attribution.UNRESOLVED, None, span, cue, confidence), entity
    return SpeakerSource(Attribution.NAMED, _name(reading, mention, entity), span, cue, confidence), entity


def _trust(reading: Reading, choice: Choice, entity: Entity) -> float:
    """How often such a choice of a mention is right."""
    mention, calibration = choice.mention, reading.model.calibration
    if mention is None or not calibration:
        return choice.probability
    return calibrated(calibration, choice.probability, signs_of(reading, choice.situation, mention, entity))


def signs_of(reading: Reading, situation: Situation, mention: Mention, entity: Entity) -> tuple[str, ...]:
    """What tells how far the choice of a mention can be trusted."""
    by_verb = _cue(reading, situation, mention) is not None
    return signs(situation, mention, by_verb=by_verb, single=len(entity.full) == 1)


def _name(reading: Reading, mention: Mention, entity: Entity) -> str:
    """The name to show: the fullest one, or the family name alone where the article uses it of two of its bearers."""
    bare = reading.entities.bare
    called = mention
    if bare and mention.kind is not NAME:  # "he" means whom the name before it does
        first = bisect_left(reading.maker.starts, mention.start)
        names = (one for one in reversed(reading.mentions[:first]) if one.kind is NAME and one.entity == entity.number)
        called = next(names, mention)
    return " ".join(called.core) if id(called) in bare else entity.name(reading.entities.lexicon)


def _evidence(reading: Reading, resolver: Resolver, situation: Situation, mention: Mention, entity: Entity | None) -> Span:
    """Where the speaker is pointed at: in "Ann Lee, who said", at "who"."""
    for clause in (situation.after, situation.before):
        if clause is not None and clause.subject is mention and clause.relative is not None and entity is not None:
            if resolver.entity(clause.relative)[0] is entity:
                mention = clause.relative
            break
    start = mention.start
    if mention.kind is NOMINAL and reading.stream.words[start] in GENITIVES:  # "'s family": with its owner
        at = bisect_left(reading.maker.starts, start)
        start = reading.mentions[at - 1].start if at and reading.mentions[at - 1].end == start else start
    return reading.span(start, mention.end)


def _cue(reading: Reading, situation: Situation, mention: Mention) -> Span | None:
    """The verb whose subject the mention is, the nearest to the quotation; None where there is none."""
    for clause in (situation.after, situation.before, situation.earlier, situation.later, situation.first):
        if clause is not None and (clause.subject is mention or clause.relative is mention):
            return reading.cue(clause)
    return None


def _rounded(value: float) -> float:
    return min(1.0, max(0.0, round(value, 3)))


def _kind(text: str, situation: Situation, marked: Marked) -> Kind:
    """DIRECT for whole words of somebody; MIXED for a fragment in a sentence that goes on without it."""
    prior = situation.context[0]
    whole = prior in _WHOLE_AFTER or not text[marked.start].islower()
    return Kind.DIRECT if whole and prior not in _FRAGMENT_AFTER else Kind.MIXED
