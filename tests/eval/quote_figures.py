"""How well quotations are found and attributed, on the gate's articles.

Definitions, micro-averaged over all articles:

- A *claim* is a quotation found and not said to be nobody's. Claims and annotated quotations of fewer than `MIN_WORDS` words
  are left out, and so are claims on the turn of a transcript, which bears no marks.
- A claim *finds* an annotated quotation where intersection over union of their places is at least `MIN_OVERLAP`; one to one,
  best pairs first. Precision, recall and F1 are over these pairs.
- The attribution of a found quotation is *right* by what the annotated mention is. A name: the speaker's family name is right,
  or the claim's mention overlaps and its speaker shares a capitalised word with the true name. A pronoun or a noun phrase: the
  mention overlaps and somebody is named, or the speaker is right; for a noun phrase the right mention without a name
  serves too. A source that the article never names: the mention overlaps and nobody is named.
- *End to end* a pair needs both; precision is over the claims that give a speaker or a mention.
- The *speaker* figures look at the shown name alone, as a reader does, and count a quotation that was not found as wrong.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefbot.model import Analysis, Attribution, Document, Kind, Span, SpeakerSource

from .corpus import Article
from .figures import Figure, Report, f_score, share
from .markup import GoldQuote, GoldSource, GoldWords

FindQuotes = Callable[[Document], Analysis]

MIN_OVERLAP = 0.8
MIN_WORDS = 3
# A longer mention, if it is longer than the annotated one, is no mention: it could be a whole paragraph.
MAX_MENTION = 100
_WORD = re.compile(r"[^\W_]+(?:[’'.&\-][^\W_]+)*")
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "who", "i", "we", "он", "она", "оно", "они", "его", "её", "ее", "их", "нему", "ней"}
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the program says of one quotation."""

    span: Span
    kind: Kind
    group: int
    source: SpeakerSource


@dataclass(frozen=True, slots=True)
class Outcome:
    """One annotated quotation and the claim that finds it, None where none does."""

    article: Article
    gold: GoldQuote
    claim: Claim | None

    @property
    def shown(self) -> str | None:
        """The name under the words."""
        return self.claim.source.speaker if self.claim else None

    @property
    def speaker_right(self) -> bool:
        """Whether the name under the words is the speaker's."""
        return any(person.fits(self.shown) for person in self.gold.source.speakers)

    @property
    def speaker_complete(self) -> bool:
        """Whether the name under the words is the speaker's fullest one."""
        return any(person.is_complete(self.shown) for person in self.gold.source.speakers)

    @property
    def wrong_name(self) -> bool:
        """Whether a name is under the words that is not the speaker's."""
        return self.shown is not None and not self.speaker_right

    @property
    def attribution_right(self) -> bool:
        """Whether it was found and attributed rightly, by the module's definition."""
        return self.claim is not None and _attribution_right(self.article.document.text, self.gold.source, self.claim.source)


@dataclass(frozen=True, slots=True)
class Result:
    """One article: what came of each annotated quotation, the claims that find none, and all that the program said."""

    article: Article
    outcomes: tuple[Outcome, ...]
    false_claims: tuple[Claim, ...]
    analysis: Analysis


def report(articles: Iterable[Article], find_quotes: FindQuotes) -> Report:
    """All figures of `find_quotes` on these articles, and what went wrong."""
    results = [compare(article, find_quotes(article.document)) for article in articles]
    figures = (*_finding(results), *_naming(results), *_evidence(results), *_unmarked(results))
    return Report(figures, tuple(fault for result in results for fault in _faults(result)))


def compare(article: Article, analysis: Analysis) -> Result:
    """Annotation against analysis."""
    text = article.document.text
    gold = [quote for quote in article.annotation.quotes if _is_long(text, quote.span)]
    claims = [claim for claim in _claims(analysis) if _is_long(text, claim.span)]
    pairs = match([quote.span for quote in gold], [claim.span for claim in claims])
    outcomes = tuple(
        Outcome(article, quote, claims[pairs[index]] if index in pairs else None) for index, quote in enumerate(gold)
    )
    turns = article.annotation.turns
    unpaired = (claim for index, claim in enumerate(claims) if index not in pairs.values())
    false = tuple(claim for claim in unpaired if not any(claim.span.overlaps(turn.span) for turn in turns))
    return Result(article, outcomes, false, analysis)


def match(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Pairs of indices into both, one to one: the highest intersection over union first, none below `MIN_OVERLAP`."""
    both = itertools.product(enumerate(gold), enumerate(found))
    scored = [(-_union_share(one, other), i, j) for (i, one), (j, other) in both if one.overlaps(other)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scored):
        if -score >= MIN_OVERLAP and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _union_share(one: Span, other: Span) -> float:
    """Intersection over union of two spans that overlap."""
    return (min(one.end, other.end) - max(one.start, other.start)) / (max(one.end, other.end) - min(one.start, other.start))


def _is_long(text: str, span: Span) -> bool:
    return len(_WORD.findall(span.of(text))) >= MIN_WORDS


def _claims(analysis: Analysis) -> Iterator[Claim]:
    for quote in analysis.quotes:
        if quote.source.attribution is not Attribution.NOBODY:
            yield Claim(quote.span, quote.kind, quote.group, quote.source)


def mention_type(text: str, source: GoldSource) -> str:
    """What the annotated mention is: "name", "pronoun" or "noun phrase"."""
    words = [mention.of(text) for mention in source.mentions]
    if any(person.shares_capitals(word) for word in words for person in source.speakers):
        return "name"
    return "pronoun" if any(word.casefold() in _PRONOUNS for word in words) else "noun phrase"


def _attribution_right(text: str, gold: GoldSource, source: SpeakerSource) -> bool:
    named, hit = source.speaker is not None, _hits(gold, source.mention)
    if not gold.speakers:
        return hit and not named
    if any(person.fits(source.speaker) for person in gold.speakers):
        return True
    kind = mention_type(text, gold)
    if kind == "name":
        return hit and any(person.shares_capitals(source.speaker or "") for person in gold.speakers)
    return hit and (named or kind == "noun phrase")


def _hits(gold: GoldSource, mention: Span | None) -> bool:
    """Whether a mention of reasonable length overlaps one of the annotated ones."""
    return mention is not None and any(
        mention.overlaps(right) and len(mention) <= max(MAX_MENTION, len(right)) for right in gold.mentions
    )


def _finding(results: Sequence[Result]) -> tuple[Figure, ...]:
    outcomes = _outcomes(results)
    found = sum(outcome.claim is not None for outcome in outcomes)
    false = [claim for result in results for claim in result.false_claims]
    attributed = [outcome for outcome in outcomes if outcome.claim and _answers(outcome.claim)]
    right = sum(outcome.attribution_right and _answers(outcome.claim) for outcome in outcomes if outcome.claim)
    claimed = found + len(false)
    return (
        Figure("precision", found / claimed if claimed else 1.0, claimed),
        Figure("recall", found / len(outcomes) if outcomes else 1.0, len(outcomes)),
        f_score("f1", found, claimed, len(outcomes)),
        f_score("end_to_end_f1", right, len(attributed) + sum(map(_answers, false)), len(outcomes)),
    )


def _answers(claim: Claim) -> bool:
    """Whether it says whose words these are, if only by a mention."""
    return claim.source.speaker is not None or claim.source.mention is not None


def _naming(results: Sequence[Result]) -> tuple[Figure, ...]:
    outcomes = _outcomes(results)
    named = [outcome for outcome in outcomes if outcome.gold.source.speakers]
    unnamed = [outcome for outcome in outcomes if not outcome.gold.source.speakers]
    pronouns = [o for o in named if mention_type(o.article.document.text, o.gold.source) == "pronoun"]
    return (
        share("speaker", (outcome.speaker_right for outcome in named)),
        share("speaker_full_name", (outcome.speaker_complete for outcome in named)),
        share("speaker_of_pronoun", (outcome.speaker_right for outcome in pronouns)),
        share("wrong_name", (outcome.wrong_name for outcome in outcomes), lower_is_better=True),
        share("unnamed_given_a_name", (outcome.wrong_name for outcome in unnamed), lower_is_better=True),
        share("nobody_given_a_name", _nobody_named(results), lower_is_better=True),
    )


def _nobody_named(results: Sequence[Result]) -> Iterator[bool]:
    """For each title, slogan and scare quote, however short, whether somebody's name is put under it."""
    for result in results:
        named = [claim.span for claim in _claims(result.analysis) if claim.source.speaker is not None]
        for words in result.article.annotation.nobody:
            yield bool(match([words], named))


def _evidence(results: Sequence[Result]) -> tuple[Figure, ...]:
    found = [outcome for outcome in _outcomes(results) if outcome.claim]
    return (
        share("kind", (outcome.claim.kind is outcome.gold.kind for outcome in found if outcome.claim)),
        share("grouped", _grouped(results)),
    )


def _grouped(results: Sequence[Result]) -> Iterator[bool]:
    """For each two successive quotations found in two paragraphs, whether they share a group exactly when they are one."""
    for result in results:
        text = result.article.document.text
        found = [(outcome.gold, outcome.claim) for outcome in result.outcomes if outcome.claim]
        for (gold, claim), (next_gold, next_claim) in itertools.pairwise(found):
            if "\n" in text[gold.span.end : next_gold.span.start]:
                yield (gold.group == next_gold.group) == (claim.group == next_claim.group)


def _unmarked(results: Sequence[Result]) -> tuple[Figure, ...]:
    """Reported sentences and turns of transcripts: whose words, whether found as quotations or as statements."""
    reported = [(result.analysis, words) for result in results for words in result.article.annotation.reported]
    turns = [(result.analysis, words) for result in results for words in result.article.annotation.turns]
    return (
        share("reported_speaker", (_speaker_found(analysis, words) for analysis, words in reported)),
        share("reported_wrong_name", (_misnamed(analysis, words) for analysis, words in reported), lower_is_better=True),
        share("turn_speaker", (_speaker_found(analysis, words) for analysis, words in turns)),
        share("turn_wrong_name", (_misnamed(analysis, words) for analysis, words in turns), lower_is_better=True),
    )


def _speaker_found(analysis: Analysis, words: GoldWords) -> bool:
    """Whether something is said of these words, and it is right."""
    shown = _shown(analysis, words.span)
    right = all(name is None for name in shown) if not words.source.speakers else any(name is not None for name in shown)
    return bool(shown) and right and not _misnamed(analysis, words)


def _misnamed(analysis: Analysis, words: GoldWords) -> bool:
    """Whether a name is under these words that is not their speaker's."""
    people = words.source.speakers
    return any(name is not None and not any(person.fits(name) for person in people) for name in _shown(analysis, words.span))


def _shown(analysis: Analysis, span: Span) -> list[str | None]:
    """The speakers of what covers at least half of this place, or lies in it by half."""
    claimed = [(claim.span, claim.source) for claim in _claims(analysis)]
    claimed += [(statement.span, statement.source) for statement in analysis.statements]
    return [source.speaker for place, source in claimed if place.overlaps(span) and _shorter_share(place, span) >= 0.5]


def _shorter_share(one: Span, other: Span) -> float:
    return (min(one.end, other.end) - max(one.start, other.start)) / min(len(one), len(other))


def _outcomes(results: Sequence[Result]) -> list[Outcome]:
    return [outcome for result in results for outcome in result.outcomes]


def _faults(result: Result) -> Iterator[str]:
    """A line for each quotation missed, claimed without need, or shown without its speaker."""
    name, text = result.article.document.id, result.article.document.text
    for outcome in result.outcomes:
        what = _fault(outcome)
        if what:
            yield f"{name}: {what}: {outcome.gold.span.of(text)!r}"
    for claim in result.false_claims:
        yield f"{name}: no quotation, claimed for {claim.source.speaker}: {claim.span.of(text)!r}"
    for words in (*result.article.annotation.reported, *result.article.annotation.turns):
        if not _speaker_found(result.analysis, words):
            yield f"{name}: {_shown(result.analysis, words.span)} for {_people(words.source)}: {words.span.of(text)!r}"


def _fault(outcome: Outcome) -> str | None:
    if outcome.claim is None:
        return "missed"
    if outcome.wrong_name or (outcome.gold.source.speakers and not outcome.speaker_right):
        return f"{outcome.shown} for {_people(outcome.gold.source)}"
    return None if outcome.attribution_right else "wrong mention"


def _people(source: GoldSource) -> str:
    return " and ".join(person.fullest for person in source.speakers) or "nobody named"
