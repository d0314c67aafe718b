"""rank_bm25's interface over the engine: made from texts, with all that its model tells, so that the two can be compared."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.bm25 import EPSILON, K1, B, Okapi, Parameters
from briefbot.retrieval.postings import Postings, counted


class TextOkapi(Okapi):
    """`BM25Okapi` in place: the same constructor and methods."""

    def __init__(
        self,
        corpus: Iterable[Sequence[Hashable]],
        tokenizer: Callable[[Any], Sequence[Hashable]] | None = None,
        k1: float = K1,
        b: float = B,
        epsilon: float = EPSILON,
    ) -> None:
        texts = map(tokenizer, corpus) if tokenizer else map(_words, corpus)
        vocabulary: defaultdict[Hashable, int] = defaultdict(count().__next__)
        texts_as_rows = [np.fromiter(map(vocabulary.__getitem__, text), np.int32) for text in texts]
        lengths = np.fromiter(map(len, texts_as_rows), np.int64, len(texts_as_rows))
        postings = _postings(texts_as_rows, lengths, len(vocabulary))
        self.postings = postings
        self._set_up(postings, (len(lengths), int(lengths.sum())), dict(vocabulary), Parameters(k1, b, epsilon))

    def get_batch_scores(self, query: Sequence[Hashable], doc_ids: Sequence[int]) -> list[float]:
        """The scores of some items."""
        result: list[float] = self.get_scores(query)[np.asarray(doc_ids, np.int64)].tolist()
        return result

    def get_top_n(self, query: Sequence[Hashable], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """Of the documents that the collection was made of, those that match best, at most n."""
        if len(documents) != self.corpus_size:
            raise ValueError(f"{len(documents)} documents given for a collection of {self.corpus_size}")
        return [documents[item] for item in self.best(query, n)[0]]

    @property
    def idf(self) -> dict[Hashable, float]:
        """The weight of each term."""
        return {term: self.weight(row) for term, row in self._terms()}

    @property
    def doc_len(self) -> list[int]:
        """The length of each item in terms."""
        lengths = np.zeros(self.corpus_size, np.int64)
        lengths[self.postings.items] = self.postings.facts[self.postings.codes, 1]
        return lengths.tolist()

    @property
    def doc_freqs(self) -> list[dict[Hashable, int]]:
        """For each item its terms and how often it has them."""
        result: list[dict[Hashable, int]] = [{} for _ in range(self.corpus_size)]
        for term, row in self._terms():
            items, codes = self.postings.row(row)
            for item, frequency in zip(items.tolist(), self.postings.facts[codes, 0].tolist(), strict=True):
                result[item][term] = frequency
        return result

    def _terms(self) -> Iterable[tuple[Hashable, int]]:
        rows = range(len(self.postings.starts) - 1)
        return zip(rows, rows, strict=True) if self._vocabulary is None else self._vocabulary.items()


def _words(text: Sequence[Hashable]) -> Sequence[Hashable]:
    return text.split() if isinstance(text, str) else text


def _postings(texts: Sequence[NDArray[np.int32]], lengths: NDArray[np.int64], row_count: int) -> Postings:
    items = np.repeat(np.arange(len(texts)), lengths)
    occurrences = np.concatenate(texts) if texts else np.zeros(0, np.int32)
    rows, items, counts = counted(occurrences, items, len(texts))
    return Postings.of(rows, items, np.column_stack((counts, lengths[items])).astype(np.int32), row_count)
