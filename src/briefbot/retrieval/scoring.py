"""The score of a passage: its own words, its surroundings, its article.

    score = BM25(passage) + SURROUNDINGS × BM25(surroundings) + ARTICLE × BM25(article)

The surroundings are the passage with its neighbours in the article, its title and its publisher: they hold the names and
the subject that a quotation itself leaves to its context. They are not indexed; the passages of a document say what they
hold.

Only documents that can hold one of the k best passages are looked into: each has a bound (`bounds.py`), and what lies below the
k-th best score found so far cannot matter. The result is that of looking into all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.bm25 import K1, B, Floats, Okapi, above_columns
from briefbot.retrieval.bounds import ROUNDING, Bounds, Reaches, ReachFinder, best_gains
from briefbot.retrieval.postings import Ints
from briefbot.retrieval.rows import Dense, Row, shifted_sum
from briefbot.retrieval.segments import Whole

# Measured on questions about an archive of news, docs/know/retrieval.md; the figures hardly move around these values.
SURROUNDINGS = 0.5
ARTICLE = 0.8
# A word of the question counts more than its translation: who asks in a language is answered in it where both can answer.
TRANSLATED = 0.5

_KNOWN = 2  # questions whose bounds are held, each in four bytes a document
# Looked into before there is a k-th best score to compare with; at a time then, four times as many each time up to the most.
_FIRST_DOCUMENTS, _MOST_DOCUMENTS = 128, 4096
_FEW = 100_000  # of so many documents it is soon told how many have a word of the question
_NONE = np.zeros(0, np.int64)
_LEAST = 1e-30  # less than any bound


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the question: the rows of terms that stand for it, and what it weighs when coverage is told.

    `translated` are rows of words in another language, which count for less.
    """

    rows: tuple[int, ...]
    weight: float
    translated: tuple[int, ...] = ()

    @property
    def shares(self) -> Iterator[tuple[int, float]]:
        """Each row with the share of its score that counts."""
        yield from ((row, 1.0) for row in self.rows)
        yield from ((row, TRANSLATED) for row in self.translated)


@dataclass(frozen=True, slots=True)
class Scored:
    """Passages that were looked into, their levels (weighted) and coverage, in parallel arrays."""

    passages: NDArray[np.int64]
    documents: NDArray[np.int64]
    own: Floats
    surroundings: Floats
    article: Floats
    coverage: Floats
    article_coverage: Floats
    near_coverage: Floats
    score: Floats

    def least(self, k: int) -> float:
        """The k-th best score, 0 where there are fewer."""
        return float(np.partition(self.score, -k)[-k]) if len(self.score) >= k else 0.0

    def chosen(self, which: NDArray[np.bool_] | Ints) -> "Scored":
        """Some of them."""
        return Scored(*(getattr(self, name)[which] for name in Scored.__slots__))


class Levels:
    """Ranks the passages of an index."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self.articles = Okapi.on(whole.articles, whole.size, whole.length)
        self.own = Okapi.on(whole.passages, whole.passage_count, whole.passage_length)
        self._average_around = max(whole.around_length / whole.passage_count, 1e-9) if whole.passage_count else 1.0
        self._around = SURROUNDINGS * best_gains(self._average_around)
        self._reaches = ReachFinder(
            whole.articles,
            [(one.tables.best, one.tables.best_around) for one in whole.segments],
            best_gains(self.own.avgdl),
            self._around,
            ARTICLE * self.articles.gains,
        )
        self._known: dict[tuple[Group, ...], Reaches] = {}

    def best(
        self, groups: list[Group], k: int, documents: NDArray[np.bool_] | None, speakers: NDArray[np.bool_] | None
    ) -> Scored:
        """The k best passages that share a term with the question through their article, and all equals of the last.

        `documents` and `speakers` say by number which may be used; with speakers, only their passages.
        """
        reaches = self._known_reaches(tuple(groups))
        usable = self._usable(documents, speakers)
        summed = reaches.summed if usable is None else reaches.summed * usable
        first = highest(summed, _FIRST_DOCUMENTS)
        scored = self._look_into(first, groups, speakers)
        least = scored.least(k)
        if reaches.rest and reaches.missing >= least * ROUNDING:
            summed = reaches.all() if usable is None else reaches.all() * usable
            reaches = Reaches(summed, ())
        may = summed >= max(least * ROUNDING - reaches.missing, _LEAST)
        may[first] = False
        rest, bounds = reaches.narrowed(np.flatnonzero(may).astype(np.int32), least)
        order = np.argsort(-bounds, kind="stable")
        rest, bounds = rest[order], bounds[order]
        some = _FIRST_DOCUMENTS
        while len(rest):
            others = self._look_into(np.sort(rest[:some]), groups, speakers, least)
            scored = _together(scored.chosen(scored.score >= least), others)
            least = scored.least(k)
            stay = bounds[some:] >= least * ROUNDING
            rest, bounds, some = rest[some:][stay], bounds[some:][stay], min(4 * some, _MOST_DOCUMENTS)
        return scored.chosen(scored.score >= scored.least(k))

    def spoken_in(self, speakers: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """By document, whether one of the speakers has a passage in it."""
        mask = np.zeros(self._whole.firsts[-1], np.bool_)
        mask[self._whole.document_of(self._whole.spoken_by(speakers))] = True
        return mask

    def _usable(self, documents: NDArray[np.bool_] | None, speakers: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        """By document, whether it may be used; None where all may."""
        limits = [limit for limit in (self._whole.alive, documents) if limit is not None]
        if speakers is not None:
            limits.append(self.spoken_in(speakers))
        return np.logical_and.reduce(limits) if limits else None

    def _known_reaches(self, groups: tuple[Group, ...]) -> Reaches:
        """What passages can reach by document; that of the last questions is held, which are ranked several times in a row."""
        found = self._known.get(groups)
        if found is None:
            terms = [
                (self._reaches.reach(row, self.own.weight(row), self.articles.weight(row)), share)
                for group in groups
                for row, share in group.shares
            ]
            found = Reaches.of(terms, self._whole.firsts[-1])
            self._known = dict([*self._known.items(), (groups, found)][-_KNOWN:])
        return found

    def _look_into(
        self, documents: Ints, groups: list[Group], speakers: NDArray[np.bool_] | None, least: float = 0.0
    ) -> Scored:
        """All levels of those passages of some documents (ascending) whose score is not below the least."""
        parts = [
            self._look_into_segment(at, here, groups, least)
            for at, here in enumerate(self._whole.of_segment(documents))
            if len(here) or not at
        ]
        scored = parts[0]
        for part in parts[1:]:
            scored = _together(scored, part)
        return scored if speakers is None else scored.chosen(speakers[self._whole.speakers_of(scored.passages)])

    def _promising(self, at: int, documents: Ints, groups: list[Group], least: float) -> Ints:
        """Those of some documents of a segment that may hold a passage of the least score.

        The passages' own level is computed, and the surroundings' is bounded by document.
        """
        tables = self._whole.segments[at].tables
        article_gains = ARTICLE * self.articles.gains[self._whole.articles.slices[at]]
        own_gains = self.own.gains[self._whole.passages.slices[at]]
        row = Dense(tables, documents)
        own, bounds = np.zeros(row.width), np.zeros(len(documents))
        for group in groups:
            for term, share in group.shares:
                if (place := self._whole.articles.parts[at].at(term)) < 0:
                    continue
                there, postings = row.in_articles(place)
                weight = share * self.own.weight(term)
                bounds[there] += share * self.articles.weight(term) * article_gains[tables.articles.codes[postings]]
                bounds[there] += weight * self._around[tables.best_around[postings]]
                slots, codes = row.in_passages(place, there)
                own[slots] += weight * own_gains[codes]
        return documents[bounds + row.most(own) >= least * ROUNDING]

    def _look_into_segment(self, at: int, documents: Ints, groups: list[Group], least: float) -> Scored:
        """The same for documents of one segment, numbered as there; those in the result are numbered as in the whole."""
        tables = self._whole.segments[at].tables
        if least > 0:
            documents = self._promising(at, documents, groups, least)
        row = Row(tables, documents)
        around_lengths = (shifted_sum(row.lengths) + row.head_lengths).astype(np.float64)
        norms = K1 * (1 - B + B * around_lengths / self._average_around)
        whole = sum(group.weight for group in groups)
        own, surroundings, coverage, near_coverage = np.zeros((4, row.width))
        article, article_coverage = np.zeros((2, len(documents)))
        article_gains = self.articles.gains[self._whole.articles.slices[at]]
        own_gains = self.own.gains[self._whole.passages.slices[at]]
        for group in groups:
            present, near = np.zeros((2, row.width), np.bool_)
            in_articles = np.zeros(len(documents), np.bool_)
            for term, share in group.shares:
                place = self._whole.articles.parts[at].at(term)
                there, codes = row.in_articles(place) if place >= 0 else (_NONE, _NONE)
                if not len(there):
                    continue
                article[there] += share * (self.articles.weight(term) * article_gains[codes])
                in_articles[there] = True
                slots, in_passages = row.in_passages(place)
                weight = self.own.weight(term)
                own[slots] += share * (weight * own_gains[in_passages])
                reached = row.reached(slots, tables.passages.facts[in_passages, 0], there, tables.articles.facts[codes, 2])
                counts, where = reached.counts, reached.slots
                # A slot that is named twice gets its share once: what is summed is put there.
                surroundings[where] += share * weight * (counts * (K1 + 1) / (counts + norms[where]))
                present[where] |= counts > 0
                near[reached.near_slots] |= reached.near > 0
            part = group.weight / whole
            np.add(coverage, part, out=coverage, where=present)
            np.add(near_coverage, part, out=near_coverage, where=near)
            np.add(article_coverage, part, out=article_coverage, where=in_articles)
        article *= ARTICLE
        own, surroundings = own[row.places], SURROUNDINGS * surroundings[row.places]
        score = own + surroundings + article[row.of]
        best = (score >= least).nonzero()[0]
        of, places = row.of[best], row.places[best]
        passages, numbers = row.passages[best] + self._whole.first_passages[at], documents[of] + self._whole.firsts[at]
        shares = coverage[places], article_coverage[of], near_coverage[places]
        return Scored(passages, numbers, own[best], surroundings[best], article[of], *shares, score[best])


def highest(values: Bounds, count: int) -> Ints:
    """The places (ascending) of the highest of some values, at least so many of those above 0, and few more."""
    if len(values) <= _FEW:
        found = values.nonzero()[0]
        if len(found) <= 2 * count:
            return found
    best = above_columns(values, count)
    return np.sort(best[values[best] > 0])


def _together(one: Scored, other: Scored) -> Scored:
    return Scored(*(np.concatenate((getattr(one, name), getattr(other, name))) for name in Scored.__slots__))
