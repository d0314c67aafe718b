"""Candidates → Answer: which of them answer, in which order, or why none does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbot.core.model import Answer, Catalogue, Citation, Document, Gap, Kind, Missing, Passage
from briefbot.core.questions.model import Intent, Query
from briefbot.core.questions.names import fold

# Two passages that share this much of their words (Jaccard) tell one statement: the same quotation in two papers.
_SAME_STATEMENT = 0.8


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of a candidate's score weigh, as factors on its relevance.

    Calibrated on questions over news (docs/questions.md): `speaker` where the person asked for says it, `direct` and `mixed`
    for the speaker's own words where words are asked for, `headline` for a title, which only announces what the text says.
    """

    speaker: float = 1.0
    direct: float = 0.25
    mixed: float = 0.1
    headline: float = -0.4
    followed: float = 0.5


WEIGHTS = Weights()

# A candidate answers when it covers this share (idf-weighted) of what the question is about, with its article's words
# counted at the rate beside it. Calibrated with the weights above.
_ANSWERS_FROM = 0.45
_ARTICLE_RATE = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that ranking found.

    `relevance` is its score there, `coverage` and `article_coverage` the share of the question (0 to 1) that its surroundings
    and its article hold; `person` is the fullest name in the archive of whose words it holds or reports.
    """

    key: int
    ordinal: int
    document: Document
    passage: Passage
    person: str | None
    relevance: float
    coverage: float
    article_coverage: float


def compose(query: Query, candidates: Sequence[Candidate], k: int, skip: int = 0) -> Answer:
    """The best `k` candidates as an answer, after the first `skip`; a gap where none answers."""
    ranked = sorted(candidates, key=lambda candidate: _order(query, candidate))
    distinct = list(_distinct([candidate for candidate in ranked if answers(query, candidate)]))
    shown = tuple(_citation(query, candidate) for candidate in distinct[skip : skip + k])
    if shown:
        return Answer(shown, choices=query.choices, more=len(distinct) > skip + k)
    near = [_citation(query, candidate) for candidate in ranked[:2]] if not skip else []
    return Answer(gap=_nothing_answers(query), near=tuple(near), choices=query.choices)


def gap_before_ranking(query: Query, catalogue: Catalogue) -> Gap | None:
    """Why the archive cannot answer this, whatever its passages say; None where it may."""
    if not catalogue.passages:
        return Gap(Missing.EMPTY_ARCHIVE)
    if not query.question.strip():
        return Gap(Missing.EMPTY_QUESTION)
    if query.strange_source:
        return Gap(Missing.SOURCE, source=query.strange_source)
    if query.since and catalogue.last and query.since > catalogue.last:
        return Gap(Missing.LATER, since=query.since, until=catalogue.last)
    if query.until and catalogue.first and query.until < catalogue.first:
        return Gap(Missing.EARLIER, since=catalogue.first, until=query.until)
    if query.strangers:
        return Gap(Missing.STRANGER, who=query.strangers[0])
    return None


def score(query: Query, candidate: Candidate) -> float:
    """How well a candidate answers: its relevance, more for the asked speaker's own words, less for a headline."""
    return candidate.relevance * _factor(query, candidate)


def _factor(query: Query, candidate: Candidate) -> float:
    passage, factor = candidate.passage, 1.0
    if query.people and candidate.person in query.people:
        factor += WEIGHTS.speaker
    if query.intent in (Intent.WORDS, Intent.WHO):
        factor += {Kind.DIRECT: WEIGHTS.direct, Kind.MIXED: WEIGHTS.mixed, Kind.REPORTED: 0.0}[passage.kind]
    if candidate.key in query.documents:
        factor += WEIGHTS.followed
    if passage.headline:
        factor += WEIGHTS.headline
    return factor


def answers(query: Query, candidate: Candidate) -> bool:
    """Whether a candidate says enough of what is asked to be shown as an answer."""
    if query.people_by_hand and candidate.person not in query.people:
        return False
    if not candidate.relevance:  # nothing in particular was asked: the newest words of whoever was asked for
        return not query.people or candidate.person in query.people
    return candidate.coverage + _ARTICLE_RATE * candidate.article_coverage >= _ANSWERS_FROM * (1 + _ARTICLE_RATE)


def _order(query: Query, candidate: Candidate) -> tuple[float, float, int, int, int]:
    """Best first; of equals whose own words they are, then the newer one, then in the archive's order."""
    day = candidate.document.published.toordinal() if candidate.document.published else 0
    return -score(query, candidate), -_factor(query, candidate), -day, candidate.key, candidate.ordinal


def _distinct(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates without those that tell what a better one has told."""
    told: list[set[str]] = []
    for candidate in candidates:
        words = set(fold(candidate.passage.span.of(candidate.document.text)).split())
        if not any(len(words & other) >= _SAME_STATEMENT * len(words | other) for other in told):
            told.append(words)
            yield candidate


def _citation(query: Query, candidate: Candidate) -> Citation:
    return Citation(
        key=candidate.key,
        ordinal=candidate.ordinal,
        document=candidate.document,
        span=candidate.passage.span,
        kind=candidate.passage.kind,
        speaker=candidate.person,
        score=round(score(query, candidate), 3),
    )


def _nothing_answers(query: Query) -> Gap:
    who = query.people[0] if query.people else None
    sources = query.sources[0] if query.sources else None
    return Gap(Missing.SILENT if who else Missing.NOTHING, who=who, source=sources, since=query.since, until=query.until)
