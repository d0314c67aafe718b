"""One index in OpenSearch as something to ask: what is found is scored here, and more is brought where that is needed."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from briefbot.errors import SearchError
from briefbot.language.terms import tokens
from briefbot.model import Filters
from briefbot.retrieval.filters import NO_FILTERS
from briefbot.retrieval.index import PAIRS
from briefbot.retrieval.model import DocumentHit, Hits, Word, WordingHit
from briefbot.retrieval.opensearch import queries, wordings
from briefbot.retrieval.opensearch.asked import Lexicon, QuestionWords, pairs_there
from briefbot.retrieval.opensearch.frequencies import PARTIAL, Counting, Frequencies, Searching
from briefbot.retrieval.opensearch.packed import Forward, unpacked_sequence
from briefbot.retrieval.opensearch.records import pair_token, token_of
from briefbot.retrieval.opensearch.rescoring import (
    Brought,
    Means,
    Term,
    TermGroup,
    article_scores,
    best,
    pair_scores,
    scored,
    spoken,
    unscored,
)
from briefbot.retrieval.opensearch.statistics import Statistics
from briefbot.retrieval.scoring import TRANSLATED

# Documents that a search brings back beyond as many as there may be passages to show: those whose bound is near.
_SPARE = 30
# Documents of a second search, which is made where the first did not settle the best, and of each that comes after it.
_FURTHER = 1000
_NOTHING = 0.0


class Held(Searching, Lexicon, Protocol):
    """An index elsewhere, as its search needs it."""


class OneIndex:
    """Documents and passages by their words, found by OpenSearch and scored here; safe to query from several threads."""

    def __init__(self, held: Held, statistics: Statistics) -> None:
        """Ask this index, of which these are the statistics."""
        self.held = held
        self.statistics = statistics
        self.frequencies = Frequencies(held)
        self._questions = QuestionWords(statistics, held)
        self._means = Means(statistics.own.average, statistics.around_average, statistics.articles.average)

    def words(self, question: str) -> tuple[Word, ...]:
        """The words of a question that ranking goes by, and which of them the archive has."""
        asked = self.frequencies.resolved(lambda counting: self._questions.asked(question, counting))
        return tuple(one.word for one in asked)

    def weight(self, words: str) -> float:
        """How much a word tells, by how few passages have it (idf); 0 for a word of grammar, and one that the archive lacks.

        Of several, how few documents have two of them side by side, the rarest two.
        """

        def weighed(counting: Counting) -> float:
            found = [self._questions.word(token, counting) for token in tokens(words)]
            if len(found) > 1:
                pairs = pairs_there(self._questions.sequence(words, counting), counting)
                return max((self.statistics.pairs.weight(counting.of_pair(*pair)) for pair in pairs), default=_NOTHING)
            return max((self._questions.weight(one, counting) for one in found if one and one.terms), default=_NOTHING)

        return self.frequencies.resolved(weighed)

    def searched(self, searches: Sequence[tuple[str, Filters]], k: int) -> list[Hits]:
        """The k best passages of each of several questions with their filters, in one round trip or, seldom, two."""
        if k < 1:
            return [Hits() for _ in searches]
        groups = self.frequencies.resolved(lambda counting: [self._groups(question, counting) for question, _ in searches])
        asked = [_Passages(found, limits, k, self._means) for found, (_, limits) in zip(groups, searches, strict=True)]
        wanted = [one for one in asked if one.is_asked]
        is_partial = self.best_of(wanted)
        results = [Hits(one.result()) for one in asked]
        for one in results:
            one.is_partial = is_partial
        return results

    def documents(self, question: str, k: int, filters: Filters = NO_FILTERS) -> list[DocumentHit]:
        """The k best documents, best first; with a filter of speakers, those in which one of them speaks."""
        if k < 1:
            return []
        one = self.frequencies.resolved(lambda counting: self._documents(question, filters, k, counting))
        if one.is_asked and self.best_of([one]):
            raise SearchError(PARTIAL, is_passing=True)
        return one.result()

    def wording(self, text: str, k: int) -> list[WordingHit]:
        """The passages most like the wording of a text, or of a part of it, up to 2 k for each part; most like it first."""

        def read(counting: Counting) -> list[wordings.Part]:
            sequence = self._questions.sequence(text, counting)
            return wordings.parts_of(sequence, counting, self.statistics)

        parts = self.frequencies.resolved(read)
        asked = [one for part in parts for one in part.asked(k)]
        if asked and self.best_of(asked):
            raise SearchError(PARTIAL, is_passing=True)
        return wordings.together(parts, k)

    def best_of(self, wanted: Sequence["Ranking"]) -> bool:
        """Bring back what each ranking needs to settle its best; whether a part of the index did not answer.

        A document that was not brought back scores at most the last one's bound. Where that may be among the best, further
        ones are brought, down to what cannot be.
        """
        is_partial = False
        left = [(one, one.body) for one in wanted]
        while left:
            answers, was_partial = self.held.search([body for _, body in left])
            is_partial |= was_partial
            further = []
            for (one, body), answer in zip(left, answers, strict=True):
                hits = answer["hits"]["hits"]
                one.take([_brought(hit) for hit in hits], [hit["_source"] for hit in hits])
                if len(hits) == body["size"] and (more := self._further(one, body, hits[-1]["sort"])):
                    further.append((one, more))
            left = further
        return is_partial

    def _further(self, one: "Ranking", body: dict[str, Any], last: Sequence[Any]) -> dict[str, Any] | None:
        least, slack = one.least(), self.statistics.slack
        if last[0] * slack < least if one.is_by_score else least > _NOTHING:
            return None
        floor = least / slack / _FLOATS if one.is_by_score and least > _NOTHING else None
        return queries.further(body, last, floor, _FURTHER)

    def _groups(self, question: str, counting: Counting) -> list[TermGroup]:
        asked = self._questions.asked(question, counting)
        return self._questions.groups(asked, counting) if counting.is_complete else []

    def _documents(self, question: str, filters: Filters, k: int, counting: Counting) -> "_Documents":
        asked = self._questions.asked(question, counting)
        groups = self._questions.groups(asked, counting)
        sequence = [term for one in asked for term in one.terms[: one.in_sequence]]
        weigh = self.statistics.pairs.weight
        pairs = [(*pair, weigh(counting.of_pair(*pair))) for pair in pairs_there(sequence, counting)]
        own = [term for group in groups for term in group.terms]
        translated = [term for group in groups for term in group.translated]
        return _Documents(own, translated, pairs, filters, k, self.statistics)


# Scores of 32 bits, once more.
_FLOATS = 1 + 1e-5


class Ranking(Protocol):
    """A search whose best are settled by scoring what comes back."""

    body: dict[str, Any]
    is_by_score: bool

    def take(self, documents: list[Brought], sources: Sequence[Mapping[str, Any]]) -> None:
        """Take in what a search brought back."""
        ...

    def least(self) -> float:
        """The k-th best score of what came back so far; 0 where there are fewer."""
        ...


class _Passages:
    """The best passages for the words of a question."""

    def __init__(self, groups: list[TermGroup], filters: Filters, k: int, means: Means) -> None:
        self._groups, self._filters, self._k, self._means = groups, filters, k, means
        self._documents: list[Brought] = []
        self._hits: list[Any] = []
        has_terms = any(group.terms or group.translated for group in groups)
        self.is_asked = has_terms or (not groups and filters != NO_FILTERS)
        self.is_by_score = has_terms
        size = k + _SPARE if has_terms else k
        self.body = queries.passages(groups, filters, size) if has_terms else queries.everything(filters, size)

    def take(self, documents: list[Brought], sources: Sequence[Mapping[str, Any]]) -> None:  # noqa: ARG002 (the protocol's)
        """Score what a search brought back."""
        found = scored(documents, self._groups, self._means) if self._groups else unscored(documents)
        self._documents += documents
        self._hits += spoken(found, documents, self._filters.speakers)

    def least(self) -> float:
        """The k-th best score; of passages that nothing tells apart, 1 where there are enough of them."""
        if len(self._hits) < self._k:
            return _NOTHING
        return sorted((hit.score for hit in self._hits), reverse=True)[self._k - 1] if self.is_by_score else 1.0

    def result(self) -> list[Any]:
        """The best."""
        return best(self._hits, self._documents, self._k)


class _Documents:
    """The best documents for the words of a question."""

    is_by_score = True

    def __init__(
        self,
        own: list[Term],
        translated: list[Term],
        pairs: list[tuple[str, str, float]],
        filters: Filters,
        k: int,
        statistics: Statistics,
    ) -> None:
        self._own, self._translated, self._pairs, self._k = own, translated, pairs, k
        self._means = statistics.articles.average, statistics.pairs.average
        self._found: list[tuple[float, int, int]] = []
        self.is_asked = bool(own or translated)
        article = _summed([(token_of(one.text), one.article) for one in own])
        article = _summed([*article.items(), *((token_of(one.text), TRANSLATED * one.article) for one in translated)])
        boosts = _summed([(pair_token(one, other), PAIRS * weight) for one, other, weight in pairs])
        self.body = queries.documents(article, boosts, filters, min(k + _SPARE, _FURTHER))

    def take(self, documents: list[Brought], sources: Sequence[Mapping[str, Any]]) -> None:
        """Score what a search brought back."""
        article, pairs = self._means
        sequences = [unpacked_sequence(source["sequence"]) for source in sources]
        score = article_scores(documents, self._own, article) + PAIRS * pair_scores(documents, sequences, self._pairs, pairs)
        if self._translated:
            score = score + TRANSLATED * article_scores(documents, self._translated, article)
        self._found += [(-value, -one.date, one.key) for value, one in zip(score.tolist(), documents, strict=True) if value > 0]
        self._found.sort()

    def least(self) -> float:
        """The k-th best score."""
        return -self._found[self._k - 1][0] if len(self._found) >= self._k else _NOTHING

    def result(self) -> list[DocumentHit]:
        """The best."""
        return [DocumentHit(key, -score) for score, _, key in self._found[: self._k]]


def _summed(boosts: Sequence[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for token, boost in boosts:
        found[token] = found.get(token, 0.0) + boost
    return found


def _brought(hit: Mapping[str, Any]) -> Brought:
    source = hit["_source"]
    return Brought(source["key"], source["date"], tuple(source.get("names") or ()), Forward.unpacked(source["packed"]))
