"""The segments of an index as one: documents and passages numbered through, without those that are gone.

All statistics (how many items have a term, average lengths) are those of the whole, so that scores are those of one segment.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.postings import Ints, Lists, Part, places_of
from briefbot.retrieval.strings import Chain, Strings, Vocabulary
from briefbot.retrieval.tables import Tables

_NONE = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Tables, and the numbers (ascending) of those of their documents that were taken out since they were written.

    `name` is that under which the tables are kept, for those who keep them; empty where they are in memory alone.
    """

    tables: Tables
    gone: NDArray[np.int32] = field(default_factory=lambda: _NONE)
    name: str = ""

    @property
    def size(self) -> int:
        """How many passages it has, those that are gone as well."""
        return len(self.tables.speaker_of)

    @property
    def weight(self) -> int:
        """How much it takes to write it anew: passages and documents."""
        return self.size + len(self.tables.keys)

    def alive(self) -> NDArray[np.bool_]:
        """By document, whether it is there still."""
        alive = np.ones(len(self.tables.keys), np.bool_)
        alive[self.gone] = False
        return alive

    def gone_passages(self) -> NDArray[np.int32]:
        """The passages of the documents that are gone."""
        starts = self.tables.passage_starts[self.gone]
        return places_of(starts, self.tables.passage_starts[self.gone + 1] - starts).astype(np.int32)

    def gone_terms(self) -> NDArray[np.int32]:
        """The terms of the documents that are gone, each as often as documents have it."""
        starts = self.tables.document_term_starts[self.gone]
        return self.tables.document_terms[places_of(starts, self.tables.document_term_starts[self.gone + 1] - starts)]

    def without(self, keys: Ints) -> "Segment":
        """The same without the documents of these keys (ascending)."""
        here = self.tables.keys
        places = np.searchsorted(keys, here)
        found = np.flatnonzero(keys.take(places, mode="clip") == here).astype(np.int32) if len(keys) else _NONE
        gone = np.union1d(self.gone, found)
        return self if len(gone) == len(self.gone) else Segment(self.tables, gone, self.name)


def vocabulary(segments: Sequence[Segment]) -> Vocabulary:
    """All that the segments number."""
    names = ("terms", "words", "speakers", "sources", "languages")
    return Vocabulary(*(Chain(getattr(one.tables, name) for one in segments) for name in names))


class Whole:
    """What ranking reads of an index."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.names = vocabulary(segments)
        self.firsts = list(accumulate((len(one.tables.keys) for one in segments), initial=0))
        self.first_passages = list(accumulate((one.size for one in segments), initial=0))
        self.passage_slots = self.first_passages[-1]
        self.keys: NDArray[np.int64] = self._joined("keys")
        self.dates: NDArray[np.int32] = self._joined("dates")
        self.source_of: NDArray[np.int32] = self._joined("source_of")
        self.language_of: NDArray[np.int32] = self._joined("language_of")
        starts = [
            one.tables.passage_starts[1:] + first if first else one.tables.passage_starts[1:]
            for one, first in zip(segments, self.first_passages, strict=False)
        ]
        self.passage_starts: NDArray[np.int64] = (
            segments[0].tables.passage_starts if len(segments) == 1 else np.concatenate((np.zeros(1, np.int64), *starts))
        )
        self.alive = np.concatenate([one.alive() for one in segments]) if any(len(one.gone) for one in segments) else None
        self.size = self.firsts[-1] - sum(len(one.gone) for one in segments)
        self._gone_passages = [one.gone_passages() for one in segments]
        self.passage_count = self.passage_slots - sum(map(len, self._gone_passages))
        self.length, self.pair_length, self.around_length = map(self._total, ("lengths", "pair_lengths", "around_lengths"))
        self.articles = self._lists("articles", "rows", 0)
        self.passages = self._lists("passages", "rows", 1)
        self.pairs = self._lists("pairs", "pair_keys", 2)

    @cached_property
    def passage_length(self) -> int:
        """The lengths of all passages together."""
        whole = 0
        for one, gone in zip(self.segments, self._gone_passages, strict=True):
            starts = one.tables.term_starts
            whole += int(starts[-1]) - int((starts[gone + 1] - starts[gone]).sum())
        return whole

    @cached_property
    def words(self) -> Strings:
        """The folded words in one."""
        return self.names.words.joined()

    @cached_property
    def word_counts(self) -> NDArray[np.int32]:
        """By word, how often it occurs; what is gone counts until its segment is merged with others, and after."""
        counts = np.zeros(len(self.names.words), np.int32)
        for one in self.segments:
            counts[one.tables.word_rows] += one.tables.word_counts
        return counts

    def document_of(self, passages: Ints) -> NDArray[np.int64]:
        """The numbers of the documents that passages are in."""
        return np.searchsorted(self.passage_starts, passages, side="right") - 1

    def checksums(self, passages: Ints) -> NDArray[np.uint32]:
        """Those of some passages' words."""
        return self._taken("checksums", passages)

    def speakers_of(self, passages: Ints) -> NDArray[np.int32]:
        """The speakers of some passages, -1 for nobody."""
        return self._taken("speaker_of", passages)

    def spoken_by(self, speakers: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The passages, ascending, of the speakers whose numbers are true; the last entry is for nobody."""
        wanted = np.flatnonzero(speakers[:-1]).astype(np.int32)
        found = []
        for one, first in zip(self.segments, self.first_passages, strict=False):
            tables = one.tables
            places = tables.speaker_rows.searchsorted(wanted)
            known = places[tables.speaker_rows.take(places, mode="clip") == wanted] if len(tables.speaker_rows) else places[:0]
            starts = tables.spoken_starts[known]
            found.append(
                np.sort(tables.spoken[places_of(starts, tables.spoken_starts[known + 1] - starts)]).astype(np.int64) + first
            )
        return np.concatenate(found)

    def of_segment(self, documents: Ints) -> list[Ints]:
        """Some documents (ascending) by segment, with their numbers there."""
        bounds = np.searchsorted(documents, self.firsts)
        return [documents[bounds[at] : bounds[at + 1]] - self.firsts[at] for at in range(len(self.segments))]

    def _taken(self, name: str, passages: Ints) -> NDArray[Any]:
        if len(self.segments) == 1:
            return np.asarray(getattr(self.segments[0].tables, name)[passages])
        which = np.searchsorted(self.first_passages, passages, side="right") - 1
        result = np.zeros(len(passages), getattr(self.segments[0].tables, name).dtype)
        for at, (one, first) in enumerate(zip(self.segments, self.first_passages, strict=False)):
            here = which == at
            result[here] = getattr(one.tables, name)[passages[here] - first]
        return result

    def _joined(self, name: str) -> NDArray[Any]:
        parts = [getattr(one.tables, name) for one in self.segments]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _total(self, name: str) -> int:
        columns = ((getattr(one.tables, name), one.gone) for one in self.segments)
        return sum(int(column.sum(dtype=np.int64)) - int(column[gone].sum(dtype=np.int64)) for column, gone in columns)

    def _lists(self, name: str, keys: str, at: int) -> Lists:
        parts = []
        by_passage = name == "passages"
        firsts = self.first_passages if by_passage else self.firsts
        for one, first, gone_passages in zip(self.segments, firsts, self._gone_passages, strict=False):
            gone = gone_passages if by_passage else one.gone
            size = one.size if by_passage else len(one.tables.keys)
            parts.append(
                Part(
                    getattr(one.tables, name),
                    getattr(one.tables, keys),
                    first,
                    gone if len(gone) else None,
                    size,
                    int(one.tables.most[at]),
                    partial(one.gone_terms) if name == "articles" else None,
                )
            )
        return Lists(parts)


def without(segments: Sequence[Segment], keys: Collection[int]) -> tuple[Segment, ...]:
    """Segments without the documents of some keys."""
    ordered = np.sort(np.fromiter(keys, np.int64, len(keys)))
    return tuple(one.without(ordered) for one in segments) if len(ordered) else tuple(segments)
