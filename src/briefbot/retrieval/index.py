"""The archive as something to ask: an immutable value over segments, safe to query from several threads."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from briefbot.language.terms import tokens
from briefbot.model import Filters
from briefbot.retrieval.bm25 import Floats, Okapi
from briefbot.retrieval.filters import NO_FILTERS, documents_allowed, speakers_allowed
from briefbot.retrieval.indexing import segment
from briefbot.retrieval.merging import EMPTY, compacted
from briefbot.retrieval.model import (
    DocumentHit,
    Hits,
    IndexedDocument,
    IndexSize,
    PassageHit,
    Word,
    WordingHit,
    key_check,
)
from briefbot.retrieval.postings import Ints, places_of
from briefbot.retrieval.question_words import AskedWord, WordReader, asked_words
from briefbot.retrieval.scoring import TRANSLATED, Group, Levels, Scored
from briefbot.retrieval.segments import Segment, Whole, without
from briefbot.retrieval.spelling import Speller
from briefbot.retrieval.translations import Translations

T = TypeVar("T")
_KEPT = 10_000  # words of questions whose terms are remembered
# The wording of a text is looked for in parts of so many words, each by so many of its rarest ones.
PART, RAREST = 24, 8
# Of a text of many parts, as many passages are handed over as of so many.
MOST_PARTS = 8
# Where hundreds of papers print one article, as many further passages are handed over as are not the same again; among so many
# times as many they are looked for, twice.
_DEEPER, _TIMES = 16, 2
# What has less of the words than that, compared with what has most, is not like them.
LIKE = 0.2
_GOLDEN = 0.6180339887498949
PAIRS = 0.15  # what two terms side by side add to a document's score; measured in docs/know/retrieval.md


class ArchiveIndex:
    """Documents and passages by their words."""

    def __init__(self, segments: Sequence[Segment] = ()) -> None:
        """Of these segments, in the order they came in."""
        self.whole = Whole(segments or (EMPTY,))
        self._met: dict[tuple[str, bool], AskedWord[int] | None] = {}

    @classmethod
    def build(cls, documents: Iterable[IndexedDocument]) -> Self:
        """From documents, read one after the other; ValueError where two have one key."""
        return cls().updated(documents, ())

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What it consists of."""
        return self.whole.segments

    def updated(self, added: Iterable[IndexedDocument], removed: Collection[int]) -> Self:
        """Another index, without the documents of the keys `removed` and with those `added`, which replace any of their key.

        ValueError where two of those added have one key.
        """
        new = segment(added, self.whole.names)
        segments = without(self.segments, {*removed, *new.keys.tolist()})
        return type(self)(compacted([*segments, Segment(new)]))

    @cached_property
    def keys(self) -> frozenset[int]:
        """The keys of the documents that can be found."""
        keys, alive = self.whole.keys, self.whole.alive
        return frozenset((keys if alive is None else keys[alive]).tolist())

    def size(self) -> IndexSize:
        """How much can be found."""
        return IndexSize(self.whole.size, self.whole.passage_count, sum(map(key_check, self.keys)))

    def words(self, question: str) -> tuple[Word, ...]:
        """The words of a question that ranking goes by, and which of them the archive has."""
        return tuple(asked.word for asked in self._asked(question))

    def weight(self, words: str) -> float:
        """How much a word tells, by how few passages have it (idf); 0 for a word of grammar, and one that the archive lacks.

        Of several, how few documents have two of them side by side, the rarest two.
        """
        found = [self._word(token, seek=False) for token in tokens(words)]
        if len(found) > 1:
            return max(map(self._pairs.weight, self._pair_rows(self._sequence(words))), default=0.0)
        return max((self._weight(one) for one in found if one and one.terms), default=0.0)

    def passages(self, question: str, filters: Filters, k: int) -> list[PassageHit]:
        """The k best passages among those that the filters let through, best first.

        Of one score, the newer comes first, then the smaller key, then the smaller ordinal. A question that says nothing of
        a subject ("what did she say?") has for its hits all that the filters let through, with score 0; none where there
        are no filters.
        """
        asked = self._asked(question)
        documents, speakers = documents_allowed(self.whole, filters), speakers_allowed(self.whole, filters)
        if k < 1:
            return []
        if not asked:
            return self._hits(self._unranked(documents, speakers), k) if filters != NO_FILTERS else []
        groups = [Group(one.terms, self._weight(one), one.translated) for one in asked]
        return self._hits(self._levels.best(groups, k, documents, speakers), k)

    def searched(self, searches: Sequence[tuple[str, Filters]], k: int) -> list[Hits]:
        """The k best passages of each of several questions with their filters."""
        return [Hits(self.passages(question, filters, k)) for question, filters in searches]

    def documents(self, question: str, k: int, filters: Filters = NO_FILTERS) -> list[DocumentHit]:
        """The k best documents, best first; with a filter of speakers, those in which one of them speaks."""
        asked = self._asked(question)
        rows = [row for one in asked for row in one.terms]
        translated = [row for one in asked for row in one.translated]
        sequence = [row for one in asked for row in one.terms[: one.in_sequence]]
        scores = self._levels.articles.get_scores(rows) + PAIRS * self._pairs.get_scores(self._pair_rows(sequence))
        if translated:
            scores = scores + TRANSLATED * self._levels.articles.get_scores(translated)
        found = scores > 0
        documents, speakers = documents_allowed(self.whole, filters), speakers_allowed(self.whole, filters)
        if documents is not None:
            found &= documents
        if speakers is not None:
            found &= self._levels.spoken_in(speakers)
        numbers = np.flatnonzero(found)
        order = np.lexsort((self.whole.keys[numbers], -self.whole.dates[numbers], -scores[numbers]))[: max(k, 0)]
        return [DocumentHit(int(self.whole.keys[n]), float(scores[n])) for n in numbers[order].tolist()]

    def wording(self, text: str, k: int) -> list[WordingHit]:
        """The passages most like the wording of a text, or of a part of it, up to 2 k for each part; most like it first.

        A part goes by its rarest words, and by those documents that have its rarest pairs of neighbours. Where the k are mostly
        the same words of the same speakers, the best of k further wordings are among them.
        """
        found: dict[int, float] = {}
        for part in parts(self._sequence(text)):
            for passage, score in self._worded_alike(part, k):
                found[passage] = max(score, found.get(passage, 0.0))
        passages = np.fromiter(found, np.int64, len(found))
        passages = passages[np.lexsort((passages, -np.fromiter(found.values(), np.float64, len(found))))][: MOST_PARTS * k]
        documents, whole = self.whole.document_of(passages), self.whole
        columns = whole.keys[documents], passages - whole.passage_starts[documents], whole.checksums(passages)
        return [WordingHit(*values) for values in zip(*(column.tolist() for column in columns), strict=True)]

    def _sequence(self, text: str) -> list[int]:
        """The rows of a text's words, in its order, of those that the archive has."""
        return [row for token in tokens(text) for row in self._rows(self._words.terms(token)[0])]

    def _worded_alike(self, rows: Sequence[int], k: int) -> Iterator[tuple[int, float]]:
        """The passages that have the rarest of these terms, and those of documents that have the rarest pairs, with scores."""
        own = self._levels.own
        rarest = rarest_of(rows, own.frequency)
        pairs = rarest_of(self._pair_rows(list(rows)), self._pairs.frequency)
        documents, _ = self._pairs.best(pairs, k)
        allowed, starts = np.zeros(self.whole.passage_slots, np.bool_), self.whole.passage_starts
        for document in documents.tolist():
            allowed[starts[document] : starts[document + 1]] = True
        best = [self._worded_best(rarest, k, limit) for limit in ((None, allowed) if len(documents) else (None,))]
        least = LIKE * max((float(scores[0]) for _, scores in best if len(scores)), default=0.0)
        for passages, scores in best:
            yield from (
                (passage, score) for passage, score in zip(passages.tolist(), scores.tolist(), strict=True) if score >= least
            )

    def _worded_best(self, rows: Sequence[int], k: int, allowed: NDArray[np.bool_] | None) -> tuple[Ints, Floats]:
        """The k passages with most of these terms, with scores; where these are mostly copies, others of k further wordings."""
        best = self._levels.own.best
        passages, scores = best(rows, k, allowed)
        depth = k
        for _ in range(_TIMES):
            wordings = self._first_of_each_wording(passages)
            if len(passages) < depth or 2 * len(wordings) > k:
                break
            depth *= _DEEPER
            passages, scores = best(rows, depth, allowed)
        else:
            wordings = self._first_of_each_wording(passages)
        if len(passages) <= k:
            return passages, scores
        chosen = np.unique(np.concatenate((np.arange(k), wordings[: 2 * k])))
        return passages[chosen], scores[chosen]

    def _first_of_each_wording(self, passages: Ints) -> Ints:
        """Where passages are the first of their words, by the same speaker; ascending."""
        said = self.whole.checksums(passages).astype(np.int64) << 32 | (self.whole.speakers_of(passages) + 1)
        _, first = np.unique(said, return_index=True)
        return np.sort(first)

    @cached_property
    def _levels(self) -> Levels:
        return Levels(self.whole)

    @cached_property
    def _pairs(self) -> Okapi:
        return Okapi.on(self.whole.pairs, self.whole.size, self.whole.pair_length)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self.whole.words, self.whole.word_counts)

    @cached_property
    def _languages(self) -> tuple[str | None, ...]:
        languages = self.whole.names.languages
        return tuple(languages[number] for number in range(len(languages))) or (None,)

    @cached_property
    def _words(self) -> WordReader:
        translations = Translations(self.whole.words, self._languages)
        return WordReader(self._languages, translations, lambda: self._speller)

    def _asked(self, question: str) -> list[AskedWord[int]]:
        return asked_words(tokens(question), self._word)

    def _word(self, token: str, *, seek: bool) -> AskedWord[int] | None:
        """What a word of the question is searched for, each looked up once."""
        if (token, seek) not in self._met:
            if len(self._met) >= _KEPT:
                self._met.clear()
            self._met[token, seek] = self._words.read(token, self._rows, seek=seek)
        return self._met[token, seek]

    def _rows(self, terms: Iterable[str]) -> tuple[int, ...]:
        """The rows of those terms that the archive has."""
        rows = (self.whole.names.terms.find(term) for term in terms)
        return tuple(row for row in rows if row >= 0 and self._levels.articles.frequency(row))

    def _weight(self, asked: AskedWord[int]) -> float:
        return self._words.weight(asked, self._levels.own.weight, self.whole.passage_count)

    def _pair_rows(self, rows: list[int]) -> list[int]:
        """The rows of those pairs of neighbours that the archive has."""
        keys = np.array([one << 32 | other for one, other in pairwise(rows)], np.int64)
        found: list[int] = keys[self.whole.pairs.known(keys)].tolist()
        return found

    def _unranked(self, documents: NDArray[np.bool_] | None, speakers: NDArray[np.bool_] | None) -> Scored:
        """All passages that are allowed, with nothing to tell them apart."""
        whole, starts = self.whole, self.whole.passage_starts
        limits = [limit for limit in (whole.alive, documents) if limit is not None]
        allowed = np.logical_and.reduce(limits) if limits else np.ones(len(whole.keys), np.bool_)
        if speakers is not None:
            passages = whole.spoken_by(speakers)
            passages = passages[allowed[whole.document_of(passages)]]
        else:
            numbers = np.flatnonzero(allowed)
            passages = places_of(starts[numbers], starts[numbers + 1] - starts[numbers])
        nothing = np.zeros(len(passages))
        return Scored(passages, whole.document_of(passages), *(nothing,) * 7)

    def _hits(self, scored: Scored, k: int) -> list[PassageHit]:
        whole = self.whole
        keys, dates = whole.keys[scored.documents], whole.dates[scored.documents]
        order = np.lexsort((scored.passages, keys, -dates, -scored.score))[:k]
        best = scored.chosen(order)
        ordinals = best.passages - whole.passage_starts[best.documents]
        columns = (
            keys[order],
            ordinals,
            best.score,
            best.own,
            best.surroundings,
            best.article,
            best.coverage,
            best.article_coverage,
            best.near_coverage,
            whole.checksums(best.passages),
        )
        return [PassageHit(*values) for values in zip(*(column.tolist() for column in columns), strict=True)]


def rarest_of(found: Iterable[T], frequency: Callable[[T], int]) -> list[T]:
    """The rarest terms or pairs of a part; of those that are as rare as each other, some from all over it.

    (Steps of the golden ratio lie far from each other.)
    """
    spread = {one: (at * _GOLDEN) % 1.0 for at, one in enumerate(dict.fromkeys(found))}
    return sorted(spread, key=lambda one: (frequency(one), spread[one]))[:RAREST]


def parts(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    """A long sequence in parts that overlap by half; a short one is one."""
    for start in range(0, max(len(rows) - PART // 2, 1), PART // 2):
        yield rows[start : start + PART]
